// Minimal cut sets of a failure structure up to an order: the smallest sets of events that make the top fail.
// Families of sets are built from the inputs upwards and kept minimal, cut off at the order and at a number
// of sets; a ring starts from "has failed" and shrinks until nothing changes.

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

export function minimalCutSets(structure: Structure, options: CutSetOptions): CutSets {
  const { eventCount, gates, top } = structure
  const sets = algebra(options)
  const made: Family[] = Array.from({ length: eventCount + gates.length }, (_, input) =>
    input < eventCount ? sets.single(input) : empty,
  )
  for (const block of gateOrder(structure).blocks) {
    const ring = isRing(structure, block)
    if (ring) for (const gate of block) made[eventCount + gate] = certain
    for (let changed = true; changed; ) {
      changed = false
      for (const gate of block) {
        const before = made[eventCount + gate]!
        const after = sets.gate(gates[gate]!, made)
        made[eventCount + gate] = after
        changed ||= ring && !isSame(before, after)
      }
    }
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
      if (holdsOneOf(known, set, 0)) continue
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
    const counts: Family[] = [certain, ...new Array<Family>(atLeast).fill(empty)]
    for (const [i, input] of inputs.entries()) {
      for (let least = Math.min(atLeast, i + 1); least >= 1; least--) {
        counts[least] = or(counts[least]!, and(counts[least - 1]!, made[input]!))
      }
    }
    return counts[atLeast]!
  }

  return { single, gate, truncated: () => truncated }
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

/** Whether a set of the trie lies within these events from the given place on; as deep as a set is large. */
function holdsOneOf({ ends, next }: Trie, events: readonly number[], from: number): boolean {
  if (ends) return true
  if (next.size === 0) return false
  for (let i = from; i < events.length; i++) {
    const below = next.get(events[i]!)
    if (below && holdsOneOf(below, events, i + 1)) return true
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
