// The end of a report for people. Its last line is always there, so that silence never has to be
// interpreted: how many of each severity, what a stricter run would do. Before it, where the findings stand
// in several files, what stands in which.

import { display, harmless } from './display.ts'
import {
  type FailOn,
  type FileTally,
  fails,
  listed,
  type Report,
  type Tally,
  tally,
  tallyByFile,
} from './report.ts'

const mostFiles = 12

/** Lines for the files that have listed findings, the worst first; none where that is one file. */
export function filesOf(report: Report): readonly string[] {
  const files = [...tallyByFile(listed(report))].sort(worstFirst)
  if (files.length < 2) return []
  const shown = files.length > mostFiles ? files.slice(0, mostFiles - 1) : files
  const rest = files.slice(shown.length)
  const width = Math.max(...shown.map(({ file }) => widthOf(file)))
  const lines = shown.map((one) => {
    const gap = ' '.repeat(width - widthOf(one.file) + 3)
    return `  ${harmless(one.file)}${gap}${findings(one)}`
  })
  if (rest.length === 0) return lines
  return [...lines, `  … and ${rest.length} more files: ${findings(rest.reduce(together))}`]
}

/** Sorting is stable: equally bad files stay in the order of their paths. */
function worstFirst(a: Tally, b: Tally): number {
  return b.errors - a.errors || b.warnings - a.warnings || b.infos - a.infos || b.hints - a.hints
}

function together(a: FileTally, b: FileTally): FileTally {
  return {
    file: a.file,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    infos: a.infos + b.infos,
    hints: a.hints + b.hints,
    suppressed: a.suppressed + b.suppressed,
  }
}

function widthOf(file: string): number {
  return display(file).columns.at(-1)!
}

/** `2 files: 1 error, 3 warnings; --preset strict would add 9`. */
export function totals(report: Report): string {
  const counts = tally(report.findings)
  const hints = [
    counts.suppressed > 0 ? `${counts.suppressed} ignored with a reason` : '',
    report.notLinted.length > 0 ? `${plural(report.notLinted.length, 'file')} not linted` : '',
    maxWarningsHint(report, counts),
    fixableHint(report),
    failOnHint(report),
    report.strictWouldAdd > 0 ? `--preset strict would add ${report.strictWouldAdd}` : '',
  ]
  const found = `${plural(report.files, 'file')}: ${findings(counts)}`
  return [found, ...hints.filter((hint) => hint !== '')].join('; ')
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function findings(counts: Tally): string {
  const parts = [
    [counts.errors, 'error'],
    [counts.warnings, 'warning'],
    [counts.infos, 'info'],
    [counts.hints, 'hint'],
  ] as const
  const some = parts.filter(([count]) => count > 0)
  if (some.length === 0) return 'no findings'
  return some.map(([count, noun]) => plural(count, noun)).join(', ')
}

function maxWarningsHint(report: Report, counts: Tally): string {
  const { maxWarnings, failOn } = report.limits
  if (maxWarnings === undefined || failOn === 'never' || counts.warnings <= maxWarnings) return ''
  return `more than --max-warnings ${maxWarnings}`
}

/** Safe fixes alone: what must be made true of the system is no remedy for a report. */
function fixableHint({ findings, fixable }: Report): string {
  const count = findings.filter((one) => fixable.has(one)).length
  return count === 0 ? '' : `${count} can be fixed with loadpath fix`
}

function failOnHint(report: Report): string {
  if (fails(report, report.limits)) return ''
  const stricter: readonly FailOn[] = ['error', 'warning']
  const first = stricter.find((failOn) => fails(report, { ...report.limits, failOn }))
  return first === undefined ? '' : `--fail-on ${first} would end with 1`
}
