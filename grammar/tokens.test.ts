// The lexer: what is one token, and what chevrotain itself says of the definitions.

import { Lexer } from 'chevrotain'
import { expect, test } from 'vitest'
import { ArchParser } from './parser.ts'
import { sourceText } from './source.ts'
import { tokenize } from './tokens.ts'
import { lexed } from './vocabulary.ts'

test("chevrotain's own checks of the lexer and the grammar pass, and the lexer is optimised", () => {
  const lexer = new Lexer(lexed, { positionTracking: 'onlyOffset', ensureOptimizations: true })
  expect(lexer.lexerDefinitionErrors).toEqual([])
  expect(() => new ArchParser({ validates: 'yes' })).not.toThrow()
})

test.each([
  ['a->b', 'Name:a Arrow:-> Name:b'],
  ['user-db us-east-1.api', 'Name:user-db Name:us-east-1.api'],
  ['größe 日本 _x', 'Name:größe Name:日本 Name:_x'],
  [
    '5k/s 40/day 3x 95% 2M 5MB/s 1_000',
    'Amount:5k/s Amount:40/day Amount:3x Amount:95% Amount:2M Amount:5MB/s Amount:1_000',
  ],
  ['2..10 2027-03-31 0.2', 'Amount:2 Dots:.. Amount:10 DateText:2027-03-31 Amount:0.2'],
  ['9api 1.5.2 5µs', 'Amount:9api Amount:1.5.2 Amount:5µs'],
  ['@pii * | >= != =>', 'Tag:@pii Star:* Pipe:| Compare:>= Compare:!= Arrow:=>'],
  ['"a # b" # c', 'Text:"a # b"'],
  ['a # one\r# two\r\nb', 'Name:a Name:b'],
  ['a\u00a0b', 'Name:a Name:b'],
])('%s', (text, expected) => {
  const { tokens, diagnostics } = tokenize(sourceText('a.arch', text))
  expect(diagnostics).toEqual([])
  expect(tokens.map((one) => `${one.tokenType.name}:${one.image}`).join(' ')).toBe(expected)
})

test('names are compared in NFC', () => {
  const [token] = tokenize(sourceText('a.arch', 'cafe\u0301')).tokens
  expect(token?.payload).toBe('caf\u00e9')
  expect(token?.image).toBe('cafe\u0301')
})

test.each([
  [String.raw`"a \"b\" \\ \n \t \u{e9}"`, 'a "b" \\ \n \t é'],
  ['"""\n    one\n      two\n\n    three\n    """', 'one\n  two\n\nthree'],
  ['"""one"""', 'one'],
  ['"""\r\n  a\r\n  b\r\n"""', 'a\nb'],
  [String.raw`"""say \""" twice"""`, 'say """ twice'],
])('text %s', (text, value) => {
  const { tokens, diagnostics } = tokenize(sourceText('a.arch', text))
  expect(diagnostics).toEqual([])
  expect(tokens.map((one) => one.payload)).toEqual([value])
})

test('comments are kept apart', () => {
  const { comments } = tokenize(sourceText('a.arch', 'a # one\n# two'))
  expect(comments.map((one) => one.image)).toEqual(['# one', '# two'])
})
