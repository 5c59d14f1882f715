// What holds for every text: parsing never throws and never hangs, places lie inside the text, tokens are
// the text at their places, and the same text gives the same answer.

import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ast } from './ast.ts'
import { balance } from './brackets.ts'
import type { Diagnostic } from './diagnostic.ts'
import { exampleText } from './example.ts'
import { parse } from './parse.ts'
import { sideOfKind } from './sides.ts'
import { type SourceText, sourceText } from './source.ts'
import { tokenize } from './tokens.ts'

const runs = { numRuns: 600, seed: 20270331 }

const pieces = [
  ...exampleText.split(/(\s+)/),
  ...'{ } [ ] ( ) : , | * .. -> ~> => >= <= = != " """ # @ \\ / \' ; – → ： 5k/s 1..2 2027-03-31'.split(
    ' ',
  ),
  '\n',
  '\r',
  '\u0000',
  '\ufeff',
  'é',
  'e\u0301',
  '😀',
  '\ud800',
]

const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(' '))
const glued = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''))
const noise = fc.string({ unit: 'binary', maxLength: 200 })

const mutated = fc
  .array(
    fc.record({
      at: fc.nat(exampleText.length),
      remove: fc.nat(12),
      insert: fc.oneof(fc.constant(''), fc.constantFrom(...pieces)),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((edits) => edits.reduce(edited, exampleText))

const examples = resolve(import.meta.dirname, '../examples')
const exampleLines = globSync('**/*.arch', { cwd: examples })
  .sort()
  .map((path) => readFileSync(resolve(examples, path), 'utf8').split('\n'))

/** Some lines of an example with brackets put anywhere, few enough lines for the brackets to meet. */
const bracketed = fc
  .record({
    lines: fc.constantFrom(...exampleLines),
    from: fc.nat(1000),
    count: fc.integer({ min: 1, max: 12 }),
    brackets: fc.array(
      fc.record({
        at: fc.nat(1000),
        remove: fc.constant(0),
        insert: fc.constantFrom(...'{ } ( ) [ ]'.split(' '), '( {', '[ {', '{\n', '\n}', '\n)'),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ lines, from, count, brackets }) => {
    const start = from % lines.length
    const text = lines.slice(start, start + count).join('\n')
    return brackets.reduce(
      (sofar, edit) => edited(sofar, { ...edit, at: edit.at % (sofar.length + 1) }),
      text,
    )
  })

function edited(text: string, edit: { at: number; remove: number; insert: string }): string {
  return text.slice(0, edit.at) + edit.insert + text.slice(edit.at + edit.remove)
}

for (const [name, texts] of Object.entries({ soup, glued, noise, mutated, bracketed })) {
  test(`${name}: never throws, and every place is inside the text`, () => {
    fc.assert(
      fc.property(texts, (text) => {
        const source = sourceText('random.arch', text)
        const { value, diagnostics } = parse(source)
        for (const diagnostic of diagnostics) expectInside(source, diagnostic)
        expectSpans(source, value)
      }),
      runs,
    )
  })
}

test('what the parser reads has no brackets that cross', () => {
  fc.assert(
    fc.property(fc.oneof(glued, mutated, bracketed), (text) => expectMatching(text)),
    { ...runs, numRuns: 3000 },
  )
})

test.each([
  'a( {\n}',
  'service api ( { replicas: 2\n}',
  'web -> api ( {\n  calls: 2\n}',
  'region (n eu {\n  service api\n}',
  '({{\n}',
])('a list that is never closed ends behind the block inside it: %j', (text) => {
  expectMatching(text)
  const { diagnostics } = parse(sourceText('open.arch', text))
  expect(diagnostics.map(({ rule }) => rule).join(' ')).toMatch(/unclosed-/)
})

test('tokens are the text at their places, in order and apart', () => {
  fc.assert(
    fc.property(fc.oneof(glued, noise, mutated), (text) => {
      const source = sourceText('random.arch', text)
      let end = 0
      for (const { image, startOffset } of tokenize(source).tokens) {
        expect(startOffset).toBeGreaterThanOrEqual(end)
        end = startOffset + image.length
        expect(source.text.slice(startOffset, end)).toBe(image)
      }
    }),
    runs,
  )
})

test('a text without errors has no dropped characters but space, comments and signs', () => {
  const { value, diagnostics } = parse(sourceText('example.arch', exampleText))
  expect(diagnostics).toEqual([])
  expect(value.statements.length).toBe(22)
})

test('the same text gives the same answer', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      expect(said(text)).toEqual(said(text))
    }),
    { ...runs, numRuns: 200 },
  )
})

function said(text: string): unknown {
  const { value, diagnostics } = parse(sourceText('random.arch', text))
  return JSON.parse(JSON.stringify([value.statements, diagnostics], withoutSource))
}

function withoutSource(key: string, value: unknown): unknown {
  return key === 'source' ? undefined : value
}

function expectMatching(text: string): void {
  const source = sourceText('random.arch', text)
  const { count, kinds } = balance(source, tokenize(source)).table
  const open: number[] = []
  for (const kind of kinds.subarray(0, count)) {
    const side = sideOfKind(kind)
    if (side > 0) open.push(side)
    if (side < 0) expect(open.pop()).toBe(-side)
  }
  expect(open).toEqual([])
}

function expectInside(source: SourceText, { at, related, message }: Diagnostic): void {
  for (const span of [at, ...related.map((one) => one.at)]) {
    expect(span.source, message).toBe(source)
    expect(span.start, message).toBeGreaterThanOrEqual(0)
    expect(span.end, message).toBeGreaterThanOrEqual(span.start)
    expect(span.end, message).toBeLessThanOrEqual(source.text.length)
  }
}

/** Every span of the tree, whatever holds it. */
function expectSpans(source: SourceText, ast: Ast): void {
  JSON.stringify(ast.statements, (key, value) => {
    if (key === 'source') return undefined
    if (key !== 'span') return value
    expect(value.source).toBe(source)
    expect(value.start >= 0 && value.start <= value.end && value.end <= source.text.length).toBe(
      true,
    )
    return undefined
  })
}
