// The unavailability of a subject, and what it comes from: for each component the part that would go with it were
// it perfect (Fussell-Vesely), of large systems the cut sets that it is in.

import { type AvailabilityOf, availabilityOf } from '#src/analysis/availability.ts'
import { partsIn } from '#src/analysis/losses.ts'
import { once } from '#src/analysis/once.ts'
import type { Contributor, Measured, Subject } from './answers.ts'
import { known } from './measured.ts'
import { needsOfSubject, type State } from './state.ts'

const mostContributors = 5
/** Past so many components each measure by itself costs more than it tells. */
const mostMeasured = 300

export function measureUnavailability(state: State, subject: Subject): Measured {
  const of = availabilityIn(state, subject)
  const { unavailability, defaults, leftOut } = of.availability()
  const { method, value } = unavailability
  const between = unavailability.method === 'exact' ? {} : unavailability
  const contributors = once(() => largest(value, of))
  return known(value, { method, ...limits(between), defaults, leftOut, contributors })
}

/** Of a flow in the normal state it is known, or will be asked for again. */
function availabilityIn(state: State, subject: Subject): AvailabilityOf {
  const { facts, failures, failed, reliability } = state
  if (subject.kind !== 'flow' || failures.length > 0) {
    return availabilityOf(reliability, needsOfSubject(state, subject), failed)
  }
  const { flow } = subject
  return {
    availability: () => facts.availability(flow),
    cutSets: (order) => facts.cutSets(flow, order),
    importance: (component) => facts.importance(flow, component),
    components: facts.bearingOn(flow),
  }
}

function limits({ low, high }: { readonly low?: number; readonly high?: number }) {
  return low === undefined || high === undefined ? {} : { low, high }
}

function largest(total: number, of: AvailabilityOf): readonly Contributor[] {
  if (total === 0) return []
  const exact = of.components.length <= mostMeasured
  const shares = exact ? byImportance(of) : undefined
  return (shares ?? byCutSets(total, of))
    .filter(({ share }) => share > 1e-9)
    .sort((a, b) => b.share - a.share || a.component - b.component)
    .slice(0, mostContributors)
}

/** Undefined where the structure is too large for exact numbers. */
function byImportance(of: AvailabilityOf): Contributor[] | undefined {
  const found: Contributor[] = []
  for (const component of of.components) {
    const importance = of.importance(component)
    if (!importance) return undefined
    found.push({ component, share: importance.fussellVesely })
  }
  return found
}

function byCutSets(total: number, of: AvailabilityOf): Contributor[] {
  const sums = new Map<number, number>()
  for (const { losses, probability } of of.cutSets(2).sets) {
    for (const [component, part] of partsIn(losses)) {
      sums.set(component, (sums.get(component) ?? 0) + probability * part)
    }
  }
  return [...sums].map(([component, sum]) => ({ component, share: Math.min(1, sum / total) }))
}
