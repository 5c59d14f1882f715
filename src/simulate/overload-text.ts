// What gets more than it can do, as people say it: `eu.db and eu.api get more than they can do (eu.db 23x)`.

import { timesText } from '#src/analysis/requirements/overloaded-text.ts'

export interface Full {
  readonly name: string
  /** At peak, 1 or more. */
  readonly utilization: number
}

const mostNamed = 3

/** Nothing where nothing is too full; the fullest first. */
export function overloadText(overloads: readonly Full[]): string {
  const [first] = overloads
  if (!first) return ''
  const rest = overloads.length - mostNamed
  const shown = rest > 1 ? overloads.slice(0, mostNamed) : overloads
  const names = shown.map(({ name }) => name)
  const all = rest > 1 ? [...names, `${rest} more`] : names
  const isJustFull = first.utilization <= 1 + 1e-9
  if (all.length === 1 && isJustFull) return `${first.name} gets all that it can do`
  if (all.length === 1)
    return `${first.name} gets more than it can do (${timesText(first.utilization)})`
  const list = `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
  if (isJustFull) return `${list} get all that they can do`
  return `${list} get more than they can do (${first.name} ${timesText(first.utilization)})`
}
