// What one look at the files finds, root by root, and the question that all fixing asks again and again:
// what would be found if some files had these texts?

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { SourceText } from '#grammar/source.ts'

/** One linted file with what it imports. */
export interface Looked {
  /** The root file as it was asked for. */
  readonly path: string
  /** Its real path. */
  readonly root: string
  readonly findings: readonly Diagnostic[]
  /** Its files by real path, the root among them; a library's name is no absolute path. */
  readonly files: ReadonlyMap<string, SourceText>
}

/** By real path; a file that is missing in it is as it was read. */
export type Texts = ReadonlyMap<string, string>

/** `last` is what was found before `changed` did; roots without any of these files need no second look. */
export type Look = (
  texts: Texts,
  last: readonly Looked[],
  changed: ReadonlySet<string>,
) => readonly Looked[]

/** Mistakes of the text, of names and of imports, which keep what is behind them from being understood. */
export function isMistake({ category, severity }: Diagnostic): boolean {
  return severity === 'error' && ['syntax', 'model', 'workspace'].includes(category)
}

export function isOpen({ suppressed }: Diagnostic): boolean {
  return suppressed === undefined
}

/** The findings with each instance by itself: a fix may be about one of them alone. */
export function eachOf(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return findings.flatMap((one) => one.instances ?? [one])
}

/** What a finding is the same by, wherever it stands: its rule, and what it is about. */
export function identityOf({ rule, category, identity, subjects, message }: Diagnostic): string {
  const names = identity ?? subjects
  const isOfText = ['syntax', 'model', 'workspace'].includes(category)
  return [rule, ...names, ...(isOfText || names.length === 0 ? [message] : [])].join('\n')
}
