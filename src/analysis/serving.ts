// Whether a flow is served while some events have happened: the definition that every other failure
// analysis rests on. Which components lose their reads or writes to an event follows from their copies;
// what that does to a flow, from its graph of needs.

import { serving } from '#src/graph/needs.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { type System, systemOf } from './calls.ts'
import {
  type Copy,
  canFail,
  type FailureEvent,
  regionOf,
  type Shard,
  shardCount,
  shardsOf,
  spareCopies,
} from './copies.ts'
import { type NeedsOfFlows, needsOfFlows } from './flow-needs.ts'
import { once } from './once.ts'
import { type ReplicaSets, replicaSets } from './replica-sets.ts'
import { type Freedom, freedom } from './shielded.ts'
import type { Ground } from './terms.ts'

export type { FailureEvent } from './copies.ts'

/** What one model's failure analyses share; made once for a model and handed down. */
export interface Reliability {
  readonly system: System
  readonly sets: ReplicaSets
  readonly freedom: Freedom
  shards(component: number): readonly Shard[]
  /** Whether writes can fail where reads do not: copies are there that do not take over. */
  writesDiffer(component: number): boolean
  /** Whether it needs more copies than it has. */
  isShort(component: number): boolean
  readonly needs: NeedsOfFlows
  /** The same graphs with what flows are better with; made when first asked for. */
  wants(): NeedsOfFlows
}

/** Whether the flow is served while exactly the events that `failed` holds for have happened. */
export function servedWith(
  reliability: Reliability,
  flow: Flow,
  failed: (event: FailureEvent) => boolean,
): boolean {
  const { model } = reliability.system
  const { many, root, components, readUnit, writeUnit } = reliability.needs.of(flow)
  const down = new Uint8Array(many.graph.unitCount)
  for (const id of components()) {
    const { reads, writes } = lossOf(reliability, model.components[id]!, failed)
    if (reads) down[readUnit(id)] = 1
    if (writes && writeUnit(id) >= 0) down[writeUnit(id)] = 1
  }
  return serving(many.graph, down)[many.graph.unitOf[root]!] === 1
}

/** What a component no longer serves after these events, by its own copies alone. */
export function lossOf(
  reliability: Reliability,
  component: Component,
  failed: (event: FailureEvent) => boolean,
): { readonly reads: boolean; readonly writes: boolean } {
  const none = { reads: false, writes: false }
  if (!canFail(component)) return none
  const { model } = reliability.system
  if (component.managed) {
    const region = regionOf(model, component)
    const lost =
      failed({ component: component.id }) || (region >= 0 && failed({ component: region }))
    return { reads: lost, writes: lost }
  }
  let writes = false
  for (const { copies, needed } of reliability.shards(component.id)) {
    const works = ({ index, zone, region }: Copy): boolean =>
      !failed({ component: component.id, copy: index }) &&
      !(zone >= 0 && failed({ component: zone })) &&
      !(region >= 0 && failed({ component: region }))
    let left = 0
    for (const copy of copies) if (works(copy)) left++
    if (left < needed) return { reads: true, writes: true }
    const [first] = copies
    if (!first || !works(first)) writes = true
  }
  return { reads: false, writes: writes && reliability.writesDiffer(component.id) }
}

/** Kept by no table of models: what such a table holds outlives its model until the next full collection. */
export function reliabilityOf(model: Model): Reliability {
  const system = systemOf(model)
  const sets = replicaSets(system)
  const free = freedom(system, sets)
  const shardCache = new Map<number, readonly Shard[]>()
  const shards = (id: number): readonly Shard[] => {
    let of = shardCache.get(id)
    if (!of) {
      of = shardsOf(model, model.components[id]!)
      shardCache.set(id, of)
    }
    return of
  }
  const writesDiffer = (id: number): boolean => {
    const component = model.components[id]!
    if (component.managed || component.copies < 2 || !isStore(component)) return false
    return !sets.failsOver(id) && component.copies > shardCount(component)
  }
  const ground: Ground = { system, sets, freedom: free, writesDiffer }
  const isShort = (id: number): boolean => {
    const component = model.components[id]!
    if (component.managed || !canFail(component)) return false
    return spareCopies(component) < 0
  }
  const needs = needsOfFlows(ground, isShort)
  const wants = once(() => needsOfFlows(ground, isShort, 'needs and wants'))
  return { system, sets, freedom: free, shards, writesDiffer, isShort, needs, wants }
}
