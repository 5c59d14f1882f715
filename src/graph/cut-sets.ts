// Minimal cut sets of a failure structure up to an order: the smallest sets of events that make the top fail.
// Families of sets are built from the inputs upwards and kept minimal, cut off at the order and at a number
// of sets; a ring starts from "has failed" and shrinks until nothing changes.

import { merged } from './merged.ts'
import { ringOf, settle } from './rings.ts'
import { type Gate, gateOrder, isRing, type Structure } from './structure.ts'

export interface CutSetOptions {
  /** Greatest weight of a set, from 1. */
  readonly order: number
  /** By event, how many single failures it stands for ("all three copies"); 1 where unwritten. */
  readonly weights?: ArrayLike<number>
  /** Most sets of any one gate; more are cut off. 100,000 where unwritten. */
  readonly limit?: number
}

export interface CutSets {
  /** Events in ascending order; the sets by their weight, then by their events. */
  readonly sets: readonly (readonly number[])[]
  /** True where sets of this order may be missing, because there were more than the limit. */
  readonly truncated: boolean
}

type Family = readonly (readonly number[])[]

const empty: Family = []
/** Has failed, whatever happens. */
const certain: Family = [[]]

export function minimalCutSets(given: Structure, options: CutSetOptions): CutSets {
  const structure = merged(given)
  const { eventCount, gates, top } = structure
  const sets = algebra(options)
  const made: Family[] = Array.from({ length: eventCount + gates.length }, (_, input) =>
    input < eventCount ? sets.single(input) : empty,
  )
  const change = (gate: number): boolean => {
    const before = made[eventCount + gate]!
    const after = sets.gate(gates[gate]!, made)
    made[eventCount + gate] = after
    return !isSame(before, after)
  }
  for (const block of gateOrder(structure).blocks) {
    if (!isRing(structure, block)) {
      change(block[0]!)
      continue
    }
    for (const gate of block) made[eventCount + gate] = certain
    settle(ringOf(structure, block), (gate) => !sets.truncated() && change(gate))
    // Only what has settled is true; sets that were cut off on the way leave nothing to be sure of.
    if (sets.truncated()) for (const gate of block) made[eventCount + gate] = empty
  }
  return { sets: made[top]!, truncated: sets.truncated() }
}

function algebra({ order, weights, limit = 100_000 }: CutSetOptions) {
  let truncated = false
  const weightOf = (set: readonly number[]): number =>
    weights ? set.reduce((sum, event) => sum + weights[event]!, 0) : set.length
  const byWeight = (a: readonly number[], b: readonly number[]): number =>
    weightOf(a) - weightOf(b) || compare(a, b)

  /** Both; undefined where that weighs too much. */
  const joined = (a: readonly number[], b: readonly number[]): readonly number[] | undefined => {
    const union: number[] = []
    for (let i = 0, j = 0; i < a.length || j < b.length; ) {
      if (union.length === order) return undefined // No event weighs less than one.
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

  const or = (a: Family, b: Family): Family =>
    a.length === 0 ? b : b.length === 0 ? a : minimal([...a, ...b])

  const and = (a: Family, b: Family): Family => {
    if (a === certain) return b
    if (b === certain) return a
    const all: (readonly number[])[] = []
    for (const one of a) {
      for (const other of b) {
        const set = joined(one, other)
        if (set) all.push(set)
        if (all.length > limit * 8) {
          truncated = true
          return minimal(all)
        }
      }
    }
    return minimal(all)
  }

  const gate = ({ atLeast, inputs }: Gate, made: readonly Family[]): Family => {
    if (atLeast <= 0) return certain
    if (atLeast > inputs.length) return empty
    if (atLeast === 1) return minimal(inputs.flatMap((input) => made[input]!))
    return someOf(
      atLeast,
      inputs.map((input) => made[input]!),
    )
  }

  /** So many of the families at once. */
  const someOf = (asked: number, all: readonly Family[]): Family => {
    const open = all.filter((family) => family[0]?.length !== 0)
    const atLeast = asked - (all.length - open.length)
    if (atLeast <= 0) return certain
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

  return { single, gate, truncated: () => truncated }
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

/** Sets in ascending order, by their events. */
interface Trie {
  ends: boolean
  readonly next: Map<number, Trie>
}

function insert(trie: Trie, set: readonly number[]): void {
  let at = trie
  for (const event of set) {
    let next = at.next.get(event)
    if (!next) {
      next = { ends: false, next: new Map() }
      at.next.set(event, next)
    }
    at = next
  }
  at.ends = true
}

/** Whether a set of the trie lies within these events. */
function holdsOneOf(trie: Trie, events: readonly number[]): boolean {
  if (trie.ends) return true
  const path = [trie]
  const places = [0]
  while (path.length > 0) {
    const depth = path.length - 1
    const place = places[depth]!++
    if (place >= events.length || path[depth]!.next.size === 0) {
      path.pop()
      places.pop()
      continue
    }
    const below = path[depth]!.next.get(events[place]!)
    if (!below) continue
    if (below.ends) return true
    path.push(below)
    places.push(place + 1)
  }
  return false
}

function isSame(a: Family, b: Family): boolean {
  return a.length === b.length && a.every((set, i) => compare(set, b[i]!) === 0)
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}
