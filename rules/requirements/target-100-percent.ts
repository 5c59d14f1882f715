// An availability of 100 % that is asked for: nothing that can fail has it, so the target says nothing about what is
// good enough.

import type { Asked } from '#src/lint/rule.ts'
import { defineRule } from '#src/lint/rule.ts'

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
    for (const { text, demand, at } of [...facts.requirements(), ...ofScenarios]) {
      if (!isWhole(demand)) continue
      yield {
        message: asked(text),
        at,
        subjects: [text],
        about: 'requirement',
        notes: [why],
        help: `ask for what users need: ${text.replace(/100(\.0+)?\s*%/, '99.9%')}`,
        witness: { requirement: text },
      }
    }
  },
})

function isWhole(demand: Asked['demand']): boolean {
  if (demand.kind !== 'metric') return false
  const { metric, comparison, target } = demand
  if (metric === 'availability') return target >= 1 && ['>=', '=', '>'].includes(comparison)
  return metric === 'downtime' && target === 0 && ['<=', '=', '<'].includes(comparison)
}
