// Where a flow starts (rule 5): at the ends of the edges that it names, those that none of its edges
// enters. A consumption edge runs from the broker to its consumer; an edge into a client or a monitor
// enters nothing, a client that calls is always a start, and a monitor never is.

import type { Flow } from '#src/model/model.ts'
import type { RunEdge, System } from './calls.ts'
import { flowOut } from './calls.ts'

export function startsOf(system: System, flow: Flow): readonly number[] {
  if (flow.scope.kind === 'everything') return [flow.scope.client]
  const { components } = system.model
  const all = edgesOf(system, flow.scope.edges)
  const namedEdges = flow.scope.edges.filter((edge) => edge.named)
  const named = edgesOf(system, namedEdges)
  const entered = new Set(all.flatMap((edge) => enteredBy(system, edge)))
  const isStart = (id: number) => {
    const { builtin } = components[id]!
    if (builtin === 'monitor') return false
    return builtin === 'client' || !entered.has(id)
  }
  const ends = named.flatMap((edge) => [
    edge.from,
    ...system.targetsOf(edge.to).filter((id) => components[id]!.builtin !== 'client'),
  ])
  const starts = [...new Set(ends)].filter(isStart).sort((a, b) => a - b)
  if (starts.length > 0) return starts
  // A circle starts where the author began to write it.
  return [...new Set(edgesOf(system, namedEdges.slice(0, 1)).map((edge) => edge.from))]
}

function edgesOf(system: System, edges: Parameters<typeof flowOut>[1]): readonly RunEdge[] {
  return [...flowOut(system, edges).values()].flat()
}

function enteredBy(system: System, edge: RunEdge): readonly number[] {
  if (system.isConsumption(edge)) return [edge.from]
  return system.targetsOf(edge.to)
}
