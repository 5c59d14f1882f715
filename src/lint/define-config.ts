// The types of a config for those who write it as a module, so that an editor completes and checks it. They
// say what `src/workspace/config/shape.ts` says to the reader; the rules and their options are generated
// from the rules' own declarations.

import type { RuleOptions } from './generated/rule-options.ts'
import type { Preset } from './rule.ts'
import type { Setting } from './settings.ts'

/** `PluginRules` are the ids of rules that plugins bring: `defineConfig<'acme-naming'>({ … })`. */
export interface UserConfig<PluginRules extends string = never> {
  /** What it builds on, later over earlier: a preset, a relative path, or a package. */
  readonly extends?: readonly (`loadpath:${Preset}` | (string & {}))[]
  /** Single rules, over the preset and what is extended. */
  readonly rules?: UserRules<PluginRules>
  /** Rules for some of the files, later over earlier; patterns are relative to the config. */
  readonly overrides?: readonly UserOverride<PluginRules>[]
  /** Modules that bring rules: paths relative to the config, or packages. */
  readonly plugins?: readonly string[]
  /** What is linted and formatted where no path is given. */
  readonly files?: readonly string[]
  /** What is never linted or formatted. */
  readonly ignores?: readonly string[]
  readonly $schema?: string
}

export interface UserOverride<PluginRules extends string = never> {
  readonly files: readonly string[]
  readonly ignores?: readonly string[]
  readonly rules: UserRules<PluginRules>
}

export type UserRules<PluginRules extends string = never> = {
  readonly [Id in keyof RuleOptions]?: Setting<RuleOptions[Id]>
} & { readonly [Id in PluginRules]?: Setting<{ readonly [option: string]: number }> }

/** Gives a config its types. */
export function defineConfig<PluginRules extends string = never>(
  config: UserConfig<NoInfer<PluginRules>>,
): UserConfig<PluginRules> {
  return config
}
