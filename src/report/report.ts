// A Report is one run of the linter as a value: what was found, what could not be linted, how it ends.
// Every format is made from it and from nothing else, so that all of them say the same.
// Findings come in their one order (file, start, rule, message), each of them once, and stay in it.

import type { Diagnostic, Severity } from '#grammar/diagnostic.ts'

export interface Report {
  readonly tool: { readonly name: string; readonly version: string }
  /** Everything found, suppressed findings among them. */
  readonly findings: readonly Diagnostic[]
  readonly notLinted: readonly NotLinted[]
  /** How many files were linted. */
  readonly files: number
  readonly limits: Limits
  readonly shown: Shown
  /** How many findings the preset `strict` would add; 0 where the run cannot tell or it adds none. */
  readonly strictWouldAdd: number
  /** The findings that `loadpath fix` would take up. */
  readonly fixable: ReadonlySet<Diagnostic>
}

/** A file that the run was asked to lint and could not. */
export interface NotLinted {
  readonly file: string
  readonly reason: string
}

export type FailOn = Severity | 'never'

export const failOns: readonly FailOn[] = ['error', 'warning', 'info', 'hint', 'never']

/** What makes a run fail; what is shown is another question. */
export interface Limits {
  readonly failOn: FailOn
  readonly maxWarnings?: number
}

export interface Shown {
  /** The least severity that is listed. */
  readonly minSeverity: Severity
  readonly suppressed: 'listed' | 'counted'
}

export interface Tally {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  readonly hints: number
  readonly suppressed: number
}

/** 0 clean, 1 findings, 2 something could not be linted. */
export type Exit = 0 | 1 | 2

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 }

/** Kinds of finding that say what this version leaves out; they never make a run fail. */
const neverFailing: ReadonlySet<string> = new Set(['not-evaluated'])

export function exitOf(report: Report): Exit {
  if (report.notLinted.length > 0) return 2
  return fails(report, report.limits) ? 1 : 0
}

export function fails(report: Report, limits: Limits): boolean {
  const { failOn, maxWarnings } = limits
  if (failOn === 'never') return false
  if (maxWarnings !== undefined && tally(report.findings).warnings > maxWarnings) return true
  return report.findings.some(
    (finding) =>
      finding.suppressed === undefined &&
      !neverFailing.has(finding.rule) &&
      ranks[finding.severity] <= ranks[failOn],
  )
}

export function tally(findings: readonly Diagnostic[]): Tally {
  const counts = { error: 0, warning: 0, info: 0, hint: 0, suppressed: 0 }
  for (const finding of findings) counts[finding.suppressed ? 'suppressed' : finding.severity]++
  return {
    errors: counts.error,
    warnings: counts.warning,
    infos: counts.info,
    hints: counts.hint,
    suppressed: counts.suppressed,
  }
}

export interface FileTally extends Tally {
  readonly file: string
}

/** Counts by file, of the files that these findings stand in, in the order of their paths. */
export function tallyByFile(findings: readonly Diagnostic[]): readonly FileTally[] {
  const byFile = [...Map.groupBy(findings, ({ at }) => at.source.path)]
  return byFile
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, inside]) => ({ file, ...tally(inside) }))
}

/** The unsuppressed findings that are severe enough to be listed. */
export function listed(report: Report): readonly Diagnostic[] {
  const lowest = ranks[report.shown.minSeverity]
  return report.findings.filter((one) => !one.suppressed && ranks[one.severity] <= lowest)
}
