// How busy a component is: what arrives over what its copies can do. Of a store every copy applies the writes of its
// shard, and the copies that answer reads share these; what a provider runs has the capacity of the whole.

import { mostTraffic } from '#src/graph/traffic.ts'
import { isWritten, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { shardCount } from './copies.ts'
import type { Load, Rates, StoreUse, Utilization, Working } from './load-facts.ts'
import type { Standing } from './standing.ts'

/** With as many copies as are left, or as are given. Undefined where the capacity is unknown, the load has no bound, or no copy is left. */
export function utilizationOf(
  component: Component,
  load: Load,
  standing: Standing,
  given?: Working,
): Utilization | undefined {
  const { attributes, id, managed } = component
  const capacity = numberIn(attributes, 'capacity')
  if (capacity === undefined || load.isUnbounded || !standing.isUp(id)) return undefined
  const working = managed ? whole : (given ?? workingIn(component, standing))
  const { copies } = working
  if (copies === 0 || working.fewest === 0) return undefined
  const store = managed || !isStore(component) ? undefined : storeOf(component, working)
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

const whole: Working = { copies: 1, shards: 1, fewest: 1 }

/** Autoscaling brings as many as it may, as long as one is left. */
function workingIn(component: Component, standing: Standing): Working {
  const left = standing.copies(component.id)
  const range = component.attributes.get('autoscale')?.value
  if (range?.kind === 'range' && range.high > left && left > 0) return evenly(component, range.high)
  return { copies: left, shards: shardCount(component), fewest: standing.fewest(component.id) }
}

/** So many copies, dealt to the shards in turn. */
export function evenly(component: Component, copies: number): Working {
  const shards = Math.max(1, shardCount({ ...component, copies }))
  return { copies, shards, fewest: Math.floor(copies / shards) }
}

/** The smallest shard gets as many reads as the others, and has the fewest copies for them. */
function storeOf({ attributes }: Component, { copies, shards, fewest }: Working): StoreUse {
  const isStrong = wordIn(attributes, 'consistency') === 'strong'
  const most = isStrong ? (numberIn(attributes, 'leaders') ?? shards) : copies
  return { readers: Math.min(most, shards * fewest), shards, fewest }
}

/** What can do nothing is as full as can be as soon as something arrives. */
function ratio(perCopy: number, capacity: number): number {
  if (perCopy === 0) return 0
  return capacity === 0 ? mostTraffic : Math.min(mostTraffic, perCopy / capacity)
}
