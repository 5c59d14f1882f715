// One line of source with the marks below it, ready to be painted: display text, and marks in columns.
// A line too long to show is cut to a window around its first mark; marks outside get a window of their
// own. The cost depends on the window, never on the line: a file may be one line of ten megabytes.

import { lineStarts, type SourceText } from '#grammar/source.ts'
import { display } from './display.ts'

/** What to underline, in offsets of the text; `end` may equal `start`. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly rank: 'primary' | 'secondary'
  readonly label?: string
}

export interface PlacedMark {
  readonly column: number
  /** At least 1. */
  readonly width: number
  readonly rank: 'primary' | 'secondary'
  readonly label?: string
}

export interface Excerpt {
  /** 0-based. */
  readonly line: number
  readonly text: string
  readonly marks: readonly PlacedMark[]
}

/** Longest piece of a line that is shown, in code units. */
const windowLength = 110

/** The line's excerpts, most often one; every mark of the line stands in exactly one of them. */
export function excerpts(
  source: SourceText,
  line: number,
  marks: readonly Mark[],
): readonly Excerpt[] {
  const bounds = lineBounds(source, line)
  if (marks.length === 0)
    return [cut(source, line, windowAround(source, bounds, bounds.start, bounds.start), [])]
  const found: Excerpt[] = []
  let rest = [...marks].sort(primaryFirst)
  while (rest[0]) {
    const window = windowAround(source, bounds, rest[0].start, rest[0].end)
    const inside = (mark: Mark) => mark.start >= window.start && mark.start <= window.end
    found.push(cut(source, line, window, rest.filter(inside)))
    rest = rest.filter((mark) => !inside(mark))
  }
  return found
}

export interface Bounds {
  readonly start: number
  readonly end: number
}

/** From the line's first code unit to behind its last, the line end left out. */
export function lineBounds(source: SourceText, line: number): Bounds {
  const starts = lineStarts(source)
  const start = starts[line]!
  let end = starts[line + 1] ?? source.text.length
  while (end > start && isLineEnd(source.text.charCodeAt(end - 1))) end--
  return { start, end }
}

interface Window extends Bounds {
  readonly before: string
  readonly after: string
}

function windowAround(source: SourceText, line: Bounds, from: number, to: number): Window {
  if (line.end - line.start <= windowLength) return { ...line, before: '', after: '' }
  const shown = Math.min(to - from, windowLength - 20)
  const margin = Math.floor((windowLength - shown) / 2)
  const latest = line.end - windowLength
  const start = wholeCharacter(source, Math.max(line.start, Math.min(from - margin, latest)))
  const end = wholeCharacter(source, Math.min(line.end, start + windowLength))
  return { start, end, before: start > line.start ? '…' : '', after: end < line.end ? '…' : '' }
}

function cut(source: SourceText, line: number, window: Window, marks: readonly Mark[]): Excerpt {
  const { text, columns } = display(source.text.slice(window.start, window.end))
  const length = window.end - window.start
  const columnOf = (offset: number) =>
    window.before.length + columns[Math.max(0, Math.min(length, offset - window.start))]!
  const placed = marks.map((mark) => {
    const column = columnOf(mark.start)
    const { rank } = mark
    const width = Math.max(1, columnOf(mark.end) - column)
    return mark.label === undefined
      ? { column, width, rank }
      : { column, width, rank, label: mark.label }
  })
  return { line, text: `${window.before}${text}${window.after}`, marks: placed }
}

function primaryFirst(a: Mark, b: Mark): number {
  if (a.rank !== b.rank) return a.rank === 'primary' ? -1 : 1
  return a.start - b.start
}

/** The offset, moved off the second half of a surrogate pair. */
function wholeCharacter(source: SourceText, offset: number): number {
  const code = source.text.charCodeAt(offset)
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13
}
