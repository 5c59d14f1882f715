// Requirements and their amounts as people read them. A target is shown with as many digits as it has, an amount
// with as many as tell it from the target.

import { mostTraffic } from '#src/graph/traffic.ts'
import type { Demand, Metric, Model } from '#src/model/model.ts'
import {
  showApart,
  showAvailability,
  showDuration,
  showNumber,
  showPercent,
  showRate,
  showSize,
} from '#src/model/show-quantity.ts'
import type { Asked, Case, Subject } from './answers.ts'
import { lossesText } from './losses-text.ts'
import { holds } from './measured.ts'
import { measureOf, yearMs } from './measures.ts'

type Show = (value: number, digits?: number) => string

/** `99.2 %`, `at least 230 ms`, `at most 1.3k/s`, `between 99.91 % and 99.97 %`; what was found where it is no amount. */
export function amountText(demand: Demand, { low, high, found, status }: Case): string {
  if (demand.kind === 'survive') return status === 'held' ? 'served' : 'not served'
  if (demand.kind === 'attribute') return found ?? ''
  const { target } = measureOf(demand)
  const show = (value: number): string => {
    if (!Number.isFinite(value)) return 'everything'
    // What differs by rounding alone is no more than the target itself.
    const shown = holds(value, '=', target) ? target : value
    return showApart(shows[demand.metric], shown, target)[0]
  }
  if (low === high) return show(low)
  if (high === Number.POSITIVE_INFINITY) return low === 0 ? 'unknown' : `at least ${show(low)}`
  if (low === 0 && demand.metric !== 'availability') return `at most ${show(high)}`
  const [first, last] = demand.metric === 'availability' ? [high, low] : [low, high]
  return `between ${show(first)} and ${show(last)}`
}

/** What was found of one subject, as a sentence: `"Buy" is available 98.5 % of the time`. */
export function caseText(model: Model, asked: Asked, one: Case): string {
  const { demand } = asked
  const name = quoted(one.subject)
  const amount = amountText(demand, one)
  if (demand.kind === 'attribute') return `${name}: ${amount}`
  if (demand.kind === 'survive') {
    const [first] = one.breaking
    if (first?.length === 0) return `${name} is not served even with everything up`
    if (first) return `losing ${lossesText(model, first)} stops ${name}`
    return `${name} is ${amount}`
  }
  return `${name} ${verbs[demand.metric](amount)}`
}

function quoted({ kind, name }: Subject): string {
  return kind === 'all' ? name : `"${name}"`
}

const verbs: Readonly<Record<Metric, (amount: string) => string>> = {
  availability: (amount) => `is available ${amount} of the time`,
  downtime: (amount) => `is down ${amount}`,
  latency: (amount) => `takes ${amount}`,
  throughput: (amount) => `carries ${amount}`,
  utilization: (amount) => `is used to ${amount}`,
  freshness: (amount) => `may read what is ${amount} old`,
  rpo: (amount) => `may lose ${amount} of what was written`,
  rto: (amount) => `is down ${amount} until it serves again`,
  storage: (amount) => `hold ${amount}`,
  cost: (amount) => `cost ${amount}`,
}

/** The target alone: `99.9 %`, `200 ms`, `8 h a year`. */
export function targetText(demand: Demand): string {
  if (demand.kind === 'survive') return `${demand.count} ${plural(demand)}`
  if (demand.kind === 'attribute') return ''
  return shows[demand.metric](measureOf(demand).target)
}

/** Of what can do nothing there is no number of how full it is. */
const nothing = 'more than it can do, which is nothing'

const shows: Readonly<Record<Metric, Show>> = {
  availability: (value, digits = 3) => showAvailability(value, digits),
  downtime: (value, digits) => `${showDuration(value * yearMs, digits)} a year`,
  latency: showDuration,
  freshness: showDuration,
  rpo: showDuration,
  rto: showDuration,
  throughput: (value, digits) => showRate(value * mostTraffic < 1e9 ? 0 : value, digits),
  utilization: (value, digits) => (value >= mostTraffic ? nothing : showPercent(value, digits)),
  storage: showSize,
  cost: showNumber,
}

/** In the metric's own terms, as a file would have it: an availability of 0…1, a downtime in milliseconds. */
export function amountOf(demand: Demand, value: number): number {
  if (demand.kind !== 'metric') return value
  if (demand.metric === 'availability') return 1 - value
  return demand.metric === 'downtime' ? value * yearMs : value
}

function plural({ count, what }: Extract<Demand, { kind: 'survive' }>): string {
  if (count === 1) return what
  return what === 'copy' ? 'copies' : `${what}s`
}
