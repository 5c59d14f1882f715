// Requests per second, on average and at peak: what clients ask for, what flows begin with, what arrives at each
// component and along each edge. The numbers are those of the load; here is where they come from.

import { type Beginning, clientRate } from '#src/analysis/demand.ts'
import type { Carried, Rates } from '#src/analysis/load-facts.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component, Flow } from '#src/model/model.ts'
import { isBroker, isStore } from '#src/model/roles.ts'
import {
  periodOf,
  showGrouped,
  showNumber,
  showPercent,
  showRate,
} from '#src/model/show-quantity.ts'
import { type Along, boundOfUse } from './along.ts'
import { assumed, boundOf, type Entry, finite, line, ofComponent } from './estimate.ts'
import { isOutside, type Situation, sumOf } from './situation.ts'
import { partText, sumText, type Term, timesText } from './words.ts'

type When = 'mean' | 'peak'

const nothing = 'nothing is asked for'

export function* requestsOf(situation: Situation, component: Component): Iterable<Entry> {
  if (component.builtin === 'client') yield* askedBy(situation, component)
  else yield* arrivingAt(situation, component)
}

function* askedBy(situation: Situation, component: Component): Iterable<Entry> {
  const { id, name, attributes } = component
  const begun = situation.begunAt(id)
  if (begun.length === 0) {
    yield { kind: 'lack', text: 'requests need `users` and `requests`, or `rps`', name }
    return
  }
  const { mean, peak } = sumOf(begun.map(({ rate }) => rate))
  const said = saidBy(component, situation.factor, mean)
  const times = numberIn(attributes, 'peak')
  if (times === undefined) {
    yield { kind: 'default', text: 'peak as high as the average', replacedBy: 'peak', name }
  }
  if (begun.filter(({ flow }) => sharesAlike(flow)).length > 1) {
    yield { kind: 'default', text: 'flows share alike', replacedBy: 'share', name }
  }
  const ofFlows = (when: When): string => sumText(flowTerms(begun, when), showRate, nothing)
  const texts = said ?? { mean: ofFlows('mean'), peak: ofFlows('peak') }
  yield line(ofComponent(id), 'requests-average', mean, texts.mean)
  const atPeak = line(ofComponent(id), 'requests-peak', peak, texts.peak)
  yield times === undefined ? assumed(atPeak) : atPeak
}

function sharesAlike({ scope, attributes }: Flow): boolean {
  return scope.kind === 'edges' && !attributes.has('share') && !attributes.has('rate')
}

/** Undefined where rates of flows stand in for what the client says. */
function saidBy(component: Component, factor: number, mean: number) {
  const { attributes } = component
  const written = clientRate(component)
  if (!written || Math.abs(written.mean * factor - mean) > 1e-9 * mean) return undefined
  const users = numberIn(attributes, 'users')
  const requests = numberIn(attributes, 'requests')
  const isByUsers = numberIn(attributes, 'rps') === undefined && users !== undefined
  const times = timesText(numberIn(attributes, 'peak') ?? 1)
  const more = factor === 1 ? '' : `${timesText(factor)} (load)`
  if (!isByUsers || requests === undefined) {
    const rate = showRate(written.mean)
    return { mean: rate + more, peak: rate + times + more }
  }
  const { count, sign, seconds } = periodOf(requests)
  const each = sign === '/s' ? `${count}/s` : `${count} ${words[sign]}`
  const inSeconds = sign === '/s' ? '' : ` ÷ ${showGrouped(seconds)} s`
  const start = `${showNumber(users)} users × ${each}`
  return { mean: start + more + inSeconds, peak: start + times + more + inSeconds }
}

const words: Readonly<Record<string, string>> = {
  '/min': 'a minute',
  '/h': 'an hour',
  '/day': 'a day',
  '/month': 'a month',
}

function flowTerms(begun: readonly Beginning[], when: When): readonly Term[] {
  return begun.map(({ flow, rate }) => ({
    amount: rate[when],
    text: `${showRate(rate[when])} "${flow.name}"`,
  }))
}

/** What a declared flow begins with. */
export function* beginningOf(situation: Situation, flow: Flow): Iterable<Entry> {
  const { model, facts } = situation
  const begun = facts
    .startsOf(flow)
    .flatMap((start) => situation.begunAt(start).filter((one) => one.flow === flow))
  if (begun.length === 0) {
    yield* broughtTo(situation, flow)
    return
  }
  const { mean, peak } = sumOf(begun.map(({ rate }) => rate))
  const share = (of: Beginning, when: When): string => {
    const all = sumOf(situation.begunAt(of.start).map(({ rate }) => rate))[when]
    const name = model.components[of.start]!.name
    const part = of.rate[when] / all
    return part > 1 - 1e-9
      ? `${showRate(all)} ${name}`
      : `${showRate(all)} ${name} × ${showPercent(part)}`
  }
  const text = (when: When): string =>
    sumText(
      begun.map((one) => ({ amount: one.rate[when], text: share(one, when) })),
      showRate,
      nothing,
    )
  const of = { kind: 'flow', flow } as const
  yield line(of, 'requests-average', mean, text('mean'))
  yield line(of, 'requests-peak', peak, text('peak'))
}

