// Model and facts → diagnostics: asks every rule that is switched on, folds what has one root cause into
// one finding, heeds the `ignore`s of the text, tells once what several instances of a file share, and puts the
// rest in the one order. A rule that a plugin brought and that throws becomes a finding that names it; one of
// ours that throws is our bug.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'
import { fold } from './fold.ts'
import { type ActiveRule, diagnostic, type Found, found } from './found.ts'
import { unitedInstances } from './instances.ts'
import { notEvaluated } from './not-evaluated.ts'
import { ordered } from './order.ts'
import { checkedFindings, reasonOf } from './plugin-findings.ts'
import type { Finding, Preset, Rule } from './rule.ts'
import { activeRules, type RuleSettings } from './settings.ts'
import { suppress } from './suppress.ts'
import { type Shown, untouchable } from './untouchable.ts'

export interface LintOptions {
  /** The program's own rules. */
  readonly rules: readonly Rule[]
  /** Rules of plugins. */
  readonly plugins?: readonly Rule[]
  /** `recommended` where unwritten. */
  readonly preset?: Preset
  /** Severities and options over the preset's. */
  readonly settings?: RuleSettings
  /** True where another file of the run imports this one. */
  readonly fragment?: boolean
  /** ISO date that `ignore … until` is held against. */
  readonly today: string
  readonly inlineIgnores?: 'heeded' | 'disregarded'
  /** Where a model is linted more than once, what its rules have said. */
  readonly answers?: Answers
  /** Where models are linted with the same rules and plugins, what is asked of these. */
  readonly prepared?: Prepared
}

/** What each rule found in one model, and how it was asked. */
export type Answers = Map<Rule, Omit<ActiveRule, 'rule'> & { readonly found: readonly Found[] }>

/** By preset and settings. */
export type Prepared = Map<string, Preparation>

interface Preparation {
  readonly rules: readonly Rule[]
  readonly active: readonly ActiveRule[]
  readonly plugins: ReadonlySet<Rule>
}

export function lint(model: Model, facts: Facts, options: LintOptions): readonly Diagnostic[] {
  const { rules, active, plugins } = preparationFor(options)
  const fragment = options.fragment ?? false
  const answers: Answers = options.answers ?? new Map()

  const failures: Diagnostic[] = []
  const isWhole = !fragment && model.complete
  const own: Shown = { model, facts }
  const shown = active.some(({ rule }) => plugins.has(rule)) ? untouchable(model, facts) : own
  const all: Found[] = []
  for (const one of active) {
    if (!isWhole && one.rule.wholeSystem) continue
    const found = plugins.has(one.rule)
      ? guarded(one, shown, answers, failures)
      : ask(one, own, answers)
    for (const each of found) if (isWhole || !each.finding.wholeSystem) all.push(each)
  }
  const folding = fold(all, rules)
  if (options.inlineIgnores === 'disregarded') {
    const told = folding.kept.map((one) => diagnostic(one))
    return ordered([...failures, ...unitedInstances(told, model)])
  }
  // Where errors left something out, an ignore may have lost what it is for.
  const ran = new Set(model.complete ? active.map(({ rule }) => rule.id) : [])
  const told = suppress(model, folding, { rules, ran, today: options.today, fragment })
  return ordered([...failures, ...unitedInstances(told, model)])
}

function preparationFor(options: LintOptions): Preparation {
  const { preset = 'recommended', settings = {}, prepared } = options
  const key = `${preset} ${JSON.stringify(settings)}`
  const known = prepared?.get(key)
  if (known) return known
  const rules = [notEvaluated, ...options.rules, ...(options.plugins ?? [])]
  const made: Preparation = {
    rules,
    active: activeRules(rules, preset, settings),
    plugins: new Set(options.plugins ?? []),
  }
  prepared?.set(key, made)
  return made
}

function ask(active: ActiveRule, { model, facts }: Shown, answers: Answers): readonly Found[] {
  const { rule, options } = active
  return answered(active, answers, () =>
    asFound(active, rule.check({ model, facts, options }), model),
  )
}

/** What it found for the same severity and options before, else what it finds now. */
function answered(
  { rule, severity, options }: ActiveRule,
  answers: Answers,
  find: () => readonly Found[],
): readonly Found[] {
  const known = answers.get(rule)
  if (known && known.severity === severity && isSame(known.options, options)) return known.found
  const found = find()
  answers.set(rule, { severity, options, found })
  return found
}

function isSame(one: ActiveRule['options'], other: ActiveRule['options']): boolean {
  return Object.keys(one).every((name) => one[name] === other[name])
}

/** What an import brought is no business of a rule about whole systems. */
function asFound(active: ActiveRule, findings: Iterable<Finding>, model: Model): readonly Found[] {
  const all: Found[] = []
  for (const one of findings) {
    const isWhole = active.rule.wholeSystem || one.wholeSystem
    if (!isWhole || one.at.source === model.source) all.push(found(active, one))
  }
  return all
}

function guarded(
  active: ActiveRule,
  { model, facts }: Shown,
  answers: Answers,
  failures: Diagnostic[],
): readonly Found[] {
  const { rule, options } = active
  const failed = (error: unknown) => failures.push(ruleFailed(rule, model, error))
  try {
    return answered(active, answers, () =>
      asFound(
        active,
        checkedFindings(rule.check({ model, facts, options: { ...options } }), failed),
        model,
      ),
    )
  } catch (error) {
    failed(error)
    return []
  }
}

/** Under the rule's own name, so that it can be switched off like any finding of it. */
function ruleFailed({ id, category }: Rule, model: Model, error: unknown): Diagnostic {
  return {
    rule: id,
    category,
    severity: 'error',
    message: `the rule ${id} of a plugin failed: ${reasonOf(error)}`,
    at: { source: model.source, start: 0, end: 0 },
    notes: ['what it would have found is not known'],
    help: `mend the plugin, or switch the rule off in the configuration: "${id}": "off"`,
    subjects: [],
    related: [],
  }
}
