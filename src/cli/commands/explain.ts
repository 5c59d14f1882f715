// `loadpath explain RULE`: prints the page of a rule. A plugin's rule has none, so what it declares is told.

import { colours } from '#src/cli/colour.ts'
import { refusal } from '#src/cli/ending.ts'
import { suggestion } from '#src/cli/flags.ts'
import { configFlag, runConfig } from '#src/cli/run-config.ts'
import {
  rules as everyRule,
  explained,
  type Host,
  explain as pageOf,
  type RuleSummary,
} from '#src/index.ts'
import { type CommandDescription, colourFlags } from './command.ts'

/** It may be the code of a mistake in a text; these are in no list, so the words fit any name. */
const otherwise =
  '; `loadpath rules` lists them, and mistakes of a text have no page: their help says what to write'

export const explain: CommandDescription = {
  name: 'explain',
  summary: 'print the page of a rule',
  parameters: [{ syntax: '<rule>', text: 'its name, as in the brackets of a finding' }],
  flags: [configFlag, ...colourFlags],
  examples: ['loadpath explain single-point-of-failure'],
  async run({ words, flags }, surroundings) {
    const [name = ''] = words
    const page = await pageOf(name)
    if (page !== undefined) return { status: 0, out: `${page.trimEnd()}\n` }
    const undone = `whether a plugin has "${name}" is not known`
    const asked = await runConfig(flags, colours(flags, surroundings), undone, surroundings)
    if (asked.kind === 'ended') return asked.ending
    const ofPlugins = everyRule(asked.config).filter(({ plugin }) => plugin !== undefined)
    const rule = ofPlugins.find(({ id }) => id === name)
    if (rule) return { status: 0, out: pageOfPlugin(rule, surroundings.host) }
    const known = [...(await explained()), ...ofPlugins.map(({ id }) => id)]
    return refusal(`there is no rule "${name}"${suggestion(name, known) || otherwise}`)
  },
}

function pageOfPlugin(rule: RuleSummary, host: Host): string {
  const { id, summary, severity, category, presets, options, plugin } = rule
  const named = presets.length === 0 ? 'in the preset all alone' : `preset ${presets.join(', ')}`
  const lines = Object.entries(options).map(
    ([name, { default: usual, description }]) => `- \`${name}\` (${usual}): ${description}`,
  )
  const parts = [
    `# ${id}`,
    `**${summary.charAt(0).toUpperCase()}${summary.slice(1)}.**`,
    `${severity} · ${category} · ${named} · of the plugin ${host.shown(plugin ?? '')}`,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
  ]
  return `${parts.join('\n\n')}\n`
}
