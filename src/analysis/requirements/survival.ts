// Whether a subject is served after any so many events of one kind. Every set of them is judged, by way of the
// minimal cut sets of a structure in which nothing else can happen; past a limit it is said how far they went.

import type { CutSet } from '#src/analysis/availability-facts.ts'
import { regionOf } from '#src/analysis/copies.ts'
import { type CountedCutSets, countedCutSets } from '#src/analysis/counted-cut-sets.ts'
import { nothing } from '#src/analysis/events.ts'
import { type FlowStructure, failureStructure } from '#src/analysis/failure-structure.ts'
import type { FlowNeeds } from '#src/analysis/flow-needs.ts'
import { partsIn } from '#src/analysis/losses.ts'
import type { Reliability } from '#src/analysis/serving.ts'
import type { Demand, Survivable } from '#src/model/model.ts'
import type { Contributor, Measured, Subject } from './answers.ts'
import { unknown, yesOrNo } from './measured.ts'
import { needsOfSubject, type State } from './state.ts'

const mostSets = 20_000
/** Sets of more events than this are not all tried. */
const mostEvents = 6

export function measureSurvival(
  state: State,
  subject: Subject,
  { count, what }: Demand & { readonly kind: 'survive' },
): Measured {
  const needs = needsOfSubject(state, subject)
  const { failed, reliability } = state
  // Copies are counted, so that many are no more work than a few.
  const order = what === 'copy' ? count : Math.min(count, mostEvents)
  const built = failureStructure(reliability, needs, { failed, kind: what, order })
  const { sets, truncated } =
    built.events.length === 0 && failed === nothing && isUp(needs)
      ? untouched
      : countedCutSets(reliability, built, failed, { order, limit: mostSets })
  if (sets.length > 0) {
    const breaking = sets.map(({ losses }) => losses)
    return yesOrNo(false, { breaking, contributors: () => contributorsIn(sets) })
  }
  // What breaks by nothing has failed; what no event touches has not been tried.
  if (isNowhere(reliability, built, what)) return unknown([`a ${what} that holds some of it`])
  if (truncated || (count > order && built.events.length > order)) {
    const tried = Math.min(order, mostEvents)
    return { ...unknown([`more sets of ${count} than can be tried`]), capped: tried }
  }
  return yesOrNo(true)
}

/** Of what no event touches, and which is served. */
const untouched: CountedCutSets = { sets: [], truncated: false }

function isUp({ many, root }: FlowNeeds): boolean {
  return many.up[many.graph.unitOf[root]!] === 1
}

/** Whether it runs on things of one's own, or in a region, and none of them lies in such a place. */
function isNowhere(
  reliability: Reliability,
  { components }: FlowStructure,
  what: Survivable,
): boolean {
  if (what !== 'zone' && what !== 'region') return false
  const { model } = reliability.system
  const lasting = [...components].map((id) => model.components[id]!)
  const touchable = lasting.filter(({ managed }) => what === 'region' || !managed)
  const places = touchable.flatMap((one) =>
    one.managed
      ? [regionOf(model, one)]
      : reliability.shards(one.id).flatMap(({ copies }) => copies.map((copy) => copy[what])),
  )
  return places.length > 0 && places.every((place) => place < 0)
}

/** In which part of the ways to break it each takes part. */
function contributorsIn(sets: readonly CutSet[]): readonly Contributor[] {
  const counts = new Map<number, number>()
  for (const { losses, ways } of sets) {
    for (const [component, part] of partsIn(losses)) {
      counts.set(component, (counts.get(component) ?? 0) + part * ways)
    }
  }
  const all = sets.reduce((sum, { ways }) => sum + ways, 0)
  return [...counts]
    .map(([component, count]) => ({ component, share: count / all }))
    .sort((a, b) => b.share - a.share || a.component - b.component)
    .slice(0, 5)
}
