// Where the keys of a config stand in the text of its module: finds the object that the module exports, and
// reads it as far as it is written out, with a place for every key and value. It is a help for messages
// alone, and gives up on what it does not understand: the module's own value is what counts.

import type { SourceText, Span } from '#grammar/source.ts'
import type { Entry, Written } from './written.ts'

/** The exported object; undefined where it is not found. */
export function literalIn(source: SourceText): Written | undefined {
  const start = exportedAt(source.text)
  if (start === undefined) return undefined
  return readValue({ source, depth: 0 }, start).value
}

/** Offset of the `{` of the exported object. */
function exportedAt(text: string): number | undefined {
  const exported =
    /(?:\bexport\s+default|\b(?:module\.exports|exports\.default)\s*=)\s*(?=(\w+)?)/.exec(text)
  if (!exported) return undefined
  const direct = braceAt(text, exported.index + exported[0].length)
  if (direct !== undefined) return direct
  const name = exported[1] ?? ''
  const declared = new RegExp(`\\b(?:const|let|var)\\s+${name}\\b[^={]*=\\s*`).exec(text)
  return declared ? braceAt(text, declared.index + declared[0].length) : undefined
}

/** The `{` here, or of the argument of a call here. */
function braceAt(text: string, from: number): number | undefined {
  const call = /(?:[\w.]+\s*(?:<[^<>]*>\s*)?\(\s*)?\{/y
  call.lastIndex = from
  return call.exec(text) ? call.lastIndex - 1 : undefined
}

interface Reading {
  readonly source: SourceText
  readonly depth: number
}

interface Read {
  readonly value: Written
  /** Offset behind it. */
  readonly end: number
}

const deepest = 50

function readValue(reading: Reading, from: number): Read {
  const { text } = reading.source
  const start = behindTrivia(text, from)
  const first = text.charAt(start)
  if (reading.depth < deepest && (first === '{' || first === '[')) {
    const inner = { ...reading, depth: reading.depth + 1 }
    const read = first === '{' ? readObject(inner, start) : readList(inner, start)
    return { value: read.value, end: behindExpression(text, read.end) }
  }
  const end = behindExpression(text, start)
  const at = spanOf(reading, start, start + text.slice(start, end).trimEnd().length)
  return { value: { kind: 'other', at, what: 'an expression' }, end }
}

function readObject(reading: Reading, start: number): Read {
  const { text } = reading.source
  const entries: Entry[] = []
  let at = behindTrivia(text, start + 1)
  while (at < text.length && text[at] !== '}') {
    // A name alone stands for `name: name`.
    const key = /(?:([\w$]+)(?=\s*[:,}])|"([^"\\\n]*)"(?=\s*:)|'([^'\\\n]*)'(?=\s*:))/y
    key.lastIndex = at
    const found = key.exec(text)
    if (found) {
      const end = key.lastIndex
      const colon = /\s*:/y
      colon.lastIndex = end
      const value = readValue(reading, colon.exec(text) ? colon.lastIndex : at)
      const name = found[1] ?? found[2] ?? found[3] ?? ''
      entries.push({ name, at: spanOf(reading, at, end), value: value.value })
      at = value.end
    } else at = behindExpression(text, at)
    const next = behindComma(text, at)
    if (next === at && text[at] !== '}') break
    at = next
  }
  return { value: { kind: 'object', at: spanOf(reading, start, at + 1), entries }, end: at + 1 }
}

function readList(reading: Reading, start: number): Read {
  const { text } = reading.source
  const items: Written[] = []
  let at = behindTrivia(text, start + 1)
  while (at < text.length && text[at] !== ']') {
    const item = readValue(reading, at)
    items.push(item.value)
    at = behindComma(text, item.end)
    if (at === item.end && text[at] !== ']') break
  }
  const isSpread = items.some(({ at: place }) => text.startsWith('...', place.start))
  const span = spanOf(reading, start, at + 1)
  return { value: { kind: 'list', at: span, items: isSpread ? [] : items }, end: at + 1 }
}

function behindComma(text: string, from: number): number {
  const at = behindTrivia(text, from)
  return text[at] === ',' ? behindTrivia(text, at + 1) : at
}

function behindTrivia(text: string, from: number): number {
  const trivia = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
  trivia.lastIndex = from
  trivia.exec(text)
  return Math.max(from, trivia.lastIndex)
}

/** The offset of the `,` or closing bracket that ends the expression. */
function behindExpression(text: string, from: number): number {
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|`(?:[^`\\]|\\[\s\S])*`?|[\s\S]/y
  let depth = 0
  for (let at = from; at < text.length; at = token.lastIndex) {
    token.lastIndex = at
    const [found = ''] = token.exec(text) ?? []
    if (depth === 0 && /^[,)\]}]$/.test(found)) return at
    if (/^[([{]$/.test(found)) depth++
    if (/^[)\]}]$/.test(found)) depth--
  }
  return text.length
}

function spanOf({ source }: Reading, start: number, end: number): Span {
  return { source, start, end: Math.min(end, source.text.length) }
}
