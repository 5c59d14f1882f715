// A made-up rule for tests of the linter, and findings as short lines.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { defineRule } from '#src/lint/rule.ts'
import { lintText } from './linting.ts'

/** Finds every service, as an error at tier 0. */
export const everyService = defineRule({
  ...{ id: 'every-service', category: 'test', severity: 'warning', raised: 'error' },
  ...{ lowered: 'hint', presets: ['recommended', 'strict'], since: '0.1.0', summary: 'finds all' },
  options: { least: { default: 0, minimum: 0, description: 'copies from which it is found' } },
  yieldsTo: [],
  *check({ model, options }) {
    for (const { name, at, builtin, copies } of model.components) {
      if (builtin !== 'service' || copies < options.least) continue
      const raised = name.startsWith('vital')
      yield { message: `found ${name}`, at, subjects: [name], raised, lowered: name === 'small' }
    }
  },
})

export const brief = (findings: readonly Diagnostic[]): readonly string[] =>
  findings.map(
    (one) => `${one.severity} ${one.rule}: ${one.message}${one.suppressed ? ' (off)' : ''}`,
  )

/** Findings of the made-up rule alone, unless the options say otherwise. */
export const run = (
  text: string,
  options: Parameters<typeof lintText>[1] = {},
): readonly string[] => brief(lintText(text, { rules: [everyService], ...options }))
