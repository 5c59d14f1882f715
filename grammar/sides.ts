// Which bracket a token is, and what a pass over brackets changes in a list of tokens.

import type { IToken, TokenType } from 'chevrotain'
import type { Diagnostic } from './diagnostic.ts'
import {
  CloseBrace,
  CloseBracket,
  CloseParen,
  OpenBrace,
  OpenBracket,
  OpenParen,
} from './vocabulary.ts'

/** What a pass over brackets drops, and what it puts before the token of that index (at the end: the count). */
export interface Repairs {
  readonly dropped: Set<number>
  readonly inserted: Map<number, IToken[]>
  readonly diagnostics: Diagnostic[]
}

const pairs: readonly (readonly [TokenType, TokenType])[] = [
  [OpenBrace, CloseBrace],
  [OpenBracket, CloseBracket],
  [OpenParen, CloseParen],
]

/** By number of the token type. */
const sides = new Int8Array(Math.max(...pairs.flat().map((type) => type.tokenTypeIdx!)) + 1)
for (const [index, [open, close]] of pairs.entries()) {
  sides[open.tokenTypeIdx!] = index + 1
  sides[close.tokenTypeIdx!] = -index - 1
}

/** 1, 2, 3 for an opening brace, bracket, parenthesis; their negatives for the closing ones; else 0. */
export function sideOfKind(kind: number): number {
  return kind < sides.length ? sides[kind]! : 0
}

export function sideOf(token: IToken): number {
  return sideOfKind(token.tokenTypeIdx)
}

export function closerOf(side: number): TokenType {
  return pairs[side - 1]![1]
}

/** Marks the closers that no text has. */
export const inserted = 'inserted'
