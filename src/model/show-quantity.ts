// Numbers in base units → text as people write it: `200 ms`, `4 h 23 min`, `1.2k/s`, `3.6 TB`, `99.95 %`. The one
// printer of quantities for findings and sheets: the digits that matter and no locale; what would be shown as
// 1000 of a unit is shown in the next. Numbers are finite and not negative; a month is 30 days, a year 365.

type Show = (value: number, digits?: number) => string

/** `250 us`, `1.204 s`, `4 h 23 min`, `1.5k y`; from a minute on in as many units as there are digits over two. */
export function showDuration(ms: number, digits = 4): string {
  if (ms === 0) return '0 ms'
  for (const [unit, factor, limit] of shortUnits) {
    const count = rounded(ms / factor, digits)
    if (count < limit) return `${plain(count)} ${unit}`
  }
  return inLongUnits(ms, Math.max(2, digits - 2))
}

/** `1.2k/s`, `30/min`, `40/day`; below one a second the period that gives a whole number, else the shortest. */
export function showRate(perSecond: number, digits = 3): string {
  if (perSecond === 0 || rounded(perSecond, digits) >= 1)
    return `${showNumber(perSecond, digits)}/s`
  const shown = periods.map(([period, seconds]) => ({
    count: rounded(perSecond * seconds, digits),
    text: `${showNumber(perSecond * seconds, digits)}${period}`,
  }))
  const whole = shown.find(({ count }) => count >= 1 && count < 1000 && Number.isInteger(count))
  return (whole ?? shown.find(({ count }) => count >= 1) ?? shown.at(-1)!).text
}

/** The period in which a rate is said, as `showRate` says it: 40/day is 40 in a period of 86 400 seconds. */
export function periodOf(perSecond: number, digits = 3): RatePeriod {
  const text = showRate(perSecond, digits)
  const period = periods.findLast(([sign]) => text.endsWith(sign))!
  return { count: text.slice(0, -period[0].length), sign: period[0], seconds: period[1] }
}

export interface RatePeriod {
  readonly count: string
  readonly sign: string
  readonly seconds: number
}

/** `46 KB/s`. */
export function showBandwidth(bytesPerSecond: number, digits = 3): string {
  return `${showSize(bytesPerSecond, digits)}/s`
}

/** `200 B`, `3.6 TB`; 1000 each. */
export function showSize(bytes: number, digits = 3): string {
  const [count, unit] = scaled(bytes, digits, ['B', 'KB', 'MB', 'GB', 'TB', 'PB'])
  return `${plain(count)} ${unit}`
}

/** `7`, `0.2`, `1.2k`, `2M`. */
export function showNumber(value: number, digits = 3): string {
  const [count, magnitude] = scaled(value, digits, ['', 'k', 'M', 'G', 'T'])
  return `${plain(count)}${magnitude}`
}

/** A whole number in groups of three digits: `86 400`. */
export function showGrouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ' ')
}

/** A ratio, 1 is `100 %`: `85 %`, `0.0124 %`. */
export function showPercent(ratio: number, digits = 3): string {
  return `${plain(rounded(ratio * 100, digits))} %`
}

/** An availability with the nines that matter, from its unavailability, 0…1: `99.95 %`, `99.9999999988 %`. */
export function showAvailability(unavailability: number, digits = 2): string {
  if (unavailability >= 0.5) return showPercent(Math.max(0, 1 - unavailability), digits + 1)
  const lost = unavailability * 100
  if (lost === 0) return '100 %'
  if (lost < leastPercent) return `over ${complement(leastPercent, 1)} %`
  return `${complement(lost, digits)} %`
}

/** A duration as a file has it, `1.204s` or `2h`, of four digits; undefined for nothing and past a million years. */
export function writeDuration(ms: number, round: 'up' | 'down'): string | undefined {
  const written = countToWrite(ms, round)
  return written && `${plain(written.count)}${written.unit}`
}

/** The same as milliseconds: what is said beside it is what is written. */
export function durationToWrite(ms: number, round: 'up' | 'down'): number | undefined {
  const written = countToWrite(ms, round)
  return written && rounded(written.count * written.size, 12)
}

