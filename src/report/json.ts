// The report for programs, as check.schema.json describes it. Additions are minor, anything else raises
// schemaVersion. Lines and columns are 1-based, offsets 0-based, ends exclusive, all in UTF-16 code units.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { positionAt, type Span } from '#grammar/source.ts'
import { exitOf, listed, type Report, tally, tallyByFile } from './report.ts'

export function json(report: Report): string {
  const shown = new Set(listed(report))
  const findings = report.findings.filter((one) => one.suppressed || shown.has(one))
  const value = {
    schemaVersion: 1,
    tool: report.tool,
    findings: findings.map(finding),
    notLinted: report.notLinted,
    summary: {
      files: report.files,
      ...tally(report.findings),
      baselined: 0,
      exit: exitOf(report),
      perFile: tallyByFile(report.findings),
    },
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

function finding(one: Diagnostic) {
  return {
    rule: one.rule,
    category: one.category,
    severity: one.severity,
    message: one.message,
    notes: one.notes,
    ...(one.help === undefined ? {} : { help: one.help }),
    subjects: one.subjects,
    location: location(one.at),
    related: one.related.map(({ message, at }) => ({ message, location: location(at) })),
    ...(one.witness === undefined ? {} : { witness: one.witness }),
    ...(one.fix === undefined ? {} : { fix: fix(one.fix) }),
    ...(one.suppressed === undefined ? {} : { suppressed: { reason: one.suppressed.reason } }),
  }
}

function fix({ title, safe, edits }: NonNullable<Diagnostic['fix']>) {
  return { title, safe, edits: edits.map(({ at, text }) => ({ location: location(at), text })) }
}

function location(span: Span) {
  return {
    file: span.source.path,
    start: positionAt(span.source, span.start),
    end: positionAt(span.source, span.end),
  }
}
