// How many calls a component needs and makes at the same time on one flow: the slowest of them decides when it can
// answer, so what is rare for one call is common for all (J. Dean, L. A. Barroso, The Tail at Scale, 2013). Edges
// count that are needed and say `parallel: yes`, where how often they are taken is known; of reads beside a cache those
// that it leaves. Of a group that needs fewer than it asks none counts: the slowest of it is not waited for.

import { numberIn } from '#src/model/attributes.ts'
import type { Flow } from '#src/model/model.ts'
import type { FanOut } from './latency-facts.ts'
import type { ReplicaSets } from './replica-sets.ts'
import { useOf } from './use.ts'
import { guessedEdges, placesReached, stepsIn, waitGraph } from './wait-graph.ts'
import { cleaned } from './wait-times.ts'
import { type Callers, type Choice, isParallel, readsAndWrites, type Step } from './waited-calls.ts'

interface Ground extends Callers {
  readonly sets: ReplicaSets
}

export function fanOutsOf(callers: Ground, flow: Flow): readonly FanOut[] {
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
    .map(([place, component]) => {
      const choices = graph.choices[place]!
      const beside = cachesIn(callers, stepsIn(choices))
      const steps = stepsOf(callers, choices, counts)
      return fanOut(
        component,
        steps.map((step) => ({ ...step, calls: leftOf(callers, step, beside) })),
      )
    })
    .filter(({ calls }) => calls > 0)
    .sort((a, b) => b.calls - a.calls || a.component - b.component)
}

/** Chance that at least one of so many calls is slow where one is with the probability p; 0…1. */
export function chanceOfSlow(p: number, calls: number): number {
  return calls === 0 ? 0 : -Math.expm1(calls * Math.log1p(-p))
}

/** Caches that the component reads, each with the store that it is for. */
function cachesIn(
  { system, freedom }: Ground,
  steps: readonly Step[],
): ReadonlyMap<number, number> {
  const { components } = system.model
  const reading = steps.filter(
    ({ edge }) => components[edge.to]!.builtin === 'cache' && useOf(edge.attributes) !== 'writes',
  )
  return new Map(reading.map(({ edge }) => [edge.to, freedom.shields(edge.from, edge.to)]))
}

/** Without the reads that caches answer; where nothing says how many these are, without all. */
function leftOf(
  { system, sets }: Ground,
  { edge, targets, calls }: Step,
  beside: ReadonlyMap<number, number>,
): number {
  const holds = (store: number): boolean => {
    const members = sets.of(store)?.members ?? [store]
    return targets.every((id) => members.includes(id))
  }
  const caches = [...beside].filter(([cache, store]) => cache !== edge.to && holds(store))
  if (caches.length === 0) return calls
  const [reads, writes] = readsAndWrites(edge.attributes)
  const hits = caches.map(([id]) => numberIn(system.model.components[id]!.attributes, 'hit') ?? 1)
  const left = hits.reduce((part, hit) => part * (1 - hit), reads)
  return cleaned(Math.min(left + writes, Number.MAX_VALUE))
}

/** Of alternatives as many steps as are needed, those of the most calls; of more than are needed none. */
function stepsOf(
  { system }: Callers,
  choices: readonly Choice[],
  counts: (step: Step) => boolean,
): readonly Step[] {
  return choices.flatMap(({ alternatives }) => {
    const steps = alternatives.flat().filter(counts)
    const asked = alternatives.filter((some) => some.length > 0).length
    if (asked === 1 || steps.length === 0) return steps
    const { needed } = system.model.groups[steps[0]!.edge.edge.group]!
    if (needed !== 'all' && needed > 1) return needed < asked ? [] : steps
    return steps.sort((a, b) => b.calls - a.calls).slice(0, 1)
  })
}

function fanOut(component: number, steps: readonly Step[]): FanOut {
  const byEdge = Map.groupBy(steps, ({ edge }) => edge.edge)
  const edges = [...byEdge]
    .map(([edge, same]) => ({ edge, calls: same.reduce((sum, { calls }) => sum + calls, 0) }))
    .filter(({ calls }) => calls > 0)
  edges.sort((a, b) => b.calls - a.calls || a.edge.id - b.edge.id)
  const calls = edges.reduce((sum, one) => Math.min(sum + one.calls, Number.MAX_VALUE), 0)
  return { component, calls, edges }
}
