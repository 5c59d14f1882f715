// The config of a run together with the rules that there are: reading it, and what it comes to for a file.
// Reading is loaded when there is a config to read; a run without one pays for looking.

import { type Staged, severities } from '#grammar/diagnostic.ts'
import { sourceText } from '#grammar/source.ts'
import { rules } from '#rules/generated/rules.ts'
import { aboutIgnores } from '#src/lint/ignores.ts'
import { type InForce, inForce, settingsOf } from '#src/lint/in-force.ts'
import { notEvaluated } from '#src/lint/not-evaluated.ts'
import { rulesOfPlugin } from '#src/lint/plugins.ts'
import type { Preset, Rule } from '#src/lint/rule.ts'
import type { RuleSettings } from '#src/lint/settings.ts'
import type { Config as ReadConfig } from '#src/workspace/config/config.ts'
import { findConfigs } from '#src/workspace/config/find.ts'
import { applies, covers, type Layer, type Scope, settled } from '#src/workspace/config/layers.ts'
import { severalConfigs } from '#src/workspace/config/messages.ts'
import type { Vocabulary } from '#src/workspace/config/shape.ts'
import type { Host } from '#src/workspace/host.ts'

export const presets: readonly Preset[] = ['recommended', 'strict', 'all']

/** What the config of a run says, read and checked. */
export type Config = ReadConfig<Rule>

/** The named config, or the nearest upward from a folder; undefined where there is none or it has mistakes. */
export async function loadConfig(
  host: Host,
  asked: { readonly file: string } | { readonly folder: string },
): Promise<Staged<Config | undefined>> {
  const [path, ...others] = 'file' in asked ? [asked.file] : findConfigs(host, asked.folder)
  if (path === undefined) return { value: undefined, diagnostics: [] }
  if (others.length > 0) {
    const shown = [path, ...others].map((one) => host.shown(one))
    return { value: undefined, diagnostics: [severalConfigs(sourceText(shown[0]!, ''), shown)] }
  }
  const { readConfig } = await import('#src/workspace/config/config.ts')
  return readConfig(host, path, vocabulary, (exported, before: readonly Rule[]) =>
    rulesOfPlugin(exported, new Set([...everyRule, ...before].map(({ id }) => id))),
  )
}

/** What `lint` takes of a config for one file (absolute path). */
export function settingsFor(config: Config, file: string): RuleSettings {
  return settingsOf(settled(config.layers, file))
}

export function isIgnored({ ignores }: Config, file: string): boolean {
  return ignores.some((patterns) => covers(patterns, file))
}

export interface OverrideFor {
  readonly scope: Scope
  readonly settings: Layer['settings']
  readonly applies: boolean
}

/** The overrides of a config in order, and whether each counts for the file (absolute path). */
export function overridesFor(
  config: Config | undefined,
  file: string | undefined,
): readonly OverrideFor[] {
  return (config?.layers ?? []).flatMap(({ scope, settings }) =>
    scope ? [{ scope, settings, applies: applies(scope, file) }] : [],
  )
}

/** Every rule with what a config makes of it: for a file, or without the overrides. */
export function rulesInForce(
  config: Config | undefined,
  preset: Preset,
  file?: string,
): readonly InForce[] {
  const all = [...everyRule, ...pluginRules(config)]
  return inForce(all, preset, settled(config?.layers ?? [], file))
}

/** A preset that the command line names beats the config's. */
export function presetOf(config: Config | undefined, flag?: Preset): Preset {
  return flag ?? presets.find((one) => one === config?.preset?.text) ?? 'recommended'
}

export function pluginRules(config: Config | undefined): readonly Rule[] {
  return config?.plugins.flatMap((plugin) => plugin.rules) ?? []
}

/** The JSON Schema of a config. */
export async function configSchema(): Promise<object> {
  const schema = await import('#src/workspace/config/schema.ts')
  return schema.configSchema(vocabulary)
}

const everyRule: readonly Rule[] = [notEvaluated, ...rules]

const vocabulary: Vocabulary = { severities, presets, rules: everyRule, fixed: aboutIgnores }
