// What the formatter writes on: finished lines, the line at hand, and how far the source is copied. Every
// token of the source is written once and in order, so a comment finds its place by what stands before it:
// one behind a token ends the line of that token, one on a line of its own keeps a line of its own.

import type { Comment as Found } from '#grammar/parse.ts'
import type { Span } from '#grammar/source.ts'

export interface Page {
  readonly text: string
  readonly comments: readonly Comment[]
  readonly lines: Line[]
  /** Index of the first comment that is not written yet. */
  nextComment: number
  /** The line at hand, with its indentation. */
  line: string
  /** Where the source behind the last written token begins. */
  at: number
}

export interface Line {
  readonly indentation: number
  /** Side by side; neighbouring lines with the same `table` share their columns. */
  readonly cells: readonly string[]
  readonly table: string | undefined
  /** A comment of its own, which interrupts no table. */
  readonly isComment: boolean
  /** Behind the line. */
  comment: string
}

interface Comment {
  readonly start: number
  readonly text: string
  readonly ownsLine: boolean
}

export const step = 2

export function pageOf(text: string, found: readonly Found[]): Page {
  const comments = found.map(({ image, startOffset: start }) => {
    const before = text.slice(text.lastIndexOf('\n', start) + 1, start)
    return { start, text: image.trimEnd(), ownsLine: before.trim() === '' }
  })
  return { text, comments, lines: [], nextComment: 0, line: '', at: 0 }
}

/** Writes the next token of the source, with a space before it unless `gap` says otherwise. */
export function put(page: Page, token: string, indentation: number, gap = ' '): void {
  const start = nextToken(page.text, page.at)
  flush(page, start, indentation)
  page.line = page.line === '' ? ' '.repeat(indentation) + token : page.line + gap + token
  page.at = start + token.length
}

/** Writes a part of the source in its one-line form. */
export function putFlat(page: Page, flat: string, span: Span, indentation: number): void {
  flush(page, span.start, indentation)
  page.line = page.line === '' ? ' '.repeat(indentation) + flat : `${page.line} ${flat}`
  page.at = span.end
}

/** Puts the comments in front of that place of the source on lines, which ends the line at hand. */
export function flush(page: Page, before: number, indentation: number): void {
  if (!hasComment(page, before)) return
  endLine(page)
  putComments(page, before, indentation, Number.POSITIVE_INFINITY)
}

/** `first` is the number of lines from which on blank lines may stand. */
export function putComments(page: Page, before: number, indentation: number, first: number): void {
  while (hasComment(page, before)) {
    const comment = page.comments[page.nextComment++]!
    const last = page.lines.at(-1)
    if (!comment.ownsLine && last && last.comment === '' && !last.isComment) {
      last.comment = comment.text
      continue
    }
    if (comment.ownsLine) putBlank(page, comment.start, first)
    const cells = [comment.text]
    page.lines.push({ indentation, cells, table: undefined, isComment: true, comment: '' })
  }
}

/** A blank line where the author had one, or more, in front of that place. */
export function putBlank(page: Page, place: number, first: number): void {
  if (page.lines.length <= first) return
  let lineEnds = 0
  for (let at = place - 1; isSpace(page.text, at); at--) if (page.text[at] === '\n') lineEnds++
  if (lineEnds > 1) putRow(page, 0, [], undefined)
}

function isSpace(text: string, place: number): boolean {
  const code = text.charCodeAt(place)
  return code <= 32 || (code > 127 && /\s/.test(text[place]!))
}

/** True where a comment that is not written yet stands in front of that place. */
export function hasComment(page: Page, before: number): boolean {
  const comment = page.comments[page.nextComment]
  return comment !== undefined && comment.start < before
}

export function endLine(page: Page): void {
  if (page.line === '') return
  putRow(page, 0, [page.line], undefined)
  page.line = ''
}

export function putRow(
  page: Page,
  indentation: number,
  cells: readonly string[],
  table: string | undefined,
): void {
  page.lines.push({ indentation, cells, table, isComment: false, comment: '' })
}

/** Leaves out a comma that comes next. */
export function skipComma(page: Page): void {
  const start = nextToken(page.text, page.at)
  if (page.text[start] === ',') page.at = start + 1
}

/** Where the first token at or behind that place begins. */
export function nextToken(text: string, place: number): number {
  const code = text.charCodeAt(place)
  if (code > 35 && code < 128) return place
  if (code === 32 && isPlain(text.charCodeAt(place + 1))) return place + 1
  const space = /(?:\s|#[^\n]*)*/y
  space.lastIndex = place
  return place + (space.exec(text)?.[0].length ?? 0)
}

function isPlain(code: number): boolean {
  return code > 35 && code < 128
}
