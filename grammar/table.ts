// Tokens as numbers in typed arrays instead of an object for each, since a large file has half a million
// of them and all would live until it is parsed. Who wants one of them as chevrotain's token makes it
// from the table and the text.

import type { IToken, TokenType } from 'chevrotain'
import { kindOf, vocabulary } from './vocabulary.ts'

/** Tokens by index, in the order of the text; the arrays may be longer than `count`. */
export interface TokenTable {
  readonly count: number
  /** Chevrotain's numbers of their types. The parser alone changes them, when it gives a word its part. */
  readonly kinds: Uint16Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** What tokens mean, where that is not their image. */
  readonly payloads: ReadonlyMap<number, string>
}

/** A token of a table, with its place in it. */
export interface TableToken extends IToken {
  readonly index: number
}

export function tokenAt(text: string, table: TokenTable, index: number): TableToken {
  const startOffset = table.starts[index]!
  const kind = table.kinds[index]!
  return {
    image: text.slice(startOffset, table.ends[index]),
    startOffset,
    tokenTypeIdx: kind,
    tokenType: typesByKind[kind]!,
    payload: table.payloads.size === 0 ? undefined : table.payloads.get(index),
    index,
  }
}

export function tokensOf(text: string, table: TokenTable): TableToken[] {
  const tokens: TableToken[] = []
  for (let index = 0; index < table.count; index++) tokens.push(tokenAt(text, table, index))
  return tokens
}

export function tableOf(tokens: readonly IToken[]): TokenTable {
  const { kinds, starts, ends } = roomFor(tokens.length)
  const payloads = new Map<number, string>()
  for (const [index, { tokenTypeIdx, startOffset, image, payload }] of tokens.entries()) {
    kinds[index] = tokenTypeIdx
    starts[index] = startOffset
    ends[index] = startOffset + image.length
    if (payload !== undefined) payloads.set(index, payload)
  }
  return { count: tokens.length, kinds, starts, ends, payloads }
}

type Columns = Pick<TokenTable, 'kinds' | 'starts' | 'ends'>

export function roomFor(count: number): Columns {
  return {
    kinds: new Uint16Array(count),
    starts: new Int32Array(count),
    ends: new Int32Array(count),
  }
}

export function widened({ kinds, starts, ends }: Columns): Columns {
  const wide = roomFor(kinds.length * 2)
  wide.kinds.set(kinds)
  wide.starts.set(starts)
  wide.ends.set(ends)
  return wide
}

const typesByKind: TokenType[] = []
for (const type of vocabulary) typesByKind[kindOf(type)] = type
