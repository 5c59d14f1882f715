// The report for people: each finding with its code frame, why, and what to write instead; what stands in
// which file, where there are several; the totals last. Pure text: no terminal is asked, colours are the
// palette's.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { harmless } from './display.ts'
import { edge, frame, gutterOf } from './frame.ts'
import type { Palette } from './palette.ts'
import { listed, type Report } from './report.ts'
import { filesOf, totals } from './totals.ts'

export function pretty(report: Report, palette: Palette): string {
  const ignored =
    report.shown.suppressed === 'listed' ? report.findings.filter((one) => one.suppressed) : []
  const blocks = [...listed(report), ...ignored].map((finding) => block(finding, palette))
  const files = filesOf(report)
  const parts = [...blocks, ...(files.length > 0 ? [files.join('\n')] : []), totals(report)]
  return `${parts.join('\n\n')}\n`
}

/** One finding, without a line end behind it. */
export function block(finding: Diagnostic, palette: Palette): string {
  const gutter = gutterOf(finding)
  const remarks = remarksOf(finding, gutter, palette)
  const gap = remarks.length > 0 ? [edge(' '.repeat(gutter), palette)] : []
  return [title(finding, palette), ...frame(finding, gutter, palette), ...gap, ...remarks].join(
    '\n',
  )
}

function title(finding: Diagnostic, palette: Palette): string {
  const state = finding.suppressed ? 'ignored ' : ''
  const kind = palette[finding.severity](`${state}${finding.severity}[${finding.rule}]`)
  return `${kind}${palette.strong(`: ${harmless(finding.message)}`)}`
}

function remarksOf(finding: Diagnostic, gutter: number, palette: Palette): readonly string[] {
  const remark = (word: 'note' | 'help' | 'ignored', text: string) => {
    const indent = ' '.repeat(gutter + word.length + 5)
    const lines = text.split('\n').map(harmless)
    const paint = word === 'help' ? palette.help : palette.note
    return `${' '.repeat(gutter + 1)}${palette.gutter('=')} ${paint(`${word}:`)} ${lines.join(`\n${indent}`)}`
  }
  return [
    ...finding.notes.map((note) => remark('note', note)),
    ...(finding.help === undefined ? [] : [remark('help', finding.help)]),
    ...(finding.suppressed ? [remark('ignored', finding.suppressed.reason)] : []),
  ]
}
