// Copies of one component that fail alike, in several places: which places are lost, and how many of the copies that
// lie elsewhere, is all that counts. For each number of lost places of each sort it is said how bad that is; what is no
// worse than with fewer places is left out. So a thousand copies in three zones are some eight cases, and no chain of a
// thousand events.

import { binomialTail } from '#src/graph/binomial.ts'
import type { Copy, Shard } from './copies.ts'

/** Something that takes away copies: a place, or the first copy, which matters by itself. */
export interface Taker {
  readonly input: number
  /** By sort of shard, how many copies it takes. */
  readonly counts: readonly number[]
  /** How many of them are none of those that are counted together. */
  readonly besides: 0 | 1
}

/** How many copies are taken by sort of shard, and how many of them besides those that are counted together. */
export interface Taken {
  readonly bySort: readonly number[]
  readonly besides: number
}

export interface Case {
  /** So many at least of these inputs have happened; none with 0. */
  readonly lost: readonly { readonly atLeast: number; readonly inputs: readonly number[] }[]
  readonly badness: number
}

/** As bad as can be: what is left to be lost does not matter any more. */
export const enough = 2

/** Cases that are looked at, at most. */
const mostCases = 2_000

/**
 * `badness` is 0 where nothing can come of it, and never falls as more is taken. At most `mostLost` places are lost
 * together. Undefined where there are too many cases.
 */
export function casesOf(
  takers: readonly Taker[],
  sorts: number,
  mostLost: number,
  badness: (taken: Taken) => number,
): readonly Case[] | undefined {
  const groups = [
    ...Map.groupBy(takers, ({ counts, besides }) => [...counts, besides].join(' ')).values(),
  ]
  const known = new Map<string, number>()
  const badnessOf = (lost: readonly number[]): number => {
    const key = lost.join(' ')
    let value = known.get(key)
    if (value === undefined) {
      value = badness(takenBy(groups, lost, sorts))
      known.set(key, value)
    }
    return value
  }
  const before = (lost: readonly number[]): number =>
    lost.reduce(
      (most, count, group) =>
        count === 0 ? most : Math.max(most, badnessOf(lost.with(group, count - 1))),
      0,
    )
  const found: Case[] = []
  const sizes = groups.map(({ length }) => length)
  for (const first of countsUpTo(sizes.slice(0, -1), mostLost)) {
    const rest = mostLost - sum(first)
    const last = Math.min(sizes.at(-1) ?? 0, rest)
    const at = (count: number): readonly number[] => (sizes.length === 0 ? [] : [...first, count])
    const none = badnessOf(at(0))
    const above = firstAbove(1, last, (one) => badnessOf(at(one)) > none)
    for (const count of [0, ...range(above, last)]) {
      if (known.size > mostCases) return undefined
      const lost = at(count)
      const value = badnessOf(lost)
      if (value > before(lost)) found.push(caseOf(groups, lost, value))
      if (value === enough) break
    }
  }
  return found
}

/** Shards that are alike, with the number of copies whose loss is too much. */
export interface SortOfShard {
  readonly shards: number
  readonly copies: number
  readonly atLeast: number
}

/** How many more have to be lost for a shard to have lost too many; undefined where no shard has so many left. */
export function leastMore(sorts: readonly SortOfShard[], taken: Taken): number | undefined {
  const more = sorts.flatMap(({ copies, atLeast }, sort) => {
    const lost = atLeast - taken.bySort[sort]!
    return lost <= copies - taken.bySort[sort]! + taken.besides ? [lost] : []
  })
  return more.length === 0 ? undefined : Math.min(...more)
}

/** How probably some shard has lost too many of the copies that are not taken; where that is 0, the least number above it. */
export function lostIn(sorts: readonly SortOfShard[], taken: Taken, q: number): number {
  const kept = sorts.reduce((log, { shards, copies, atLeast }, sort) => {
    const left = copies - taken.bySort[sort]! + taken.besides
    const lost = binomialTail(left, q, atLeast - taken.bySort[sort]!)
    return log + shards * Math.log1p(-lost)
  }, 0)
  return Math.max(Number.MIN_VALUE, -Math.expm1(kept))
}

export interface SortsOfShards {
  readonly sorts: readonly SortOfShard[]
  /** One copy of each place, and how many shards of each sort have there. */
  readonly placed: readonly { readonly copy: Copy; readonly counts: readonly number[] }[]
}

/** Undefined for a single shard, and where one cannot be served, or asks for nothing. */
export function sortsOf(shards: readonly Shard[]): SortsOfShards | undefined {
  const isPlain = ({ copies, needed }: Shard): boolean => needed >= 1 && copies.length >= needed
  if (shards.length < 2 || !shards.every(isPlain)) return undefined
  const counted = shards.map((shard) => ({ shard, counts: countsByPlace(shard) }))
  const alike = [
    ...Map.groupBy(counted, ({ shard, counts }) =>
      [shard.needed, ...[...counts].map((one) => one.join(':')).sort()].join(', '),
    ).values(),
  ]
  const samples = new Map(
    shards.flatMap(({ copies }) => copies.map((copy) => [placeOf(copy), copy] as const)),
  )
  return {
    sorts: alike.map((same) => {
      const { copies, needed } = same[0]!.shard
      return {
        shards: same.length,
        copies: copies.length,
        atLeast: copies.length - needed + 1,
      }
    }),
    placed: [...samples].map(([place, copy]) => ({
      copy,
      counts: alike.map((same) => same[0]!.counts.get(place) ?? 0),
    })),
  }
}

function countsByPlace({ copies }: Shard): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const copy of copies) counts.set(placeOf(copy), (counts.get(placeOf(copy)) ?? 0) + 1)
  return counts
}

function placeOf({ zone, region }: Copy): string {
  return `${zone} ${region}`
}

function caseOf(
  groups: readonly (readonly Taker[])[],
  lost: readonly number[],
  badness: number,
): Case {
  const inputs = lost.flatMap((atLeast, group) =>
    atLeast === 0 ? [] : [{ atLeast, inputs: groups[group]!.map(({ input }) => input) }],
  )
  return { lost: inputs, badness }
}

function takenBy(
  groups: readonly (readonly Taker[])[],
  lost: readonly number[],
  sorts: number,
): Taken {
  const total = (of: (taker: Taker) => number): number =>
    sum(lost.map((count, group) => count * of(groups[group]![0]!)))
  return {
    bySort: Array.from({ length: sorts }, (_, sort) => total(({ counts }) => counts[sort]!)),
    besides: total(({ besides }) => besides),
  }
}

function* range(first: number, last: number): Iterable<number> {
  for (let count = first; count <= last; count++) yield count
}

/** Every choice of a number up to each size, together up to `most`; lazily, since they may be many. */
function* countsUpTo(sizes: readonly number[], most: number): Iterable<readonly number[]> {
  const [size, ...others] = sizes
  if (size === undefined) {
    yield []
    return
  }
  for (let count = 0; count <= Math.min(size, most); count++) {
    for (const rest of countsUpTo(others, most - count)) yield [count, ...rest]
  }
}

/** The least number up to `last` from which on it holds; one more where it never does. */
function firstAbove(first: number, last: number, holds: (count: number) => boolean): number {
  let low = first
  let high = last + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