function countToWrite(ms: number, round: 'up' | 'down') {
  if (ms <= 0 || ms > 1e6 * year) return undefined
  const [unit, size] = writtenUnits.find((one) => ms >= one[1]) ?? writtenUnits.at(-1)!
  // What a rounding error adds is no reason for one more.
  const exact = rounded(ms / size, 12)
  const scale = 10 ** (3 - Math.floor(Math.log10(exact)))
  const scaledUp = rounded(exact * scale, 12)
  const count = (round === 'up' ? Math.ceil(scaledUp) : Math.floor(scaledUp)) / scale
  return { count: rounded(count, 12), unit, size }
}

/** How long something is down in a year, or in a month: `4 h 23 min`. */
export function showDowntime(unavailability: number, period: 'month' | 'year'): string {
  return showDuration(unavailability * (period === 'year' ? year : month))
}

/** Both with as many digits as it takes to tell them apart: 1200 ms and 1200.01 ms are not both `1.2 s`. */
export function showApart(show: Show, one: number, other: number): readonly [string, string] {
  let texts = [show(one), show(other)] as const
  for (let digits = 4; digits <= mostDigits && one !== other && texts[0] === texts[1]; digits++) {
    texts = [show(one, digits), show(other, digits)]
  }
  return texts
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const month = 30 * day
const year = 365 * day

const mostDigits = 17
const leastPercent = 1e-13

/** Each with its milliseconds and how many of it make one of the next. */
const shortUnits = [
  ['ns', 1e-6, 1000],
  ['us', 1e-3, 1000],
  ['ms', 1, 1000],
  ['s', 1000, 60],
] as const

const longUnits = [
  ['s', 1000],
  ['min', minute],
  ['h', hour],
  ['d', day],
  ['y', year],
] as const

const writtenUnits = [
  ['d', day],
  ['h', hour],
  ['m', minute],
  ['s', 1000],
  ['ms', 1],
  ['us', 1e-3],
  ['ns', 1e-6],
] as const

const periods = [
  ['/s', 1],
  ['/min', 60],
  ['/h', 3600],
  ['/day', 86_400],
  ['/month', 30 * 86_400],
] as const

/** The largest unit that there is one of and the next smaller ones, so many; zeros are left out. */
function inLongUnits(ms: number, parts: number): string {
  if (ms > 1e6 * year) return 'over 1M y'
  if (ms >= 10 * year) return `${showNumber(ms / year)} y`
  for (let first = 1; first < longUnits.length; first++) {
    const last = Math.max(0, first - parts + 1)
    const next = longUnits[first + 1]?.[1] ?? Number.POSITIVE_INFINITY
    let left = Math.round(ms / longUnits[last]![1]) * longUnits[last]![1]
    if (left >= next) continue
    const texts: string[] = []
    for (let i = first; i >= last; i--) {
      const [unit, size] = longUnits[i]!
      const count = Math.floor(left / size)
      left -= count * size
      if (count > 0) texts.push(`${count} ${unit}`)
    }
    return texts.join(' ')
  }
  return `${showNumber(ms / year)} y`
}

function scaled(
  value: number,
  digits: number,
  units: readonly string[],
): readonly [count: number, unit: string] {
  let left = value
  for (const unit of units.slice(0, -1)) {
    const count = rounded(left, digits)
    if (count < 1000) return [count, unit]
    left /= 1000
  }
  return [rounded(left, digits), units.at(-1)!]
}

function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits))
}

/** 100 less a percentage of at most 50, which keeps so many digits; on decimals, since 1e-12 is lost on 100. */
function complement(lost: number, digits: number): string {
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(lost)))
  const scale = 10n ** BigInt(decimals)
  const left = 100n * scale - BigInt(lost.toFixed(decimals).replace('.', ''))
  const fraction = `${left % scale}`.padStart(decimals, '0').replace(/0+$/, '')
  return fraction === '' || decimals === 0 ? `${left / scale}` : `${left / scale}.${fraction}`
}

/** The number in the fewest digits: `1e21`, not `1e+21`. */
function plain(value: number): string {
  return String(value).replace('e+', 'e')
}
