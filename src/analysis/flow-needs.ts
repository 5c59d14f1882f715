// Graphs of needs of a model's flows. All declared flows stand side by side in one graph, each with nodes
// of its own; all implicit flows share another, over every declared edge. So what is costly is made twice
// for a model, not once for each flow.

import { type NeedGraph, needGraph, serving } from '#src/graph/needs.ts'
import { type FailureAnalysis, failureAnalysis } from '#src/graph/single-points.ts'
import type { Flow, FlowEdge } from '#src/model/model.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import { canFail } from './copies.ts'
import { startsOf } from './starts.ts'
import {
  type Choice,
  type Ground,
  type NeedsSink,
  type Nodes,
  needsBuilder,
  type Want,
} from './terms.ts'

/** A graph and what it says of components; units are those of the graph. */
export interface NeedsOfMany {
  readonly graph: NeedGraph
  /** Units that serve with everything up. */
  readonly up: Uint8Array
  readonly failures: FailureAnalysis
  /** Components whose reads or writes are part of a unit. */
  componentsOf(unit: number): readonly number[]
}

/** One flow's part of a graph. */
export interface FlowNeeds {
  readonly many: NeedsOfMany
  /** The node that serves when the flow is served. */
  readonly root: number
  /** Components of the flow; of an implicit flow, of the whole model. */
  components(): Iterable<number>
  /** The unit of a component, -1 where it is not on the flow. */
  readUnit(component: number): number
  /** The unit of its writes where they can fail alone and are needed, else -1. */
  writeUnit(component: number): number
  /** By group of the model, those that leave a choice; of an implicit flow, in the whole model. */
  readonly choices: ReadonlyMap<number, Choice>
  /** What the flow is better with (src/analysis/terms.ts); empty where the graph is of needs alone. */
  readonly wants: readonly WantedUnit[]
}

export interface WantedUnit extends Omit<Want, 'node'> {
  readonly unit: number
}

export interface NeedsOfFlows {
  of(flow: Flow): FlowNeeds
  /** Needs of every component over all declared edges. */
  everything(): FlowNeeds
  /** These components with all that they need, over all declared edges. */
  ofComponents(components: readonly number[]): FlowNeeds
  /** What these callers need over these edges alone, whether or not they are up themselves. */
  ofCalls(callers: readonly number[], edges: readonly FlowEdge[]): FlowNeeds
}

/** `isShort`: needs more copies than it has, and so never serves. `of`: whether what is wanted has nodes as well. */
export function needsOfFlows(
  base: Ground,
  isShort: (component: number) => boolean,
  of: 'needs' | 'needs and wants' = 'needs',
): NeedsOfFlows {
  const ground: WantingGround = { ...base, collects: of === 'needs and wants' }
  let declared: ReadonlyMap<Flow, FlowNeeds> | undefined
  let implicit:
    | { readonly whole: FlowNeeds; readonly flows: ReadonlyMap<Flow, FlowNeeds> }
    | undefined
  const shared = () => {
    implicit ??= implicitNeeds(ground, isShort)
    return implicit
  }
  return {
    of(flow) {
      if (flow.scope.kind === 'everything') return shared().flows.get(flow)!
      declared ??= declaredNeeds(ground, isShort)
      return declared.get(flow)!
    },
    everything: () => shared().whole,
    ofComponents(components) {
      const sink: NeedsSink = { nodeCount: 0, groups: [] }
      const builder = needsBuilder(
        ground,
        sink,
        (id) => ground.system.out[id]!,
        () => [],
      )
      const root = builder.all(components.map(builder.whole))
      return flowNeeds(needsOfMany(sink, [builder], isShort), builder, root, [])
    },
    ofCalls(callers, edges) {
      const { sink, builder, wants } = builderOver(ground, edges)
      const root = builder.all(callers.map(builder.callsOf))
      return flowNeeds(needsOfMany(sink, [builder], isShort), builder, root, wants)
    },
  }
}

interface WantingGround extends Ground {
  readonly collects: boolean
}

/** A builder over the edges of a flow. */
function builderOver(
  ground: WantingGround,
  edges: readonly FlowEdge[],
  sink: NeedsSink = { nodeCount: 0, groups: [] },
) {
  const out = flowOut(ground.system, edges)
  const consumers = consumersIn(ground.system, out)
  const wants: Want[] = []
  const builder = needsBuilder(
    ground,
    sink,
    (id) => out.get(id) ?? [],
    (broker) => consumers.get(broker) ?? [],
    ground.collects ? (want) => wants.push(want) : undefined,
  )
  return { sink, builder, wants }
}

