// The oracle of availability: every set of events is tried on the oracle of "serves", and everything that is said about
// the failure of a flow is read off that table, by its definition: how probable it is, which least sets of events cause
// it, and what each component contributes. How probable one event is, it reads from the model by itself.

import { numberIn } from '#src/model/attributes.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { serving } from '../serves.ts'
import { eventsOf, type FailureEvent, keyOf } from './copies.ts'

/** Whether the flow is broken by each set of events; bit `i` of a set is event `i`. */
export interface FailureTable {
  readonly events: readonly FailureEvent[]
  readonly chances: readonly number[]
  readonly broken: Uint8Array
}

export function failureTable(model: Model, flow: Flow): FailureTable {
  const events = eventsOf(model)
  const keys = events.map((event) => keyOf(model, event))
  const isServed = serving(model, flow)
  const broken = Uint8Array.from({ length: 1 << events.length }, (_, set) => {
    const failed = new Set(keys.filter((_key, event) => (set >> event) & 1))
    return isServed({ failed, held: new Set() }) ? 0 : 1
  })
  return {
    events,
    chances: events.map(({ component }) => chanceOf(model.components[component]!)),
    broken,
  }
}

/** That an event happens. */
export function chanceOf(one: Component): number {
  const availability = numberIn(one.attributes, 'availability')
  if (availability !== undefined) return 1 - availability
  const [between, repair] = [numberIn(one.attributes, 'mtbf'), numberIn(one.attributes, 'mttr')]
  if (between !== undefined && repair !== undefined) return repair / (between + repair)
  return unsaid(one)
}

export function saysItself({ attributes }: Component): boolean {
  return attributes.has('availability') || (attributes.has('mtbf') && attributes.has('mttr'))
}

/** 0.5 % of a copy, by kind of what is managed, nothing of a place. */
function unsaid({ builtin, managed }: Component): number {
  if (builtin === 'zone' || builtin === 'region') return 0
  if (!managed) return 1 - 0.995
  if (builtin === 'lb' || builtin === 'dns') return 1 - 0.9999
  return ['gateway', 'function', 'database'].includes(builtin) ? 1 - 0.9995 : 1 - 0.999
}

/** That the flow is broken; chances of some events may be given in the place of their own. */
export function chanceBroken(
  { broken, chances }: FailureTable,
  given: ReadonlyMap<number, number> = new Map(),
): number {
  const each = chances.map((chance, event) => given.get(event) ?? chance)
  // The weight of every set, an event at a time.
  let weights = [1]
  for (const chance of each) {
    weights = [...weights.map((w) => w * (1 - chance)), ...weights.map((w) => w * chance)]
  }
  return weights.reduce((sum, weight, set) => (broken[set] ? sum + weight : sum), 0)
}

/** Sets of so many events at most that break the flow while no part of them does. */
export function leastBreaking({ broken, events }: FailureTable, most: number): readonly number[] {
  const sets = Array.from({ length: broken.length }, (_, set) => set)
  return sets.filter((set) => {
    if (!broken[set] || sizeOf(set) > most) return false
    return events.every((_, event) => !((set >> event) & 1) || !broken[set & ~(1 << event)])
  })
}

/** Events whose happening ever matters. */
export function mattering({ broken, events }: FailureTable): readonly FailureEvent[] {
  return events.filter((_, event) =>
    broken.some((value, set) => value === 1 && broken[set & ~(1 << event)] === 0),
  )
}

function sizeOf(set: number): number {
  let size = 0
  for (let rest = set; rest > 0; rest &= rest - 1) size++
  return size
}
