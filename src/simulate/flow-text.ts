// One flow in detail for people: where its downtime comes from, what stops it, what it survives, how long it takes.

import {
  showAvailability,
  showDowntime,
  showDuration,
  showPercent,
} from '#src/model/show-quantity.ts'
import type { CutSetOutcome, FlowOutcome, Outcome } from './outcome.ts'
import { survivalText } from './tolerance.ts'
import { shortened, wrapped } from './wrapped.ts'

const widestName = 60

export function detailLines({ components }: Outcome, flow: FlowOutcome): readonly string[] {
  const { name, latency, cutSets } = flow
  const isNever = flow.tolerance.any === 0
  const down = isNever ? downText(flow) : `${downText(flow)}, ${timeDown(flow, 'month')} a month`
  const available = availableText(flow)
  const parts = contributorsText(flow)
  const has = (kind: string): boolean => components.some((one) => one.kind === kind)
  return [
    ...wrapped('', `"${shortened(name, widestName)}": ${available}, ${down}`, 2),
    ...(parts === '' ? [] : wrapped('  comes from   ', parts)),
    ...(cutSets.length > 0 && !isNever ? wrapped('  stopped by   ', stoppedBy(flow)) : []),
    ...wrapped('  survives     ', survivalText(flow, has)),
    ...(latency ? wrapped('  takes        ', latencyText(latency)) : []),
  ]
}

/** `99.95 %`; of what never failed in a simulation the end of its interval, `at least 99.9985 %`. */
export function availableText(flow: FlowOutcome): string {
  const mark = star(flow.defaults.length > 0)
  if (neverFailed(flow)) return `at least ${showAvailability(flow.high, 3)}${mark}`
  return showAvailability(flow.unavailability, 3) + mark
}

/** `down 4 h 23 min a year`. */
export function downText(flow: FlowOutcome): string {
  return flow.tolerance.any === 0 ? 'never served' : `down ${timeDown(flow, 'year')} a year`
}

/** `4 h 23 min`, `less than 8 min`. */
export function timeDown(flow: FlowOutcome, period: 'year' | 'month'): string {
  return neverFailed(flow)
    ? `less than ${showDowntime(flow.high, period)}`
    : showDowntime(flow.unavailability, period)
}

/** In no sample, which does not say that it cannot. */
export function neverFailed(flow: FlowOutcome): flow is FlowOutcome & { readonly high: number } {
  return flow.method === 'simulated' && flow.unavailability === 0 && flow.high !== undefined
}

/** Beside a number of which some input is a default. */
export function star(isDefault: boolean): string {
  return isDefault ? '*' : ''
}

const leastShare = 0.005
const mostParts = 5

/** `names 80 %*, data.reports 20 %*`; those with the same share together. */
export function contributorsText({ contributors }: FlowOutcome): string {
  const shown = contributors.filter(({ share }) => share >= leastShare)
  const alike = Map.groupBy(
    shown,
    ({ share, isDefault }) => showPercent(share, 2) + star(isDefault),
  )
  return [...alike]
    .slice(0, mostParts)
    .map(([share, same]) => {
      const names = same.map(({ name }) => name)
      const rest = names.length - mostParts
      const some = rest > 1 ? [...names.slice(0, mostParts), `${rest} more`] : names
      if (some.length === 1) return `${some[0]} ${share}`
      return `${some.slice(0, -1).join(', ')} and ${some.at(-1)} ${share} each`
    })
    .join('; ')
}

const shownSets = 5

function stoppedBy({ cutSets, cutSetCount, cutSetOrder, cutSetsTruncated }: FlowOutcome): string {
  const shown = cutSets.slice(0, shownSets).map(cutSetText)
  const rest = cutSetCount - shown.length
  const more =
    rest > 0 ? [`and ${rest} more of up to ${cutSetOrder} losses${rest === 1 ? '' : ' each'}`] : []
  const all = [...shown, ...more].join('; ')
  return all + (cutSetsTruncated ? '; there are more than could be counted' : '')
}

/** `any 2 of the 3 copies of db (3 ways, 0.0075 %)`. */
export function cutSetText({ text, ways, probability, isDefault }: CutSetOutcome): string {
  const chance = showPercent(probability, 2) + star(isDefault)
  return `${text} (${ways > 1 ? `${showWays(ways)} ways, ` : ''}${chance})`
}

function showWays(ways: number): string {
  return ways < 1e6 ? String(ways) : 'over 1M'
}

function latencyText({ ms, atLeast }: NonNullable<FlowOutcome['latency']>): string {
  return `${atLeast ? 'at least ' : ''}${showDuration(ms)} (sum of budgets)`
}
