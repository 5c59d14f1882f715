// What `survive` leaves open: a flow that is served after a loss may arrive at something that gets more than it can do
// then. Each set of so many events is a computation of all load, so that of many the likeliest are tried, and the
// rest are counted: copies of one component first, since what is left of them gets what all of them got. Loads that
// are known count; of those that are upper bounds it is told apart.

import type { Loss } from '#src/analysis/availability-facts.ts'
import { canFail } from '#src/analysis/copies.ts'
import { eventsOf } from '#src/analysis/events.ts'
import type { Utilization } from '#src/analysis/load-facts.ts'
import type { Demand, Failure, Model, Survivable } from '#src/model/model.ts'
import type { Asked, Overloaded, Overloading, Subject } from './answers.ts'
import { measureOf } from './measures.ts'
import type { State } from './state.ts'

/** Edges that may be computed anew, and sets at most. */
const mostWork = 300_000
const mostSets = 400

const none: Overloading = { of: () => undefined, perhaps: () => undefined, untried: 0 }

export function overloadingAfter(state: State, asked: Asked): Overloading {
  const { demand } = asked
  const { facts, model } = state
  if (demand.kind !== 'survive' || !facts.hasDemand() || !isAnyLimited(model)) return none
  const subjects = measureOf(demand).subjects(state, asked)
  const most = Math.min(mostSets, Math.max(10, Math.floor(mostWork / (1 + model.edges.length))))
  const found = new Map<Subject, Overloaded>()
  const bounds = new Map<Subject, Overloaded>()
  let tried = 0
  const { sets, count } = setsOf(state, demand, most)
  for (const failures of [[], ...sets]) {
    tried++
    const used = facts
      .loadsUnder({ failed: eventsOf(failures) })
      .saturations()
      .filter(({ peak }) => peak >= 1)
    if (used.length === 0) continue
    const after = lossesOf(state, failures)
    const full = used.filter(({ isKnown }) => isKnown)
    const perhaps = used.filter(({ load, peak }) => peak > 1 && !load.isKnown)
    for (const subject of subjects) {
      note(found, subject, full, after)
      note(bounds, subject, perhaps, after)
    }
  }
  const untried = count - (tried - 1)
  return { of: named(found), perhaps: named(bounds), untried }
}

/** The fullest, unless something fuller is known, or the same without any loss. */
function note(
  found: Map<Subject, Overloaded>,
  subject: Subject,
  full: readonly Utilization[],
  after: readonly Loss[],
): void {
  const worst = full.find((one) => isOn(subject, one))
  const known = found.get(subject)
  if (!worst || (known && (known.after.length === 0 || known.utilization >= worst.peak))) return
  found.set(subject, { component: worst.component, utilization: worst.peak, after })
}

function named(found: ReadonlyMap<Subject, Overloaded>): Overloading['of'] {
  const byName = new Map([...found].map(([{ kind, name }, one]) => [`${kind} ${name}`, one]))
  return ({ kind, name }) => byName.get(`${kind} ${name}`)
}

function isAnyLimited({ components }: Model): boolean {
  return components.some(({ attributes }) => attributes.has('capacity'))
}

function isOn(subject: Subject, { component, load }: Utilization): boolean {
  switch (subject.kind) {
    case 'flow':
      return load.byFlow().some(({ flows }) => flows.includes(subject.flow))
    case 'component':
      return subject.component === component
    case 'way':
      return subject.edges.some(({ to }) => to === component)
    case 'edge':
    case 'all':
      return false
  }
}

type Survive = Extract<Demand, { kind: 'survive' }>

/** Sets of so many events, no more of them than asked for; and how many there are. */
function setsOf(state: State, { count, what }: Survive, most: number) {
  const events = eventsOfKind(state, what, count)
  const size = Math.min(count, events.length)
  const sets: (readonly Failure[])[] =
    what === 'copy' && size > 1 ? ofOneComponent(events, size) : []
  const told = new Set(sets.map(keyOf))
  for (const set of combinations(events, size)) {
    if (sets.length >= most) break
    if (!told.has(keyOf(set))) sets.push(set)
  }
  return {
    sets: sets.slice(0, most),
    count: size === 0 ? 0 : Math.max(sets.length, chosen(events.length, size)),
  }
}

function keyOf(set: readonly Failure[]): string {
  return set.map(({ component, copy }) => `${component}#${copy ?? ''}`).join(' ')
}

/** Of copies as many of each component as may be lost: which ones makes no difference to its load. */
function eventsOfKind({ model }: State, what: Survivable, count: number): readonly Failure[] {
  const ids = model.components.filter(canFail).map(({ id }) => id)
  switch (what) {
    case 'component':
      return ids.map((component) => ({ component }))
    case 'zone':
    case 'region':
      return model.components
        .filter(({ builtin }) => builtin === what)
        .map(({ id }) => ({ component: id }))
    case 'copy':
      return ids
        .filter((id) => !model.components[id]!.managed)
        .flatMap((component) => {
          const copies = Math.min(count, model.components[component]!.copies)
          return Array.from({ length: copies }, (_, copy) => ({ component, copy: copy + 1 }))
        })
  }
}

function ofOneComponent(events: readonly Failure[], size: number): (readonly Failure[])[] {
  return [...Map.groupBy(events, ({ component }) => component).values()].filter(
    ({ length }) => length === size,
  )
}

/** In order; nothing of it is made before it is asked for. */
function* combinations<T>(all: readonly T[], size: number): Iterable<readonly T[]> {
  if (size === 0) return
  const places = Array.from({ length: size }, (_, place) => place)
  for (;;) {
    yield places.map((place) => all[place]!)
    let moving = size - 1
    while (moving >= 0 && places[moving] === all.length - size + moving) moving--
    if (moving < 0) return
    places[moving]!++
    for (let next = moving + 1; next < size; next++) places[next] = places[next - 1]! + 1
  }
}

function chosen(count: number, size: number): number {
  let product = 1
  for (let i = 1; i <= size; i++) product *= (count - i + 1) / i
  return Math.round(product)
}

function lossesOf({ model }: State, failures: readonly Failure[]): readonly Loss[] {
  return [...Map.groupBy(failures, ({ component }) => component)].map(
    ([component, { length: lost, 0: first }]): Loss => {
      if (first?.copy === undefined) return { component }
      const { copies } = model.components[component]!
      const of = Array.from({ length: copies }, (_, copy) => copy)
      return { component, copies: { lost, of, shards: 1, isFirst: false } }
    },
  )
}
