// Why a flow is not served although everything works and nothing is short of copies: alternatives that
// lead only to each other. Of what does not serve, the innermost strongly connected part that the flow
// leads to is named; all else that does not serve waits for such a part.

import { digraph } from '#src/graph/digraph.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import type { Flow } from '#src/model/model.ts'
import type { NeedsOfMany } from './flow-needs.ts'
import type { Reliability } from './serving.ts'

/** Ids of components that only lead to each other, ascending; empty where that is not the reason. */
export function goingRound({ needs }: Reliability, flow: Flow): readonly number[] {
  const { many, root } = needs.of(flow)
  const units = waiting(many, many.graph.unitOf[root]!)
  const inner = innermost(many, units)
  const found = [...new Set(inner.flatMap(many.componentsOf))].sort((a, b) => a - b)
  return found.length < 2 ? [] : found
}

/** The units that do not serve and that this one waits for, itself included. */
function waiting(many: NeedsOfMany, start: number): readonly number[] {
  const found = new Set(many.up[start] ? [] : [start])
  for (const unit of found) for (const member of missing(many, unit)) found.add(member)
  return [...found]
}

/** Members that do not serve, of the unit's groups that lack some. */
function missing({ graph, up }: NeedsOfMany, unit: number): readonly number[] {
  const found: number[] = []
  for (let g = graph.groupOffsets[unit]!; g < graph.groupOffsets[unit + 1]!; g++) {
    const members = graph.members.subarray(graph.memberOffsets[g], graph.memberOffsets[g + 1])
    const down = members.filter((member) => !up[member])
    if (members.length - down.length < graph.atLeast[g]!)
      for (const member of down) found.push(member)
  }
  return found
}

/** The units of the first strongly connected part that leads to no other part. */
function innermost(many: NeedsOfMany, units: readonly number[]): readonly number[] {
  const places = new Map(units.map((unit, place) => [unit, place]))
  const edges = units.flatMap((unit, place) =>
    missing(many, unit).map((member) => [place, places.get(member)!] as const),
  )
  const graph = digraph(
    units.length,
    edges.map(([from]) => from),
    edges.map(([, to]) => to),
  )
  // Parts are numbered against the edges' direction: from the first, none leads on.
  const { of } = strongComponents(graph)
  return units.filter((_, place) => of[place] === 0)
}
