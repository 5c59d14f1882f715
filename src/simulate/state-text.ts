// What became of a scenario, and of a state that somebody asks about, as people say it: `eu.a lost, 10 times the load`.

import { showNumber } from '#src/model/show-quantity.ts'
import type { Outcome, StateOutcome } from './outcome.ts'
import { mayOverloadText, overloadText } from './overload-text.ts'

/** What broke, what gets more than it can do, and what may; a sentence each. */
export function foundIn({
  failures,
  overloads,
  mayOverload,
}: Outcome['scenarios'][number]): readonly string[] {
  return [...failures, overloadText(overloads), mayOverloadText(mayOverload)].filter(Boolean)
}

export function verdictOf({
  ran,
  passed,
}: Pick<Outcome['scenarios'][number], 'ran' | 'passed'>): string {
  if (!ran) return 'not run'
  return passed ? 'passed' : 'failed'
}

export const effectWords = {
  broken: 'stops',
  degraded: 'goes on with less',
  fine: 'goes on',
} as const

export function notRunText({ title }: StateOutcome): string {
  return `${title} was not run: there is a mistake in it`
}

/** `eu.a, pay lost, c { rps: 1000 }, 10 times the load`. */
export function happens({ lost, changes, load }: StateOutcome): string {
  const rest = lost.length - mostLost
  const names = rest > 1 ? [...lost.slice(0, mostLost), `${rest} more`] : lost
  const what = [
    ...(names.length > 0 ? [`${names.join(', ')} lost`] : []),
    ...(changes.length > mostLost
      ? [...changes.slice(0, mostLost), `${changes.length - mostLost} more changed`]
      : changes),
    ...(load === 1 ? [] : [load === 0 ? 'no load' : `${showNumber(load, 6)} times the load`]),
  ]
  return what.join(', ') || 'nothing lost'
}

const mostLost = 12

/** What gets more than it can do, and what may. */
export function fullLines({
  overloads,
  mayOverload,
}: Pick<StateOutcome, 'overloads' | 'mayOverload'>): readonly string[] {
  return [overloadText(overloads), mayOverloadText(mayOverload)]
    .filter(Boolean)
    .map((text) => `at peak ${text}`)
}
