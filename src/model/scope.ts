// Where names live while a model is linked. A Scope is a container or a file instance; an Instance is
// one file put somewhere (a file imported into two containers is two instances). A reference is looked
// up from its scope outward to its file, then anywhere in that file where the name is unique, and then
// in the file that imports it.

import type { Ast, Every, Name } from '#grammar/ast.ts'
import type { OwnKind } from './own-kinds.ts'

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
  /** Ids by last name, of this file and of what it imports. */
  readonly index: Map<string, number[]>
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
  /** The scope inside, of a container. */
  readonly inner: Scope | undefined
}

export function lookup(scope: Scope, name: Name, declared: readonly Declared[]): Lookup {
  const path = name.text.split('.')
  const near = nearby(scope, name.text, declared)
  if (near !== undefined)
    return near === leftOut ? { kind: 'left-out' } : { kind: 'found', id: near }
  const anywhere = (scope.instance.index.get(path.at(-1)!) ?? []).filter(
    (id) => path.length === 1 || declared[id]!.name.endsWith(`.${name.text}`),
  )
  if (anywhere.length === 1) return { kind: 'found', id: anywhere[0]! }
  if (anywhere.length > 1) return { kind: 'ambiguous', ids: anywhere }
  const { importer } = scope.instance
  return importer ? lookup(importer, name, declared) : { kind: 'missing' }
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
