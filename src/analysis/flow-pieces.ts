// The connected pieces of a flow: components that its edges join, whichever way they run. A container joins what it
// stands for: an edge to one enters it at its entries, an edge from one leaves everything inside.

import type { Flow } from '#src/model/model.ts'
import { flowOut, type System } from './calls.ts'

/** Each piece ascending, the pieces by their first; none for a flow without edges. O(edges). */
export function piecesOf(system: System, flow: Flow): readonly (readonly number[])[] {
  if (flow.scope.kind === 'everything') return [[flow.scope.client]]
  const leader = new Map<number, number>()
  const find = (id: number): number => {
    let at = id
    for (let up = leader.get(at); up !== undefined && up !== at; up = leader.get(at)) at = up
    leader.set(id, at)
    return at
  }
  const join = (one: number, other: number): void => {
    leader.set(find(other), find(one))
  }
  for (const { edge, from, to } of [...flowOut(system, flow.scope.edges).values()].flat()) {
    for (const target of system.targetsOf(to)) join(from, target)
    // Everything that one declared edge stands for belongs together.
    join(from, -1 - edge.id)
  }
  const members = [...leader.keys()].filter((id) => id >= 0).sort((a, b) => a - b)
  return [...Map.groupBy(members, find).values()].sort((a, b) => a[0]! - b[0]!)
}
