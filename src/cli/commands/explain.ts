// `loadpath explain RULE`: prints the page of a rule.

import { refusal } from '#src/cli/ending.ts'
import { suggestion } from '#src/cli/flags.ts'
import { explained, explain as pageOf } from '#src/index.ts'
import type { CommandDescription } from './command.ts'

/** It may be the code of a mistake in a text; these are in no list, so the words fit any name. */
const otherwise =
  '; `loadpath rules` lists them, and mistakes of a text have no page: their help says what to write'

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
    return refusal(`there is no rule "${rule}"${suggestion(rule, await explained()) || otherwise}`)
  },
}
