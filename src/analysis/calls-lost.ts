// By which calls of a flow the loss of a region reaches what still stands: from the flow's start along what fails
// though it lies elsewhere, to the edges into what is lost. Of a choice that fails those targets that stand are
// followed, and only where too few of them do it is the choice itself that has to reach elsewhere.

import { serving } from '#src/graph/needs.ts'
import type { Flow } from '#src/model/model.ts'
import { flowOut, type RunEdge } from './calls.ts'
import type { Call } from './facts.ts'
import type { FlowNeeds } from './flow-needs.ts'
import { type Loss, unitsOf } from './places.ts'
import type { Reliability } from './serving.ts'
import { startsOf } from './starts.ts'

/** The nearest to the start first; empty where the flow starts at what is lost. O(needs of the flow). */
export function callsLostOn(
  reliability: Reliability,
  flow: Flow,
  losses: readonly Loss[],
): readonly Call[] {
  const { system } = reliability
  const needs = reliability.needs.of(flow)
  const lost = new Set(losses.map(({ component }) => component))
  const { scope } = flow
  const taken = scope.kind === 'edges' ? flowOut(system, scope.edges) : undefined
  const out = (id: number): readonly RunEdge[] => (taken ? (taken.get(id) ?? []) : system.out[id]!)
  const isAsked = (edge: RunEdge) =>
    edge.arrow !== '=>' && !system.isConsumption(edge) && !reliability.freedom.isFree(edge)
  const isOf = (component: number, units: readonly number[]) =>
    lost.has(component) &&
    [needs.readUnit(component), needs.writeUnit(component)].some((unit) => units.includes(unit))
  const starts = startsOf(system, flow)
  const calls = stopsOf(needs, unitsOf(needs, losses)).flatMap(({ by, units }) =>
    [...(by.length === 0 ? starts : by), ...units.flatMap(needs.many.componentsOf)]
      .filter((id) => !lost.has(id))
      .flatMap((id) => out(id).filter(isAsked))
      .flatMap(({ edge, from, to }) => system.targetsOf(to).map((end) => ({ edge, from, to: end })))
      .filter(({ to }) => isOf(to, units)),
  )
  const distinct = new Map(calls.map((call) => [`${call.edge.id} ${call.from} ${call.to}`, call]))
  return [...distinct.values()]
}

/** Units that are down, by what of their circle is lost, with what stands and fails for want of them; none is the start. */
interface Stop {
  readonly by: readonly number[]
  readonly units: readonly number[]
}

function stopsOf(needs: FlowNeeds, downUnits: readonly number[]): readonly Stop[] {
  const stops = stopsAlong(needs, downUnits, (left, needed) => left < needed)
  // What stands may fail for want of its own caller alone, where choices go round.
  return stops.length > 0 ? stops : stopsAlong(needs, downUnits, () => true)
}

/** `isStop`: whether a failing group stops at those that are down, of which so many are left and so many needed. */
function stopsAlong(
  { many, root }: FlowNeeds,
  downUnits: readonly number[],
  isStop: (left: number, needed: number) => boolean,
): readonly Stop[] {
  const { graph, componentsOf } = many
  const down = new Uint8Array(graph.unitCount)
  for (const unit of downUnits) down[unit] = 1
  const up = serving(graph, down)
  const membersOf = (group: number) =>
    graph.members.subarray(graph.memberOffsets[group]!, graph.memberOffsets[group + 1]!)
  const stops: Stop[] = []
  const open = new Map<number, readonly number[]>([[graph.unitOf[root]!, []]])
  for (const [unit, from] of open) {
    const own = componentsOf(unit)
    const by = own.length > 0 ? own : from
    for (let g = graph.groupOffsets[unit]!; g < graph.groupOffsets[unit + 1]!; g++) {
      const failing = [...membersOf(g)].filter((member) => !up[member])
      if (membersOf(g).length - failing.length >= graph.atLeast[g]!) continue
      const standing = failing.filter((member) => !down[member])
      const lost = failing.filter((member) => down[member])
      const left = membersOf(g).length - lost.length
      if (lost.length > 0 && isStop(left, graph.atLeast[g]!)) stops.push({ by, units: lost })
      // In a circle of which a part is lost the others may miss more.
      const inPart = lost.filter((member) => componentsOf(member).length > 1)
      for (const member of [...standing, ...inPart]) if (!open.has(member)) open.set(member, by)
    }
  }
  return stops
}
