// What gives something that is too full more room: as many copies as its share of the load asks for, the upper end of
// an autoscale, shards where copies do not take writes away, or, where a provider runs it, a larger capacity. Of copies
// several numbers are proposed, the smallest first, since what is lost with a zone grows with them too. Whether one is
// enough is found by trying.

import { shardCount } from '#src/analysis/copies.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component, Demand, Scenario, Value } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { showRate } from '#src/model/show-quantity.ts'
import type { Candidate, Case } from './answers.ts'
import { change, copies, mostCopies } from './changes.ts'
import type { State } from './state.ts'

type Metric = Extract<Demand, { kind: 'metric' }>

/** `scenario`: where it is asked for in one, of what that leaves. */
export function roomier(
  { model }: State,
  demand: Metric,
  worst: Case,
  scenario?: Pick<Scenario, 'fail'>,
): readonly Candidate[] {
  const id = worst.subject.kind === 'component' ? worst.subject.component : limiting(worst)
  const factor =
    demand.metric === 'utilization' ? worst.low / demand.target : demand.target / worst.high
  if (id === undefined) return []
  const one = model.components[id]!
  if (scenario) return moreRoom(one, factor, sizesIn(scenario, one, factor))
  const needed = demand.metric === 'utilization' ? worst.low * one.copies : one.copies * factor
  return moreRoom(one, factor, (count) => [count, withoutAZone(one, count, needed)])
}

/** So many copies in the place of those that the load asks for. */
export type Sizes = (count: number) => readonly number[]

const asAskedFor: Sizes = (count) => [count]

/** For so many times what it carries now. */
export function moreRoom(
  one: Component,
  factor: number,
  sizes: Sizes = asAskedFor,
): readonly Candidate[] {
  if (!Number.isFinite(factor) || factor <= 1) return []
  return one.managed
    ? largerCapacity(one, factor)
    : [...copiesFor(one, factor, sizes), ...shardsFor(one, factor)]
}

/** Where the scenario takes copies or zones of it: what that leaves has to be enough. */
export function sizesIn({ fail }: Pick<Scenario, 'fail'>, one: Component, factor: number): Sizes {
  const lost = fail.filter(({ component, copy }) => component === one.id && copy !== undefined)
  const least = Math.ceil((one.copies - lost.length) * factor) + lost.length
  const zones = new Set(one.zones).size
  return (count) => [least, ...Array.from({ length: zones + 1 }, (_, more) => count + more)]
}

/** Where it lies in several zones: so many that those outside the fullest are enough; else outside one copy. */
function withoutAZone({ zones }: Component, count: number, needed: number): number {
  const held = [...Map.groupBy(zones, (zone) => zone).values()].map(({ length }) => length)
  const part = held.length > 1 ? Math.max(...held) / zones.length : 0
  let size = Math.max(count, 2)
  while (size <= mostCopies && size - Math.max(1, Math.ceil(size * part - 1e-9)) < needed) size++
  return size
}

function limiting({ contributors }: Case): number | undefined {
  return contributors()[0]?.component
}

function copiesFor(one: Component, factor: number, sizes: Sizes): readonly Candidate[] {
  const range = one.attributes.get('autoscale')?.value
  const now = range?.kind === 'range' ? Math.max(one.copies, range.high) : one.copies
  const shards = shardCount(one)
  const count = Math.ceil((now / shards) * factor * (1 - 1e-12)) * shards
  if (range?.kind === 'range') {
    if (count > mostCopies) return []
    const autoscale: Value = { kind: 'range', low: range.low, high: count }
    return [change(one, `let ${one.name} grow to ${count} copies`, { autoscale })]
  }
  const whole = sizes(count).map((size) => Math.ceil(size / shards) * shards)
  return [...new Set(whole)]
    .filter((size) => size > now && size <= mostCopies)
    .sort((a, b) => a - b)
    .map((size) => change(one, `run ${size} copies of ${one.name}`, copies(one, size)))
}

/** With as many copies of each shard as before. */
function shardsFor(one: Component, factor: number): readonly Candidate[] {
  if (!isStore(one)) return []
  const now = shardCount(one)
  const shards = Math.ceil(now * factor * (1 - 1e-12))
  const count = shards * Math.max(1, Math.floor(one.copies / now))
  if (count > mostCopies) return []
  const cut: Value = { kind: 'number', value: shards, dimension: 'number' }
  return [
    change(one, `cut ${one.name} into ${shards} shards`, { ...copies(one, count), shards: cut }),
  ]
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
