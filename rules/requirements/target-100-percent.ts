// An availability of 100 % that is asked for: nothing that can fail has it, so the target says nothing about what is
// good enough.

import type { Asked, Model } from '#src/lint/rule.ts'
import { defineRule, named } from '#src/lint/rule.ts'

const asked = (text: string): string => `\`${text}\` asks for 100 %`

const why =
  'everything fails at times; a target of 100 % leaves no room for a change, and says nothing about how much failing is too much'

export default defineRule({
  id: 'target-100-percent',
  category: 'requirements',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'an availability of 100 % is required',
  options: {},
  yieldsTo: ['requirement-failed'],
  *check({ model, facts }) {
    const ofScenarios = model.scenarios.flatMap(({ requirements }) => requirements)
    const own = ofScenarios.map((one): Asked => ({ ...one, by: 'file' }))
    for (const one of [...facts.requirements(), ...own]) {
      const { text, demand, at } = one
      if (!isWhole(demand)) continue
      yield {
        message: asked(text),
        at,
        subjects: [text],
        about: 'requirement',
        notes: [why],
        help: `ask for what users need: ${instead(model, one)}`,
        witness: { requirement: text },
      }
    }
  },
})

/** In the place of what is written: a flow says its target in another way than a requirement. */
function instead({ flows }: Model, { text, by, demand, for: meant }: Asked): string {
  if (by === 'flow' && meant?.kind === 'flow')
    return `availability: 99.9% in flow ${named(flows[meant.flow]!.name)}`
  const isTime = demand.kind === 'metric' && demand.metric === 'downtime'
  return text.replace(/[<>=]+\s*\S+/, isTime ? '<= 8h' : '>= 99.9%')
}

function isWhole(demand: Asked['demand']): boolean {
  if (demand.kind !== 'metric') return false
  const { metric, comparison, target } = demand
  if (metric === 'availability') return target >= 1 && ['>=', '=', '>'].includes(comparison)
  return metric === 'downtime' && target === 0 && ['<=', '=', '<'].includes(comparison)
}
