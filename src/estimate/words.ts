// The words of a sheet for people: what each quantity is called, an amount with its unit, what a bound is.

import type { Metric, Unit } from '#src/analysis/estimates/estimate.ts'
import {
  showBandwidth,
  showDuration,
  showNumber,
  showPercent,
  showRate,
  showSize,
} from '#src/model/show-quantity.ts'
import { everything, type Section, type Sheet, type SheetRow } from './sheet.ts'

const metricWords: Readonly<Record<Metric, string>> = {
  users: 'users',
  'requests-average': 'requests, average',
  'requests-peak': 'requests, peak',
  'reads-average': 'reads, average',
  'reads-peak': 'reads, peak',
  'writes-average': 'writes, average',
  'writes-peak': 'writes, peak',
  utilization: 'busy at peak',
  'copies-needed': 'copies for the peak',
  'shards-needed': 'shards for the peak',
  'in-flight': 'in flight at peak',
  'bandwidth-average': 'bandwidth, average',
  'bandwidth-peak': 'bandwidth, peak',
  'bandwidth-used': 'of its bandwidth, peak',
  'bandwidth-in-average': 'coming in, average',
  'bandwidth-in-peak': 'coming in, peak',
  'bandwidth-out-average': 'going out, average',
  'bandwidth-out-peak': 'going out, peak',
  'storage-now': 'held now',
  'storage-per-day': 'new in a day',
  'storage-per-month': 'new in a month',
  'storage-per-year': 'new in a year',
  'storage-after-a-year': 'held after a year',
  'storage-retained': 'held at end of retention',
  'storage-on-all-copies': 'kept in the end, all copies',
  'max-size-reached': 'time until full',
  'max-size-used': 'of its max-size',
  'cache-size': 'cache size',
  'cache-size-on-all-copies': 'cache size, all copies',
  connections: 'connections',
  'connections-used': 'of its connections',
}

/** Of the whole system what is kept is kept on all copies. */
const systemWords: Readonly<Partial<Record<Metric, string>>> = {
  'bandwidth-in-average': 'from outside, average',
  'bandwidth-in-peak': 'from outside, peak',
  'bandwidth-out-average': 'to outside, average',
  'bandwidth-out-peak': 'to outside, peak',
  'storage-now': 'stored now, all copies',
  'storage-per-day': 'stored in a day, all copies',
  'storage-per-month': 'stored in a month, all copies',
  'storage-per-year': 'stored in a year, all copies',
  'storage-on-all-copies': 'kept in the end, all copies',
}

/** A row as it is shown. */
export interface ShownRow {
  /** Of an edge: where it leads. */
  readonly target: string | undefined
  readonly quantity: string
  readonly amount: string
  readonly arithmetic: string
}

/** What is the same at peak as on average is one row. */
export function shownRows({ rows }: Section): readonly ShownRow[] {
  const shown = rows.map((row) => ({ row, text: shownRow(row) }))
  return shown.flatMap(({ row, text }, index) => {
    const isSame = (other: (typeof shown)[number] | undefined): boolean =>
      other !== undefined &&
      text.amount === other.text.amount &&
      text.arithmetic === other.text.arithmetic &&
      text.target === other.text.target
    const name = beginningOf(row)
    const before = shown[index - 1]
    const after = shown[index + 1]
    if (row.metric === `${name}-peak` && before?.row.metric === `${name}-average` && isSame(before))
      return []
    if (row.metric === `${name}-average` && after?.row.metric === `${name}-peak` && isSame(after))
      return [{ ...text, quantity: text.quantity.replace(', average', '') }]
    return [text]
  })
}

function beginningOf({ metric }: SheetRow): string {
  return metric.replace(/-(average|peak)$/, '')
}

function shownRow(row: SheetRow): ShownRow {
  const { component, flow, metric, to, label, arithmetic } = row
  const isSystem = component === everything && flow === undefined
  const target = label === undefined ? `to ${to}` : `to ${to} "${label}"`
  return {
    target: to === undefined ? undefined : target,
    quantity: (isSystem ? systemWords[metric] : undefined) ?? metricWords[metric],
    amount: amountOf(row),
    arithmetic,
  }
}

const boundWords = { exact: '', 'at-most': 'at most ', 'at-least': 'at least ', about: 'about ' }

function amountOf({ metric, unit, value, bound }: SheetRow): string {
  if (metric === 'max-size-reached' && value === 0) return 'none'
  return boundWords[bound] + shown[unit](value)
}

const shown: Readonly<Record<Unit, (value: number) => string>> = {
  'per-second': showRate,
  ms: showDuration,
  bytes: showSize,
  'bytes-per-second': showBandwidth,
  ratio: showPercent,
  count: (value) => showNumber(value, Number.isInteger(value) && value < 10_000 ? 4 : 3),
}

export function headingOf({ kind, name, about }: Section): string {
  switch (kind) {
    case 'system':
      return 'The whole system'
    case 'flow':
      return `Flow "${name}"`
    case 'component':
      return `${name} (${about})`
  }
}

export function titleOf({ file, components, state }: Sheet): string {
  const count = `${components} component${components === 1 ? '' : 's'}`
  return `${file}: ${count}${state === '' ? '' : `; ${state}`}`
}

/** Where no line came about. */
export const nothingToEstimate = [
  'There is nothing to estimate: no number is written that leads to one.',
  'Write what is asked for: client web { users: 2M, requests: 40/day, peak: 3x }, or rps: 500/s.',
  'Then add `size` to edges for bandwidth; `writes` to edges, `record` and `retention` to stores for storage;',
  '`capacity` and `latency` to what runs for copies and requests in flight.',
]
