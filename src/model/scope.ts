// Where names live while a model is linked. A Scope is a container or a file instance; an Instance is
// one file put somewhere (a file imported into two containers is two instances). A reference is looked
// up from its scope outward to its file; then inside the containers around it, the nearest first and the
// file last, where the first that holds such a name at any depth has to hold one alone; and then in the
// file that imports it.

import type { Ast, Every, Name } from '#grammar/ast.ts'
import type { Span } from '#grammar/source.ts'
import type { OwnKind } from './own-kinds.ts'
import { isWithin } from './tree.ts'

export interface Scope {
  readonly instance: Instance
  /** The enclosing container's scope in the same file instance. */
  readonly parent: Scope | undefined
  /** Id of the component that is the container; -1 at the top of the root file. */
  readonly container: number
  readonly names: Map<string, number>
  readonly every: Every[]
}

export interface Instance {
  readonly ast: Ast
  readonly scope: Scope
  /** The scope that holds the import; undefined for the root file. */
  readonly importer: Scope | undefined
  /** 0 for the root file, then one more per import on the way. */
  readonly depth: number
  /** Text before the names of its flows, scenarios: `us: `. */
  readonly prefix: string
  /** True where it stands inside a container: its clients are left out. */
  readonly leavesClientsOut: boolean
  readonly kinds: Map<string, OwnKind>
  /** What stands before the dots of its kinds (the `p` of `as p`), with the file that it stands for. */
  readonly spaces: Map<string, Space>
  /** Ids by last name, of this file and of what it was the first to import. */
  readonly index: Map<string, number[]>
  /** What it imports too, and another file was the first to. */
  readonly shares: Instance[]
}

export interface Space {
  readonly path: string
  /** The import statement of the file that has it. */
  readonly at: Span
}

/** Stands in a scope for a client that an instance leaves out. */
export const leftOut = -2

export type Lookup =
  | { readonly kind: 'found'; readonly id: number }
  | { readonly kind: 'left-out' }
  | { readonly kind: 'ambiguous'; readonly ids: readonly number[] }
  | { readonly kind: 'missing' }

/** What lookups need to know of the components declared so far. */
export interface Declared {
  readonly name: string
  readonly parent: number
  /** The scope inside, of a container. */
  readonly inner: Scope | undefined
}

export interface Finder {
  /** What a name means at a place. */
  lookup(scope: Scope, name: Name): Lookup
  /** Ids of the components of that name in a file, those under the fewest containers first. */
  anywhere(file: Instance, name: string): readonly number[]
  /** The same of those that lie in a container of the file, at any depth. */
  deeper(file: Instance, container: number, name: string): readonly number[]
}

/** Components of one name: those in a file, and those in each container; the fewest levels deep first. */
interface Places {
  readonly all: readonly number[]
  readonly inside: ReadonlyMap<number, readonly number[]>
}

/** Lookups among components that are all declared: what is found of a name in a file is found once. */
export function finder(declared: readonly Declared[]): Finder {
  const known = new Map<Instance, Map<string, Places>>()

  const places = (file: Instance, name: string): Places => {
    const ofFile = known.get(file) ?? new Map<string, Places>()
    known.set(file, ofFile)
    const found = ofFile.get(name) ?? placesOf(file, name, declared)
    ofFile.set(name, found)
    return found
  }

  const lookup: Finder['lookup'] = (scope, name) => {
    const near = nearby(scope, name.text, declared)
    if (near !== undefined)
      return near === leftOut ? { kind: 'left-out' } : { kind: 'found', id: near }
    const ids = innermost(scope, places(scope.instance, name.text))
    if (ids.length === 1) return { kind: 'found', id: ids[0]! }
    if (ids.length > 1) return { kind: 'ambiguous', ids }
    const { importer } = scope.instance
    return importer ? lookup(importer, name) : { kind: 'missing' }
  }

  return {
    lookup,
    anywhere: (file, name) => places(file, name).all,
    deeper: (file, container, name) => places(file, name).inside.get(container) ?? [],
  }
}

