// Rules 5 and 10: the lines of a flow, and the components at which it starts.

import type { Flow, FlowEdge, Model } from '#src/model/model.ts'
import { componentOf, isClient, isMonitor } from './containment.ts'
import { declaredLines, isConsumption, type Line, linesOf, runs } from './ends.ts'

/** Only the edges that it takes, with its own attributes; of an implicit flow all that is declared. */
export function flowLines(model: Model, flow: Flow): readonly Line[] {
  if (flow.scope.kind === 'everything') return declaredLines(model)
  return linesOfTaken(model, flow.scope.edges)
}

/** Ends of the edges that it names which no edge of it enters; a monitor starts nothing. */
export function startsOf(model: Model, flow: Flow): readonly number[] {
  if (flow.scope.kind === 'everything') return [flow.scope.client]
  const named = flow.scope.edges.filter((edge) => edge.named)
  const entered = new Set(targets(model, flowLines(model, flow)))
  const starts = sources(model, linesOfTaken(model, named)).filter(
    (id) => !entered.has(id) && !isMonitor(componentOf(model, id)),
  )
  if (starts.length > 0) return starts
  // A flow that runs in a circle starts at the source that is written first.
  return linesOfTaken(model, named.slice(0, 1)).map((line) => line.from)
}

function linesOfTaken(model: Model, taken: readonly FlowEdge[]): readonly Line[] {
  return taken.flatMap((edge) => linesOf(model, model.edges[edge.edge]!, edge))
}

function sources(model: Model, lines: readonly Line[]): readonly number[] {
  return [...new Set(lines.map((line) => (isConsumption(model, line) ? line.to : line.from)))]
}

/** What the lines enter: an edge into a client enters nothing. */
function targets(model: Model, lines: readonly Line[]): readonly number[] {
  const reached = lines.flatMap((line) => runs(model, line)).map(([, to]) => to)
  return reached.filter((to) => !isClient(componentOf(model, to)))
}
