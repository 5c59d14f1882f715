// An availability of 100 % that is asked for: nothing that can fail has it, so the target says nothing about what is
// good enough.

import type { Asked } from '#src/lint/rule.ts'
import { asksForWhole, defineRule, whatUsersNeed } from '#src/lint/rule.ts'

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
      const { text, at } = one
      if (!asksForWhole(one)) continue
      yield {
        message: asked(text),
        at,
        subjects: [text],
        about: 'requirement',
        notes: [why],
        help: whatUsersNeed(model, one),
        witness: { requirement: text },
      }
    }
  },
})
