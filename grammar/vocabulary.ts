// The kinds of token. A word is lexed as a Name; where an item begins, the parser gives it the part
// that it plays there (a statement word, an attribute's key, a component's kind …), each of them a
// Name still. Stray is what cannot begin an item.

import { createToken, Lexer, type TokenType } from 'chevrotain'
import { matchName } from './names.ts'
import { matchNumber } from './numbers.ts'
import { matchOdd } from './odd.ts'
import { matchText } from './strings.ts'
import { type StatementWord, statementWords } from './words.ts'

const digits = [...'0123456789']
const asciiLetters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_']

/** One code for each bucket of chevrotain's table of first characters, from `from` on. */
function codesFrom(from: number): number[] {
  const codes: number[] = []
  for (let code = from; code < 256; code++) codes.push(code)
  for (let bucket = 256; bucket <= 65_535; bucket += 255) codes.push(bucket)
  codes.push(65_535)
  return codes
}

export const Stray = createToken({ name: 'Stray', pattern: Lexer.NA })

export const Name = createToken({
  name: 'Name',
  pattern: { exec: matchName },
  start_chars_hint: [...asciiLetters, ...codesFrom(128)],
  line_breaks: false,
})
export const Key = createToken({ name: 'Key', pattern: Lexer.NA, categories: [Name] })
export const KindName = createToken({ name: 'KindName', pattern: Lexer.NA, categories: [Name] })
export const Source = createToken({ name: 'Source', pattern: Lexer.NA, categories: [Name] })
export const Amended = createToken({ name: 'Amended', pattern: Lexer.NA, categories: [Name] })
export const Bare = createToken({ name: 'Bare', pattern: Lexer.NA, categories: [Name, Stray] })

function wordToken(word: StatementWord): TokenType {
  return createToken({ name: `Word_${word}`, pattern: Lexer.NA, categories: [Name] })
}

export const Word = {
  import: wordToken('import'),
  title: wordToken('title'),
  kind: wordToken('kind'),
  every: wordToken('every'),
  flow: wordToken('flow'),
  require: wordToken('require'),
  forbid: wordToken('forbid'),
  only: wordToken('only'),
  scenario: wordToken('scenario'),
  view: wordToken('view'),
  ignore: wordToken('ignore'),
} as const satisfies Record<StatementWord, TokenType>

const wordTokens: ReadonlyMap<string, TokenType> = new Map(
  statementWords.map((word) => [word, Word[word]]),
)

function placeToken(name: string): TokenType {
  return createToken({ name, pattern: Lexer.NA, categories: [Name] })
}

/** Words in the one place where they mean something. */
export const As = placeToken('As')
export const For = placeToken('For')
export const Of = placeToken('Of')
export const Path = placeToken('Path')
export const Survive = placeToken('Survive')

/** Chevrotain's number of a type; it gives one to each when it makes it. */
export function kindOf(type: TokenType): number {
  return type.tokenTypeIdx!
}

/** The token that a word becomes where it begins a statement. */
export function statementToken(word: string): TokenType | undefined {
  return wordTokens.get(word)
}

function stray(name: string, pattern: string | RegExp): TokenType {
  return createToken({ name, pattern, categories: [Stray] })
}

export const Text = createToken({
  name: 'Text',
  pattern: { exec: matchText },
  start_chars_hint: ['"'],
  line_breaks: true,
  categories: [Stray],
})
export const DateText = stray('DateText', /\d+-\d+(?:-\d+)*/)
/** A number and all that is glued to it. */
export const Amount = createToken({
  name: 'Amount',
  pattern: { exec: matchNumber },
  start_chars_hint: digits,
  line_breaks: false,
  categories: [Stray],
})
export const Tag = createToken({
  name: 'Tag',
  pattern: { exec: matchTag },
  start_chars_hint: ['@'],
  line_breaks: false,
  categories: [Stray],
})
export const OpenBrace = createToken({ name: 'OpenBrace', pattern: '{' })
export const CloseBrace = createToken({ name: 'CloseBrace', pattern: '}' })
export const OpenBracket = stray('OpenBracket', '[')
export const CloseBracket = stray('CloseBracket', ']')
export const OpenParen = stray('OpenParen', '(')
export const CloseParen = stray('CloseParen', ')')
export const Colon = stray('Colon', ':')
export const Comma = stray('Comma', ',')
export const Pipe = stray('Pipe', '|')
export const Star = stray('Star', '*')
export const Dots = stray('Dots', /\.\.(?!\.)/)
export const Arrow = createToken({ name: 'Arrow', pattern: /[-~=]>(?!>)/ })
export const Compare = stray('Compare', /(?:[<>!]=|[<>=])(?![-=<>~]|[ \t]+>)/)

export const Space = createToken({ name: 'Space', pattern: /[ \t\r\n]+/, group: Lexer.SKIPPED })
export const WideSpace = createToken({
  name: 'WideSpace',
  pattern: /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/,
  line_breaks: false,
  group: Lexer.SKIPPED,
})
export const Comment = createToken({ name: 'Comment', pattern: /#[^\n\r]*/, group: 'comments' })
/** An address without quotes; the lexer makes a Text of it, with an error. */
export const Address = createToken({ name: 'Address', pattern: /https?:\/\/[^\s"',{}[\]]*/ })
/** Anything else; the lexer replaces or drops it, with an error. */
export const Odd = createToken({
  name: 'Odd',
  pattern: { exec: (text, offset) => [matchOdd(text, offset)] },
  start_chars_hint: codesFrom(0),
  line_breaks: true,
})

/** In the order in which the lexer tries them. */
export const lexed: TokenType[] = [
  Space,
  WideSpace,
  Comment,
  Address,
  Name,
  Colon,
  Comma,
  OpenBrace,
  CloseBrace,
  DateText,
  Amount,
  Text,
  Arrow,
  Compare,
  OpenBracket,
  CloseBracket,
  OpenParen,
  CloseParen,
  Pipe,
  Star,
  Tag,
  Dots,
  Odd,
]

export const vocabulary: TokenType[] = [
  ...lexed,
  Stray,
  Key,
  KindName,
  Source,
  Amended,
  Bare,
  As,
  For,
  Of,
  Path,
  Survive,
  ...Object.values(Word),
]

function matchTag(text: string, offset: number): ReturnType<typeof matchName> {
  const name = text[offset] === '@' ? matchName(text, offset + 1) : null
  if (name === null) return null
  const match: NonNullable<ReturnType<typeof matchName>> = [`@${name[0]}`]
  if (name.payload !== undefined) match.payload = `@${name.payload}`
  return match
}
