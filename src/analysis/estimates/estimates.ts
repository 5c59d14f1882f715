// A model in some state → the sheet of back-of-the-envelope numbers: what is asked for, what that makes of every
// component and edge, what is kept and how much of everything is needed. The numbers are those of the load and latency
// facts; what they lack and what they rest on is said once for each kind of input.

import type { Component } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { edgesFrom } from './along.ts'
import { bandwidthAlong, bandwidthOf } from './bandwidth.ts'
import { cacheLines } from './caching.ts'
import { connectionsOf } from './connections.ts'
import { copiesOf } from './copies.ts'
import type { Default, Entry, Estimates, Lack, Line } from './estimate.ts'
import { inFlight } from './in-flight.ts'
import { beginningOf, requestsAlong, requestsOf } from './requests.ts'
import type { Situation } from './situation.ts'
import { keeps, storages } from './storage.ts'
import { storageLines } from './storage-lines.ts'
import { totalsOf } from './totals.ts'
import { namesText } from './words.ts'

/** Components between two tellings of how far it is. */
const stepSize = 100

/** `onStep` hears now and then how many of how many components are done. */
export function estimatesOf(
  situation: Situation,
  onStep: (done: number, all: number) => void = () => {},
): Estimates {
  const { model } = situation
  const storageOf = storages(situation)
  const flights = inFlight(situation)
  const components = model.components.filter((one) => !isContainer(one))
  function* of(component: Component): Iterable<Entry> {
    yield* requestsOf(situation, component)
    yield* copiesOf(situation, component)
    yield* flights.at(component)
    yield* bandwidthOf(situation, component)
    if (keeps(component)) yield* storageLines(storageOf(component))
    yield* cacheLines(situation, component)
    yield* connectionsOf(situation, component)
    for (const along of edgesFrom(situation, component.id)) {
      yield* requestsAlong(situation, along)
      yield* bandwidthAlong(situation, along)
    }
  }
  const declared = model.flows.filter(({ scope }) => scope.kind === 'edges')
  const ofFlows = declared.flatMap((flow) => [...beginningOf(situation, flow), ...flights.on(flow)])
  const ofComponents = components.map((component, index) => {
    const entries = [...of(component)]
    if (index % stepSize === 0) onStep(index + 1, components.length)
    return entries
  })
  const totals = [...totalsOf(situation, components.filter(keeps).map(storageOf))]
  const all = flights.inAll()
  return sheetOf([...totals, ...(all ? [all] : []), ...ofFlows, ...ofComponents.flat()], situation)
}

function sheetOf(entries: readonly Entry[], { facts }: Situation): Estimates {
  const lines = entries.filter((one): one is Line => one.kind === 'line')
  const lacks = entries.filter((one): one is Lack => one.kind === 'lack')
  const defaults = entries.filter((one): one is Default => one.kind === 'default')
  const missing = [...Map.groupBy(lacks, ({ text }) => text)].map(
    ([text, same]) => `${text}: ${namesOf(same)}`,
  )
  const taken = [
    ...Map.groupBy(defaults, ({ text, replacedBy }) => `${text} ${replacedBy}`).values(),
  ]
  return {
    lines,
    missing,
    assumptions: [
      ...taken.map((same) => {
        const { text, replacedBy } = same[0]!
        const said = `${text}: ${namesOf(same)}; write ${replacedBy} to replace it`
        return { kind: 'default' as const, text: said }
      }),
      ...[
        ...(lines.length > 0 ? restingOn(lines) : []),
        ...facts.assumptions().map(({ message }) => message),
      ].map((text) => ({ kind: 'plain' as const, text })),
    ],
  }
}

function namesOf(entries: readonly (Lack | Default)[]): string {
  return namesText([...new Set(entries.map(({ name }) => name))])
}

/** Conventions of the lines that are there. */
function restingOn(lines: readonly Line[]): readonly string[] {
  const has = (...beginnings: readonly string[]): boolean =>
    lines.some(({ metric }) => beginnings.some((one) => metric.startsWith(one)))
  return [
    ...(has('storage-per') ? ['a month is 30 days, a year 365'] : []),
    ...(has('storage-on-all')
      ? ['kept in the end is at the end of its retention, or after a year where none is written']
      : []),
    ...(has('copies-needed', 'shards-needed') ? ['enough copies are 70 % busy at peak'] : []),
    ...(has('in-flight')
      ? [
          'requests in flight are counted with the latency that is written, and calls as often as they are made',
        ]
      : []),
  ]
}
