// What each single loss does to the flows, as rows of a matrix and as what each component breaks.

import type { Blast } from '#src/analysis/availability-facts.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { mostMeasured } from './flow-outcome.ts'
import type { ComponentOutcome, LossOutcome } from './outcome.ts'
import type { Overloads } from './overloads.ts'

/** Those that bear on one of the flows, in the order of the file. */
export function lossesOf(
  { components }: Model,
  facts: Facts,
  flows: readonly Flow[],
  after: Overloads,
): readonly LossOutcome[] {
  const places = new Map(flows.map((flow, place) => [flow, place]))
  const bearing = new Set(flows.flatMap(facts.bearingOn))
  const placesOf = (some: readonly Flow[]): readonly number[] =>
    some.flatMap((flow) => places.get(flow) ?? []).sort((a, b) => a - b)
  const rows = after.blasts.flatMap((blast): readonly LossOutcome[] => {
    const { failure, broken, degraded } = blast
    const component = components[failure.component]!
    const { copy } = failure
    const stops = placesOf(broken)
    const degrades = placesOf(degraded)
    if (stops.length + degrades.length === 0 && !bearing.has(component.id)) return []
    const name = copy === undefined ? component.name : `${component.name}#${copy}`
    const then = after.after(blast)
    const overloaded = placesOf([...(then?.flows ?? [])])
    const overloads = overloaded.length === 0 ? [] : namesOf(components, then?.components)
    const mayBeOverloaded = placesOf([...(then?.perhapsFlows ?? [])])
    const mayOverload = mayBeOverloaded.length === 0 ? [] : namesOf(components, then?.perhaps)
    const text = textOf(component, blast)
    return [{ name, text, stops, degrades, overloaded, overloads, mayBeOverloaded, mayOverload }]
  })
  return withoutEchoes(rows)
}

/** Where the loss of one copy does what the loss of all does, it alone is said. */
function withoutEchoes(rows: readonly LossOutcome[]): readonly LossOutcome[] {
  return rows.filter((row, index) => {
    const next = rows[index + 1]
    return !(next?.name.startsWith(`${row.name}#`) && effectOf(next) === effectOf(row))
  })
}

/** Of two losses with the same effect it is the same text. */
export function effectOf(loss: LossOutcome): string {
  const { stops, degrades, overloaded, overloads, mayBeOverloaded, mayOverload } = loss
  return [stops, degrades, overloaded, overloads, mayBeOverloaded, mayOverload]
    .map((list) => list.join())
    .join(' ')
}

function namesOf(components: readonly Component[], ids: readonly number[] = []): readonly string[] {
  return ids.map((id) => components[id]!.name)
}

function textOf(
  { name, builtin, managed, copies }: Component,
  { failure, isFirst }: Blast,
): string {
  if (builtin === 'zone' || builtin === 'region') return `${builtin} ${name}`
  if (isFirst) return `copy ${failure.copy} of ${name}, the first`
  if (failure.copy !== undefined) return `one copy of ${name}`
  if (managed || copies === 1) return name
  return copies === 2 ? `${name} (both copies)` : `${name} (all ${copies} copies)`
}

/** Everything that can be lost. */
export function componentsOf(
  model: Model,
  facts: Facts,
  flows: readonly Flow[],
  overloads: Overloads,
): readonly ComponentOutcome[] {
  const blasts = new Map(
    facts
      .blasts()
      .filter(({ failure }) => failure.copy === undefined)
      .map((blast) => [blast.failure.component, blast]),
  )
  const important = importances(facts, flows)
  const asked = new Set(flows)
  const names = (some: readonly Flow[] = []): readonly string[] =>
    some.filter((flow) => asked.has(flow)).map(({ name }) => name)
  return model.components.filter(canBeLost).map((one): ComponentOutcome => {
    const blast = blasts.get(one.id)
    const importance = important.get(one.id)
    const isPlace = isContainer(one)
    const isSaid = !isPlace || one.attributes.has('availability') || one.attributes.has('mtbf')
    return {
      name: one.name,
      kind: one.kind,
      ...(isSaid ? { unavailability: facts.downAlone(one.id) } : {}),
      breaks: names(blast?.broken),
      degrades: names(blast?.degraded),
      ...busyness(facts, one),
      overloads: namesOf(model.components, blast && overloads.after(blast)?.components),
      mayOverload: namesOf(model.components, blast && overloads.after(blast)?.perhaps),
      ...(importance ? { importance } : {}),
    }
  })
}

function busyness(facts: Facts, { id }: Component): Partial<ComponentOutcome> {
  const load = facts.load(id)
  const used = facts.utilization(id)
  return {
    ...(load && !load.isUnbounded ? { ratePerSecond: load.peak.total } : {}),
    ...(used ? { capacityPerSecond: used.capacity * used.copies, utilization: used.peak } : {}),
    ...(load && !load.isUnbounded && !load.isKnown ? { isMost: true } : {}),
  }
}

function canBeLost(one: Component): boolean {
  if (one.builtin === 'zone' || one.builtin === 'region') return true
  return !isContainer(one) && one.builtin !== 'client' && one.builtin !== 'monitor'
}

/** Each for the flow in which its failure changes most. */
function importances(facts: Facts, flows: readonly Flow[]) {
  const found = new Map<number, NonNullable<ComponentOutcome['importance']>>()
  for (const flow of flows) {
    const bearing = facts.bearingOn(flow)
    if (bearing.length > mostMeasured) continue
    for (const id of bearing) {
      const importance = facts.importance(flow, id)
      if (!importance) break
      const known = found.get(id)
      if (!known || importance.birnbaum > known.birnbaum)
        found.set(id, { ...importance, flow: flow.name })
    }
  }
  return found
}
