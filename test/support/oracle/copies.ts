// Rules 6 and 9: failure events, where each copy lies, and when enough copies of a component work.
// An event is keyed for people and sets: `api#2` is the second copy, `us.a` a zone or a managed
// component with all it runs on.

import { numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component, Model } from '#src/model/model.ts'
import { componentOf, isContainer, isStore, nearest } from './containment.ts'
import { failsOver } from './replicas.ts'

export type FailureEvent =
  | { readonly kind: 'copy'; readonly component: number; readonly copy: number }
  | { readonly kind: 'managed' | 'zone' | 'region'; readonly component: number }

export type Use = 'reads' | 'writes'

/** Keys of what has failed, and of copies that work whatever fails. */
export interface Failures {
  readonly failed: ReadonlySet<string>
  readonly held: ReadonlySet<string>
}

/** What takes a component down: how its copies make shards, and where each copy lies. */
export interface Standing {
  readonly shards: readonly Shard[]
  /** Writes need the first copy of every shard, where there is another. */
  readonly writesNeedFirst: boolean
}

interface Shard {
  /** For each copy, the first one first, the keys of the events of which one is enough to stop it. */
  readonly copies: readonly (readonly string[])[]
  readonly needed: number
}

export function eventsOf(model: Model): readonly FailureEvent[] {
  return model.components.flatMap(eventsOfComponent)
}

/** Copies are counted from 0 in an event and from 1 in its key. */
export function keyOf(model: Model, event: FailureEvent): string {
  const { name } = componentOf(model, event.component)
  return event.kind === 'copy' ? copyKey(name, event.copy) : name
}

export function eventsOfComponent(one: Component): readonly FailureEvent[] {
  if (hasNoEvents(one)) return []
  if (one.builtin === 'zone' || one.builtin === 'region')
    return [{ kind: one.builtin, component: one.id }]
  if (isContainer(one)) return []
  if (one.managed) return [{ kind: 'managed', component: one.id }]
  return upTo(one.copies).map((copy) => ({ kind: 'copy', component: one.id, copy }))
}

export function standingOf(model: Model, one: Component): Standing {
  if (hasNoEvents(one) || isContainer(one)) return { shards: [], writesNeedFirst: false }
  if (one.managed) return managedStanding(model, one)
  // What is no store has one shard of all copies.
  const wanted = isStore(one) ? (numberIn(one.attributes, 'shards') ?? 1) : 1
  const count = Math.min(wanted, one.copies)
  const shards = upTo(count).map((shard) => {
    const indexes = upTo(one.copies).filter((copy) => copy % count === shard)
    return {
      copies: indexes.map((copy, place) => stoppedBy(model, one, copy, shard + place)),
      needed: neededOf(one, indexes.length),
    }
  })
  const hasFirst = isStore(one) && shards.some(({ copies }) => copies.length > 1)
  return { shards, writesNeedFirst: hasFirst && !failsOver(model, one) }
}

/** Whether enough copies work for the use. */
export function isUp({ shards, writesNeedFirst }: Standing, use: Use, failures: Failures): boolean {
  const works = (keys: readonly string[]): boolean =>
    failures.held.has(keys[0]!) || !keys.some((key) => failures.failed.has(key))
  return shards.every(
    ({ copies, needed }) =>
      copies.filter(works).length >= needed &&
      (use === 'reads' || !writesNeedFirst || works(copies[0]!)),
  )
}

function hasNoEvents(one: Component): boolean {
  return one.builtin === 'client' || one.builtin === 'monitor'
}

function managedStanding(model: Model, one: Component): Standing {
  const copy = [one.name, ...namesOf(model, [regionOf(model, one.id)])]
  return { shards: [{ copies: [copy], needed: 1 }], writesNeedFirst: false }
}

function neededOf(one: Component, copies: number): number {
  const majority = Math.floor(copies / 2) + 1
  if (wordIn(one.attributes, 'needs') === 'quorum') return majority
  const written = numberIn(one.attributes, 'needs')
  if (written !== undefined) return written
  return isStore(one) && wordIn(one.attributes, 'replication') === 'quorum' ? majority : 1
}

/** The copy's own event first; `turn` says which of the zones it is dealt to. */
function stoppedBy(model: Model, one: Component, copy: number, turn: number): readonly string[] {
  const zone = zoneOfTurn(model, one, turn)
  const region = (zone === undefined ? undefined : regionOf(model, zone)) ?? regionOf(model, one.id)
  return [copyKey(one.name, copy), ...namesOf(model, [zone, region])]
}

function zoneOfTurn(model: Model, one: Component, turn: number): number | undefined {
  if (one.zones.length === 0) return nearest(model, one.id, 'zone')
  return one.zones[turn % one.zones.length]
}

function regionOf(model: Model, id: number): number | undefined {
  return nearest(model, id, 'region')
}

function namesOf(model: Model, places: readonly (number | undefined)[]): readonly string[] {
  return places.flatMap((place) => (place === undefined ? [] : [componentOf(model, place).name]))
}

function copyKey(name: string, copy: number): string {
  return `${name}#${copy + 1}`
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}
