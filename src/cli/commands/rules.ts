// `loadpath rules`: the list of rules, for people as a table by category, for programs as JSON.

import { refusal } from '#src/cli/ending.ts'
import { choice, valuesOf } from '#src/cli/flags.ts'
import { rules as everyRule, type RuleSummary } from '#src/index.ts'
import type { CommandDescription } from './command.ts'

export const rules: CommandDescription = {
  name: 'rules',
  summary: 'list the rules',
  parameters: [],
  flags: [{ syntax: '--format <format>', text: 'pretty or json' }],
  examples: ['loadpath rules', 'loadpath rules --format json'],
  async run({ flags }) {
    const format = choice('--format', valuesOf(flags, 'format'), ['pretty', 'json'], 'pretty')
    if (format.kind === 'refused') return refusal(format.message)
    const all = everyRule()
    const out = format.value === 'json' ? `${JSON.stringify(all, null, 2)}\n` : table(all)
    return { status: 0, out }
  },
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

function row({ id, severity, presets, summary }: RuleSummary, width: number): string {
  const extra = presets.includes('recommended') ? '' : ` (${presets.join(', ') || 'all'})`
  return `  ${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}${extra}`
}
