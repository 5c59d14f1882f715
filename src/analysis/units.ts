// Components that serve together or not at all (rule 7): they need each other by calls of which none can be
// missed, over all declared edges, whichever request asks for which.

import { digraph } from '#src/graph/digraph.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import type { Edge } from '#src/model/model.ts'
import type { RunEdge } from './calls.ts'
import type { Unit } from './facts.ts'
import type { Reliability } from './serving.ts'

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

/** Needed edges between the members, in the model's order. */
export function edgesWithin(reliability: Reliability, members: readonly number[]): readonly Edge[] {
  const { system } = reliability
  const inside = new Set(members)
  const calls = members.flatMap((id) => neededCalls(reliability, system.out[id]!))
  const within = calls.filter(({ to }) => system.targetsOf(to).some((target) => inside.has(target)))
  return [...new Set(within.map(({ edge }) => edge))].sort((a, b) => a.id - b.id)
}

export function ascending(ids: Iterable<number>): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b)
}
