// The closing line of a report for people: how many of each severity, what a stricter run would do.
// It is always there, so that silence never has to be interpreted.

import { type FailOn, fails, type Report, type Tally, tally } from './report.ts'

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
function fixableHint({ findings }: Report): string {
  const fixable = findings.filter(({ fix, suppressed }) => fix?.safe && suppressed === undefined)
  return fixable.length === 0 ? '' : `${fixable.length} can be fixed with loadpath fix`
}

function failOnHint(report: Report): string {
  if (fails(report, report.limits)) return ''
  const stricter: readonly FailOn[] = ['error', 'warning']
  const first = stricter.find((failOn) => fails(report, { ...report.limits, failOn }))
  return first === undefined ? '' : `--fail-on ${first} would end with 1`
}
