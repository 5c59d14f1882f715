// The arithmetic behind a flow's budget: how often each component's own time and each edge's network time counts
// in the sum, and the way along which it takes longest. Of alternatives and of calls made at the same time only the
// slowest stand in it. O(flow).

import type { LatencyTerm } from './latency-facts.ts'
import { isInside, type WaitGraph } from './wait-graph.ts'
import { bounded, slowestOf, type Times } from './wait-times.ts'
import type { Step } from './waited-calls.ts'

export interface Explained {
  readonly terms: readonly LatencyTerm[]
  readonly path: readonly number[]
}

export function explained(graph: WaitGraph, times: Times, start: number | undefined): Explained {
  if (start === undefined) return { terms: [], path: [] }
  const { rounds } = graph
  const often = new Float64Array(rounds.length)
  often[graph.roundOf(start)] = 1
  const terms: LatencyTerm[] = []
  for (let round = graph.roundOf(start); round >= 0; round--) {
    const count = often[round]!
    if (count === 0) continue
    for (const place of rounds[round]!) {
      const ms = times.own(place)
      if (ms > 0) terms.push({ kind: 'own', component: graph.components[place]!, times: count, ms })
      for (const step of times.counted(place)) {
        const calls = bounded(count * times.timesOf(place, step))
        if (calls === 0) continue
        terms.push(...termsOf(step, calls, times.givenUpAfter(place, step)))
        for (const target of times.counting(place, step)) {
          const next = graph.roundOf(graph.placeOf(target))
          often[next] = bounded(often[next]! + calls)
        }
      }
    }
  }
  return { terms: together(terms), path: longestWay(graph, times, start) }
}

/** What it takes beside what it leads to. */
function termsOf({ edge, networkMs }: Step, times: number, givenUpAfter?: number): LatencyTerm[] {
  if (givenUpAfter !== undefined)
    return [{ kind: 'timeout', edge: edge.edge, times, ms: givenUpAfter }]
  return networkMs > 0 ? [{ kind: 'network', edge: edge.edge, times, ms: networkMs }] : []
}

/** Terms of the same thing are one. */
function together(terms: readonly LatencyTerm[]): readonly LatencyTerm[] {
  const key = (term: LatencyTerm): string =>
    term.kind === 'own' ? `own ${term.component}` : `${term.kind} ${term.edge.id} ${term.ms}`
  return [...Map.groupBy(terms, key).values()].map((same) => ({
    ...same[0]!,
    times: same.reduce((sum, { times }) => bounded(sum + times), 0),
  }))
}

/** From the start the step that takes longest, and on from its slowest target, until nothing is waited for. */
function longestWay(graph: WaitGraph, times: Times, start: number): readonly number[] {
  const way: number[] = []
  for (let at: number | undefined = start; at !== undefined; ) {
    const place: number = at
    way.push(graph.components[place]!)
    const steps = times.counted(place)
    let longest: Step | undefined
    for (const step of steps) {
      if (isInside(graph, place, step)) continue
      if (!longest || times.ofStep(place, step) > times.ofStep(place, longest)) longest = step
    }
    const next = longest ? times.counting(place, longest) : []
    const target = slowestOf(next, (one) => times.whole(graph.placeOf(one)))
    at = target === undefined ? undefined : graph.placeOf(target)
  }
  return way
}
