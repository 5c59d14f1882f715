// What gives something that is too full more room: as many copies as its share of the load asks for, the upper end of
// an autoscale, shards where copies do not take writes away, or, where a provider runs it, a larger capacity. Whether
// it is enough is found by trying.

import { shardCount } from '#src/analysis/copies.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component, Demand, Value } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { showRate } from '#src/model/show-quantity.ts'
import type { Candidate, Case } from './answers.ts'
import { change, copies } from './changes.ts'
import type { State } from './state.ts'

type Metric = Extract<Demand, { kind: 'metric' }>

/** More copies than this are no proposal. */
const mostCopies = 10_000

export function roomier({ model }: State, demand: Metric, worst: Case): readonly Candidate[] {
  const id = worst.subject.kind === 'component' ? worst.subject.component : limiting(worst)
  const factor =
    demand.metric === 'utilization' ? worst.low / demand.target : demand.target / worst.high
  return id === undefined ? [] : moreRoom(model.components[id]!, factor)
}

/** For so many times what it carries now. */
export function moreRoom(one: Component, factor: number): readonly Candidate[] {
  if (!Number.isFinite(factor) || factor <= 1) return []
  return one.managed
    ? largerCapacity(one, factor)
    : [...copiesFor(one, factor), ...shardsFor(one, factor)]
}

function limiting({ contributors }: Case): number | undefined {
  return contributors()[0]?.component
}

function copiesFor(one: Component, factor: number): readonly Candidate[] {
  const range = one.attributes.get('autoscale')?.value
  const now = range?.kind === 'range' ? Math.max(one.copies, range.high) : one.copies
  const shards = shardCount(one)
  const count = Math.ceil((now / shards) * factor * (1 - 1e-12)) * shards
  if (count > mostCopies) return []
  if (range?.kind !== 'range')
    return [change(one, `run ${count} copies of ${one.name}`, copies(one, count))]
  const autoscale: Value = { kind: 'range', low: range.low, high: count }
  return [change(one, `let ${one.name} grow to ${count} copies`, { autoscale })]
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
