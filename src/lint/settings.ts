// Which rules a run asks, and how: a preset, then what the configuration says of single rules. A setting
// is a severity, `off`, or a severity with options. `settingProblems` says what is wrong with settings, for
// whoever read them to point at; `activeRules` relies on settings without problems.

import { type Severity, severities } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import type { ActiveRule } from './found.ts'
import type { Preset, Rule } from './rule.ts'
import { listed } from './words.ts'

export type RuleSetting =
  | Severity
  | 'off'
  | readonly [severity: Severity | 'off', options: { readonly [name: string]: number }]

export type RuleSettings = { readonly [id: string]: RuleSetting }

export interface SettingProblem {
  /** The id as it was written. */
  readonly rule: string
  readonly message: string
}

/** The rules to run, in the order given, with their severities and every option filled in. */
export function activeRules(
  rules: readonly Rule[],
  preset: Preset,
  settings: RuleSettings,
): readonly ActiveRule[] {
  return rules.flatMap((rule) => {
    const setting = settings[rule.id]
    const severity = setting === undefined ? undefined : severityIn(setting)
    if (severity === 'off' || (severity === undefined && !isIn(rule, preset))) return []
    return [{ rule, severity, options: optionsFor(rule, setting) }]
  })
}

function isIn(rule: Rule, preset: Preset): boolean {
  return preset === 'all' || rule.presets.includes(preset)
}

function severityIn(setting: RuleSetting): Severity | 'off' {
  return typeof setting === 'string' ? setting : setting[0]
}

function optionsIn(setting: RuleSetting): { readonly [name: string]: number } {
  return typeof setting === 'string' ? {} : setting[1]
}

function optionsFor(rule: Rule, setting: RuleSetting | undefined) {
  const options: Record<string, number> = {}
  const given = setting === undefined ? {} : optionsIn(setting)
  for (const [name, declared] of Object.entries(rule.options)) {
    options[name] = given[name] ?? declared.default
  }
  return options
}

/** What cannot be meant, in the order written: unknown rules and options, values out of range. */
export function settingProblems(
  rules: readonly Rule[],
  settings: RuleSettings,
): readonly SettingProblem[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]))
  return Object.entries(settings).flatMap(([id, setting]) => {
    const rule = known.get(id)
    const messages = rule
      ? [...severityProblems(rule, setting), ...optionProblems(rule, setting)]
      : [unknown('rule', id, [...known.keys()])]
    return messages.map((message) => ({ rule: id, message }))
  })
}

function severityProblems(rule: Rule, setting: RuleSetting): readonly string[] {
  const severity = severityIn(setting)
  const words: readonly string[] = [...severities, 'off']
  if (words.includes(severity)) return []
  return [`the severity of ${rule.id} is one of ${words.join(', ')}, not "${severity}"`]
}

function optionProblems(rule: Rule, setting: RuleSetting): readonly string[] {
  return Object.entries(optionsIn(setting)).flatMap(([name, value]) => {
    const declared = rule.options[name]
    if (!declared) return [unknown(`option of ${rule.id}`, name, Object.keys(rule.options))]
    if (typeof value === 'number' && value >= declared.minimum) return []
    return [`option ${name} of ${rule.id} is a number from ${declared.minimum}, not ${value}`]
  })
}

function unknown(what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  if (near) return `there is no ${what} "${name}"; did you mean "${near}"?`
  const all = known.length === 0 ? 'it has none' : `there are ${listed(known)}`
  return `there is no ${what} "${name}"; ${all}`
}
