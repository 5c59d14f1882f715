// Requirements with their answers, a line for each thing that they speak of.

import type { Facts } from '#src/analysis/facts.ts'
import type { Answer, Asked, Case, Crowded, Crowding } from '#src/analysis/requirements/answers.ts'
import { lossesText } from '#src/analysis/requirements/losses-text.ts'
import { amountOf, amountText } from '#src/analysis/requirements/words.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { showNumber } from '#src/model/show-quantity.ts'
import { star } from './flow-text.ts'
import type { RequirementOutcome } from './outcome.ts'
import { timesText } from './overload-text.ts'

/** Of flows those that are asked about alone. */
export function requirementsOn(
  model: Model,
  facts: Facts,
  flows: readonly Flow[],
): readonly RequirementOutcome[] {
  const names = new Set(flows.map(({ name }) => name))
  return facts
    .requirements()
    .flatMap((asked) => outcomesOf(model, facts.answer(asked), facts.crowding(asked)))
    .filter(({ isOfFlow, subject }) => !isOfFlow || names.has(subject))
}

/** `crowding`: of what has to survive something. */
export function outcomesOf(
  model: Model,
  { asked, cases, status, missing }: Answer,
  crowding?: Crowding,
): readonly RequirementOutcome[] {
  if (cases.length === 0) {
    const { text } = asked
    const shown =
      missing.length > 0 ? `not known: ${missing.join(', ')}` : 'it concerns nothing that there is'
    return [{ text, ...aim(asked), status, shown, subject: '', isOfFlow: false }]
  }
  return cases.map((one) => outcomeOfCase(model, asked, one, crowding))
}

function outcomeOfCase(
  model: Model,
  asked: Asked,
  one: Case,
  crowding: Crowding | undefined,
): RequirementOutcome {
  const { demand, text } = asked
  const isKnown = one.low === one.high && Number.isFinite(one.low)
  const isAmount = demand.kind === 'metric'
  const isUnknown = one.missing.length > 0 && one.low === 0 && one.high === Number.POSITIVE_INFINITY
  const crowded = one.status === 'held' ? crowding?.of(one.subject) : undefined
  const full = crowded && fullIn(model, crowded)
  const untried = crowding && crowding.untried > 0 && one.status === 'held' ? crowding.untried : 0
  return {
    text,
    ...aim(asked),
    ...(isKnown && isAmount ? { value: amountOf(demand, one.low) } : {}),
    status: one.status,
    shown: [
      ...(isUnknown
        ? []
        : [shownOf(model, asked, one) + (full ? `, overloaded: ${fullText(full)}` : '')]),
      ...unknownOf(one),
      ...(untried > 0 ? [`overload not computed for ${showNumber(untried)} of the losses`] : []),
    ].join('; '),
    ...(full ? { overloaded: full } : {}),
    subject: one.subject.name,
    isOfFlow: one.subject.kind === 'flow',
  }
}

type FullAfter = NonNullable<RequirementOutcome['overloaded']>

function fullIn(model: Model, { component, utilization, after }: Crowded): FullAfter {
  const { name } = model.components[component]!
  return { name, utilization, after: lossesText(model, after, 'list') }
}

function fullText({ name, utilization, after }: FullAfter): string {
  const when = after === '' ? 'even with nothing lost' : `after the loss of ${after}`
  return `${name} ${timesText({ utilization })} ${when}`
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
  const more = others === 1 ? 'another such loss' : `${others} other such losses`
  return `stopped by the loss of ${lost}${others > 0 ? `, and by ${more}` : ''}`
}

function unknownOf({ missing }: Case): readonly string[] {
  if (missing.length === 0) return []
  const more = missing.length > 4 ? ` and ${missing.length - 4} more` : ''
  return [`not known: ${missing.slice(0, 4).join(', ')}${more}`]
}
