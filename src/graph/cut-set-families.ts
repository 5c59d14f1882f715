// Families of minimal sets of events, and what gates make of them: each family is kept minimal, in order, and cut off
// at an order, at a number of sets and at an amount of work, and it says when it was.

import { holdsOneOf, insert, type Trie } from './set-trie.ts'
import type { Gate } from './structure.ts'

/** Sets of inputs in ascending order; by their weight, then by their inputs. */
export type Family = readonly (readonly number[])[]

export const empty: Family = []
/** Has failed, whatever happens. */
export const certain: Family = [[]]

/** Unions and sets looked at, some seconds' worth. */
const mostWork = 10_000_000

/** `weights`: by input, from 1; those of inputs that no family has yet may still change. */
export function familyAlgebra(order: number, limit: number, weights: ArrayLike<number>) {
  let truncated = false
  let work = mostWork
  /** False where too much has been done already: what is asked for then is cut off. */
  const afford = (steps: number): boolean => {
    work -= steps
    truncated ||= work < 0
    return work >= 0
  }
  const weightOf = (set: readonly number[]): number =>
    set.reduce((sum, event) => sum + weights[event]!, 0)
  const byWeight = (a: readonly number[], b: readonly number[]): number =>
    weightOf(a) - weightOf(b) || compare(a, b)

  /** Both; undefined where that weighs too much. Most do, and nothing is made for them. */
  const joined = (a: readonly number[], b: readonly number[]): readonly number[] | undefined => {
    if (sizeOfUnion(a, b) > order) return undefined // No event weighs less than one.
    const union: number[] = []
    for (let i = 0, j = 0; i < a.length || j < b.length; ) {
      const left = a[i] ?? Number.POSITIVE_INFINITY
      const right = b[j] ?? Number.POSITIVE_INFINITY
      union.push(Math.min(left, right))
      if (left <= right) i++
      if (right <= left) j++
    }
    return weightOf(union) <= order ? union : undefined
  }

  const single = (event: number): Family => (weightOf([event]) <= order ? [[event]] : empty)

  /** Without sets that hold another; in order. */
  const minimal = (family: readonly (readonly number[])[]): Family => {
    if (family.length < 2) return family
    if (!afford(family.length)) return empty
    const sorted = [...family].sort(byWeight)
    const known: Trie = { ends: false, next: new Map() }
    const kept: (readonly number[])[] = []
    for (const set of sorted) {
      if (holdsOneOf(known, set)) continue
      if (kept.length >= limit) {
        truncated = true
        break
      }
      insert(known, set)
      kept.push(set)
    }
    return kept
  }

  /** What either has alone, and in `all` what both have: each such set stands for every union that it is part of. */
  const apart = (a: Family, b: Family) => {
    const left: (readonly number[])[] = []
    const right: (readonly number[])[] = []
    const all: (readonly number[])[] = []
    for (let i = 0, j = 0; i < a.length || j < b.length; ) {
      const [one, other] = [a[i], b[j]]
      const before = one && other ? byWeight(one, other) : one ? -1 : 1
      if (before === 0) all.push(one!)
      else if (before < 0) left.push(one!)
      else right.push(other!)
      if (before <= 0) i++
      if (before >= 0) j++
    }
    return { left, right, all }
  }

  const or = (a: Family, b: Family): Family =>
    a.length === 0 ? b : b.length === 0 ? a : minimal([...a, ...b])

  const and = (a: Family, b: Family): Family => {
    if (a === certain) return b
    if (b === certain) return a
    const { left, right, all } = apart(a, b)
    for (const one of left) {
      if (!afford(right.length)) return empty
      for (const other of right) {
        const set = joined(one, other)
        if (set && afford(set.length)) all.push(set)
        if (all.length > limit * 8) {
          truncated = true
          return minimal(all)
        }
      }
    }
    return minimal(all)
  }

  const gate = ({ atLeast, inputs }: Gate, made: (input: number) => Family): Family => {
    if (atLeast <= 0) return certain
    if (atLeast > inputs.length) return empty
    if (atLeast === 1) return minimal(inputs.flatMap(made))
    return someOf(atLeast, inputs.map(made))
  }

  /** In pairs, and pairs of pairs, so that large sets are copied seldom. */
  const allOf = (families: readonly Family[]): Family => {
    let level = families
    while (level.length > 1) {
      const pairs: Family[] = []
      for (let i = 0; i < level.length; i += 2) pairs.push(and(level[i]!, level[i + 1] ?? certain))
      level = pairs
    }
    return level[0]!
  }

  /** So many of the families at once. */
  const someOf = (asked: number, all: readonly Family[]): Family => {
    const open = all.filter((family) => family[0]?.length !== 0)
    const atLeast = asked - (all.length - open.length)
    if (atLeast <= 0) return certain
    if (atLeast === open.length && open.length <= order) return allOf(open)
    const enough = enoughAlone(atLeast, open)
    const families = open.map((family) =>
      family.filter((set) => !set.some((one) => enough.has(one))),
    )
    return or(minimal([...enough].map((event) => [event])), severalOf(atLeast, families))
  }

  /**
   * Where no event is enough alone. Inputs that fail together count as often as they stand there, and a set is dropped
   * as soon as no events that may still join it can make up the number.
   */
  const severalOf = (atLeast: number, families: readonly Family[]): Family => {
    const reach = reachOf(families)
    const most = [...reach.values()].reduce((greatest, one) => Math.max(greatest, one), 0)
    if (order * most < atLeast) return empty
    const canStill = (set: readonly number[]): boolean => {
      const reached = set.reduce((sum, event) => sum + reach.get(event)!, 0)
      return reached + (order - weightOf(set)) * most >= atLeast
    }
    let counts = new Map<number, Family>([[0, certain]])
    for (const { family, times } of alike(families)) {
      const next = new Map(counts)
      for (const [count, sets] of counts) {
        if (count === atLeast) continue
        const more = Math.min(atLeast, count + times)
        const joint = and(sets, family).filter(canStill)
        if (joint.length > 0) next.set(more, or(next.get(more) ?? empty, joint))
      }
      counts = next
    }
    return counts.get(atLeast) ?? empty
  }

  return {
    single,
    gate,
    weightOf,
    afford,
    sorted: (sets: Family): Family => sets.toSorted(byWeight),
    truncated: () => truncated,
    cutOff: () => {
      truncated = true
    },
  }
}

