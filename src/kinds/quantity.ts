// Quantities: a number and the unit glued to it become a value in base units — milliseconds, bytes,
// per second, bytes per second, 0…1 — with the dimension that the unit has. A bare number is `number`.
// Magnitudes k M G T stand before rates and bare numbers alone. A month is 30 days, a year 365.

import { distance, nearest } from '#grammar/nearest.ts'

export type Dimension =
  | 'duration'
  | 'size'
  | 'rate'
  | 'size-rate'
  | 'ratio'
  | 'multiplier'
  | 'number'

export interface Measure {
  readonly value: number
  readonly dimension: Dimension
}

const second = 1000
const day = 86_400 * second

const durations: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: second,
  m: 60 * second,
  h: 3600 * second,
  d: day,
  w: 7 * day,
  y: 365 * day,
}

const sizes: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  PB: 1e15,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  PiB: 2 ** 50,
}

/** Seconds in the unit behind a `/`. */
const periods: Readonly<Record<string, number>> = {
  '/s': 1,
  '/min': 60,
  '/h': 3600,
  '/day': 86_400,
  '/month': 30 * 86_400,
}

const magnitudes: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 }

const measures: ReadonlyMap<string, { readonly factor: number; readonly dimension: Dimension }> =
  new Map([
    ...rows(durations, 'duration'),
    ...rows(sizes, 'size'),
    ...Object.entries(magnitudes).flatMap(([magnitude, factor]) => [
      [magnitude, { factor, dimension: 'number' as const }] as const,
      ...Object.entries(periods).map(
        ([unit, seconds]) =>
          [magnitude + unit, { factor: factor / seconds, dimension: 'rate' as const }] as const,
      ),
      [`${magnitude}rps`, { factor, dimension: 'rate' as const }] as const,
      [`${magnitude}qps`, { factor, dimension: 'rate' as const }] as const,
    ]),
    ...Object.entries(sizes).flatMap(([size, factor]) =>
      Object.entries(periods).map(
        ([unit, seconds]) =>
          [size + unit, { factor: factor / seconds, dimension: 'size-rate' as const }] as const,
      ),
    ),
    ['%', { factor: 0.01, dimension: 'ratio' }],
    ['x', { factor: 1, dimension: 'multiplier' }],
  ])

/** The value in base units, or undefined where there is no such unit. */
export function measure(number: number, unit: string): Measure | undefined {
  const known = measures.get(unit)
  if (!known) return undefined
  // 99.9 % as 99.9 * 0.01 would carry a rounding error of its own.
  const value = known.dimension === 'ratio' ? number / 100 : number * known.factor
  return { value, dimension: known.dimension }
}

/** Units of a dimension for a person to choose from, the commonest first. */
export function unitsOf(dimension: Dimension): readonly string[] {
  switch (dimension) {
    case 'duration':
      return Object.keys(durations)
    case 'size':
      return Object.keys(sizes)
    case 'rate':
      return [...Object.keys(periods), 'rps', 'qps', 'k/s', 'M/s']
    case 'size-rate':
      return ['B/s', 'KB/s', 'MB/s', 'GB/s', 'MB/day', 'GB/day']
    case 'ratio':
      return ['%']
    case 'multiplier':
      return ['x']
    case 'number':
      return ['k', 'M', 'G', 'T']
  }
}

/** What people call the dimension, and one correct example. */
export const dimensionNames: Readonly<Record<Dimension, { name: string; example: string }>> = {
  duration: { name: 'a duration', example: '200ms' },
  size: { name: 'a size', example: '4KB' },
  rate: { name: 'a rate', example: '500/s' },
  'size-rate': { name: 'a bandwidth', example: '5MB/s' },
  ratio: { name: 'a percentage', example: '95%' },
  multiplier: { name: 'a multiplier', example: '3x' },
  number: { name: 'a number', example: '3' },
}

/** What people write for a unit, where no edit of single letters leads to it. */
const otherUnits: Readonly<Record<string, string>> = {
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  min: 'm',
  mins: 'm',
  minute: 'm',
  minutes: 'm',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
  week: 'w',
  weeks: 'w',
  year: 'y',
  years: 'y',
  msec: 'ms',
  millis: 'ms',
  milliseconds: 'ms',
  µs: 'us',
  μs: 'us',
  byte: 'B',
  bytes: 'B',
  kb: 'KB',
  mb: 'MB',
  gb: 'GB',
  tb: 'TB',
  '/sec': '/s',
  '/second': '/s',
  '/minute': '/min',
  '/m': '/min',
  '/hour': '/h',
  '/d': '/day',
  '/mo': '/month',
  tps: '/s',
  ops: '/s',
  percent: '%',
  pct: '%',
  X: 'x',
  times: 'x',
}

/** The unit of the dimension that a person meant by an unknown one, where there is no doubt. */
export function unitMeant(unit: string, dimension: Dimension): string | undefined {
  const units = unitsOf(dimension)
  const other = Object.hasOwn(otherUnits, unit) ? otherUnits[unit]! : undefined
  if (other !== undefined && units.includes(other)) return other
  return nearestAlone(unit, units) ?? nearestAlone(unit.toLowerCase(), units)
}

/** Units are so short that a letter is a magnitude: of two that are as near, neither is meant for sure. */
function nearestAlone(unit: string, units: readonly string[]): string | undefined {
  const near = nearest(unit, units)
  if (near === undefined) return undefined
  const edits = (other: string): number =>
    distance(unit.toLowerCase(), other.toLowerCase(), unit.length)
  // Of KB and KiB the first stands for both.
  const folded = (one: string): string => one.toLowerCase().replace('ib', 'b')
  const isOther = (other: string): boolean => folded(other) !== folded(near)
  return units.some((other) => isOther(other) && edits(other) <= edits(near)) ? undefined : near
}

/** Months have many spellings and no unit: so many days are meant. */
export function daysMeant(number: number, unit: string): number | undefined {
  if (!/^(mo|mos|mon|mons|mth|mths|mnth|month|months)$/i.test(unit)) return undefined
  const days = Number((number * 30).toPrecision(12))
  return Number.isFinite(days) && !/e/.test(String(days)) ? days : undefined
}

function rows(table: Readonly<Record<string, number>>, dimension: Dimension) {
  return Object.entries(table).map(([unit, factor]) => [unit, { factor, dimension }] as const)
}
