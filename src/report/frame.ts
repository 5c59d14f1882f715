// A code frame: the lines of source that a finding speaks about, its own place underlined with ^^^^ and
// related places with ----, each label beside or below its underline, in the manner of rustc.
// A span over several lines is underlined on its first and on its last line.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { lineAt, positionAt, type SourceText, type Span } from '#grammar/source.ts'
import { harmless } from './display.ts'
import { type Excerpt, excerpts, lineBounds, type Mark, type PlacedMark } from './excerpt.ts'
import type { Paint, Palette } from './palette.ts'

/** The frame's lines without what follows it (notes, help); `gutter` is the width of its line numbers. */
export function frame(finding: Diagnostic, gutter: number, palette: Palette): readonly string[] {
  const margin = ' '.repeat(gutter)
  return sourcesOf(finding).flatMap((source, index) => {
    const marks = marksIn(finding, source)
    const at = index === 0 ? finding.at : marks[0]!.span
    const { line, column } = positionAt(source, at.start)
    const arrow = palette.gutter(`${margin}${index === 0 ? '-->' : ':::'}`)
    const place = `${arrow} ${harmless(source.path)}:${line}:${column}`
    if (source.text === '') return [place]
    return [place, edge(margin, palette), ...body(source, marks, gutter, finding, palette)]
  })
}

/** Digits of the highest line number that the frame shows. */
export function gutterOf(finding: Diagnostic): number {
  const spans = [finding.at, ...finding.related.map((related) => related.at)]
  const last = Math.max(...spans.map((span) => lineAt(span.source, lastOf(span)) + 1))
  return String(last).length
}

export function edge(margin: string, palette: Palette): string {
  return palette.gutter(`${margin} |`)
}

interface SpanMark {
  readonly span: Span
  readonly rank: 'primary' | 'secondary'
  readonly label?: string
}

/** The finding's own file first, then the others in the order they are named. */
function sourcesOf(finding: Diagnostic): readonly SourceText[] {
  return [...new Set([finding.at.source, ...finding.related.map((related) => related.at.source)])]
}

function marksIn(finding: Diagnostic, source: SourceText): readonly SpanMark[] {
  const own: SpanMark = { span: finding.at, rank: 'primary' }
  const related = finding.related.map(
    ({ at, message }): SpanMark => ({ span: at, rank: 'secondary', label: harmless(message) }),
  )
  return [own, ...related].filter((mark) => mark.span.source === source)
}

function body(
  source: SourceText,
  marks: readonly SpanMark[],
  gutter: number,
  finding: Diagnostic,
  palette: Palette,
): readonly string[] {
  const byLine = new Map<number, Mark[]>()
  for (const [line, mark] of marks.flatMap((one) => perLine(source, one))) {
    byLine.set(line, [...(byLine.get(line) ?? []), mark])
  }
  const lines = [...byLine.keys()].sort((a, b) => a - b)
  const rows: string[] = []
  lines.forEach((line, index) => {
    const previous = lines[index - 1] ?? line - 1
    if (line - previous === 2) rows.push(...shown(source, line - 1, [], gutter, finding, palette))
    if (line - previous > 2) rows.push(palette.gutter('...'))
    rows.push(...shown(source, line, byLine.get(line)!, gutter, finding, palette))
  })
  return rows
}

function perLine(source: SourceText, mark: SpanMark): readonly (readonly [number, Mark])[] {
  const { span, rank } = mark
  const first = lineAt(source, span.start)
  const last = lineAt(source, lastOf(span))
  const label = mark.label === undefined ? {} : { label: mark.label }
  const { end } = lineBounds(source, first)
  if (first === last) return [[first, { start: span.start, end: span.end, rank, ...label }]]
  const start = firstInk(source, lineBounds(source, last).start, span.end)
  return [
    [first, { start: span.start, end, rank }],
    [last, { start, end: span.end, rank, ...label }],
  ]
}

/** The span's last code unit, so that an end at the start of a line belongs to the line before. */
function lastOf(span: Span): number {
  return Math.max(span.start, span.end - 1)
}

function firstInk(source: SourceText, from: number, to: number): number {
  let at = from
  while (at < to - 1 && (source.text[at] === ' ' || source.text[at] === '\t')) at++
  return at
}

function shown(
  source: SourceText,
  line: number,
  marks: readonly Mark[],
  gutter: number,
  finding: Diagnostic,
  palette: Palette,
): readonly string[] {
  const margin = ' '.repeat(gutter)
  return excerpts(source, line, marks).flatMap((excerpt) => [
    `${palette.gutter(`${String(line + 1).padStart(gutter)} |`)} ${excerpt.text}`.trimEnd(),
    ...markRows(excerpt, palette[finding.severity], palette.secondary).map((row) =>
      `${edge(margin, palette)} ${row}`.trimEnd(),
    ),
  ])
}

function markRows(excerpt: Excerpt, primary: Paint, secondary: Paint): readonly string[] {
  const marks = excerpt.marks
  if (marks.length === 0) return []
  const paintOf = (mark: PlacedMark) => (mark.rank === 'primary' ? primary : secondary)
  const beside = rightmost(marks)
  const below = marks
    .filter((mark) => mark !== beside && mark.label !== undefined)
    .sort((a, b) => b.column - a.column)
  const tail = beside.label === undefined ? '' : ` ${paintOf(beside)(beside.label)}`
  const rows = [`${underline(marks, primary, secondary)}${tail}`]
  if (below.length > 0) rows.push(connectors(below, Number.POSITIVE_INFINITY, secondary).text)
  below.forEach((mark, index) => {
    const left = connectors(below.slice(index + 1), mark.column, secondary)
    const gap = ' '.repeat(mark.column - left.width)
    rows.push(`${left.text}${gap}${paintOf(mark)(mark.label ?? '')}`)
  })
  return rows
}

/** The mark whose label can stand beside it: nothing else is underlined to its right. */
function rightmost(marks: readonly PlacedMark[]): PlacedMark {
  return marks.reduce((best, mark) => {
    const difference = mark.column + mark.width - (best.column + best.width)
    if (difference !== 0) return difference > 0 ? mark : best
    return best.label === undefined ? mark : best
  })
}

function underline(marks: readonly PlacedMark[], primary: Paint, secondary: Paint): string {
  const cells: string[] = []
  for (const mark of [...marks].sort((a, b) => (a.rank < b.rank ? 1 : a.rank > b.rank ? -1 : 0))) {
    const sign = mark.rank === 'primary' ? '^' : '-'
    for (let i = 0; i < mark.width; i++) cells[mark.column + i] = sign
  }
  const row = Array.from(cells, (cell) => cell ?? ' ').join('')
  return row.replace(/\^+|-+/g, (run) => (run.startsWith('^') ? primary(run) : secondary(run)))
}

function connectors(marks: readonly PlacedMark[], before: number, paint: Paint) {
  const columns = new Set(marks.map((mark) => mark.column).filter((column) => column < before))
  const width = Math.max(-1, ...columns) + 1
  const row = Array.from({ length: width }, (_, column) => (columns.has(column) ? '|' : ' '))
  return { width, text: row.join('').replaceAll('|', paint('|')) }
}
