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
const mostRuns = 6
/** Columns of a line, of what is lost, and of it at least. */
const widest = 80
const widestLabel = 48
const narrowestLabel = 28

export interface LossTable {
  readonly look: 'signs' | 'numbers' | 'counts'
  /** Columns that what is lost may have in a text. */
  readonly width: number
  readonly rows: readonly LossRow[]
  /** What has no row, a line each. */
  readonly rest: readonly string[]
}

export interface LossRow {
  readonly text: string
  /** By flow: `X`, `~`, `!`, `?` or `.` */
  readonly signs: readonly string[]
  /** Flows that stop, that go on with less, that go on and reach something too full: `1-3, 7`, or how many. */
  readonly stops: string
  readonly degrades: string
  readonly crowds: string
  /** What gets more than it can do, or may. */
  readonly overloads: string
}

export function lossTable({ flows, losses }: Pick<Outcome, 'flows' | 'losses'>): LossTable {
  const isHarmless = ({ stops, degrades, overloads, mayOverload }: LossOutcome) =>
    stops.length + degrades.length + overloads.length + mayOverload.length === 0
  const harmful = losses.filter((loss) => !isHarmless(loss))
  const others = losses.filter(isHarmless)
  const look = lookOf(flows.length)
  const width = labelWidth(look, flows.length)
  const grouped = harmful.length > mostRows ? together(harmful, width) : harmful
  const shown = grouped.length > mostRows ? worst(grouped, mostRows) : grouped
  const left = grouped.length - shown.length
  return {
    look,
    width,
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
  const { text, stops, degrades, overloaded, overloads, mayOverload } = loss
  const list = (flows: readonly number[]): string => {
    if (flows.length === 0) return ''
    if (look === 'counts') return String(flows.length)
    return flows.length === count ? 'all' : rangesOf(flows)
  }
  const [stopped, crowded] = [new Set(stops), new Set(overloaded)]
  return {
    text,
    signs: signs(loss, count),
    stops: list(stops),
    degrades: list(degrades.filter((flow) => !crowded.has(flow))),
    crowds: list(overloaded.filter((flow) => !stopped.has(flow))),
    overloads: [listed(overloads), perhapsListed(mayOverload)].filter(Boolean).join('; '),
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
  const shown = runs.length > mostRuns + 1 ? runs.slice(0, mostRuns) : runs
  const texts = shown.map(({ first, last }) => {
    if (first === last) return `${first + 1}`
    return last === first + 1 ? `${first + 1}, ${last + 1}` : `${first + 1}-${last + 1}`
  })
  const told = shown.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  return texts.join(', ') + (told < places.length ? ` and ${places.length - told} more` : '')
}

/** How wide what is lost may be, beside a column for each flow. */
function labelWidth(look: LossTable['look'], flows: number): number {
  if (look !== 'signs') return widestLabel
  return Math.max(narrowestLabel, Math.min(widestLabel, widest - 4 - 2 * flows))
}

function listed(names: readonly string[]): string {
  const rest = names.length - 3
  return rest > 1 ? `${names.slice(0, 3).join(', ')} and ${rest} more` : names.join(', ')
}

/** `perhaps pay2`. */
export function perhapsListed(names: readonly string[]): string {
  return names.length === 0 ? '' : `perhaps ${listed(names)}`
}

function signs(loss: LossOutcome, count: number): readonly string[] {
  const { stops, degrades, overloaded, mayBeOverloaded } = loss
  const row = new Array<string>(count).fill('.')
  for (const flow of degrades) row[flow] = '~'
  for (const flow of mayBeOverloaded) row[flow] = '?'
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
function together(losses: readonly LossOutcome[], width: number): readonly LossOutcome[] {
  return [...Map.groupBy(losses, effectOf).values()].map((same) => ({
    ...same[0]!,
    text: same.length === 1 ? same[0]!.text : fitting(`any of ${same.length}: `, same, width),
  }))
}

/** As many names as there is room for, one at least. */
function fitting(lead: string, losses: readonly LossOutcome[], width: number): string {
  const names = losses.map(({ name }) => ({ text: name }))
  const texts = losses.map((_, index) => lead + someOf(names, index + 1))
  return texts.findLast((text) => widthOf(text) <= width) ?? texts[0]!
}

function someOf(losses: readonly Pick<LossOutcome, 'text'>[], most: number): string {
  const names = losses.map(({ text }) => text)
  const rest = names.length - most
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ')
}

function counted(count: number, all: number): string {
  if (count === all) return count === 1 ? 'the one loss stops' : `all ${count} losses stop`
  return count === 1 ? '1 other stops' : `${count} others stop`
}
