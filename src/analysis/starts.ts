// Where a flow starts (rule 5): at the ends of the edges that it names, those that none of its edges
// enters. A consumption edge runs from the broker to its consumer; an edge into a client or a monitor
// enters nothing, a client that calls is always a start, and a monitor never is.

import type { Flow, FlowEdge } from '#src/model/model.ts'
import { flowOut, type RunEdge, runEdgesOf, type System } from './calls.ts'

export function startsOf(system: System, flow: Flow): readonly number[] {
  if (flow.scope.kind === 'everything') return [flow.scope.client]
  const { components } = system.model
  const { edges } = flow.scope
  const all = [...flowOut(system, edges).values()].flat()
  const namedEdges = edges.filter((edge) => edge.named)
  const named = namedEdges.length === edges.length ? all : edgesOf(system, namedEdges)
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

function edgesOf({ model }: System, edges: readonly FlowEdge[]): readonly RunEdge[] {
  return [...runEdgesOf(model, edges).values()].flat()
}

function enteredBy(system: System, edge: RunEdge): readonly number[] {
  if (system.isConsumption(edge)) return [edge.from]
  return system.targetsOf(edge.to)
}
