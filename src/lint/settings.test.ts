// Presets and settings of rules: which run, with which severity and options. What cannot be meant is told by
// the tests of configs.

import { describe, expect, it } from 'vitest'
import { defineRule, type Preset, type Rule } from './rule.ts'
import { activeRules, type RuleSettings } from './settings.ts'

function rule(id: string, presets: Rule['presets']): Rule {
  return defineRule({
    ...{ id, presets, category: 'test', severity: 'warning', since: '0.1.0', summary: 'made up' },
    options: { max: { default: 7, minimum: 1, description: 'how many' } },
    yieldsTo: [],
    check: () => [],
  })
}

const rules = [
  rule('common-one', ['recommended', 'strict']),
  rule('strict-one', ['strict']),
  rule('rare-one', []),
]

const idsOf = (preset: Preset, settings: RuleSettings = {}): readonly string[] =>
  activeRules(rules, preset, settings).map((active) => active.rule.id)

describe('the rules that run', () => {
  it('are those of the preset', () => {
    expect(idsOf('recommended')).toEqual(['common-one'])
    expect(idsOf('strict')).toEqual(['common-one', 'strict-one'])
    expect(idsOf('all')).toEqual(['common-one', 'strict-one', 'rare-one'])
  })

  it('are added and taken away by settings', () => {
    const settings = { 'common-one': 'off', 'rare-one': 'hint' } as const
    expect(idsOf('recommended', settings)).toEqual(['rare-one'])
    expect(idsOf('all', { 'rare-one': ['off', {}] })).toEqual(['common-one', 'strict-one'])
  })

  it('have every option, and a severity only where it is set', () => {
    const active = activeRules(rules, 'strict', { 'strict-one': ['error', { max: 3 }] })
    expect(active.map(({ severity, options }) => [severity, options])).toEqual([
      [undefined, { max: 7 }],
      ['error', { max: 3 }],
    ])
  })
})
