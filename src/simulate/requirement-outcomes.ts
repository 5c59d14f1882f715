// Requirements with their answers, a line for each thing that they speak of.

import type { Facts } from '#src/analysis/facts.ts'
import type { Answer, Asked, Case } from '#src/analysis/requirements/answers.ts'
import { lossesText } from '#src/analysis/requirements/losses-text.ts'
import { amountOf, amountText } from '#src/analysis/requirements/words.ts'
import type { Flow, Model } from '#src/model/model.ts'
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
    .flatMap((asked) => outcomesOf(model, facts.answer(asked)))
    .filter(({ isOfFlow, subject }) => !isOfFlow || names.has(subject))
}

export function outcomesOf(
  model: Model,
  { asked, cases, status, missing }: Answer,
): readonly RequirementOutcome[] {
  if (cases.length === 0) {
    const { text } = asked
    const shown = missing.length > 0 ? `not known: ${missing.join(', ')}` : 'nothing is concerned'
    return [{ text, ...aim(asked), status, shown, subject: '', isOfFlow: false }]
  }
  return cases.map((one) => outcomeOfCase(model, asked, one))
}

function outcomeOfCase(model: Model, asked: Asked, one: Case): RequirementOutcome {
  const { demand, text } = asked
  const isKnown = one.low === one.high && Number.isFinite(one.low)
  const isAmount = demand.kind === 'metric'
  return {
    text,
    ...aim(asked),
    ...(isKnown && isAmount ? { value: amountOf(demand, one.low) } : {}),
    status: one.status,
    shown: [shownOf(model, asked, one), ...unknownOf(one)].join('; '),
    subject: one.subject.name,
    isOfFlow: one.subject.kind === 'flow',
  }
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

function shownOf(model: Model, { demand }: Asked, one: Case): string {
  const [first] = one.breaking
  if (!first) return amountText(demand, one)
  const others = one.breaking.length - 1
  const lost = lossesText(model, first, 'list')
  return `stopped by the loss of ${lost}${others > 0 ? `, and ${others} more like it` : ''}`
}

function unknownOf({ missing }: Case): readonly string[] {
  if (missing.length === 0) return []
  const more = missing.length > 4 ? ` and ${missing.length - 4} more` : ''
  return [`not known: ${missing.slice(0, 4).join(', ')}${more}`]
}
