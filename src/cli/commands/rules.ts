// `loadpath rules`: the list of rules, those of the config's plugins among them, for people as a table by
// category, for programs as JSON.

import { colours } from '#src/cli/colour.ts'
import { refusal } from '#src/cli/ending.ts'
import { choice, valuesOf } from '#src/cli/flags.ts'
import { configFlag, runConfig } from '#src/cli/run-config.ts'
import { type Config, rules as everyRule, type Host, type RuleSummary } from '#src/index.ts'
import { type CommandDescription, colourFlags } from './command.ts'

export const rules: CommandDescription = {
  name: 'rules',
  summary: 'list the rules',
  parameters: [],
  flags: [{ syntax: '--format <format>', text: 'pretty or json' }, configFlag, ...colourFlags],
  examples: ['loadpath rules', 'loadpath rules --format json'],
  async run({ flags }, surroundings) {
    const format = choice('--format', valuesOf(flags, 'format'), ['pretty', 'json'], 'pretty')
    if (format.kind === 'refused') return refusal(format.message)
    const list = (config: Config | undefined) => {
      const all = everyRule(config).map((rule) => shown(rule, surroundings.host))
      return format.value === 'json' ? `${JSON.stringify(all, null, 2)}\n` : table(all)
    }
    const undone = 'rules of plugins are not listed'
    const asked = await runConfig(flags, colours(flags, surroundings), undone, surroundings)
    // Whoever mends a misspelt rule wants this list.
    if (asked.kind === 'ended') return { ...asked.ending, out: list(undefined) }
    return { status: 0, out: list(asked.config) }
  },
}

function shown(rule: RuleSummary, host: Host): RuleSummary {
  return rule.plugin === undefined ? rule : { ...rule, plugin: host.shown(rule.plugin) }
}

function table(all: readonly RuleSummary[]): string {
  const width = Math.max(...all.map(({ id }) => id.length))
  const byCategory = Map.groupBy(all, ({ category }) => category)
  const parts = [...byCategory.keys()].sort().map((category) => {
    const rows = byCategory.get(category)!.map((rule) => row(rule, width))
    return [category, ...rows].join('\n')
  })
  return `${parts.join('\n\n')}\n\n${all.length} rules; loadpath explain RULE prints the page of one\n`
}

function row({ id, severity, presets, summary, plugin }: RuleSummary, width: number): string {
  const others = presets.includes('recommended') ? [] : [presets.join(', ') || 'all']
  const remarks = plugin === undefined ? others : [...others, 'of a plugin']
  const extra = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`
  return `  ${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}${extra}`
}
