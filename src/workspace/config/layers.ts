// What a config sets, as layers in the order in which later beats earlier, and what they come to for one
// file. A severity alone leaves the options as they were; a severity with options sets all of them, those
// that it does not name to their usual values.

import type { Span } from '#grammar/source.ts'
import { type Matcher, matcher } from '#src/workspace/glob.ts'
import { itemsOf, textOf, valueUnder, type Written } from './written.ts'

/** The rules of a config, or of one of its overrides. */
export interface Layer {
  readonly settings: readonly Setting[]
  /** The files that it is for; all where it has none. */
  readonly scope?: Scope
}

export interface Scope {
  readonly files: Patterns
  readonly ignores: Patterns
}

export interface Setting {
  readonly rule: string
  readonly severity: string
  /** Undefined where the severity stands alone. */
  readonly options: { readonly [name: string]: number } | undefined
  /** Of the rule's key. */
  readonly at: Span
}

/** Patterns relative to a folder (absolute). */
export interface Patterns {
  readonly folder: string
  readonly patterns: readonly string[]
  readonly wanted: readonly Wanted[]
}

interface Wanted {
  /** On paths relative to the folder. */
  readonly matches: Matcher
  /** Whether it leads out of the folder: no other pattern means what lies there. */
  readonly outside: boolean
}

/** What a rule is set to in the end, and which settings said so. */
export interface Settled {
  readonly severity: string
  readonly severityAt: Span
  readonly options: { readonly [name: string]: number }
  readonly optionsAt: Span | undefined
}

export function layersOf(written: Written, folder: string): readonly Layer[] {
  const rules = settingsIn(valueUnder(written, 'rules'))
  const overrides = itemsOf(valueUnder(written, 'overrides')).map((override) => ({
    settings: settingsIn(valueUnder(override, 'rules')),
    scope: {
      files: patternsIn(valueUnder(override, 'files'), folder),
      ignores: patternsIn(valueUnder(override, 'ignores'), folder),
    },
  }))
  return rules.length > 0 ? [{ settings: rules }, ...overrides] : overrides
}

export function patternsIn(written: Written | undefined, folder: string): Patterns {
  const patterns = itemsOf(written).flatMap((item) => textOf(item) ?? [])
  const wanted = patterns.flatMap((text) => {
    const matches = matcher(withoutEnds(text))
    return matches ? [{ matches, outside: text.startsWith('../') }] : []
  })
  return { folder, patterns, wanted }
}

/** `./vendor/` is `vendor`. */
function withoutEnds(pattern: string): string {
  return pattern.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')
}

/** By rule. `file` is absolute; undefined leaves the overrides out. */
export function settled(
  layers: readonly Layer[],
  file: string | undefined,
): ReadonlyMap<string, Settled> {
  const byRule = new Map<string, Settled>()
  for (const { settings } of layers.filter(({ scope }) => applies(scope, file))) {
    for (const { rule, severity, options, at } of settings) {
      const before = byRule.get(rule)
      byRule.set(rule, {
        ...{ severity, severityAt: at },
        options: options ?? before?.options ?? {},
        optionsAt: options ? at : before?.optionsAt,
      })
    }
  }
  return byRule
}

/** Whether a layer of this scope counts for the file. */
export function applies(scope: Scope | undefined, file: string | undefined): boolean {
  if (!scope) return true
  if (file === undefined) return false
  return covers(scope.files, file) && !covers(scope.ignores, file)
}

/** A pattern covers the files that it matches, and all that lies in a folder that it matches. */
export function covers({ folder, wanted }: Patterns, file: string): boolean {
  if (wanted.length === 0) return false
  const steps = relative(folder, file).split('/')
  const paths = steps.map((_, last) => steps.slice(0, last + 1).join('/'))
  const isOutside = steps[0] === '..'
  return wanted.some(
    ({ matches, outside }) => outside === isOutside && paths.some((path) => matches.test(path)),
  )
}

function relative(folder: string, file: string): string {
  const from = folder.split('/').filter((step) => step !== '')
  const to = file.split('/').filter((step) => step !== '')
  let shared = 0
  while (shared < from.length && from[shared] === to[shared]) shared++
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')
}

function settingsIn(written: Written | undefined): readonly Setting[] {
  if (written?.kind !== 'object') return []
  return written.entries.flatMap(({ name, at, value }) => {
    const [first, second] = value.kind === 'list' ? value.items : [value]
    const severity = textOf(first)
    return severity === undefined ? [] : [{ rule: name, severity, options: optionsIn(second), at }]
  })
}

function optionsIn(written: Written | undefined) {
  if (written?.kind !== 'object') return undefined
  const numbers = written.entries.flatMap(({ name, value }) =>
    value.kind === 'plain' && typeof value.value === 'number' ? [[name, value.value] as const] : [],
  )
  return Object.fromEntries(numbers)
}
