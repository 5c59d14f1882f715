// A SourceText is one file as the author sees it: a path to show and text without a byte-order mark.
// Every place in the program is a Span of such a text, in UTF-16 code units, end exclusive.
// Lines end with \n, \r\n or a lone \r; the line table is built on the first question about lines.

export interface SourceText {
  /** Path as it is shown to people: relative to the working folder, with forward slashes. */
  readonly path: string
  readonly text: string
  /** Set where it came with the program and no author wrote it: a library of kinds. */
  readonly isLibrary?: true
}

export interface Span {
  readonly source: SourceText
  /** Offset of the first code unit. */
  readonly start: number
  /** Offset behind the last code unit. */
  readonly end: number
}

/** A place for people: 1-based line and column, 0-based offset, all in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}

const lineStartsOf = new WeakMap<SourceText, Uint32Array>()

export function sourceText(path: string, text: string): SourceText {
  return { path, text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text }
}

/** Offsets at which the lines of the text begin, ascending; the first is 0. */
export function lineStarts(source: SourceText): Uint32Array {
  const known = lineStartsOf.get(source)
  if (known) return known
  const starts = [0]
  const { text } = source
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
  }
  const table = Uint32Array.from(starts)
  lineStartsOf.set(source, table)
  return table
}

/** 0-based line that holds the offset, by binary search. */
export function lineAt(source: SourceText, offset: number): number {
  const starts = lineStarts(source)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

export function positionAt(source: SourceText, offset: number): Position {
  const line = lineAt(source, offset)
  return { line: line + 1, column: offset - lineStarts(source)[line]! + 1, offset }
}

/** The text of a 0-based line without its line end. */
export function lineText(source: SourceText, line: number): string {
  const starts = lineStarts(source)
  const end = starts[line + 1] ?? source.text.length
  return source.text.slice(starts[line]!, end).replace(/[\r\n]+$/, '')
}

export function spanText(span: Span): string {
  return span.source.text.slice(span.start, span.end)
}