function implicitNeeds(ground: WantingGround, isShort: (component: number) => boolean) {
  const { system } = ground
  const { model } = system
  const sink: NeedsSink = { nodeCount: 0, groups: [] }
  const wants: Want[] = []
  // Implicit flows start at clients alone, so nobody's consumption is a first hop.
  const builder = needsBuilder(
    ground,
    sink,
    (id) => system.out[id]!,
    () => [],
    ground.collects ? (want) => wants.push(want) : undefined,
  )
  const roots = new Map<Flow, number>()
  for (const flow of model.flows) {
    if (flow.scope.kind === 'everything') roots.set(flow, builder.start(flow.scope.client))
  }
  for (const component of model.components) if (canFail(component)) builder.read(component.id)
  const many = needsOfMany(sink, [builder], isShort)
  const whole = flowNeeds(many, builder, -1, wants)
  const flows = new Map([...roots].map(([flow, root]) => [flow, { ...whole, root }]))
  return { whole, flows }
}

function declaredNeeds(
  ground: WantingGround,
  isShort: (component: number) => boolean,
): ReadonlyMap<Flow, FlowNeeds> {
  const { system } = ground
  const sink: NeedsSink = { nodeCount: 0, groups: [] }
  // Of each builder only its nodes are kept: what it was made from is as large as the flow.
  const built: { flow: Flow; nodes: Nodes; root: number; wants: readonly Want[] }[] = []
  for (const flow of system.model.flows) {
    if (flow.scope.kind !== 'edges') continue
    const { builder, wants } = builderOver(ground, flow.scope.edges, sink)
    const root = builder.all(startsOf(system, flow).map((start) => builder.start(start)))
    const { readNodes, writeNodes, choices } = builder
    built.push({ flow, nodes: { readNodes, writeNodes, choices }, root, wants })
  }
  const many = needsOfMany(
    sink,
    built.map(({ nodes }) => nodes),
    isShort,
  )
  return new Map(
    built.map(({ flow, nodes, root, wants }) => [flow, flowNeeds(many, nodes, root, wants)]),
  )
}

/** Edges by which brokers of a flow are polled, by broker. */
function consumersIn(
  system: System,
  out: ReadonlyMap<number, readonly RunEdge[]>,
): ReadonlyMap<number, readonly RunEdge[]> {
  const consumers = new Map<number, RunEdge[]>()
  for (const edges of out.values()) {
    for (const edge of edges) {
      if (!system.isConsumption(edge)) continue
      consumers.set(edge.to, [...(consumers.get(edge.to) ?? []), edge])
    }
  }
  return consumers
}

function needsOfMany(
  sink: NeedsSink,
  all: readonly Nodes[],
  isShort: (component: number) => boolean,
): NeedsOfMany {
  const graph = needGraph(sink)
  // Most units are one component: the first has an array, what else there is a table.
  const first = new Int32Array(graph.unitCount).fill(-1)
  const others = new Map<number, number[]>()
  const down = new Uint8Array(graph.unitCount)
  const place = (component: number, node: number) => {
    const unit = graph.unitOf[node]!
    if (first[unit] === -1) first[unit] = component
    else others.set(unit, [...(others.get(unit) ?? []), component])
  }
  for (const { readNodes, writeNodes } of all) {
    for (const [component, node] of readNodes) {
      place(component, node)
      if (isShort(component)) down[graph.unitOf[node]!] = 1
    }
    for (const [component, node] of writeNodes) place(component, node)
  }
  const up = serving(graph, down)
  return {
    graph,
    up,
    failures: failureAnalysis(graph, up),
    componentsOf: (unit) => (first[unit] === -1 ? [] : [first[unit]!, ...(others.get(unit) ?? [])]),
  }
}

function flowNeeds(
  many: NeedsOfMany,
  { readNodes, writeNodes, choices }: Nodes,
  root: number,
  wants: readonly Want[],
): FlowNeeds {
  const { unitOf } = many.graph
  const unitIn = (nodes: ReadonlyMap<number, number>, component: number) => {
    const node = nodes.get(component)
    return node === undefined ? -1 : unitOf[node]!
  }
  return {
    many,
    root,
    components: () => readNodes.keys(),
    readUnit: (component) => unitIn(readNodes, component),
    writeUnit: (component) => unitIn(writeNodes, component),
    choices,
    wants: wants.map(({ node, ...want }) => ({ ...want, unit: unitOf[node]! })),
  }
}
