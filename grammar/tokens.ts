// Text to tokens. The lexer itself never fails: what is no token is matched as Odd, told in the author's
// words, and stands for what was meant or is dropped. A token keeps its image; where its meaning differs
// from it (a name in NFC, a text's value, a repaired sign) the payload has the meaning.

import { type IToken, Lexer } from 'chevrotain'
import type { Diagnostic } from './diagnostic.ts'
import { badEscape, oddText, unterminatedBlock, unterminatedText } from './lexical-messages.ts'
import { type Oddity, oddity } from './odd.ts'
import type { SourceText, Span } from './source.ts'
import { readText, type TextMark } from './strings.ts'
import {
  Address,
  Amount,
  Arrow,
  CloseBrace,
  CloseBracket,
  CloseParen,
  Colon,
  Comma,
  Compare,
  Dots,
  lexed,
  Odd,
  OpenBrace,
  OpenBracket,
  OpenParen,
  Pipe,
  Star,
  Tag,
  Text,
} from './vocabulary.ts'

export interface Tokens {
  readonly tokens: readonly IToken[]
  readonly comments: readonly IToken[]
  /** True where a """ text without an end took the rest of the file, closing braces and all. */
  readonly restIsText: boolean
  readonly diagnostics: readonly Diagnostic[]
}

let lexer: Lexer | undefined

export function tokenize(source: SourceText): Tokens {
  lexer ??= new Lexer(lexed, { positionTracking: 'onlyOffset', skipValidations: true })
  const { tokens, groups } = lexer.tokenize(source.text)
  const diagnostics: Diagnostic[] = []
  const isPlain = tokens.every((token) => token.payload === undefined && !isOdd(token))
  const read = isPlain ? tokens : tokens.filter((token) => settle(source, token, diagnostics))
  return {
    tokens: read,
    comments: groups.comments ?? [],
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

function isOdd(token: IToken): boolean {
  return token.tokenType === Odd || token.tokenType === Address
}

/** Gives a token its meaning; false drops it. */
function settle(source: SourceText, token: IToken, diagnostics: Diagnostic[]): boolean {
  if (isOdd(token)) return settleOdd(source, token, diagnostics)
  if (token.tokenType !== Text || token.payload === undefined) return true
  // The lexer's text matcher marks its tokens with nothing else.
  const mark = token.payload as TextMark
  const span = tokenSpan(source, token)
  const { text, badEscapes } = readText(token.image, mark)
  token.payload = text
  if (mark === 'open') diagnostics.push(unterminatedText(span))
  if (mark === 'open-block') diagnostics.push(unterminatedBlock({ ...span, end: span.start + 3 }))
  for (const { offset, image } of badEscapes) {
    const start = span.start + offset
    diagnostics.push(badEscape({ source, start, end: start + image.length }, image))
  }
  return true
}

function settleOdd(source: SourceText, token: IToken, diagnostics: Diagnostic[]): boolean {
  const odd = oddity(token.image)
  diagnostics.push(oddText(tokenSpan(source, token), odd))
  const meant = meaning(odd)
  if (meant === undefined) return false
  token.tokenType = meant.type
  token.tokenTypeIdx = meant.type.tokenTypeIdx!
  token.payload = meant.payload
  return true
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

function meaning(odd: Oddity) {
  switch (odd.kind) {
    case 'quotes':
    case 'address':
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
