// What a config has settled for a file → the settings of a run, and for `config print` every rule with what
// is in force and which line of a config said so. Both go through `activeRules`.

import type { Severity } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import type { Settled } from '#src/workspace/config/layers.ts'
import type { Preset, Rule } from './rule.ts'
import { activeRules, type RuleSettings } from './settings.ts'

export interface InForce {
  readonly rule: string
  readonly severity: Severity | 'off'
  /** What the severity may become for a single finding, where no config sets it. */
  readonly sometimes: readonly Severity[]
  /** Where a config says so; undefined where the rule and the preset do. */
  readonly at: Span | undefined
  readonly options: readonly OptionInForce[]
}

export interface OptionInForce {
  readonly name: string
  readonly value: number
  /** Undefined for the usual value. */
  readonly at: Span | undefined
}

export function settingsOf(settled: ReadonlyMap<string, Settled>): RuleSettings {
  const entries = [...settled].map(([rule, { severity, options }]) => {
    const word = severity as Severity | 'off' // the config was checked when it was read
    return [rule, Object.keys(options).length === 0 ? word : ([word, options] as const)] as const
  })
  return Object.fromEntries(entries)
}

/** Every rule, in the order given. */
export function inForce(
  rules: readonly Rule[],
  preset: Preset,
  settled: ReadonlyMap<string, Settled>,
): readonly InForce[] {
  const active = activeRules(rules, preset, settingsOf(settled))
  const byId = new Map(active.map((one) => [one.rule.id, one]))
  return rules.map((rule) => {
    const running = byId.get(rule.id)
    const said = settled.get(rule.id)
    const usual = { severity: rule.severity, sometimes: [rule.raised, rule.lowered] }
    const { severity, sometimes } = running?.severity
      ? { severity: running.severity, sometimes: [] }
      : usual
    const options = Object.entries(running?.options ?? {}).map(([name, value]) => {
      const isSet = said !== undefined && Object.hasOwn(said.options, name)
      return { name, value, at: isSet ? said.optionsAt : undefined }
    })
    return {
      rule: rule.id,
      severity: running ? severity : 'off',
      sometimes: running ? sometimes.filter((one) => one !== undefined) : [],
      at: said?.severityAt,
      options,
    }
  })
}
