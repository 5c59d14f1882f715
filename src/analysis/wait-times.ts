// The times of a graph of waits, each round once all that it waits for is known: what follows adds up, of what is
// made at the same time and of alternatives the slowest counts. A round that waits for itself is one: each of its
// components and calls counts once, and what they wait for outside. Times are milliseconds, and always finite.

import { numberIn } from '#src/model/attributes.ts'
import type { LatencyTrial } from './latency-facts.ts'
import { isInside, type WaitGraph } from './wait-graph.ts'
import type { Callers, Choice, Step } from './waited-calls.ts'

export interface Times {
  /** Of the component in the place, alone. */
  own(place: number): number
  /** With all that it waits for; of a round, of all of it. */
  whole(place: number): number
  /** How often a step of the place counts. */
  timesOf(place: number, step: Step): number
  ofStep(place: number, step: Step): number
  /** How long until the caller goes on without an answer, where that would take longer than it waits. */
  givenUpAfter(place: number, step: Step): number | undefined
  /** What the step leads to: its targets, or what is asked once they are given up. */
  leadsTo(place: number, step: Step): readonly number[]
  /** Of what the step leads to, what its time consists of. */
  counting(place: number, step: Step): readonly number[]
  /** What adds up: the slowest alternative of each choice, and of what is made at the same time the longest step. */
  counted(place: number): readonly Step[]
}

/** Under the changes of a trial; O(graph). */
export function timesOf({ system }: Callers, graph: WaitGraph, trial: LatencyTrial): Times {
  const { components, choices, rounds, begins } = graph
  const byRound = new Float64Array(rounds.length)

  const own = (place: number): number => {
    const id = components[place]!
    const { attributes, builtin } = system.model.components[id]!
    // What calls from outside is no part of the answer.
    if (begins.has(place) && (builtin === 'client' || builtin === 'external')) return 0
    return trial.ownMs?.get(id) ?? numberIn(attributes, 'latency') ?? 0
  }
  const whole = (place: number): number => byRound[graph.roundOf(place)]!
  const wholeOf = (component: number): number => whole(graph.placeOf(component))
  const isAtOnce = (place: number): boolean => trial.atOnce === components[place]
  const timesOf = (place: number, step: Step): number => {
    if (trial.without?.has(step.edge.edge.id)) return 0
    return isAtOnce(place) || isInside(graph, place, step) ? 1 : step.times
  }
  const outsideOf = (place: number, targets: readonly number[]): readonly number[] =>
    targets.filter((one) => graph.roundOf(graph.placeOf(one)) !== graph.roundOf(place))
  const answered = (place: number, { networkMs, targets }: Step): number => {
    const target = slowestOf(outsideOf(place, targets), wholeOf)
    return bounded(networkMs + (target === undefined ? 0 : wholeOf(target)))
  }
  const givenUpAfter = (place: number, step: Step): number | undefined => {
    if (!step.givingUp || isInside(graph, place, step)) return undefined
    const { timeoutMs, tries } = step.givingUp
    return cleaned(answered(place, step)) > cleaned(timeoutMs)
      ? bounded(timeoutMs * tries)
      : undefined
  }
  const leadsTo = (place: number, step: Step): readonly number[] =>
    givenUpAfter(place, step) === undefined ? step.targets : (step.givingUp?.instead.flat() ?? [])
  const counting = (place: number, step: Step): readonly number[] => {
    const choices =
      givenUpAfter(place, step) === undefined ? [step.targets] : (step.givingUp?.instead ?? [])
    return choices.flatMap((targets) => slowestOf(outsideOf(place, targets), wholeOf) ?? [])
  }
  const ofStep = (place: number, step: Step): number => {
    const own = givenUpAfter(place, step) ?? step.networkMs
    const each = counting(place, step).reduce((sum, one) => bounded(sum + wholeOf(one)), own)
    return bounded(timesOf(place, step) * bounded(each))
  }
  const sumOf = (place: number, steps: readonly Step[]): number =>
    steps.reduce((sum, step) => bounded(sum + ofStep(place, step)), 0)
  /** What counts of one choice. */
  const alternativeOf = (place: number, { alternatives }: Choice): readonly Step[] =>
    slowestOf(alternatives, (steps) => sumOf(place, steps)) ?? []
  const longestStep = (place: number, choices: readonly Choice[]): readonly Step[] => {
    const steps = choices.flatMap(({ alternatives }) => alternatives.flat())
    const longest = slowestOf(steps, (step) => ofStep(place, step))
    return longest === undefined ? [] : [longest]
  }
  const counted = (place: number): readonly Step[] => {
    const isTogether = ({ atOnce }: Choice): boolean => atOnce || isAtOnce(place)
    const apart = choices[place]!.filter((choice) => !isTogether(choice))
    return [
      ...apart.flatMap((choice) => alternativeOf(place, choice)),
      ...longestStep(place, choices[place]!.filter(isTogether)),
    ]
  }

  for (const [round, places] of rounds.entries()) {
    let sum = 0
    for (const place of places) {
      sum = bounded(sum + own(place))
      sum = bounded(sum + sumOf(place, counted(place)))
    }
    byRound[round] = sum
  }
  return { own, whole, timesOf, ofStep, givenUpAfter, leadsTo, counting, counted }
}

/** The first of those with the greatest time. */
export function slowestOf<T>(all: readonly T[], timeOf: (one: T) => number): T | undefined {
  let slowest = all[0]
  let most = slowest === undefined ? 0 : timeOf(slowest)
  for (const one of all.slice(1)) {
    const time = timeOf(one)
    if (time <= most) continue
    slowest = one
    most = time
  }
  return slowest
}

/** Sums past the largest number are that number. */
export function bounded(ms: number): number {
  return Math.min(ms, Number.MAX_VALUE)
}

/** Without what rounding adds: 0.1 ms and 0.2 ms are 0.3 ms. */
export function cleaned(ms: number): number {
  return Number(ms.toPrecision(12))
}
