// The matrix of losses against flows: a row for each loss that does something, those that do the same to all flows as
// many others at once in one row, and a line for what does nothing. Of a few flows each has a column; of more the
// numbers of those concerned are listed, and of very many they are counted.

import { effectOf } from './losses.ts'
import type { LossOutcome, Outcome } from './outcome.ts'
import { widthOf } from './wrapped.ts'

/** Past so many rows those that are alike share one; and past so many of these the worst are shown. */
const mostRows = 40
/** Past so many flows there is no column for each, and past so many no number. */
const mostColumns = 24
export const mostNumbered = 60
const mostNames = 12
/** Columns for what is lost. */
export const widestLabel = 48

export interface LossTable {
  readonly look: 'signs' | 'numbers' | 'counts'
  readonly rows: readonly LossRow[]
  /** What has no row, a line each. */
  readonly rest: readonly string[]
}

export interface LossRow {
  readonly text: string
  /** By flow: `X`, `~`, `!` or `.` */
  readonly signs: readonly string[]
  /** Flows that stop, that go on with less, that go on and reach something too full: `1-3, 7`, or how many. */
  readonly stops: string
  readonly degrades: string
  readonly crowds: string
  /** What gets more than it can do. */
  readonly overloads: string
}

export function lossTable({ flows, losses }: Pick<Outcome, 'flows' | 'losses'>): LossTable {
  const isHarmless = ({ stops, degrades, overloads }: LossOutcome) =>
    stops.length + degrades.length + overloads.length === 0
  const harmful = losses.filter((loss) => !isHarmless(loss))
  const others = losses.filter(isHarmless)
  const grouped = harmful.length > mostRows ? together(harmful) : harmful
  const shown = grouped.length > mostRows ? worst(grouped, mostRows) : grouped
  const look = lookOf(flows.length)
  const left = grouped.length - shown.length
  return {
    look,
    rows: shown.map((loss) => rowOf(loss, flows.length, look)),
    rest: [
      ...(left > 0
        ? [`and ${left} ${left === 1 ? 'row' : 'rows'} that stop no more than these`]
        : []),
      ...(others.length === 0
        ? []
        : [`${counted(others.length, losses.length)} nothing: ${someOf(others, mostNames)}`]),
    ],
  }
}

function lookOf(flows: number): LossTable['look'] {
  if (flows <= mostColumns) return 'signs'
  return flows <= mostNumbered ? 'numbers' : 'counts'
}

function rowOf(loss: LossOutcome, count: number, look: LossTable['look']): LossRow {
  const { text, stops, degrades, overloaded, overloads } = loss
  const list = (flows: readonly number[]): string => {
    if (flows.length === 0) return ''
    return look === 'counts' ? String(flows.length) : rangesOf(flows)
  }
  const [stopped, crowded] = [new Set(stops), new Set(overloaded)]
  return {
    text,
    signs: signs(loss, count),
    stops: list(stops),
    degrades: list(degrades.filter((flow) => !crowded.has(flow))),
    crowds: list(overloaded.filter((flow) => !stopped.has(flow))),
    overloads: listed(overloads),
  }
}

/** Places from 0 as numbers from 1: `1-3, 7, 9`. */
function rangesOf(places: readonly number[]): string {
  const runs: { first: number; last: number }[] = []
  for (const place of places) {
    const run = runs.at(-1)
    if (run?.last === place - 1) run.last = place
    else runs.push({ first: place, last: place })
  }
  return runs
    .map(({ first, last }) => {
      if (first === last) return `${first + 1}`
      return last === first + 1 ? `${first + 1}, ${last + 1}` : `${first + 1}-${last + 1}`
    })
    .join(', ')
}

function listed(names: readonly string[]): string {
  const rest = names.length - 3
  return rest > 1 ? `${names.slice(0, 3).join(', ')} and ${rest} more` : names.join(', ')
}

function signs({ stops, degrades, overloaded }: LossOutcome, count: number): readonly string[] {
  const row = new Array<string>(count).fill('.')
  for (const flow of degrades) row[flow] = '~'
  for (const flow of overloaded) row[flow] = '!'
  for (const flow of stops) row[flow] = 'X'
  return row
}

/** In the order of the file, those that stop most flows. */
function worst(losses: readonly LossOutcome[], count: number): readonly LossOutcome[] {
  const kept = new Set([...losses].sort((a, b) => b.stops.length - a.stops.length).slice(0, count))
  return losses.filter((loss) => kept.has(loss))
}

/** Losses that do the same are one row. */
function together(losses: readonly LossOutcome[]): readonly LossOutcome[] {
  return [...Map.groupBy(losses, effectOf).values()].map((same) => ({
    ...same[0]!,
    text: same.length === 1 ? same[0]!.text : fitting(`any of ${same.length}: `, same),
  }))
}

/** As many names as there is room for, one at least. */
function fitting(lead: string, losses: readonly LossOutcome[]): string {
  const texts = losses.map((_, index) => lead + someOf(losses, index + 1))
  return texts.findLast((text) => widthOf(text) <= widestLabel) ?? texts[0]!
}

function someOf(losses: readonly LossOutcome[], most: number): string {
  const names = losses.map(({ text }) => text)
  const rest = names.length - most
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ')
}

function counted(count: number, all: number): string {
  if (count === all) return count === 1 ? 'the one loss stops' : `all ${count} losses stop`
  return count === 1 ? '1 other stops' : `${count} others stop`
}