function sizeOfUnion(a: readonly number[], b: readonly number[]): number {
  let size = a.length + b.length
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i]!
    const right = b[j]!
    if (left === right) size--
    if (left <= right) i++
    if (right <= left) j++
  }
  return size
}

/** Events that fail so many of the families by themselves. */
function enoughAlone(atLeast: number, families: readonly Family[]): ReadonlySet<number> {
  const alone = new Map<number, number>()
  for (const set of families.flat()) {
    if (set.length === 1) alone.set(set[0]!, (alone.get(set[0]!) ?? 0) + 1)
  }
  return new Set([...alone].flatMap(([event, count]) => (count >= atLeast ? [event] : [])))
}

/** How many of the families an event has a part in. */
function reachOf(families: readonly Family[]): ReadonlyMap<number, number> {
  const reach = new Map<number, number>()
  for (const family of families) {
    for (const event of new Set(family.flat())) reach.set(event, (reach.get(event) ?? 0) + 1)
  }
  return reach
}

/** Families that are the same, with how often they are there. */
function alike(families: readonly Family[]) {
  const together = Map.groupBy(families, (family) => family.map((set) => set.join()).join(' | '))
  return [...together.values()].map((same) => ({ family: same[0]!, times: same.length }))
}

export function isSameFamily(a: Family, b: Family): boolean {
  return a.length === b.length && a.every((set, i) => compare(set, b[i]!) === 0)
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}
