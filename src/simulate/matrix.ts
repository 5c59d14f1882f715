// The matrix of losses against flows: a row for each loss that does something, those that do the same to all flows as
// many others at once in one row, and a line for what does nothing.

import type { Row } from './columns.ts'
import type { LossOutcome, Outcome } from './outcome.ts'

/** Past so many rows those that are alike share one. */
const mostRows = 40
/** Past so many flows they are counted. */
export const mostColumns = 24
const mostNames = 12
const mostTogether = 3

export interface LossTable {
  /** The heading first: what is lost, then the numbers of the flows. */
  readonly rows: readonly Row[]
  /** What has no row, a line each. */
  readonly rest: readonly string[]
}

export function lossTable({ flows, losses }: Outcome): LossTable {
  const isHarmless = ({ stops, degrades, overloads }: LossOutcome) =>
    stops.length + degrades.length + overloads.length === 0
  const harmful = losses.filter((loss) => !isHarmless(loss))
  const others = losses.filter(isHarmless)
  const grouped = harmful.length > mostRows ? together(harmful) : harmful
  const shown = grouped.length > 2 * mostRows ? worst(grouped, mostRows) : grouped
  const isWide = flows.length > mostColumns
  const hasOverloads = shown.some(({ overloads }) => overloads.length > 0)
  const heading = [
    '  lost',
    ...(isWide ? ['flows stop', 'go on with less'] : flows.map((_, index) => String(index + 1))),
    ...(hasOverloads ? ['too much for'] : []),
  ]
  const rows = shown.map(
    (loss): Row => [
      `  ${loss.text}`,
      ...(isWide ? counts(loss) : signs(loss, flows.length)),
      ...(hasOverloads ? [listed(loss.overloads)] : []),
    ],
  )
  return {
    rows: [heading, ...rows],
    rest: [
      ...(shown.length < grouped.length
        ? [`and ${grouped.length - shown.length} rows that stop fewer`]
        : []),
      ...(others.length === 0
        ? []
        : [`${counted(others.length)} nothing: ${someOf(others, mostNames)}`]),
    ],
  }
}

function listed(names: readonly string[]): string {
  const rest = names.length - 3
  return rest > 1 ? `${names.slice(0, 3).join(', ')} and ${rest} more` : names.join(', ')
}

function signs({ stops, degrades, overloaded }: LossOutcome, count: number): Row {
  const row = new Array<string>(count).fill('.')
  for (const flow of degrades) row[flow] = '~'
  for (const flow of overloaded) row[flow] = '!'
  for (const flow of stops) row[flow] = 'X'
  return row
}

function counts({ stops, degrades }: LossOutcome): Row {
  return [String(stops.length), String(degrades.length)]
}

function worst(losses: readonly LossOutcome[], count: number): readonly LossOutcome[] {
  return [...losses].sort((a, b) => b.stops.length - a.stops.length).slice(0, count)
}

/** Losses that do the same are one row. */
function together(losses: readonly LossOutcome[]): readonly LossOutcome[] {
  const key = ({ stops, degrades, overloaded, overloads }: LossOutcome): string =>
    [stops, degrades, overloaded, overloads].map((list) => list.join()).join(' ')
  return [...Map.groupBy(losses, key).values()].map((same) => ({
    ...same[0]!,
    text:
      same.length === 1 ? same[0]!.text : `any of ${same.length}: ${someOf(same, mostTogether)}`,
  }))
}

function someOf(losses: readonly LossOutcome[], most: number): string {
  const names = losses.slice(0, most).map(({ text }) => text)
  const rest = losses.length - names.length
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ')
}

function counted(count: number): string {
  return count === 1 ? '1 other stops' : `${count} others stop`
}
