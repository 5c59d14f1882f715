// How busy a component is: what arrives over what its copies can do. Of a store every copy applies the writes of its
// shard, and the copies that answer reads share these; what a provider runs has the capacity of the whole.

import { mostTraffic } from '#src/graph/traffic.ts'
import { isWritten, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { shardCount } from './copies.ts'
import type { Load, Rates, Utilization } from './load-facts.ts'
import type { Standing } from './standing.ts'

/** With as many copies as are written, or as are given. Undefined where the capacity is unknown, the load has no bound, or no copy is left. */
export function utilizationOf(
  component: Component,
  load: Load,
  standing: Standing,
  fixedCopies?: number,
): Utilization | undefined {
  const { attributes, id, managed } = component
  const capacity = numberIn(attributes, 'capacity')
  if (capacity === undefined || load.isUnbounded || !standing.isUp(id)) return undefined
  const copies = managed ? 1 : (fixedCopies ?? workingCopies(component, standing.copies(id)))
  if (copies === 0) return undefined
  const store = managed || !isStore(component) ? undefined : storeOf(component, copies)
  const perCopy = (rates: Rates): number =>
    store ? rates.reads / store.readers + rates.writes / store.shards : rates.total / copies
  return {
    component: id,
    peak: ratio(perCopy(load.peak), capacity),
    mean: ratio(perCopy(load.mean), capacity),
    perCopy: perCopy(load.peak),
    capacity,
    copies,
    store,
    isKnown: load.isKnown && isWritten(attributes, 'capacity'),
    load,
  }
}

/** Autoscaling brings as many as it may, as long as one is left. */
function workingCopies({ attributes }: Component, left: number): number {
  const range = attributes.get('autoscale')?.value
  return range?.kind === 'range' && left > 0 ? Math.max(left, range.high) : left
}

function storeOf(component: Component, copies: number) {
  const shards = Math.min(shardCount(component), copies)
  const { attributes } = component
  if (wordIn(attributes, 'consistency') !== 'strong') return { readers: copies, shards }
  return { readers: Math.min(copies, numberIn(attributes, 'leaders') ?? shards), shards }
}

/** What can do nothing is as full as can be as soon as something arrives. */
function ratio(perCopy: number, capacity: number): number {
  if (perCopy === 0) return 0
  return capacity === 0 ? mostTraffic : Math.min(mostTraffic, perCopy / capacity)
}
