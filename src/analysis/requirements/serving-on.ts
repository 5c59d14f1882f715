// Single changes with which something may be served after what breaks it now: a copy that takes over, copies over more
// zones, more copies, or, of what others run, something in its place. As many copies as a requirement to survive asks
// for are counted; that they help is found by trying (remedies.ts).

import { canFail } from '#src/analysis/copies.ts'
import { happened } from '#src/analysis/events.ts'
import { lossOf } from '#src/analysis/serving.ts'
import type { Component, Demand } from '#src/model/model.ts'
import type { Candidate, Case } from './answers.ts'
import { copiesToLose, moreCopies, overZones, takingOver } from './changes.ts'
import { standIns } from './stand-ins.ts'
import type { State } from './state.ts'

/** For a flow to go on without these. */
export function candidatesWithout(state: State, failing: readonly number[]): readonly Candidate[] {
  return forServing(state, failing)
}

/** What the message names comes first. */
export function toSurvive(
  state: State,
  { count, what }: Extract<Demand, { kind: 'survive' }>,
  { breaking, contributors }: Case,
): readonly Candidate[] {
  const named = (breaking[0] ?? []).flatMap(({ component, zones }) => zones?.of ?? [component])
  const causes = [...named, ...contributors().map(({ component }) => component)]
  switch (what) {
    case 'copy':
      return forServing(state, causes, (one) => [
        ...moreCopies(one).slice(0, 1),
        ...copiesToLose(one, count),
      ])
    case 'zone':
      return forServing(state, causes, (one) => [
        ...overZones(state, one, count),
        ...moreCopies(one),
      ])
    case 'component':
    case 'region':
      return forServing(state, causes)
  }
}

export function toServe(state: State, { contributors }: Case): readonly Candidate[] {
  return forServing(
    state,
    contributors().map(({ component }) => component),
  )
}

function forServing(
  state: State,
  causes: readonly number[],
  copied: (one: Component) => readonly Candidate[] = moreCopies,
): readonly Candidate[] {
  const { components } = state.model
  const ids = [...new Set(causes.flatMap((id) => behind(state, id)))]
  return ids.flatMap((id) => {
    const one = components[id]!
    if (!canFail(one)) return []
    if (one.managed) return standIns(state, one)
    return [...takingOver(one), ...overZones(state, one), ...copied(one)]
  })
}

/** The component itself; of a zone or region what is lost with it. */
function behind({ model, reliability }: State, id: number): readonly number[] {
  const { builtin } = model.components[id]!
  if (builtin !== 'zone' && builtin !== 'region') return [id]
  const failed = happened(model, [{ component: id }])
  return model.components
    .filter((one) => canFail(one) && !one.managed)
    .filter((one) => {
      const { reads, writes } = lossOf(reliability, one, failed)
      return reads || writes
    })
    .map((one) => one.id)
    .slice(0, 4)
}
