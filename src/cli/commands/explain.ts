// `loadpath explain RULE`: prints the page of a rule.

import { refusal } from '#src/cli/ending.ts'
import { suggestion } from '#src/cli/flags.ts'
import { explain as pageOf, rules } from '#src/index.ts'
import type { CommandDescription } from './command.ts'

export const explain: CommandDescription = {
  name: 'explain',
  summary: 'print the page of a rule',
  parameters: [{ syntax: '<rule>', text: 'its name, as in the brackets of a finding' }],
  flags: [],
  examples: ['loadpath explain single-point-of-failure'],
  async run({ words }) {
    const [rule = ''] = words
    const page = await pageOf(rule)
    if (page !== undefined) return { status: 0, out: `${page.trimEnd()}\n` }
    const ids = rules().map(({ id }) => id)
    const near = suggestion(rule, ids) || '; `loadpath rules` lists them'
    return refusal(`there is no rule "${rule}"${near}`)
  },
}
