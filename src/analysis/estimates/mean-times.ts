// How long one request takes on average at each component of a flow, with all that it waits for there: its own time,
// and that of its calls as often as the load makes them (J. D. C. Little, A Proof for the Queuing Formula L = λW, 1961).
// Calls that are made together, or may be given up, take less than their sum and more than the longest: there it is
// between two bounds, of which the upper is at most the latency budget.

import type { Carried } from '#src/analysis/load-facts.ts'
import { memo } from '#src/analysis/once.ts'
import { digraph } from '#src/graph/digraph.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import {
  callOf,
  type Ground,
  type Layer,
  type MeanTime,
  partOf,
  type Step,
  togetherKey,
} from './call-times.ts'
import { circle } from './circle-times.ts'
import { finite } from './estimate.ts'
import type { Situation } from './situation.ts'

export interface MeanTimes {
  /** What the flow brings to the component, at peak; all that is handled there where others bring what it goes on with. */
  rate(component: number): number
  /** Of what arrives at the component. */
  arriving(component: number): MeanTime
  /** Of what begins there: a client has no time of its own, and what begins with a message is followed for one hop. */
  beginning(component: number): MeanTime
}

export function meanTimes(situation: Situation, layer: Layer): MeanTimes {
  const { components } = situation.model
  const into = Map.groupBy(layer.carried, ({ to }) => to)
  const out = Map.groupBy(layer.carried, ({ from }) => from)
  const handled = (id: number): number =>
    (into.get(id) ?? []).reduce((sum, { peak }) => finite(sum + peak.total), layer.begunAt(id))
  const isEntered = (id: number): boolean => handled(id) > 0
  const stepsOf = memo((id: number): readonly Step[] => {
    const rate = handled(id) || situation.handled(id).peak
    return (out.get(id) ?? [])
      .filter(({ waits, peak }) => waits && peak.total > 0 && rate > 0)
      .map((one) => ({ ...one, times: one.peak.total / rate }))
  })
  const ownOf = (id: number): number =>
    isEntered(id) ? (numberIn(components[id]!.attributes, 'latency') ?? 0) : 0
  const isOpenAt = (id: number): boolean =>
    isSilent(components[id]!) ||
    situation.loads.load(id)?.isUnbounded === true ||
    (isEntered(id) && isHandedOver(situation, layer, id))
  const known = new Map<number, MeanTime>()
  const inCircles = new Set<number>()
  const ground: Ground = { situation, layer, known, inCircles }
  for (const members of roundsIn(components.length, layer.carried)) {
    const isCircle = members.length > 1 || stepsOf(members[0]!).some(({ to }) => to === members[0])
    if (isCircle) {
      for (const id of members) inCircles.add(id)
      circle(ground, members, stepsOf, ownOf, isOpenAt)
      continue
    }
    const [id] = members
    const time = timeAt(ground, id!, stepsOf(id!), ownOf(id!), isOpenAt(id!))
    known.set(
      id!,
      isMixed(components[id!]!, into.get(id!) ?? [], stepsOf(id!)) ? vague(time) : time,
    )
  }
  return {
    rate: (id) => handled(id) || (stepsOf(id).length > 0 ? situation.handled(id).peak : 0),
    arriving: (id) => known.get(id)!,
    beginning(id) {
      const { builtin, role } = components[id]!
      const own = builtin === 'client' || builtin === 'external' ? 0 : ownOf(id)
      const hasOpen = role === 'external' || role === 'broker' ? false : isOpenAt(id)
      const steps = stepsOf(id)
      if (steps.length > 0) return timeAt(ground, id, steps, own, hasOpen)
      return timeAt(ground, id, firstHops(ground, id, out.get(id) ?? []), own, hasOpen)
    },
  }
}

/** What is waited for comes first. */
function roundsIn(count: number, carried: readonly Carried[]): readonly (readonly number[])[] {
  const waited = carried.filter(({ waits, peak }) => waits && peak.total > 0)
  const graph = digraph(
    count,
    waited.map(({ from }) => from),
    waited.map(({ to }) => to),
  )
  const { of, count: rounds } = strongComponents(graph)
  const found: number[][] = Array.from({ length: rounds }, () => [])
  for (const [id, round] of of.entries()) found[round]!.push(id)
  return found
}

/** A message is handled at the other end, all of one at the same time. */
function firstHops({ layer }: Ground, id: number, out: readonly Carried[]): readonly Step[] {
  const begun = layer.begunAt(id)
  if (begun === 0) return []
  return out.filter(({ mean }) => mean.total > 0).map((one) => ({ ...one, times: 1, waits: false }))
}

function timeAt(
  ground: Ground,
  id: number,
  steps: readonly Step[],
  ownMs: number,
  isOpenHere: boolean,
): MeanTime {
  const { known, inCircles, layer } = ground
  const parts = steps.map((step) => partOf(ground, step))
  const togetherOf = Map.groupBy(parts, (_, index) => togetherKey(ground, steps[index]!) ?? index)
  if (steps.some(({ to }) => inCircles.has(to))) inCircles.add(id)
  let lowMs = ownMs
  let highMs = ownMs
  for (const same of togetherOf.values()) {
    lowMs = finite(lowMs + same.reduce((most, { lowMs: one }) => Math.max(most, one), 0))
    highMs = finite(highMs + same.reduce((sum, { highMs: one }) => finite(sum + one), 0))
  }
  const budget = layer.budgets().get(id)
  const adds = [...togetherOf.values()].every((same) => same.length === 1)
  const mayEnd = parts.some(({ isGivenUp }) => isGivenUp)
  if (mayEnd && budget) highMs = Math.max(highMs, budget.ms)
  if (!adds && budget && !inCircles.has(id)) highMs = Math.max(lowMs, Math.min(highMs, budget.ms))
  const isPlain = adds && !mayEnd && parts.every(({ isPlain }) => isPlain)
  return {
    ownMs,
    lowMs: Math.min(lowMs, highMs),
    highMs,
    isOpen: isOpenHere || steps.some(({ to }) => known.get(to)!.isOpen),
    isGuessed: steps.some(({ to, guesses }) => guesses.length > 0 || known.get(to)!.isGuessed),
    calls: isPlain ? steps.map((step) => callOf(ground, step)) : undefined,
  }
}

/** A dns is transparent, and what asks from outside is no part of the answer. */
function isSilent({ attributes, role, builtin }: Component): boolean {
  return numberIn(attributes, 'latency') === undefined && role !== 'source' && builtin !== 'dns'
}

/** Another flow goes on from here with what this one brings. */
function isHandedOver({ facts, begunAt, outOf }: Situation, { flows }: Layer, id: number): boolean {
  return outOf(id).some(({ flows: [other], waits, mean }) => {
    if (!other || !waits || mean.total === 0 || flows.includes(other)) return false
    if (begunAt(id).some(({ flow }) => flow === other)) return false
    return facts.startsOf(other).includes(id)
  })
}

/** Reads and writes of several callers may be handled otherwise, and only their mean is known. */
function isMixed(component: Component, into: readonly Carried[], steps: readonly Step[]): boolean {
  if (!isStore(component) || steps.length === 0 || into.length < 2) return false
  const has = (use: 'reads' | 'writes'): boolean => into.some(({ mean }) => mean[use] > 0)
  return has('reads') && has('writes')
}

function vague(time: MeanTime): MeanTime {
  return { ...time, isOpen: true, isGuessed: true }
}
