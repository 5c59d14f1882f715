// What can fail, as people name it (`Failure` of the model: a component whole, a zone, a region, one copy), and
// which events that is. A container that is no zone or region fails with all that lies in it.

import type { Component, Failure, Model } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { componentsIn } from '#src/model/tree.ts'
import { canFail, type FailureEvent, regionOf } from './copies.ts'
import { lossOf, type Reliability } from './serving.ts'

/** Whether an event is among what has failed. */
export type Happened = (event: FailureEvent) => boolean

export const nothing: Happened = () => false

export function happened(model: Model, failures: readonly Failure[]): Happened {
  return among(model, eventsOf(failures))
}

/** Whether an event is one of these, or comes with one. */
export function among(model: Model, events: readonly FailureEvent[]): Happened {
  const whole = new Set<number>()
  const copies = new Set<string>()
  for (const { component, copy } of events) {
    for (const id of failingWith(model, component)) {
      if (copy === undefined) whole.add(id)
      else copies.add(`${id} ${copy}`)
    }
  }
  return ({ component, copy }) =>
    whole.has(component) || (copies.size > 0 && copies.has(`${component} ${copy}`))
}

/** The same as events, whose copies are numbered from 0. */
export function eventsOf(failures: readonly Failure[]): readonly FailureEvent[] {
  return failures.map(({ component, copy }) =>
    copy === undefined ? { component } : { component, copy: copy - 1 },
  )
}

function failingWith({ components }: Model, id: number): readonly number[] {
  const component = components[id]!
  const isPlace = component.builtin === 'zone' || component.builtin === 'region'
  return isContainer(component) && !isPlace ? componentsIn(components, id) : [id]
}

/** Whether anything can happen to it at all: clients and monitors never fail. */
export function hasEvents(model: Model, id: number): boolean {
  const { builtin } = model.components[id]!
  if (builtin === 'zone' || builtin === 'region') return true
  return failingWith(model, id).some((one) => canFail(model.components[one]!))
}

/** The copy whose loss matters most, where there are several; undefined where the loss of one is nothing. */
export function worstCopy(
  reliability: Reliability,
  { id, managed, copies }: Component,
): { readonly index: number; readonly isFirst: boolean } | undefined {
  if (managed || copies < 2) return undefined
  const shards = reliability.shards(id)
  const tight = shards.find((shard) => shard.copies.length === shard.needed)
  const first = reliability.writesDiffer(id) ? shards[0] : undefined
  const [copy] = (tight ?? first)?.copies ?? []
  return copy && { index: copy.index, isFirst: tight === undefined }
}

/** Components by each zone and region that a copy, or a managed one, lies in; ascending. */
export function byPlace(
  reliability: Reliability,
  ids: Iterable<number>,
): ReadonlyMap<number, readonly number[]> {
  const { model } = reliability.system
  const places = new Map<number, Set<number>>()
  const put = (place: number, id: number) => {
    if (place < 0) return
    const known = places.get(place)
    if (known) known.add(id)
    else places.set(place, new Set([id]))
  }
  for (const id of ids) {
    const component = model.components[id]!
    if (!canFail(component)) continue
    if (component.managed) {
      put(regionOf(model, component), id)
      continue
    }
    for (const shard of reliability.shards(id)) {
      for (const { zone, region } of shard.copies) {
        put(zone, id)
        put(region, id)
      }
    }
  }
  return new Map([...places].map(([place, found]) => [place, [...found].sort((a, b) => a - b)]))
}

/** What of these components is lost to what happened. */
export function lossesAmong(reliability: Reliability, ids: Iterable<number>, failed: Happened) {
  const { components } = reliability.system.model
  const losses: { readonly component: number; readonly reads: boolean }[] = []
  for (const id of ids) {
    const { reads, writes } = lossOf(reliability, components[id]!, failed)
    if (reads || writes) losses.push({ component: id, reads })
  }
  return losses
}
