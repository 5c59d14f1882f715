// Text to tokens. The lexer itself never fails: what is no token is matched as Odd, told in the author's
// words, and stands for what was meant or is dropped. A token keeps its image; where its meaning differs
// from it (a name in NFC, a text's value, a repaired sign) the payload has the meaning.

import type { IToken } from 'chevrotain'
import { isPath, isShortArrow, isSpacedUnit } from './around.ts'
import type { Diagnostic } from './diagnostic.ts'
import {
  backslashInPath,
  badEscape,
  oddText,
  shortArrow,
  textOverLines,
  unterminatedBlock,
  unterminatedText,
} from './lexical-messages.ts'
import { type Oddity, oddity } from './odd.ts'
import { type Meant, scan, type Unusual } from './scan.ts'
import type { SourceText, Span } from './source.ts'
import { readText, type TextMark } from './strings.ts'
import { type TokenTable, tokensOf } from './table.ts'
import {
  Address,
  Amount,
  Arrow,
  CloseBrace,
  CloseBracket,
  CloseParen,
  Colon,
  Comma,
  Comment,
  Compare,
  Dots,
  kindOf,
  Name,
  Odd,
  OpenBrace,
  OpenBracket,
  OpenParen,
  Pipe,
  Space,
  Star,
  Tag,
  Text,
  WideSpace,
} from './vocabulary.ts'

export interface Tokens {
  readonly table: TokenTable
  /** The same tokens as chevrotain's; made anew each time it is asked for. */
  readonly tokens: readonly IToken[]
  readonly comments: readonly IToken[]
  /** True where a """ text without an end took the rest of the file, closing braces and all. */
  readonly restIsText: boolean
  readonly diagnostics: readonly Diagnostic[]
}

export function tokenize(source: SourceText): Tokens {
  const diagnostics: Diagnostic[] = []
  const comments: IToken[] = []
  const table = scan(source.text, (unusual) => settle(source, unusual, { diagnostics, comments }))
  return {
    table,
    get tokens() {
      return tokensOf(source.text, table)
    },
    comments,
    restIsText: diagnostics.some((one) => one.rule === 'unterminated-block-text'),
    diagnostics,
  }
}

export function tokenEnd(token: IToken): number {
  return token.startOffset + token.image.length
}

export function tokenSpan(source: SourceText, token: IToken): Span {
  return { source, start: token.startOffset, end: token.startOffset + token.image.length }
}

interface Found {
  readonly diagnostics: Diagnostic[]
  readonly comments: IToken[]
}

/** Gives an unusual token its meaning; undefined drops it. */
function settle(source: SourceText, unusual: Unusual, found: Found): Meant | undefined {
  const { type, start, end, payload } = unusual
  if (type === Space || type === WideSpace) return undefined
  const image = source.text.slice(start, end)
  const span = { source, start, end }
  if (type === Comment) {
    const tokenTypeIdx = kindOf(Comment)
    found.comments.push({ image, startOffset: start, tokenType: Comment, tokenTypeIdx })
    return undefined
  }
  if (type === Compare && image === '>' && isShortArrow(span)) {
    found.diagnostics.push(shortArrow(span, image))
    return { type: Arrow, payload: '->' }
  }
  if (type === Odd || type === Address) return meantByOdd(span, image, found.diagnostics)
  if (type === Text && payload !== undefined) {
    // The text matcher marks its texts with nothing else.
    const text = meaningOf(span, image, payload as TextMark, found.diagnostics)
    return { type, payload: text }
  }
  return { type, payload }
}

function meaningOf(span: Span, image: string, mark: TextMark, diagnostics: Diagnostic[]): string {
  const { text, badEscapes } = readText(image, mark)
  if (mark === 'escaped' && isPath(span)) {
    const path = image.slice(1, -1).replace(/\\+/g, '/')
    diagnostics.push(backslashInPath(span, path))
    return path
  }
  if (mark === 'broken') diagnostics.push(textOverLines(span))
  if (mark === 'open') diagnostics.push(unterminatedText(span))
  if (mark === 'open-block') diagnostics.push(unterminatedBlock({ ...span, end: span.start + 3 }))
  for (const { offset, image } of badEscapes) {
    const start = span.start + offset
    diagnostics.push(badEscape({ ...span, start, end: start + image.length }, image))
  }
  return text
}

function meantByOdd(span: Span, image: string, diagnostics: Diagnostic[]): Meant | undefined {
  // The parser joins it with its number.
  if (isSpacedUnit(span, image)) return { type: Name, payload: undefined }
  if (image === '-' && isShortArrow(span)) {
    diagnostics.push(shortArrow(span, image))
    return { type: Arrow, payload: '->' }
  }
  const odd = oddity(image)
  diagnostics.push(oddText(span, odd))
  return meaning(odd)
}

const signTokens = new Map([
  [':', Colon],
  [',', Comma],
  ['{', OpenBrace],
  ['}', CloseBrace],
  ['[', OpenBracket],
  [']', CloseBracket],
  ['(', OpenParen],
  [')', CloseParen],
  ['|', Pipe],
  ['*', Star],
  ['..', Dots],
])

function meaning(odd: Oddity): Meant | undefined {
  switch (odd.kind) {
    case 'quotes':
    case 'address':
    case 'path':
      return { type: Text, payload: odd.text }
    case 'arrow':
      return { type: Arrow, payload: odd.arrow }
    case 'comparison':
      return { type: Compare, payload: odd.comparison }
    case 'number':
      return { type: Amount, payload: odd.number }
    case 'sign':
      return { type: signTokens.get(odd.sign)!, payload: odd.sign }
    case 'tag':
      return { type: Tag, payload: '@' }
    case 'comment':
    case 'semicolon':
    case 'control':
    case 'invisible':
    case 'character':
      return undefined
  }
}
