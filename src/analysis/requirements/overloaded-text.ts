// What is too full after something that is survived, as people say it:
// `"eu.api" gets 1.4x what it can do after the loss of zone "eu.a"`.

import type { Model } from '#src/model/model.ts'
import { showApart, showNumber } from '#src/model/show-quantity.ts'
import type { Overloaded } from './answers.ts'
import { lossesText, type Telling } from './losses-text.ts'

export function overloadedText(
  model: Model,
  { component, utilization, after }: Overloaded,
  telling: Telling = 'sentence',
  known: 'exactly' | 'at most' = 'exactly',
): string {
  const { name } = model.components[component]!
  const who = telling === 'list' ? name : `"${name}"`
  const what = isNothing(utilization)
    ? 'can do nothing'
    : `gets ${known === 'at most' ? 'at most ' : ''}${timesText(utilization)} what it can do`
  const when =
    after.length === 0
      ? 'even with nothing lost'
      : `after the loss of ${lossesText(model, after, telling)}`
  return `${who} ${what} ${when}`
}

/** What can do nothing has no number of times. */
const mostTimes = 1e9

function isNothing(utilization: number): boolean {
  return utilization >= mostTimes
}

/** `23x`, `1.004x`; `can do nothing`. */
export function timesText(utilization: number): string {
  if (isNothing(utilization)) return 'can do nothing'
  const show = (value: number, digits = 2): string => showNumber(value, digits)
  return `${showApart(show, utilization, 1)[0]}x`
}
