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
  const { name, unavailability, latency, cutSets } = flow
  const month = showDowntime(unavailability, 'month')
  const isNever = flow.tolerance.any === 0
  const down = isNever ? downText(flow) : `${downText(flow)}, ${month} a month`
  const available = showAvailability(unavailability, 3) + star(flow.defaults.length > 0)
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

/** `down 4 h 23 min a year`. */
export function downText({ unavailability, tolerance }: FlowOutcome): string {
  return tolerance.any === 0
    ? 'never served'
    : `down ${showDowntime(unavailability, 'year')} a year`
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
