// Requirements with their answers, a line for each thing that they speak of.

import type { Facts } from '#src/analysis/facts.ts'
import type {
  Answer,
  Asked,
  Case,
  Overloaded,
  Overloading,
} from '#src/analysis/requirements/answers.ts'
import { lossesText } from '#src/analysis/requirements/losses-text.ts'
import { overloadedText } from '#src/analysis/requirements/overloaded-text.ts'
import { amountOf, amountText } from '#src/analysis/requirements/words.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { showNumber } from '#src/model/show-quantity.ts'
import { star } from './flow-text.ts'
import type { RequirementOutcome } from './outcome.ts'

/** Of flows those that are asked about alone. */
export function requirementsOn(
  model: Model,
  facts: Facts,
  flows: readonly Flow[],
): readonly RequirementOutcome[] {
  const names = new Set(flows.map(({ name }) => name))
  return facts
    .requirements()
    .flatMap((asked) => outcomesOf(model, facts.answer(asked), facts.overloading(asked)))
    .filter(({ isOfFlow, subject }) => !isOfFlow || names.has(subject))
}

/** `overloading`: of what has to survive something. */
export function outcomesOf(
  model: Model,
  { asked, cases, status, missing }: Answer,
  overloading?: Overloading,
): readonly RequirementOutcome[] {
  if (cases.length === 0) {
    const { text } = asked
    const shown =
      missing.length > 0 ? `not known: ${missing.join(', ')}` : 'it concerns nothing that there is'
    return [{ text, ...aim(asked), status, shown, subject: '', isOfFlow: false }]
  }
  return cases.map((one) => outcomeOfCase(model, asked, one, overloading))
}

function outcomeOfCase(
  model: Model,
  asked: Asked,
  one: Case,
  overloading: Overloading | undefined,
): RequirementOutcome {
  const { demand, text } = asked
  const isKnown = one.low === one.high && Number.isFinite(one.low)
  const isAmount = demand.kind === 'metric'
  const isUnknown = one.missing.length > 0 && one.low === 0 && one.high === Number.POSITIVE_INFINITY
  const overloaded = one.status === 'held' ? overloading?.of(one.subject) : undefined
  const perhaps =
    one.status === 'held' && !overloaded ? overloading?.perhaps(one.subject) : undefined
  const untried =
    overloading && overloading.untried > 0 && one.status === 'held' ? overloading.untried : 0
  return {
    text,
    ...aim(asked),
    ...(isKnown && isAmount ? { value: amountOf(demand, one.low) } : {}),
    ...(isAmount && isBounded(one) ? { atMost: amountOf(demand, one.high) } : {}),
    status: one.status,
    shown: [
      ...(isUnknown
        ? []
        : [
            shownOf(model, asked, one) +
              (overloaded ? `, overloaded: ${overloadedText(model, overloaded, 'list')}` : '') +
              (perhaps
                ? `, perhaps overloaded: ${overloadedText(model, perhaps, 'list', 'at most')}`
                : ''),
          ]),
      ...unknownOf(one),
      ...(untried > 0 ? [`overload not computed for ${showNumber(untried)} of the losses`] : []),
    ].join('; '),
    ...(overloaded ? { overloaded: fullIn(model, overloaded) } : {}),
    ...(perhaps ? { mayBeOverloaded: fullIn(model, perhaps) } : {}),
    subject: one.subject.name,
    isOfFlow: one.subject.kind === 'flow',
  }
}

/** Told as `at most`. */
function isBounded({ low, high, missing }: Case): boolean {
  return missing.length > 0 && low === 0 && high > 0 && Number.isFinite(high)
}

function fullIn(
  model: Model,
  { component, utilization, after }: Overloaded,
): NonNullable<RequirementOutcome['overloaded']> {
  const { name } = model.components[component]!
  return { name, utilization, after: after.length === 0 ? '' : lossesText(model, after, 'list') }
}

function aim({ demand }: Asked): Pick<RequirementOutcome, 'metric' | 'target'> {
  switch (demand.kind) {
    case 'metric':
      return { metric: demand.metric, target: written(demand.target) }
    case 'survive':
      return { metric: 'survive', target: demand.count }
    case 'attribute': {
      const { target, name } = demand
      return { metric: name, ...(target?.kind === 'number' ? { target: target.value } : {}) }
    }
  }
}

/** Without what 99.9 times a hundredth adds in the last digit. */
function written(value: number): number {
  return Number(value.toPrecision(12))
}

const neverServed = 'not served even with everything up'

function shownOf(model: Model, { demand }: Asked, one: Case): string {
  const [first] = one.breaking
  if (!first) {
    const isOdds = one.defaults.length + one.leftOut.length > 0
    return amountText(demand, one) + star(isOdds && demand.kind === 'metric')
  }
  if (first.length === 0) return neverServed
  const others = one.breaking.length - 1
  const lost = lossesText(model, first, 'list')
  const more = others === 1 ? 'one other such loss' : `${others} other such losses`
  return `stopped by the loss of ${lost}${others > 0 ? `, or by ${more}` : ''}`
}

function unknownOf({ missing }: Case): readonly string[] {
  if (missing.length === 0) return []
  const more = missing.length > 4 ? ` and ${missing.length - 4} more` : ''
  return [`not known: ${missing.slice(0, 4).join(', ')}${more}`]
}
