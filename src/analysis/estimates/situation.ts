// What estimates are made of: a model with its facts, the load in the state that is asked about, and what the edges
// carry in it, by both ends.

import type { Beginning, Rate } from '#src/analysis/demand.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Carried, Loads } from '#src/analysis/load-facts.ts'
import { memo, once } from '#src/analysis/once.ts'
import type { Component, Model } from '#src/model/model.ts'
import { isBroker, isContainer } from '#src/model/roles.ts'
import { finite } from './estimate.ts'

export interface Situation {
  readonly model: Model
  readonly facts: Facts
  readonly loads: Omit<Loads, 'choices'>
  /** What begins is multiplied by this. */
  readonly factor: number
  begunAt(component: number): readonly Beginning[]
  /** What edges bring to a component, and take from it. */
  into(component: number): readonly Carried[]
  outOf(component: number): readonly Carried[]
  /** Consumers of a broker that get nothing of what it gets, since no flow goes on to them, by broker. */
  untaken(): readonly { readonly broker: number; readonly consumer: number }[]
  /** Whether it gets nothing for that reason alone, as far as it is said: its zeros are no numbers. */
  isUnfed(component: number): boolean
  /** What a component passes on in part: what arrives there, and what begins there. */
  handled(component: number): Rate
}

export function situationOf(
  model: Model,
  facts: Facts,
  loads: Situation['loads'],
  factor: number,
): Situation {
  const begun = once(() => {
    const all = facts.begun().map(({ rate, ...one }) => ({ ...one, rate: times(rate, factor) }))
    return Map.groupBy(all, ({ start }) => start)
  })
  const into = once(() => Map.groupBy(loads.carried(), ({ to }) => to))
  const outOf = once(() => Map.groupBy(loads.carried(), ({ from }) => from))
  const isIdle = (id: number): boolean => loads.load(id)?.peak.total === 0
  const untaken = once(() => untakenIn(model, facts, loads, isIdle))
  const unfed = once(() => {
    const found = new Set(untaken().map(({ consumer }) => consumer))
    for (const id of found) for (const { to } of facts.edgesOf(id)) if (isIdle(to)) found.add(to)
    return found
  })
  const begunAt = (id: number): readonly Beginning[] => begun().get(id) ?? []
  return {
    model,
    facts,
    loads,
    factor,
    begunAt,
    into: (id) => into().get(id) ?? [],
    outOf: (id) => outOf().get(id) ?? [],
    untaken,
    isUnfed: (id) => unfed().has(id),
    handled: memo((id: number): Rate => {
      const load = loads.load(id)
      const own = isOutside(model.components[id]!) ? begunAt(id).map(({ rate }) => rate) : []
      const arriving = { mean: load?.mean.total ?? 0, peak: load?.peak.total ?? 0 }
      return sumOf([arriving, ...own])
    }),
  }
}

function untakenIn(
  { components }: Model,
  facts: Facts,
  loads: Situation['loads'],
  isIdle: (id: number) => boolean,
) {
  const busy = components.filter(
    (one) => isBroker(one) && !isContainer(one) && (loads.load(one.id)?.peak.total ?? 0) > 0,
  )
  return busy.flatMap(({ id: broker }) =>
    facts
      .consumersOf(broker)
      .filter((id) => !isContainer(components[id]!) && isIdle(id))
      .map((consumer) => ({ broker, consumer })),
  )
}

/** What begins at something outside is sent by it, and does not arrive there. */
export function isOutside({ role }: Component): boolean {
  return role === 'source' || role === 'external'
}

export function sumOf(rates: readonly Rate[]): Rate {
  return {
    mean: rates.reduce((sum, { mean }) => finite(sum + mean), 0),
    peak: rates.reduce((sum, { peak }) => finite(sum + peak), 0),
  }
}

function times({ mean, peak }: Rate, factor: number): Rate {
  return { mean: finite(mean * factor), peak: finite(peak * factor) }
}
