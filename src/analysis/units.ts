// Who needs each other (rule 7): units over all declared edges, and the circles that flows make of them. A unit
// holds what may be asked for by one request or another; a flow that takes some of its edges may take no
// circle at all, or a smaller one.

import { digraph } from '#src/graph/digraph.ts'
import { needGraph } from '#src/graph/needs.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import type { Edge, Flow } from '#src/model/model.ts'
import { flowOut, type RunEdge } from './calls.ts'
import type { Circle, Unit } from './facts.ts'
import type { Reliability } from './serving.ts'
import { type NeedsSink, needsBuilder } from './terms.ts'
import type { Walks } from './walks.ts'

/** Components that serve together or not at all, over every declared edge. */
export function unitsOf(reliability: Reliability): readonly Unit[] {
  if (!hasCircle(reliability)) return []
  const { graph, componentsOf } = reliability.needs.everything().many
  const units: Unit[] = []
  for (let unit = 0; unit < graph.unitCount; unit++) {
    const members = ascending(componentsOf(unit))
    if (members.length > 1) units.push({ members, edges: edgesWithin(reliability, members) })
  }
  return units.sort((a, b) => a.members[0]! - b.members[0]!)
}

/** Whether calls go round anywhere; where they do not, nothing has to be built to know that there is no unit. */
function hasCircle({ system, sets }: Reliability): boolean {
  const sources: number[] = []
  const targets: number[] = []
  for (const { arrow, from, to } of system.out.flat()) {
    if (arrow !== '->') continue
    for (const target of system.targetsOf(to)) {
      // A call to one of a replica set may need its source.
      for (const needed of [target, ...(sets.of(target)?.sources ?? [])]) {
        sources.push(from)
        targets.push(needed)
      }
    }
  }
  const count = system.model.components.length
  return strongComponents(digraph(count, sources, targets)).count < count
}

/** Edges by which a component needs what it calls: `->`, neither free nor consumption. */
export function neededCalls(
  { system, freedom }: Reliability,
  edges: readonly RunEdge[],
): readonly RunEdge[] {
  return edges.filter(
    (edge) => edge.arrow === '->' && !freedom.isFree(edge) && !system.isConsumption(edge),
  )
}

/** The largest circles that flows take of a unit; where no flow is declared, the unit. */
export function circlesOf(reliability: Reliability, walks: Walks, unit: Unit): readonly Circle[] {
  const { flows } = reliability.system.model
  if (!flows.some(({ scope }) => scope.kind === 'edges')) return [{ ...unit, flows: [] }]
  const touching = new Set(unit.members.flatMap((id) => walks.flowsOf(id)))
  const taken = flows
    .filter((flow) => touching.has(flow))
    .flatMap((flow) => takenBy(reliability, flow, unit).map((members) => ({ flow, members })))
  const largest = new Map(
    taken
      .filter(({ members }) => !taken.some((other) => isPart(members, other.members)))
      .map(({ members }) => [members.join(), members]),
  )
  return [...largest.values()].sort(byIds).map((members) => {
    const inside = taken.filter((one) => one.members.every((id) => members.includes(id)))
    const on = [...new Set(inside.map(({ flow }) => flow))]
    return { members, flows: on, edges: edgesOn(on, edgesWithin(reliability, members)) }
  })
}

/** Members of the unit that need each other on the flow. */
function takenBy(
  reliability: Reliability,
  { scope }: Flow,
  { members }: Unit,
): readonly (readonly number[])[] {
  if (scope.kind === 'everything') return [members]
  const out = flowOut(reliability.system, scope.edges)
  const sink: NeedsSink = { nodeCount: 0, groups: [] }
  const builder = needsBuilder(
    reliability,
    sink,
    (id) => out.get(id) ?? [],
    () => [],
  )
  const nodes = members.map((id) => [id, builder.read(id)] as const)
  const { unitOf } = needGraph(sink)
  const together = Map.groupBy(nodes, ([, node]) => unitOf[node]!)
  return [...together.values()]
    .filter((some) => some.length > 1)
    .map((some) => ascending(some.map(([id]) => id)))
}

/** Needed edges between the members, in the model's order. */
function edgesWithin(reliability: Reliability, members: readonly number[]): readonly Edge[] {
  const { system } = reliability
  const inside = new Set(members)
  const calls = members.flatMap((id) => neededCalls(reliability, system.out[id]!))
  const within = calls.filter(({ to }) => system.targetsOf(to).some((target) => inside.has(target)))
  return [...new Set(within.map(({ edge }) => edge))].sort((a, b) => a.id - b.id)
}

/** Those that one of the flows takes. */
function edgesOn(flows: readonly Flow[], edges: readonly Edge[]): readonly Edge[] {
  if (flows.some(({ scope }) => scope.kind === 'everything')) return edges
  const taken = new Set(
    flows.flatMap(({ scope }) =>
      scope.kind === 'edges' ? scope.edges.map(({ edge }) => edge) : [],
    ),
  )
  return edges.filter(({ id }) => taken.has(id))
}

function isPart(some: readonly number[], more: readonly number[]): boolean {
  return some.length < more.length && some.every((id) => more.includes(id))
}

function ascending(ids: Iterable<number>): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b)
}

function byIds(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((id, index) => id !== b[index])
  return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? -1)
}