/** Those in the nearest container around the scope that holds any, at last all of the file. */
function innermost(scope: Scope, { all, inside }: Places): readonly number[] {
  for (let at = scope; at.parent; at = at.parent) {
    const here = inside.get(at.container)
    if (here) return here
  }
  return all
}

function placesOf(file: Instance, name: string, declared: readonly Declared[]): Places {
  const levels = new Map(idsOf(file, name, declared).map((id) => [id, levelOf(id, declared)]))
  const all = [...levels.keys()].sort((a, b) => levels.get(a)! - levels.get(b)! || a - b)
  const inside = new Map<number, number[]>()
  for (const id of all) {
    for (let at = declared[id]!.parent; at >= 0; at = declared[at]!.parent) {
      const here = inside.get(at)
      if (here) here.push(id)
      else inside.set(at, [id])
    }
  }
  return { all, inside }
}

/** Ids of what is called so in a file and in all that it imports. */
function idsOf(file: Instance, name: string, declared: readonly Declared[]): readonly number[] {
  const [index, ...others] = indexesOf(file)
  const called = (part: string): readonly number[] => {
    const ids = index!.get(part) ?? []
    return others.length === 0 ? ids : [ids, ...others.map((one) => one.get(part) ?? [])].flat()
  }
  const path = name.split('.')
  const ends = called(path.at(-1)!)
  if (path.length === 1) return ends
  const begins = called(path[0]!)
  // From the rarer end of the path, so that many paths with one part in common take no longer.
  if (ends.length < begins.length) return ends.filter((id) => isBehind(id, path, file, declared))
  return begins.flatMap((id) => {
    const { inner } = declared[id]!
    const found = inner && walkDown(inner, path.slice(1), declared)
    return found === undefined || found === leftOut ? [] : [found]
  })
}

/** Whether the path leads to it from a container that lies in the file. */
function isBehind(
  id: number,
  path: readonly string[],
  file: Instance,
  declared: readonly Declared[],
): boolean {
  if (!`.${declared[id]!.name}`.endsWith(`.${path.join('.')}`)) return false
  let begin = id
  for (let part = 1; part < path.length; part++) begin = declared[begin]!.parent
  return file.scope.container < 0 || isWithin(declared, begin, file.scope.container)
}

/** Ids by last name of all that a file holds, in several tables where it shares what it imports. */
export function indexesOf(file: Instance): readonly ReadonlyMap<string, readonly number[]>[] {
  if (file.shares.length === 0) return [file.index]
  const files = new Set([file])
  for (const one of files) for (const shared of one.shares) files.add(shared)
  return [...files].map(({ index }) => index)
}

function levelOf(id: number, declared: readonly Declared[]): number {
  let levels = 0
  for (let at = declared[id]!.parent; at >= 0; at = declared[at]!.parent) levels++
  return levels
}

/** Whether anything is called so at a place, however many are. */
export function isKnown(scope: Scope, name: string, declared: readonly Declared[]): boolean {
  if (nearby(scope, name, declared) !== undefined) return true
  if (idsOf(scope.instance, name, declared).length > 0) return true
  const { importer } = scope.instance
  return importer !== undefined && isKnown(importer, name, declared)
}

/** The id in the nearest scope of the file that declares the name; `leftOut` for a client that is left out. */
export function nearby(
  scope: Scope,
  name: string,
  declared: readonly Declared[],
): number | undefined {
  const path = name.includes('.') ? name.split('.') : undefined
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const found = path ? walkDown(at, path, declared) : at.names.get(name)
    if (found !== undefined) return found
  }
  return undefined
}

function walkDown(
  scope: Scope,
  path: readonly string[],
  declared: readonly Declared[],
): number | undefined {
  let names: ReadonlyMap<string, number> | undefined = scope.names
  let id: number | undefined
  for (const part of path) {
    id = names?.get(part)
    if (id === undefined || id === leftOut) return id
    names = declared[id]!.inner?.names
  }
  return id
}
