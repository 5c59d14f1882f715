// Requirements and their amounts as people read them. A target is shown with as many digits as it has, an amount
// with as many as tell it from the target.

import type { Demand } from '#src/model/model.ts'
import {
  showApart,
  showAvailability,
  showDuration,
  showNumber,
  showPercent,
  showRate,
  showSize,
} from '#src/model/show-quantity.ts'
import type { Case } from './answers.ts'
import { measureOf, yearMs } from './measures.ts'

type Show = (value: number, digits?: number) => string

/** `99.2 %`, `at least 230 ms`, `between 99.91 % and 99.97 %`; what was found where it is no amount. */
export function amountText(demand: Demand, { low, high, found, status }: Case): string {
  if (demand.kind === 'survive') return status === 'held' ? 'served' : 'not served'
  if (demand.kind === 'attribute') return found ?? ''
  const { target } = measureOf(demand)
  const show = (value: number): string =>
    Number.isFinite(value) ? showApart(shows[demand.metric], value, target)[0] : 'everything'
  if (low === high) return show(low)
  if (high === Number.POSITIVE_INFINITY) return low === 0 ? 'unknown' : `at least ${show(low)}`
  const [first, last] = demand.metric === 'availability' ? [high, low] : [low, high]
  return `between ${show(first)} and ${show(last)}`
}

/** The target alone: `99.9 %`, `200 ms`, `8 h a year`. */
export function targetText(demand: Demand): string {
  if (demand.kind === 'survive') return `${demand.count} ${demand.what}`
  if (demand.kind === 'attribute') return ''
  return shows[demand.metric](measureOf(demand).target)
}

const shows: Readonly<Record<Extract<Demand, { kind: 'metric' }>['metric'], Show>> = {
  availability: showAvailability,
  downtime: (value, digits) => `${showDuration(value * yearMs, digits)} a year`,
  latency: showDuration,
  freshness: showDuration,
  rpo: showDuration,
  rto: showDuration,
  throughput: showRate,
  utilization: showPercent,
  storage: showSize,
  cost: showNumber,
}

/** In the metric's own terms, as a file would have it: an availability of 0…1, a downtime in milliseconds. */
export function amountOf(demand: Demand, value: number): number {
  if (demand.kind !== 'metric') return value
  if (demand.metric === 'availability') return 1 - value
  return demand.metric === 'downtime' ? value * yearMs : value
}
