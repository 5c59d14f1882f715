// What may be meant by a name that nothing has. Of a dotted one: what lies deeper under its container by the
// same last part, else by a similar one; where there is no such container, what stands elsewhere. They are
// searched for a bounded time: a file with ten thousand misspelt names among a hundred thousand must not hang.

import type { Name } from '#grammar/ast.ts'
import { nearest } from '#grammar/nearest.ts'
import type { Draft } from './declarations.ts'
import { type Finder, type Instance, indexesOf, type Scope } from './scope.ts'
import { isWithin } from './tree.ts'

/** Names, the nearest first; `kinds` are those that are wanted, `words` may be meant too. */
export type Suggest = (
  scope: Scope,
  name: Name,
  kinds: readonly string[],
  words: readonly string[],
) => readonly string[]

/** Names compared in one run at most. */
const comparisons = 600_000

/** Names of one last part that are compared as wholes at most. */
const compared = 100

/** So many are named at most. */
const most = 3

export function suggesting(drafts: readonly Draft[], finder: Finder): Suggest {
  let left = comparisons
  const known = new Map<Instance | Draft, Map<string, readonly string[]>>()

  const once = (
    place: Instance | Draft,
    key: string,
    find: () => readonly string[],
  ): readonly string[] => {
    const here = known.get(place) ?? new Map<string, readonly string[]>()
    known.set(place, here)
    const found = here.get(key) ?? find()
    here.set(key, found)
    return found
  }

  const fitting = (ids: readonly number[], kinds: readonly string[]): readonly number[] =>
    kinds.length === 0 ? ids : ids.filter((id) => kinds.includes(drafts[id]!.kind.builtin.name))

  /** Ids of the name that is most like it in a file, of those that are asked for. */
  const alike = (
    file: Instance,
    name: string,
    words: readonly string[],
    wanted: (ids: readonly number[]) => readonly number[],
  ): { readonly near: string; readonly ids: readonly number[] } | undefined => {
    const byName = new Map<string, Set<number>>()
    for (const index of indexesOf(file)) {
      left -= index.size
      if (left <= 0) return undefined
      for (const [one, ids] of index) {
        const fit = wanted(ids)
        if (fit.length > 0) byName.set(one, new Set([...(byName.get(one) ?? []), ...fit]))
      }
    }
    const near = nearest(name, [...words, ...byName.keys()])
    return near === undefined ? undefined : { near, ids: [...(byName.get(near) ?? [])] }
  }

  const under = (container: Draft, last: string, kinds: readonly string[]): readonly string[] => {
    const { instance: file } = container.scope
    const shown = (ids: readonly number[]) =>
      ids.slice(0, most).map((one) => drafts[one]!.name.slice(container.name.length))
    const same = fitting(finder.deeper(file, container.id, last), kinds)
    if (same.length > 0) return shown(same)
    const similar = alike(file, last, [], (ids) =>
      fitting(ids, kinds).filter((id) => isWithin(drafts, id, container.id)),
    )
    return similar ? shown(similar.ids) : []
  }

  const elsewhere = (
    file: Instance,
    text: string,
    kinds: readonly string[],
    words: readonly string[],
  ): readonly string[] => {
    const last = lastPart(text)
    const same = fitting(finder.anywhere(file, last), kinds).map((id) => drafts[id]!.name)
    if (same.length > 0) return nearestOr(text, same)
    const found = alike(file, last, words, (ids) => fitting(ids, kinds))
    if (!found) return []
    const [only] = found.ids
    return found.ids.length === 1 && text !== last ? [drafts[only!]!.name] : [found.near]
  }

  return (scope, name, kinds, words) => {
    const { text } = name
    const last = lastPart(text)
    const path = text.slice(0, Math.max(0, text.length - last.length - 1))
    const found = path === '' ? undefined : finder.lookup(scope, { ...name, text: path })
    const container = found?.kind === 'found' ? drafts[found.id]! : undefined
    if (container?.inner) {
      const there = once(container, `${kinds.join()} ${last}`, () => under(container, last, kinds))
      return there.map((one) => path + one)
    }
    const { instance } = scope
    const key = `${kinds.join()} ${words.length} ${text}`
    return once(instance, key, () => elsewhere(instance, text, kinds, words))
  }
}

/** The one that is most like it, else the first few. */
function nearestOr(text: string, names: readonly string[]): readonly string[] {
  const near = nearest(text, names.slice(0, compared))
  return near === undefined ? names.slice(0, most) : [near]
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
