// Statements that are read and checked for their names, and whose meaning a later version computes: views. One info
// says so, so that nobody takes the whole picture for the one that was asked for.

import { type Context, defineRule } from './rule.ts'
import { counted } from './words.ts'

const notYet = (what: string, count: number): string =>
  `${what} ${count === 1 ? 'is' : 'are'} read but not yet evaluated by this version`

const undrawnNote = 'names and units are checked; pictures show the whole system all the same'

export const notEvaluated = defineRule({
  id: 'not-evaluated',
  category: 'model',
  severity: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a statement is read, and not yet evaluated by this version',
  options: {},
  yieldsTo: [],
  *check({ model: { views } }: Context<object>) {
    const [first] = [...views].sort((a, b) => a.at.start - b.at.start)
    if (!first) return
    yield {
      message: notYet(counted(views.length, 'view', 'views'), views.length),
      at: first.at,
      subjects: [],
      notes: [undrawnNote],
    }
  },
})
