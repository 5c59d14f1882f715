// The whole system in a few lines: who uses it, what all of them ask for, what goes to and fro at its border, what all
// its stores keep with all copies, and how much is under way at once.

import type { Carried } from '#src/analysis/load-facts.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Model } from '#src/model/model.ts'
import { showBandwidth, showNumber, showRate, showSize } from '#src/model/show-quantity.ts'
import { amountOf, boundOfAll, sizeOf, termsOf } from './bandwidth.ts'
import { type Bound, finite, type Line, line, type Metric, system, together } from './estimate.ts'
import { isOutside, type Situation, sumOf } from './situation.ts'
import type { Storage } from './storage.ts'
import { heldBy, onAllCopies, perPeriod } from './storage-lines.ts'
import { sumText, type Term } from './words.ts'

export function* totalsOf(situation: Situation, stores: readonly Storage[]): Iterable<Line> {
  yield* usersOf(situation.model)
  yield* requestsOf(situation)
  yield* borderOf(situation)
  yield* storageOf(stores)
}

function* usersOf({ components }: Model): Iterable<Line> {
  const terms = components.flatMap(({ attributes, name }): readonly Term[] => {
    const users = numberIn(attributes, 'users')
    return users === undefined ? [] : [{ amount: users, text: `${showNumber(users)} ${name}` }]
  })
  if (terms.length === 0) return
  const open = components.some(
    ({ builtin, attributes }) => builtin === 'client' && !attributes.has('users'),
  )
  const text = sumText(terms, showNumber, 'none')
  yield line(system, 'users', sumAmounts(terms), text, open ? 'at-least' : 'exact')
}

/** What begins anywhere: at clients, and with flows that begin elsewhere at a rate of their own. */
function* requestsOf(situation: Situation): Iterable<Line> {
  const { model, begunAt } = situation
  const starts = model.components.filter(({ id }) => begunAt(id).length > 0)
  if (starts.length === 0) return
  const isOpen = model.components.some(
    ({ id, builtin }) => builtin === 'client' && begunAt(id).length === 0,
  )
  for (const [when, word] of [
    ['mean', 'average'],
    ['peak', 'peak'],
  ] as const) {
    const terms = starts.map(({ id, name }): Term => {
      const amount = sumOf(begunAt(id).map(({ rate }) => rate))[when]
      return { amount, text: `${showRate(amount)} ${name}` }
    })
    const text = sumText(terms, showRate, 'nothing is asked for')
    yield line(system, `requests-${word}`, sumAmounts(terms), text, isOpen ? 'at-least' : 'exact')
  }
}

/** Along the edges that leave clients and externals, or lead to them. */
function* borderOf(situation: Situation): Iterable<Line> {
  const outside = situation.model.components.filter(isOutside).map(({ id }) => id)
  const among = new Set(outside)
  const into = outside.flatMap((id) => situation.outOf(id)).filter(({ to }) => !among.has(to))
  const out = outside.flatMap((id) => situation.into(id)).filter(({ from }) => !among.has(from))
  yield* bandwidth(situation, 'in', into)
  yield* bandwidth(situation, 'out', out)
}

function* bandwidth(
  situation: Situation,
  way: 'in' | 'out',
  edges: readonly Carried[],
): Iterable<Line> {
  const sized = edges.filter((one) => sizeOf(one) !== undefined)
  if (sized.length === 0) return
  const bound = boundOfAll(situation, edges)
  const terms = (when: 'mean' | 'peak') =>
    termsOf(situation, sized, when, way === 'in' ? 'from' : 'to')
  const text = (some: readonly Term[]): string => sumText(some, showBandwidth, 'nothing')
  const [mean, peak] = [terms('mean'), terms('peak')]
  yield line(system, `bandwidth-${way}-average`, amountOf(mean), text(mean), bound)
  yield line(system, `bandwidth-${way}-peak`, amountOf(peak), text(peak), bound)
}

const periods = [
  ['storage-per-day', 'day'],
  ['storage-per-month', 'month'],
  ['storage-per-year', 'year'],
] as const

/** With all copies. */
function* storageOf(stores: readonly Storage[]): Iterable<Line> {
  const sized = stores.filter(({ size }) => size !== undefined)
  yield* sumLine(
    'storage-now',
    sized.map((store) => ({ store, bytes: store.size!, bound: 'exact' })),
    sized.length < stores.length,
  )
  const growing = stores.flatMap((store) =>
    store.growth.kind === 'growth' ? [{ store, growth: store.growth }] : [],
  )
  const isOpen = growing.length < stores.length
  if (growing.some(({ growth }) => growth.bytesPerSecond > 0)) {
    for (const [metric, period] of periods) {
      const kept = growing.map(({ store, growth }) => ({
        store,
        bytes: perPeriod(growth)[period],
        bound: growth.bound,
      }))
      yield* sumLine(metric, kept, isOpen)
    }
  }
  const held = stores.flatMap((store) => {
    const found = store.growth.kind === 'growth' ? heldBy(store) : undefined
    return found ? [{ store, bytes: found.bytes, bound: found.bound }] : []
  })
  const isOther = held.some(({ store, bytes }) => bytes > 0 && bytes !== yearOf(store))
  if (isOther) yield* sumLine('storage-on-all-copies', held, isOpen)
}

function yearOf({ growth }: Storage): number {
  return growth.kind === 'growth' ? perPeriod(growth).year : 0
}

interface Kept {
  readonly store: Storage
  readonly bytes: number
  readonly bound: Bound
}

function* sumLine(metric: Metric, kept: readonly Kept[], isOpen: boolean): Iterable<Line> {
  if (kept.length === 0) return
  const terms = kept.map(({ store, bytes }): Term => {
    const { times, bytes: amount } = onAllCopies(store, bytes)
    const { name } = store.component
    const text =
      times === 1 ? `${showSize(bytes)} ${name}` : `${showSize(bytes)} ${name} × ${times}`
    return { amount, text }
  })
  const bounds = kept.map(({ bound }) => bound)
  const bound = together([...bounds, isOpen ? 'at-least' : 'exact'])
  yield line(system, metric, sumAmounts(terms), sumText(terms, showSize, 'nothing'), bound)
}

function sumAmounts(terms: readonly Term[]): number {
  return terms.reduce((sum, { amount }) => finite(sum + amount), 0)
}
