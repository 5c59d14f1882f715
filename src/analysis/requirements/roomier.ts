// What gives something that is too full more room: as many copies as its share of the load asks for, the upper end of
// an autoscale, shards where copies do not take writes away, or, where a provider runs it, a larger capacity. Of copies
// several numbers are proposed, the smallest first, since what is lost with a zone grows with them too. Whether one is
// enough is found by trying.

import { shardCount } from '#src/analysis/copies.ts'
import { copiesBelow, mostCopies, overfull } from '#src/analysis/enough-copies.ts'
import type { Enough } from '#src/analysis/load-facts.ts'
import { numberIn } from '#src/model/attributes.ts'
import { copiesSaid } from '#src/model/changed.ts'
import type { Component, Demand, Value } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { showRate } from '#src/model/show-quantity.ts'
import type { Candidate, Case } from './answers.ts'
import { change } from './changes.ts'
import type { State } from './state.ts'

type Metric = Extract<Demand, { kind: 'metric' }>

/** In a state; `sizes`: where more than what the load asks for is tried, as in a scenario. */
export function roomier(
  { model, facts, loads }: State,
  demand: Metric,
  worst: Case,
  sizes?: (one: Component) => Sizes,
): readonly Candidate[] {
  const id = worst.subject.kind === 'component' ? worst.subject.component : limiting(worst)
  const factor =
    demand.metric === 'utilization' ? worst.low / demand.target : demand.target / worst.high
  const busy = id === undefined ? 0 : (loads().utilization(id)?.peak ?? 0)
  if (id === undefined || !(busy > 0)) return []
  const one = model.components[id]!
  const isStrict = demand.comparison === '<' || demand.comparison === '>'
  const below = (busy / factor) * (isStrict ? 1 - 1e-8 : overfull)
  const room: Room = { one, factor, loads: loads(), below }
  if (sizes) return moreRoom(room, sizes(one))
  const withLess = { spare: 0, below } as const
  const copied = facts.enoughCopies(id, withLess)
  const cut = facts.enoughCopies(id, { ...withLess, by: 'shards' })
  const also = copied && copied.shards === undefined ? [copied.copies] : []
  return moreRoom(room, (count) => [count, ...also], cut)
}

/** What it takes for so many times what is carried now. */
export interface Room {
  readonly one: Component
  readonly factor: number
  readonly loads: ReturnType<State['loads']>
  /** How busy it may be: less than this. */
  readonly below: number
}

/** So many copies in the place of those that the load asks for. */
export type Sizes = (count: number) => readonly number[]

/** `cut`: shards that are to be tried, too. */
export function moreRoom(room: Room, sizes: Sizes, cut?: Enough): readonly Candidate[] {
  const { one, factor } = room
  if (!Number.isFinite(factor) || factor <= 1) return []
  if (one.managed) return largerCapacity(one, factor)
  const more = copiesFor(room, sizes)
  const inShards = shardsFor(one, factor, cut)
  return copiesIn(inShards) < copiesIn(more) ? [...inShards, ...more] : [...more, ...inShards]
}

function copiesIn([first]: readonly Candidate[]): number {
  return Number(first?.given.replicas ?? 0)
}

/** Where the scenario takes zones of it: what that leaves has to be enough. */
export function sizesIn(one: Component): Sizes {
  const zones = new Set(one.zones).size
  return (count) => Array.from({ length: zones + 1 }, (_, more) => count + more)
}

function limiting({ contributors }: Case): number | undefined {
  return contributors()[0]?.component
}

/** Solved, where copies share the reads alone and the writes go to each of them. */
function copiesFor({ one, loads, below }: Room, sizes: Sizes): readonly Candidate[] {
  const range = one.attributes.get('autoscale')?.value
  const now = range?.kind === 'range' ? Math.max(one.copies, range.high) : one.copies
  const shards = shardCount(one)
  const left = loads.utilization(one.id)?.copies ?? now
  const least = copiesBelow(loads, { ...one, copies: left }, below)
  if (least === undefined) return []
  const count = Math.ceil((least * now) / left)
  if (range?.kind === 'range') {
    if (count > mostCopies) return []
    const autoscale: Value = { kind: 'range', low: range.low, high: count }
    return [change(one, `let ${one.name} grow to ${count} copies`, { autoscale })]
  }
  const whole = [least + now - left, ...sizes(count)].map(
    (size) => Math.ceil(size / shards) * shards,
  )
  return [...new Set(whole)]
    .filter((size) => size > now && size <= mostCopies)
    .sort((a, b) => a - b)
    .map((size) => change(one, `run ${size} copies of ${one.name}`, copiesSaid(one, size)))
}

/** With as many copies of each shard as before. */
function shardsFor(one: Component, factor: number, also?: Enough): readonly Candidate[] {
  if (!isStore(one)) return []
  const now = shardCount(one)
  const shards = Math.ceil(now * factor * (1 - 1e-12))
  const count = shards * Math.max(1, Math.floor(one.copies / now))
  const more = also?.shards === undefined ? [] : [[also.shards, also.copies] as const]
  return [[shards, count] as const, ...more]
    .filter(([, size]) => size <= mostCopies)
    .sort(([a], [b]) => a - b)
    .map(([parts, size]) => {
      const cut: Value = { kind: 'number', value: parts, dimension: 'number' }
      const given = { ...copiesSaid(one, size), shards: cut }
      return change(one, `cut ${one.name} into ${parts} shards`, given)
    })
}

function largerCapacity(one: Component, factor: number): readonly Candidate[] {
  const capacity = numberIn(one.attributes, 'capacity')
  if (capacity === undefined || capacity === 0) return []
  const value = roundedUp(capacity * factor)
  const more: Value = { kind: 'number', value, dimension: 'rate' }
  return [change(one, `have ${one.name} take ${showRate(value)}`, { capacity: more })]
}

/** To two digits, as people ask for capacity. */
function roundedUp(rate: number): number {
  const step = 10 ** (Math.floor(Math.log10(rate)) - 1)
  return Number((Math.ceil((rate / step) * (1 - 1e-12)) * step).toPrecision(12))
}
