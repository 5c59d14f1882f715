// Every rule there is, as a list and as pages: ours, and those of a config's plugins. Pages are loaded when
// the first is asked for.

import { rules as ruleList } from '#rules/generated/rules.ts'
import type { Preset, Rule } from '#src/lint/rule.ts'
import type { Config } from './config.ts'

export interface RuleSummary {
  readonly id: string
  readonly category: string
  readonly severity: Rule['severity']
  readonly presets: readonly Preset[]
  readonly fixable: boolean
  /** The version that brought it. */
  readonly since: string
  readonly summary: string
  readonly options: Rule['options']
  /** Path of its page in the package; a plugin's rule has none. */
  readonly docs?: string
  /** Absolute path of the plugin that brought it. */
  readonly plugin?: string
}

/** Every rule there is, those of a config's plugins among them, by id. */
export function rules(config?: Config): readonly RuleSummary[] {
  const own = ruleList.map((rule) => ({
    ...summaryOf(rule),
    docs: `rules/${rule.category}/${rule.id}.md`,
  }))
  const others = (config?.plugins ?? []).flatMap(({ path, rules }) =>
    rules.map((rule) => ({ ...summaryOf(rule), plugin: path })),
  )
  return [...own, ...others].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function summaryOf(rule: Rule): RuleSummary {
  const { id, category, severity, presets, since, summary, options } = rule
  const fixable = rule.fixes !== undefined
  return { id, category, severity, presets, fixable, since, summary, options }
}

/** The page of a rule, or of what the linter itself reports, as Markdown; undefined where there is none. */
export async function explain(rule: string): Promise<string | undefined> {
  return (await everyPage())[rule]
}

/** Every name that `explain` has a page for. */
export async function explained(): Promise<readonly string[]> {
  return Object.keys(await everyPage())
}

async function everyPage(): Promise<Readonly<Record<string, string>>> {
  const [{ pages: ofRules }, { pages: ofLinter }] = await Promise.all([
    import('#rules/generated/pages.ts'),
    import('#src/lint/pages.ts'),
  ])
  return { ...ofRules, ...ofLinter }
}
