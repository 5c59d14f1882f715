// Text to a table of tokens. What a token is, `lexed` in vocabulary.ts defines: its patterns, tried in
// their order. The common ones are told by their characters alone; any other goes through the patterns.
// Chevrotain's lexer, made of the same definitions, finds the same tokens and is the oracle of the tests;
// it takes three times as long, and longer to make than a small file takes to read. Nothing is judged here.

import type { CustomPatternMatcherReturn, ICustomPattern, TokenType } from 'chevrotain'
import { codesOf, plainArrowEnd, plainNameEnd, plainNumberEnd, plainTextEnd } from './plain.ts'
import { roomFor, type TokenTable, widened } from './table.ts'
import {
  Amount,
  Arrow,
  CloseBrace,
  CloseBracket,
  CloseParen,
  Colon,
  Comma,
  kindOf,
  lexed,
  Name,
  OpenBrace,
  OpenBracket,
  OpenParen,
  Pipe,
  Star,
  Text,
} from './vocabulary.ts'

/** A token that its first characters alone do not tell. `payload` is what its pattern says of it. */
export interface Unusual {
  readonly type: TokenType
  readonly start: number
  readonly end: number
  readonly payload: string | undefined
}

/** The token that an unusual one stands for; undefined where it is none of the table. */
export type Settle = (unusual: Unusual) => Meant | undefined

export interface Meant {
  readonly type: TokenType
  readonly payload: string | undefined
}

export function scan(text: string, settle: Settle): TokenTable {
  let { kinds, starts, ends } = roomFor((text.length >> 2) + 16)
  const codes = codesOf(text)
  const payloads = new Map<number, string>()
  let count = 0
  let at = 0
  while (at < text.length) {
    const code = codes[at]!
    let kind = code < 128 ? kindByFirst[code]! : unknown
    if (kind === space) {
      at++
      continue
    }
    const start = at
    at = plainEnd(codes, start, kind)
    if (at === start) {
      const unusual = unusualAt(text, start)
      const meant = settle(unusual)
      at = unusual.end
      if (meant === undefined) continue
      kind = kindOf(meant.type)
      if (meant.payload !== undefined) payloads.set(count, meant.payload)
    }
    if (count === kinds.length) ({ kinds, starts, ends } = widened({ kinds, starts, ends }))
    kinds[count] = kind
    starts[count] = start
    ends[count] = at
    count++
  }
  return { count, kinds, starts, ends, payloads }
}

// Chevrotain numbers the end of the text 1, and all other types from 2 on.
const unknown = 0
const space = 1
const name = kindOf(Name)
const amount = kindOf(Amount)
const quoted = kindOf(Text)
const arrow = kindOf(Arrow)

/** By first character: the kind of the common tokens that begin with it. */
const kindByFirst = new Uint16Array(128)
for (const code of [9, 10, 13, 32]) kindByFirst[code] = space
for (let code = 48; code <= 57; code++) kindByFirst[code] = amount
for (let code = 65; code <= 90; code++) kindByFirst[code] = kindByFirst[code + 32] = name
kindByFirst[95] = name
kindByFirst[34] = quoted
for (const code of [45, 61, 126]) kindByFirst[code] = arrow
for (const sign of [
  Colon,
  Comma,
  OpenBrace,
  CloseBrace,
  OpenBracket,
  CloseBracket,
  OpenParen,
  CloseParen,
  Pipe,
  Star,
]) {
  kindByFirst[String(sign.PATTERN).charCodeAt(0)] = kindOf(sign)
}

/** End of a common token of that kind; the offset itself where the patterns have to tell. */
function plainEnd(codes: Uint16Array, offset: number, kind: number): number {
  if (kind === name) return plainNameEnd(codes, offset)
  if (kind === amount) return plainNumberEnd(codes, offset)
  if (kind === quoted) return plainTextEnd(codes, offset)
  if (kind === arrow) return plainArrowEnd(codes, offset)
  return kind === unknown ? offset : offset + 1
}

interface Matcher {
  readonly type: TokenType
  readonly match: (text: string, offset: number) => CustomPatternMatcherReturn | null
}

let matchers: readonly Matcher[] | undefined

function unusualAt(text: string, start: number): Unusual {
  matchers ??= lexed.map(matcherOf)
  for (const { type, match } of matchers) {
    const found = match(text, start)
    if (found) return { type, start, end: start + found[0].length, payload: found.payload }
  }
  throw new Error(`no token begins at ${start}, and Odd takes any character`)
}

function matcherOf(type: TokenType): Matcher {
  const { PATTERN: pattern } = type
  if (typeof pattern === 'string') {
    return { type, match: (text, offset) => (text.startsWith(pattern, offset) ? [pattern] : null) }
  }
  if (pattern instanceof RegExp) return { type, match: matcherOfPattern(pattern) }
  // Of its two kinds of functions ours are the custom ones.
  const { exec } = pattern as ICustomPattern
  return {
    type,
    match: (text, offset) => exec(text, offset, [], {}) as ReturnType<Matcher['match']>,
  }
}

function matcherOfPattern(pattern: RegExp): Matcher['match'] {
  const sticky = new RegExp(pattern, 'y')
  return (text, offset) => {
    sticky.lastIndex = offset
    const image = sticky.exec(text)?.[0]
    return image === undefined ? null : [image]
  }
}
