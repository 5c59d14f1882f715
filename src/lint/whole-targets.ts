// Requirements of an availability of 100 %, which nothing that can fail has, and what to ask for in their place.

import type { Asked } from '#src/analysis/requirements/answers.ts'
import type { Model } from '#src/model/model.ts'
import { named } from './words.ts'

/** Of an availability or a downtime; digits that no number holds count as none. */
export function asksForWhole({ demand }: Asked): boolean {
  if (demand.kind !== 'metric') return false
  const { metric, comparison, target } = demand
  if (metric === 'availability') return target >= 1 && ['>=', '=', '>'].includes(comparison)
  return metric === 'downtime' && target === 0 && ['<=', '=', '<'].includes(comparison)
}

/** `ask for what users need: availability >= 99.9%`; in the words of a flow where it is the target of one. */
export function whatUsersNeed(model: Model, asked: Asked): string {
  return `ask for what users need: ${instead(model, asked)}`
}

function instead({ flows }: Model, { text, by, demand, for: meant }: Asked): string {
  if (by === 'flow' && meant?.kind === 'flow')
    return `availability: 99.9% in flow ${named(flows[meant.flow]!.name)}`
  const isTime = demand.kind === 'metric' && demand.metric === 'downtime'
  return text.replace(/[<>=]+\s*\S+/, isTime ? '<= 8h' : '>= 99.9%')
}
