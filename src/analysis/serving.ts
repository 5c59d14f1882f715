// Whether a flow is served while some events have happened: the definition that every other failure
// analysis rests on. One graph of needs stands for all implicit flows, one for each declared flow; which
// components lose their reads or writes to an event follows from their copies.

import { type NeedGraph, needGraph, serving } from '#src/graph/needs.ts'
import { type FailureSpread, failureSpread } from '#src/graph/single-points.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { flowOut, type RunEdge, type System, systemOf } from './calls.ts'
import { canFail, type FailureEvent, regionOf, type Shard, shardsOf } from './copies.ts'
import { type ReplicaSets, replicaSets } from './replica-sets.ts'
import { type Freedom, freedom } from './shielded.ts'
import { startsOf } from './starts.ts'
import { type Ground, needsBuilder } from './terms.ts'

export type { FailureEvent } from './copies.ts'

/** Needs of some flows in one graph, with the root of each. */
export interface FlowNeeds {
  readonly graph: NeedGraph
  readonly roots: ReadonlyMap<Flow, number>
  /** The unit of a component, -1 where it is not in the graph. */
  readUnit(component: number): number
  /** The unit of its writes where they can fail alone and are needed, else -1. */
  writeUnit(component: number): number
  /** Components in the graph, ascending. */
  readonly components: readonly number[]
  /** Components whose reads or writes are part of a unit. */
  componentsOf(unit: number): readonly number[]
  /** Components that need more copies than they have: they never serve. */
  readonly short: readonly number[]
  /** Units that serve with everything up. */
  readonly up: Uint8Array
}

/** What one model's failure analyses share; made once per model. */
export interface Reliability {
  readonly system: System
  readonly sets: ReplicaSets
  readonly freedom: Freedom
  shards(component: number): readonly Shard[]
  /** Whether writes can fail where reads do not: copies are there that do not take over. */
  writesDiffer(component: number): boolean
  needs(flow: Flow): FlowNeeds
  /** Needs of every component over all declared edges. */
  readonly everything: () => FlowNeeds
  spread(flow: Flow): FailureSpread
}

const known = new WeakMap<Model, Reliability>()

export function reliabilityOf(model: Model): Reliability {
  let reliability = known.get(model)
  if (!reliability) {
    reliability = reliabilityFor(model)
    known.set(model, reliability)
  }
  return reliability
}

/** Whether the flow is served while exactly the events that `failed` holds for have happened. */
export function servedWith(
  model: Model,
  flow: Flow,
  failed: (event: FailureEvent) => boolean,
): boolean {
  const reliability = reliabilityOf(model)
  const needs = reliability.needs(flow)
  const down = new Uint8Array(needs.graph.unitCount)
  for (const id of needs.components) {
    const { reads, writes } = lossOf(reliability, model.components[id]!, failed)
    if (reads) down[needs.readUnit(id)] = 1
    if (writes && needs.writeUnit(id) >= 0) down[needs.writeUnit(id)] = 1
  }
  return serving(needs.graph, down)[needs.graph.unitOf[needs.roots.get(flow)!]!] === 1
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
    const works = copies.map(
      ({ index, zone, region }) =>
        !failed({ component: component.id, copy: index }) &&
        !(zone >= 0 && failed({ component: zone })) &&
        !(region >= 0 && failed({ component: region })),
    )
    if (works.filter(Boolean).length < needed) return { reads: true, writes: true }
    if (!works[0]) writes = true
  }
  return { reads: false, writes: writes && reliability.writesDiffer(component.id) }
}

function reliabilityFor(model: Model): Reliability {
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
    return !sets.failsOver(id) && shards(id).some((shard) => shard.copies.length > 1)
  }
  const ground: Ground = { system, sets, freedom: free, writesDiffer }
  const isShort = (id: number): boolean => {
    const component = model.components[id]!
    if (component.managed || !canFail(component)) return false
    return shards(id).some(({ copies, needed }) => copies.length < needed)
  }
  const ofFlows = new Map<Flow, FlowNeeds>()
  let whole: FlowNeeds | undefined
  const everything = () => {
    whole ??= wholeNeeds(ground, isShort)
    return whole
  }
  const needs = (flow: Flow): FlowNeeds => {
    if (flow.scope.kind === 'everything') return everything()
    let of = ofFlows.get(flow)
    if (!of) {
      of = needsOfFlow(ground, flow, isShort)
      ofFlows.set(flow, of)
    }
    return of
  }
  // A spread is as large as its flow: facts keep its answers, not itself.
  const spread = (flow: Flow): FailureSpread => {
    const { graph, roots, up } = needs(flow)
    return failureSpread(graph, roots.get(flow)!, up)
  }
  return { system, sets, freedom: free, shards, writesDiffer, needs, everything, spread }
}

function wholeNeeds(ground: Ground, isShort: (id: number) => boolean): FlowNeeds {
  const { system } = ground
  const { model } = system
  // Implicit flows start at clients alone, so nobody's consumption is a first hop.
  const builder = needsBuilder(
    ground,
    (id) => system.out[id]!,
    () => [],
  )
  const roots = new Map<Flow, number>()
  for (const flow of model.flows) {
    if (flow.scope.kind === 'everything') roots.set(flow, builder.start(flow.scope.client))
  }
  for (const component of model.components) if (canFail(component)) builder.read(component.id)
  return flowNeeds(builder.finish(), roots, isShort)
}

function needsOfFlow(ground: Ground, flow: Flow, isShort: (id: number) => boolean): FlowNeeds {
  const { system } = ground
  const edges = flow.scope.kind === 'edges' ? flow.scope.edges : []
  const out = flowOut(system, edges)
  const consumers = new Map<number, RunEdge[]>()
  for (const edge of [...out.values()].flat()) {
    if (!system.isConsumption(edge)) continue
    for (const broker of system.targetsOf(edge.to)) {
      const list = consumers.get(broker)
      if (list) list.push(edge)
      else consumers.set(broker, [edge])
    }
  }
  const builder = needsBuilder(
    ground,
    (id) => out.get(id) ?? [],
    (broker) => consumers.get(broker) ?? [],
  )
  const root = builder.all(startsOf(system, flow).map((start) => builder.start(start)))
  return flowNeeds(builder.finish(), new Map([[flow, root]]), isShort)
}

function flowNeeds(
  built: ReturnType<ReturnType<typeof needsBuilder>['finish']>,
  roots: ReadonlyMap<Flow, number>,
  isShort: (id: number) => boolean,
): FlowNeeds {
  const graph = needGraph(built)
  const reads = new Map<number, number>()
  const writes = new Map<number, number>()
  const inUnit: number[][] = Array.from({ length: graph.unitCount }, () => [])
  for (const { node, component, writes: isWrite } of built.nodes) {
    const of = isWrite ? writes : reads
    of.set(component, graph.unitOf[node]!)
    inUnit[graph.unitOf[node]!]!.push(component)
  }
  const components = [...reads.keys()].sort((a, b) => a - b)
  const short = components.filter(isShort)
  const down = new Uint8Array(graph.unitCount)
  for (const id of short) down[reads.get(id)!] = 1
  return {
    graph,
    roots,
    short,
    components,
    componentsOf: (unit) => inUnit[unit]!,
    readUnit: (component) => reads.get(component) ?? -1,
    writeUnit: (component) => writes.get(component) ?? -1,
    up: serving(graph, down),
  }
}
