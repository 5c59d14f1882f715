// The scanner against chevrotain's own lexer, made of the same definitions: the same tokens of any text.

import { Lexer } from 'chevrotain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleText } from './example.ts'
import { scan } from './scan.ts'
import { Comment, kindOf, lexed, Space, vocabulary, WideSpace } from './vocabulary.ts'

const lexer = new Lexer(lexed, { positionTracking: 'onlyOffset', ensureOptimizations: true })
const nameOfKind = new Map(vocabulary.map((type) => [kindOf(type), type.name]))

function lexedTokens(text: string): string[] {
  return lexer
    .tokenize(text)
    .tokens.map(({ tokenType, startOffset, image, payload }) =>
      shown(tokenType.name, startOffset, startOffset + image.length, payload),
    )
}

function scannedTokens(text: string): string[] {
  const { count, kinds, starts, ends, payloads } = scan(text, ({ type, payload }) =>
    type === Space || type === WideSpace || type === Comment ? undefined : { type, payload },
  )
  return [...Array(count).keys()].map((index) =>
    shown(nameOfKind.get(kinds[index]!)!, starts[index]!, ends[index]!, payloads.get(index)),
  )
}

function shown(name: string, start: number, end: number, payload: string | undefined): string {
  return `${name} ${start}-${end} ${payload ?? ''}`
}

const pieces = [
  ...'a b-c b- -b x.y x. .x x-é é x.é 日本 a\u0301 \u0301 http https http://a.b/c?d=e, xhttp://a'.split(
    ' ',
  ),
  ...'0 12 1_0 1_ 1.5 1.5.2 1. .5 5k 5k/s 5/ 5/2 5/k_ 40/day/x 95% 5%/s 5µs 5é 5-x 2027-03-31 1-2- 9api'.split(
    ' ',
  ),
  ...'"" "a" "a""" """a""" """ " "\\" "\\"" @a @ @é @-b -> ->> ~> => =>> - = == ~ < <= <- > != ! ..  ... . 1..2'.split(
    ' ',
  ),
  ..."{ } [ ] ( ) : , | * # #c ; / \\ ' ： …".split(' '),
  ...[
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\u00a0',
    '\u2003',
    '\u2028',
    '\ufeff',
    '\u0000',
    '\u000b',
    '\ud800',
    '😀',
  ],
]
const glued = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''))
const noise = fc.string({ unit: 'binary', maxLength: 60 })

test('the example, whole and cut anywhere', () => {
  for (let end = 0; end <= exampleText.length; end++) {
    const text = exampleText.slice(0, end)
    expect(scannedTokens(text)).toEqual(lexedTokens(text))
  }
})

test.each([
  ['pieces', glued, 8000],
  ['noise', noise, 2000],
])('%s', (_, texts, numRuns) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(scannedTokens(text)).toEqual(lexedTokens(text))
    }),
    { numRuns, seed: 20270331 },
  )
})

test('a text of many tokens', () => {
  const text = 'a,'.repeat(5000)
  expect(scannedTokens(text)).toEqual(lexedTokens(text))
})
