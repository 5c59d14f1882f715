// Whether a subject is served after any so many events of one kind. Every set of them is judged, by way of the
// minimal cut sets of a structure in which nothing else can happen; past a limit it is said how far they went.

import type { CutSet } from '#src/analysis/availability-facts.ts'
import { countedCutSets } from '#src/analysis/counted-cut-sets.ts'
import { failureStructure } from '#src/analysis/failure-structure.ts'
import { partsIn } from '#src/analysis/losses.ts'
import type { Demand } from '#src/model/model.ts'
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
  const built = failureStructure(reliability, needs, { failed, kind: what })
  const order = Math.min(count, mostEvents)
  const { sets, truncated } = countedCutSets(reliability, built, failed, { order, limit: mostSets })
  if (sets.length > 0) {
    const breaking = sets.map(({ losses }) => losses)
    return yesOrNo(false, { breaking, contributors: () => contributorsIn(sets) })
  }
  const all = built.weights.reduce((sum, weight) => sum + weight, 0)
  if (truncated || (count > order && all > order)) {
    return { ...unknown([`more sets of ${count} than can be tried`]), high: 1, capped: order }
  }
  return yesOrNo(true)
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
