// Finds and reads texts: `"…"` on one line and `"""…"""` over several. Finding never fails: a text that
// nothing closes ends at its line, before braces that belong to what is around it. A text that is more
// than its characters between quotes carries a mark, and `readText` turns it into its value.

import type { CustomPatternMatcherReturn } from 'chevrotain'

/** Why a text needs reading: escapes in it, three quotes, no end, or an end on a later line. */
export type TextMark = 'escaped' | 'block' | 'open' | 'open-block' | 'broken'

export interface BadEscape {
  /** Offset from the start of the image. */
  readonly offset: number
  readonly image: string
}

const quote = 34
const backslash = 92

export function matchText(text: string, offset: number): CustomPatternMatcherReturn | null {
  if (text.charCodeAt(offset) !== quote) return null
  if (text.startsWith('"""', offset)) return matchBlock(text, offset)
  let escaped = false
  for (let at = offset + 1; ; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      return escaped ? marked(text.slice(offset, at + 1), 'escaped') : [text.slice(offset, at + 1)]
    }
    if (code === 10 || code === 13 || at >= text.length) {
      const end = endOnLaterLine(text, offset + 1, at)
      if (end > 0) return marked(text.slice(offset, end), 'broken')
      return marked(text.slice(offset, openTextEnd(text, offset + 1, at)), 'open')
    }
    if (code !== backslash) continue
    escaped = true
    const next = text.charCodeAt(at + 1)
    if (next !== 10 && next !== 13) at++
  }
}

function matchBlock(text: string, offset: number): CustomPatternMatcherReturn {
  let close = text.indexOf('"""', offset + 3)
  while (close !== -1 && isEscaped(text, close, offset + 3)) close = text.indexOf('"""', close + 1)
  return close === -1
    ? marked(text.slice(offset), 'open-block')
    : marked(text.slice(offset, close + 3), 'block')
}

function isEscaped(text: string, at: number, from: number): boolean {
  let backslashes = 0
  while (at - 1 - backslashes >= from && text.charCodeAt(at - 1 - backslashes) === backslash) {
    backslashes++
  }
  return backslashes % 2 === 1
}

/** What may stand between the end of a line and a quote that closes a text begun on it. */
const goingOn = /(?:\r\n|[\r\n])[^"{}\r\n]{0,200}[^\s"{}:,[(]"(?=[ \t]*(?:[{},\r\n]|$))/y

/** Behind the quote on the next line that closes the text; 0 where none does. */
function endOnLaterLine(text: string, start: number, lineEnd: number): number {
  goingOn.lastIndex = lineEnd
  const rest = goingOn.exec(text)?.[0]
  const isWords = !/[{}]|->/.test(text.slice(start, Math.min(lineEnd, start + 1000)))
  return rest === undefined || !isWords || rest.includes('->') ? 0 : lineEnd + rest.length
}

/** Where a text without an end stops: before a brace whose partner is outside of it, else with its line. */
function openTextEnd(text: string, start: number, lineEnd: number): number {
  const open: number[] = []
  for (let at = start; at < lineEnd; at++) {
    const code = text.charCodeAt(at)
    if (code === 123) open.push(at)
    if (code === 125 && open.pop() === undefined) return trimmedEnd(text, start, at)
  }
  return trimmedEnd(text, start, open[0] ?? lineEnd)
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end
  while (at > start && /\s/.test(text[at - 1]!)) at--
  return at
}

function marked(image: string, mark: TextMark): CustomPatternMatcherReturn {
  const match: CustomPatternMatcherReturn = [image]
  match.payload = mark
  return match
}

/** The value of a marked text, and the escapes in it that mean nothing. */
export function readText(
  image: string,
  mark: TextMark,
): { readonly text: string; readonly badEscapes: readonly BadEscape[] } {
  const badEscapes: BadEscape[] = []
  const isBlock = mark === 'block' || mark === 'open-block'
  const from = isBlock ? 3 : 1
  const to = image.length - (mark === 'block' ? 3 : mark === 'escaped' || mark === 'broken' ? 1 : 0)
  const raw = image.slice(from, Math.max(from, to))
  for (const match of raw.matchAll(/\\(?:u\{[^}\r\n]*\}|[\s\S])/g)) {
    if (unescaped(match[0]) === undefined)
      badEscapes.push({ offset: from + match.index, image: match[0] })
  }
  const plain = isBlock ? withoutIndentation(raw) : raw
  return {
    text: plain.replace(/\\(?:u\{[^}\r\n]*\}|[\s\S])/g, (image) => unescaped(image) ?? image),
    badEscapes,
  }
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['\\"', '"'],
  ['\\\\', '\\'],
  ['\\n', '\n'],
  ['\\t', '\t'],
])

function unescaped(image: string): string | undefined {
  return image.startsWith('\\u{') ? codePoint(image.slice(3, -1)) : simpleEscapes.get(image)
}

function codePoint(digits: string): string | undefined {
  if (!/^[0-9a-fA-F]{1,6}$/.test(digits)) return undefined
  const code = Number.parseInt(digits, 16)
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return String.fromCodePoint(code)
}

/** Lines without the indentation that all of them share, without a blank first and last line. */
function withoutIndentation(raw: string): string {
  const lines = raw.split(/\r\n|\n|\r/)
  const [first = '', ...rest] = lines
  const last = rest.at(-1)
  const shown = last !== undefined && last.trim() === '' ? rest.slice(0, -1) : rest
  const indentation = Math.min(
    ...new Set(
      shown
        .filter((line) => line.trim() !== '')
        .map((line) => line.length - line.trimStart().length),
    ),
  )
  const cut = shown.map((line) => line.slice(Math.min(indentation, line.length)).trimEnd())
  return [...(first.trim() === '' ? [] : [first.trim()]), ...cut].join('\n')
}
