// What gets more than it can do, as people say it: `eu.db and eu.api get more than they can do (eu.db 23x)`.

import { showApart, showNumber } from '#src/model/show-quantity.ts'

export interface Full {
  readonly name: string
  /** At peak, 1 or more. */
  readonly utilization: number
}

const mostNamed = 3
/** What can do nothing has no number of times. */
const mostTimes = 1e9

/** Nothing where nothing is too full; the fullest first. */
export function overloadText(overloads: readonly Full[]): string {
  const [first] = overloads
  if (!first) return ''
  const rest = overloads.length - mostNamed
  const shown = rest > 1 ? overloads.slice(0, mostNamed) : overloads
  const names = shown.map(({ name }) => name)
  const all = rest > 1 ? [...names, `${rest} more`] : names
  if (all.length === 1) return `${first.name} gets more than it can do (${timesText(first)})`
  const list = `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
  return `${list} get more than they can do (${first.name} ${timesText(first)})`
}

/** `23x`, `1.004x`; `can do nothing`. */
export function timesText({ utilization }: Pick<Full, 'utilization'>): string {
  if (utilization >= mostTimes) return 'can do nothing'
  const show = (value: number, digits = 2): string => showNumber(value, digits)
  return `${showApart(show, utilization, 1)[0]}x`
}
