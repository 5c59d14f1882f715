// The components of one flow with what each waits for, in the order in which their times can be computed: those
// that wait for each other, or for themselves, are one round. O(flow), without recursion.

import { digraph } from '#src/graph/digraph.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import type { Flow } from '#src/model/model.ts'
import { startsOf } from './starts.ts'
import { type Callers, type Choice, type Step, waitedCalls } from './waited-calls.ts'

/** Components stand in places 0…n-1; a start that sends messages first has a place of its own. */
export interface WaitGraph {
  /** By place. */
  readonly components: readonly number[]
  readonly choices: readonly (readonly Choice[])[]
  /** The place of a component that is waited for. */
  placeOf(component: number): number
  readonly starts: readonly number[]
  /** Those of the starts at which the flow itself starts. */
  readonly begins: ReadonlySet<number>
  /** Rounds of places; what a round waits for stands in those before it, or in itself. */
  readonly rounds: readonly (readonly number[])[]
  roundOf(place: number): number
}

/** Of the whole flow, or of what some components in it wait for. */
export function waitGraph(callers: Callers, flow: Flow, from?: readonly number[]): WaitGraph {
  const waits = waitedCalls(callers, flow)
  const components: number[] = []
  const choices: (readonly Choice[])[] = []
  const places = new Map<number, number>()
  const place = (id: number): number => {
    let known = places.get(id)
    if (known === undefined) {
      known = components.push(id) - 1
      places.set(id, known)
    }
    return known
  }
  const beginnings = startsOf(callers.system, flow)
  const starts = (from ?? beginnings).map((id) => {
    const hops = beginnings.includes(id) ? waits.firstHops(id) : undefined
    if (hops === undefined) return place(id)
    const own = components.push(id) - 1
    choices[own] = hops
    return own
  })
  const sources: number[] = []
  const targets: number[] = []
  for (let at = 0; at < components.length; at++) {
    choices[at] ??= waits.of(components[at]!)
    for (const step of stepsIn(choices[at]!)) {
      for (const target of [...step.targets, ...(step.givingUp?.instead.flat() ?? [])]) {
        sources.push(at)
        targets.push(place(target))
      }
    }
  }
  const { of, count } = strongComponents(digraph(components.length, sources, targets))
  const rounds: number[][] = Array.from({ length: count }, () => [])
  for (const [at, round] of of.entries()) rounds[round]!.push(at)
  return {
    components,
    choices,
    placeOf: (component) => places.get(component)!,
    starts,
    begins: new Set(starts.filter((at) => beginnings.includes(components[at]!))),
    rounds,
    roundOf: (at) => of[at]!,
  }
}

export function stepsIn(choices: readonly Choice[]): readonly Step[] {
  return choices.flatMap(({ alternatives }) => alternatives.flat())
}

/** Places that the flow gets to, where `following` says which components a step leads to. */
export function placesReached(
  { starts, choices, placeOf }: WaitGraph,
  following: (place: number, step: Step) => readonly number[],
): ReadonlySet<number> {
  const reached = new Set(starts)
  for (const place of reached) {
    for (const step of stepsIn(choices[place]!))
      for (const target of following(place, step)) reached.add(placeOf(target))
  }
  return reached
}

/** Whether one of the step's targets waits for its caller in turn. */
export function isInside(graph: WaitGraph, place: number, step: Step): boolean {
  const round = graph.roundOf(place)
  return step.targets.some((target) => graph.roundOf(graph.placeOf(target)) === round)
}

/** Edges that the flow takes unnamed and that say nothing of calls: that they are taken once is a guess. */
export function guessedEdges({ scope }: Flow, { choices }: WaitGraph): ReadonlySet<number> {
  const named = new Set<number>()
  if (scope.kind === 'edges')
    for (const taken of scope.edges) if (taken.named) named.add(taken.edge)
  const isCounted = ({ edge }: Step): boolean =>
    named.has(edge.edge.id) ||
    ['calls', 'reads', 'writes'].some((name) => edge.attributes.has(name))
  const guessed = choices.flatMap(stepsIn).filter((step) => !isCounted(step))
  return new Set(guessed.map(({ edge }) => edge.edge.id))
}