/** A flow that takes what others bring has no number of its own; a client that does not say is told by itself. */
function* broughtTo({ model, facts, outOf, loads }: Situation, flow: Flow): Iterable<Entry> {
  const starts = facts.startsOf(flow).map((id) => model.components[id]!)
  if (starts.some(({ builtin }) => builtin === 'client')) return
  const name = `"${flow.name}"`
  const isBrought = starts.some(({ id }) =>
    outOf(id).some(({ flows, mean }) => flows.includes(flow) && mean.total > 0),
  )
  if (isBrought) {
    const text = 'begins with what other flows bring to its start'
    yield { kind: 'default', text, replacedBy: 'rate', name }
  } else if (starts.length > 0 && loads.carried().length > 0)
    yield { kind: 'lack', text: 'requests need `rate`', name }
}

function* arrivingAt(situation: Situation, component: Component): Iterable<Entry> {
  const { id, name } = component
  const load = situation.loads.load(id)
  if (!load) return
  if (load.isUnbounded) {
    const text =
      'requests need an end: all that goes round comes back, until `calls` or `hit` say less'
    yield { kind: 'lack', text, name }
    return
  }
  for (const { broker } of situation.untaken().filter(({ consumer }) => consumer === id)) {
    const text = 'no flow takes on what a broker hands over'
    yield { kind: 'lack', text, name: `${situation.model.components[broker]!.name} to ${name}` }
  }
  if ((load.isAtLeast || situation.isUnfed(id)) && load.peak.total === 0) return
  const bound = boundOf(load)
  const isSplit = isStore(component) && load.mean.writes > 0
  const uses = isSplit ? (['reads', 'writes'] as const) : []
  const both = ({ reads, writes }: Rates): string =>
    `${showRate(reads)} reads + ${showRate(writes)} writes`
  for (const when of ['mean', 'peak'] as const) {
    const text = isSplit ? both(load[when]) : comingText(situation, component, when, 'total')
    yield line(ofComponent(id), `requests-${whenWords[when]}`, load[when].total, text, bound)
  }
  for (const use of uses) {
    if (load.mean[use] === 0) continue
    const ofUse = boundOfUse(situation, id, use)
    for (const when of ['mean', 'peak'] as const) {
      const text = comingText(situation, component, when, use)
      yield line(ofComponent(id), `${use}-${whenWords[when]}`, load[when][use], text, ofUse)
    }
  }
}

const whenWords = { mean: 'average', peak: 'peak' } as const

/** From which callers how much comes, as a part of what these handle. */
function comingText(
  situation: Situation,
  component: Component,
  when: When,
  use: keyof Rates,
): string {
  const { model } = situation
  const { id } = component
  const callers = Map.groupBy(situation.into(id), ({ from }) => from)
  const terms = [...callers].map(([from, edges]): Term => {
    const amount = edges.reduce((sum, one) => sum + one[when][use], 0)
    return { amount, text: ofCaller(situation, model.components[from]!.name, edges, amount, when) }
  })
  const own = isOutside(component) ? [] : situation.begunAt(id)
  const begun = use === 'writes' ? [] : flowTerms(own, when)
  return sumText([...begun, ...terms], showRate, 'nothing arrives')
}

/** Behind what nobody waits for the average goes on. */
function ofCaller(
  situation: Situation,
  name: string,
  edges: readonly Carried[],
  amount: number,
  when: When,
): string {
  const handled = situation.handled(edges[0]!.from)
  const isEven = edges.every(({ waits }) => !waits)
  if (!isEven && edges.some(({ waits }) => !waits)) return `${showRate(amount)} ${name}`
  const evened = when === 'peak' && isEven && handled.peak !== handled.mean
  return partText(
    amount,
    isEven ? handled.mean : handled[when],
    evened ? `average of ${name}` : name,
  )
}

export function* requestsAlong(
  situation: Situation,
  { of, carried, bound }: Along,
): Iterable<Entry> {
  const isEven = carried.every(({ waits }) => !waits)
  for (const when of ['mean', 'peak'] as const) {
    const amount = carried.reduce((sum, one) => finite(sum + one[when].total), 0)
    if (amount === 0 && bound !== 'exact') continue
    const handled = situation.handled(of.from)[isEven ? 'mean' : when]
    const part = handled > 0 ? amount / handled : 0
    const text =
      amount === 0 ? 'nothing goes there' : `${showRate(handled)}${timesText(part) || ' × 1'}`
    yield line(of, `requests-${whenWords[when]}`, amount, text, bound)
  }
  yield* guessed(situation, carried)
}

/** What makes it an upper bound, and what its reads rest on. */
function* guessed(
  { model: { components, edges } }: Situation,
  carried: readonly Carried[],
): Iterable<Entry> {
  for (const { guesses, mean, countsAsReads, to } of carried) {
    if (mean.total === 0) continue
    for (const guess of guesses) {
      if (guess.kind === 'hit') {
        const { name } = components[guess.cache]!
        yield { kind: 'default', text: 'taken to answer nothing', replacedBy: 'hit', name }
        continue
      }
      const { from, to: target } = edges[guess.edge]!
      const name = `${components[from]!.name} -> ${components[target]!.name}`
      const text = 'called at most once for each request'
      yield { kind: 'default', text, replacedBy: 'calls, or reads and writes,', name }
    }
    if (!countsAsReads || isBroker(components[to]!)) continue
    const text = 'all that is asked of it counts as reads'
    yield { kind: 'default', text, replacedBy: 'reads and writes', name: components[to]!.name }
  }
}
