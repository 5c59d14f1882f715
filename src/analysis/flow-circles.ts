// The circles that flows take of a unit. A unit holds what may be asked for by one request or another; a flow
// that takes some of its edges may take no circle at all, or a smaller one.

import { needGraph } from '#src/graph/needs.ts'
import type { Edge, Flow } from '#src/model/model.ts'
import { flowOut } from './calls.ts'
import type { Circle, Unit } from './facts.ts'
import type { Reliability } from './serving.ts'
import { type NeedsSink, needsBuilder } from './terms.ts'
import { ascending, edgesWithin } from './units.ts'
import type { Walks } from './walks.ts'

/** The largest circles that flows take of a unit; where no flow is declared, the unit. */
export function flowCirclesOf(
  reliability: Reliability,
  walks: Walks,
  unit: Unit,
): readonly Circle[] {
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

function byIds(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((id, index) => id !== b[index])
  return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? -1)
}
