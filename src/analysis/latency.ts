// How long a flow may take: own times and network times along what is waited for, added up where calls follow each
// other, the longest where they are made at the same time, the slowest of alternatives. Budgets are p99s, which do
// not add, so the sum is safe and no estimate. What waits for itself in a circle is counted once: every component
// and every call of it. Sums stay finite: past the largest number they are that number. O(flow) for each sum.

import { numberIn } from '#src/model/attributes.ts'
import type { Flow } from '#src/model/model.ts'
import type { Budget, FlowLatency, LatencyTrial, WholeTime } from './latency-facts.ts'
import { explained } from './latency-terms.ts'
import { once } from './once.ts'
import {
  guessedEdges,
  isInside,
  placesReached,
  stepsIn,
  type WaitGraph,
  waitGraph,
} from './wait-graph.ts'
import { cleaned, slowestOf, type Times, timesOf } from './wait-times.ts'
import type { Callers } from './waited-calls.ts'

export function latencyOf(callers: Callers, flow: Flow): FlowLatency {
  const graph = waitGraph(callers, flow)
  const assumed = guessedEdges(flow, graph)
  const budget = budgetOf(callers, graph, {})
  const written = once(() =>
    assumed.size === 0 ? budget : budgetOf(callers, graph, { without: assumed }),
  )
  return {
    ...budget,
    get written() {
      return written()
    },
    tried: (trial) => budgetOf(callers, graph, { without: assumed, ...trial }),
    get sequences() {
      return sequencesIn(graph)
    },
  }
}

/** Of one component on the flow, with all that it waits for there. */
export function latencyFrom(callers: Callers, flow: Flow, component: number): Budget {
  return budgetOf(callers, waitGraph(callers, flow, [component]), {})
}

/** Of each of these components on the flow, with all that it waits for there. O(flow). */
export function timesOn(
  callers: Callers,
  flow: Flow,
  components: readonly number[],
): ReadonlyMap<number, WholeTime> {
  const graph = waitGraph(callers, flow, components)
  const times = timesOf(callers, graph, {})
  const reached = placesReached(graph, times.leadsTo)
  const unknown = new Set(unknownIn(callers, graph, times, reached, {}))
  const isOpen = new Uint8Array(graph.rounds.length)
  const leadsToOpen = (place: number): boolean =>
    unknown.has(graph.components[place]!) ||
    stepsIn(graph.choices[place]!)
      .flatMap((step) => times.leadsTo(place, step))
      .some((target) => isOpen[graph.roundOf(graph.placeOf(target))])
  for (const [round, places] of graph.rounds.entries()) {
    if (places.some(leadsToOpen)) isOpen[round] = 1
  }
  const found = graph.starts.map((place): [number, WholeTime] => [
    graph.components[place]!,
    { ms: cleaned(times.whole(place)), atLeast: isOpen[graph.roundOf(place)] === 1 },
  ])
  return new Map(found)
}

function budgetOf(callers: Callers, graph: WaitGraph, trial: LatencyTrial): Budget {
  const { starts } = graph
  const times = timesOf(callers, graph, trial)
  const start = slowestOf(starts, times.whole)
  const reached = placesReached(graph, times.leadsTo)
  const unknown = unknownIn(callers, graph, times, reached, trial)
  return {
    budgetMs: start === undefined ? 0 : cleaned(times.whole(start)),
    atLeast: unknown.length > 0,
    unknown,
    edgesWithoutLatency: silentEdges(graph, reached),
    circles: circlesIn(graph, reached),
    ...explained(graph, times, start),
  }
}

/** Ids of components without a `latency`. A dns is transparent, and what begins a flow may only hand on the work. */
function unknownIn(
  { system }: Callers,
  { components, choices, starts, begins }: WaitGraph,
  { leadsTo }: Times,
  reached: ReadonlySet<number>,
  { ownMs }: LatencyTrial,
): readonly number[] {
  const first = new Set(starts)
  const begun = new Set([...begins].map((place) => components[place]!))
  const waited = new Set(
    [...reached].flatMap((at) => stepsIn(choices[at]!).flatMap((step) => leadsTo(at, step))),
  )
  const isSilent = (id: number): boolean => {
    const { attributes, builtin, role } = system.model.components[id]!
    if (numberIn(attributes, 'latency') !== undefined || ownMs?.has(id)) return false
    if (role === 'source' || builtin === 'dns') return false
    return waited.has(id) || !begun.has(id) || (role !== 'external' && role !== 'broker')
  }
  const ids = components.filter((id, place) => (first.has(place) || waited.has(id)) && isSilent(id))
  return [...new Set(ids)].sort((a, b) => a - b)
}

function sequencesIn({ components, choices }: WaitGraph): FlowLatency['sequences'] {
  return components
    .flatMap((component, place) => {
      const steps = choices[place]!.flatMap(({ alternatives }) => alternatives.flat())
      const apart = choices[place]!.filter(({ atOnce }) => !atOnce)
      const isSequence = choices[place]!.length > 1 && apart.length > 0
      const edges = [...new Set(steps.map(({ edge }) => edge.edge))]
      return isSequence ? [{ component, edges }] : []
    })
    .sort((a, b) => a.component - b.component)
}

function silentEdges({ choices }: WaitGraph, reached: ReadonlySet<number>): number {
  const steps = [...reached].flatMap((at) => stepsIn(choices[at]!))
  const silent = steps.filter(({ edge }) => !edge.attributes.has('latency'))
  return new Set(silent.map(({ edge }) => edge.edge.id)).size
}

function circlesIn(graph: WaitGraph, reached: ReadonlySet<number>): readonly number[] {
  const { components, choices, rounds } = graph
  const isCircle = (places: readonly number[]): boolean =>
    places.length > 1 ||
    stepsIn(choices[places[0]!]!).some((step) => isInside(graph, places[0]!, step))
  const round = rounds.filter(isCircle).flat()
  return round
    .filter((at) => reached.has(at))
    .map((at) => components[at]!)
    .sort((a, b) => a - b)
}
