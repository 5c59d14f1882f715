// Which rules a run asks, and how: a preset, then what the configuration says of single rules. A setting
// is a severity, `off`, or a severity with options. Whoever reads settings from a file judges them there,
// where a mistake has its place; what reaches `activeRules` is meant as it stands.

import type { Severity } from '#grammar/diagnostic.ts'
import type { ActiveRule } from './found.ts'
import type { Preset, Rule } from './rule.ts'

/** A severity, or a severity with options. */
export type Setting<Options> =
  | Severity
  | 'off'
  | readonly [severity: Severity | 'off', options: Options]

export type RuleSetting = Setting<{ readonly [name: string]: number }>

export type RuleSettings = { readonly [id: string]: RuleSetting }

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
