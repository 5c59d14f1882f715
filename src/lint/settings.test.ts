// Presets and settings of rules: which run, with which severity and options, and what cannot be meant.

import { describe, expect, it } from 'vitest'
import { defineRule, type Preset, type Rule } from './rule.ts'
import { activeRules, type RuleSettings, settingProblems } from './settings.ts'

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

describe('settings that cannot be meant', () => {
  it.each<[RuleSettings, string]>([
    [{ 'comon-one': 'error' }, 'there is no rule "comon-one"; did you mean "common-one"?'],
    [{ zzz: 'error' }, 'there is no rule "zzz"; there are common-one, strict-one, rare-one'],
    [
      { 'rare-one': ['info', { maxx: 3 }] },
      'there is no option of rare-one "maxx"; did you mean "max"?',
    ],
    [{ 'rare-one': ['info', { max: 0 }] }, 'option max of rare-one is a number from 1, not 0'],
    [
      { 'rare-one': ['info', { max: Number.NaN }] },
      'option max of rare-one is a number from 1, not NaN',
    ],
  ])('%j', (settings, message) => {
    expect(settingProblems(rules, settings).map((problem) => problem.message)).toEqual([message])
  })

  it('a severity that is none', () => {
    const settings: RuleSettings = JSON.parse('{ "rare-one": "fatal" }')
    expect(settingProblems(rules, settings).map(({ message }) => message)).toEqual([
      'the severity of rare-one is one of error, warning, info, hint, off, not "fatal"',
    ])
  })

  it('what can be meant is no problem', () => {
    const settings: RuleSettings = { 'rare-one': ['info', { max: 1 }], 'common-one': 'off' }
    expect(settingProblems(rules, settings)).toEqual([])
  })
})
