// Whether a subject is served after any so many events of one kind. Every set of them is judged, by way of the
// minimal cut sets of a structure in which nothing else can happen; past a limit it is said how far they went.

import type { Loss } from '#src/analysis/availability-facts.ts'
import { failureStructure } from '#src/analysis/failure-structure.ts'
import { minimalCutSets } from '#src/graph/cut-sets.ts'
import type { Demand } from '#src/model/model.ts'
import type { Measured, Subject } from './answers.ts'
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
  const { structure, events, weights } = failureStructure(reliability, needs, {
    failed,
    kind: what,
  })
  const order = Math.min(count, mostEvents)
  const { sets, truncated } = minimalCutSets(structure, { order, weights, limit: mostSets })
  if (sets.length > 0) {
    const breaking = sets.map((set) => set.map((event) => lossOf(events[event]!, weights[event]!)))
    return yesOrNo(false, { breaking, contributors: () => contributorsIn(breaking) })
  }
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  if (truncated || (count > order && all > order)) {
    return { ...unknown([`more sets of ${count} than can be tried`]), high: 1, capped: order }
  }
  return yesOrNo(true)
}

function lossOf(
  { component, copies }: { readonly component: number; readonly copies?: readonly number[] },
  lost: number,
): Loss {
  return copies === undefined ? { component } : { component, copies: { lost, of: copies } }
}

/** In how many of the sets each takes part. */
function contributorsIn(breaking: readonly (readonly Loss[])[]) {
  const counts = new Map<number, number>()
  for (const set of breaking) {
    for (const { component } of set) counts.set(component, (counts.get(component) ?? 0) + 1)
  }
  return [...counts]
    .map(([component, count]) => ({ component, share: count / breaking.length }))
    .sort((a, b) => b.share - a.share || a.component - b.component)
    .slice(0, 5)
}
