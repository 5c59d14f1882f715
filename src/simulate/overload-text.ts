// What gets more than it can do, as people say it: `eu.db and eu.api get more than they can do (eu.db 23x)`.

import { timesText } from '#src/analysis/requirements/overloaded-text.ts'

export interface Full {
  readonly name: string
  /** At peak, 1 or more. */
  readonly utilization: number
}

/** At most as full as it says. */
export interface PerhapsFull extends Full {
  /** Why it may be less: what to write, each by itself. */
  readonly unless: readonly string[]
}

const mostNamed = 3

/** Nothing where nothing is too full; the fullest first. */
export function overloadText(overloads: readonly Full[]): string {
  return told(overloads, ['gets', 'get'], '')
}

/** `pay2 may get more than it can do (at most 2x): write calls on s -> pay2`. */
export function mayOverloadText(overloads: readonly PerhapsFull[]): string {
  const why = [...new Set(overloads.slice(0, mostNamed).flatMap(({ unless }) => unless))]
  const text = told(overloads, ['may get', 'may get'], 'at most ')
  return why.length === 0 ? text : `${text}: ${why.join('; ')}`
}

function told(
  overloads: readonly Full[],
  [one, many]: readonly [string, string],
  bound: string,
): string {
  const [first] = overloads
  if (!first) return ''
  const rest = overloads.length - mostNamed
  const shown = rest > 1 ? overloads.slice(0, mostNamed) : overloads
  const names = shown.map(({ name }) => name)
  const all = rest > 1 ? [...names, `${rest} more`] : names
  const isJustFull = first.utilization <= 1 + 1e-9
  if (all.length === 1 && isJustFull) return `${first.name} ${one} all that it can do`
  if (all.length === 1)
    return `${first.name} ${one} more than it can do (${bound}${timesText(first.utilization)})`
  const list = `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
  if (isJustFull) return `${list} ${many} all that they can do`
  return `${list} ${many} more than they can do (${first.name} ${bound}${timesText(first.utilization)})`
}
