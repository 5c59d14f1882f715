// How many calls a component needs and makes at the same time on one flow: the slowest of them decides when it can
// answer, so what is rare for one call is common for all (J. Dean, L. A. Barroso, The Tail at Scale, 2013). Edges
// count that are needed and say `parallel: yes`, where how often they are taken is known.

import type { Flow } from '#src/model/model.ts'
import type { FanOut } from './latency-facts.ts'
import { guessedEdges, placesReached, waitGraph } from './wait-graph.ts'
import type { Callers, Choice, Step } from './waited-calls.ts'
import { isParallel } from './waited-calls.ts'

export function fanOutsOf(callers: Callers, flow: Flow): readonly FanOut[] {
  const graph = waitGraph(callers, flow)
  const guessed = guessedEdges(flow, graph)
  const counts = ({ edge }: Step): boolean =>
    isParallel(edge) && !guessed.has(edge.edge.id) && !callers.freedom.isFree(edge)
  // What is asked when something else is given up is not asked together with it.
  const reached = placesReached(graph, (_, { targets }) => targets)
  // A start that sends messages has a place of its own, and waits for none of them.
  const calling = [...graph.components.entries()].filter(
    ([place, component]) => reached.has(place) && graph.placeOf(component) === place,
  )
  return calling
    .map(([place, component]) => fanOut(component, stepsOf(callers, graph.choices[place]!, counts)))
    .filter(({ calls }) => calls > 0)
    .sort((a, b) => b.calls - a.calls || a.component - b.component)
}

/** Chance that at least one of so many calls is slow where one is with the probability p; 0…1. */
export function chanceOfSlow(p: number, calls: number): number {
  return calls === 0 ? 0 : -Math.expm1(calls * Math.log1p(-p))
}

/** Of alternatives as many steps as are needed, those of the most calls. */
function stepsOf(
  { system }: Callers,
  choices: readonly Choice[],
  counts: (step: Step) => boolean,
): readonly Step[] {
  return choices.flatMap(({ alternatives }) => {
    const steps = alternatives.flat().filter(counts)
    if (alternatives.length === 1 || steps.length === 0) return steps
    const { needed } = system.model.groups[steps[0]!.edge.edge.group]!
    return steps.sort((a, b) => b.calls - a.calls).slice(0, needed === 'all' ? 1 : needed)
  })
}

function fanOut(component: number, steps: readonly Step[]): FanOut {
  const byEdge = Map.groupBy(steps, ({ edge }) => edge.edge)
  const edges = [...byEdge].map(([edge, same]) => ({
    edge,
    calls: same.reduce((sum, { calls }) => sum + calls, 0),
  }))
  edges.sort((a, b) => b.calls - a.calls || a.edge.id - b.edge.id)
  const calls = edges.reduce((sum, one) => Math.min(sum + one.calls, Number.MAX_VALUE), 0)
  return { component, calls, edges }
}
