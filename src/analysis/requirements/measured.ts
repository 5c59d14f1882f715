// How an amount is said that may be known, lie between two, or be unknown upwards; and whether it meets a target.

import type { Demand } from '#src/model/model.ts'
import type { Measured, Status } from './answers.ts'

export type Comparison = Extract<Demand, { kind: 'metric' }>['comparison']

const plain: Measured = {
  low: 0,
  high: Number.POSITIVE_INFINITY,
  method: 'exact',
  missing: [],
  defaults: [],
  leftOut: [],
  contributors: () => [],
  breaking: [],
}

export function known(value: number, more: Partial<Measured> = {}): Measured {
  return { ...plain, low: value, high: value, ...more }
}

/** At least so much: what is missing could only add to it. */
export function atLeast(
  low: number,
  missing: readonly string[],
  more: Partial<Measured> = {},
): Measured {
  return {
    ...plain,
    low,
    high: missing.length === 0 ? low : Number.POSITIVE_INFINITY,
    missing,
    ...more,
  }
}

export function unknown(missing: readonly string[]): Measured {
  return { ...plain, missing }
}

/** For what holds or does not: 1 and 0. */
export function yesOrNo(isMet: boolean, more: Partial<Measured> = {}): Measured {
  return known(isMet ? 1 : 0, more)
}

/** Numbers that differ by no more than rounding are equal. */
export function statusOf(
  { low, high }: Pick<Measured, 'low' | 'high'>,
  comparison: Comparison,
  target: number,
): Status {
  const ends = [holds(low, comparison, target), holds(high, comparison, target)]
  const isSplit = (comparison === '=' || comparison === '!=') && low < target && target < high
  if (isSplit || ends[0] !== ends[1]) return 'not-shown'
  return ends[0] ? 'held' : 'failed'
}

export function holds(value: number, comparison: Comparison, target: number): boolean {
  const isSame = Math.abs(value - target) <= 1e-9 * Math.abs(target) || value === target
  switch (comparison) {
    case '>=':
      return value > target || isSame
    case '<=':
      return value < target || isSame
    case '>':
      return value > target && !isSame
    case '<':
      return value < target && !isSame
    case '=':
      return isSame
    case '!=':
      return !isSame
  }
}
