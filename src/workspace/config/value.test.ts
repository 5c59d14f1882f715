// What modules export, as a tree: places from their text where they are written out, and an answer for
// whatever a program can make.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sourceText, spanText } from '#grammar/source.ts'
import { literalIn } from './literal.ts'
import { writtenValue } from './value.ts'
import { called, type Written } from './written.ts'

const start = { source: sourceText('c.ts', ''), start: 0, end: 0 }

function whatIs(value: unknown): string {
  return called(writtenValue(value, undefined, start))
}

const circle: unknown[] = []
circle.push(circle)

describe('a value', () => {
  test.each<[string, unknown, string]>([
    ['a text', 'a', '"a"'],
    ['a number', 3, 'the number 3'],
    ['null', null, 'null'],
    ['NaN', Number.NaN, 'NaN'],
    ['infinity', -1 / 0, '-Infinity'],
    ['a function', () => 1, 'a function'],
    ['a symbol', Symbol('x'), 'a symbol'],
    ['a bigint', 3n, 'a bigint'],
    ['nothing', undefined, 'undefined'],
    ['a regular expression', /a/, 'a regular expression'],
    ['a date', new Date(0), 'a Date'],
    ['a map', new Map(), 'a Map'],
    ['a promise', Promise.resolve(), 'a Promise'],
    ['a long list', new Array(1e9), 'a list of 1000000000'],
    ['a list', [1], 'a list'],
    ['an object', { a: 1 }, 'an object'],
    [
      'a proxy that refuses',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no')
          },
        },
      ),
      'an object that fails: no',
    ],
    [
      'a tag that fails',
      {
        get [Symbol.toStringTag]() {
          throw 1
        },
      },
      'an object that fails: 1',
    ],
  ])('is called what it is: %s', (_, value, name) => {
    expect(whatIs(value)).toBe(name)
  })

  test('that holds itself is followed once', () => {
    const written = writtenValue(circle, undefined, start)
    expect(written.kind === 'list' && written.items.map(called)).toEqual([
      'an object that holds itself',
    ])
  })

  test('has no key that is undefined, and one whose getter fails is told', () => {
    const value = {
      a: undefined,
      get b() {
        throw new Error('no')
      },
    }
    const written = writtenValue(value, undefined, start)
    expect(
      written.kind === 'object' && written.entries.map((one) => [one.name, called(one.value)]),
    ).toEqual([['b', 'a getter that fails: no']])
  })

  test('of any sort is answered', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withMap: true,
          withSet: true,
          withDate: true,
          withBigInt: true,
          withSparseArray: true,
          withNullPrototype: true,
        }),
        (value) => {
          expect(typeof whatIs(value)).toBe('string')
        },
      ),
    )
  })
})

/** `rules.high-fan-out: "off"` and so on: every place in the tree with the text that stands there. */
function placesIn(written: Written, path = ''): readonly string[] {
  if (written.kind === 'list')
    return written.items.flatMap((item, index) => placesIn(item, `${path}[${index}]`))
  if (written.kind !== 'object') return [`${path}: ${spanText(written.at)}`]
  return written.entries.flatMap(({ name, at, value }) => [
    `${path}.${name} ${spanText(at)}`,
    ...placesIn(value, `${path}.${name}`),
  ])
}

const forms: readonly (readonly [string, string])[] = [
  ['export default { rules: { "high-fan-out": "off" } }', 'an object'],
  ["export default { 'rules': { 'high-fan-out': 'off' }, }", 'single quotes'],
  ['// { rules: 1 }\nexport default defineConfig({ rules: { "high-fan-out": "off" } })', 'a call'],
  [
    'export default defineConfig<"a-b">({ rules: { "high-fan-out": /* } */ "off" } })',
    'a typed call',
  ],
  [
    'const it: Config = { rules: { "high-fan-out": "off" } } satisfies Config\nexport default it',
    'a name',
  ],
  ['module.exports = { rules: { "high-fan-out": "off" } }', 'CommonJS'],
]

describe('the places of keys', () => {
  test.each(forms)('are found in %j', (text) => {
    const literal = literalIn(sourceText('c.ts', text))
    const written = writtenValue({ rules: { 'high-fan-out': 'off' } }, literal, start)
    const [rules = '', rule = '', value = ''] = placesIn(written)
    expect(rules).toMatch(/^\.rules ["']?rules["']?$/)
    expect(rule).toMatch(/^\.rules\.high-fan-out ["']high-fan-out["']$/)
    expect(value).toMatch(/^\.rules\.high-fan-out: ["']off["']$/)
  })

  test('stay near where something is computed', () => {
    const text =
      'export default { ...base, files: [...more, "b"], ignores: list(), rules: { [id]: "off", "a-b": x ? 1 : 2 } }'
    const literal = literalIn(sourceText('c.ts', text))
    const value = { plugins: [], files: ['a', 'b'], ignores: ['c'], rules: { d: 'off', 'a-b': 1 } }
    expect(placesIn(writtenValue(value, literal, start))).toEqual([
      `.plugins ${spanText(literal!.at)}`,
      '.files files',
      '.files[0]: [...more, "b"]',
      '.files[1]: [...more, "b"]',
      '.ignores ignores',
      '.ignores[0]: list()',
      '.rules rules',
      '.rules.d { [id]: "off", "a-b": x ? 1 : 2 }',
      '.rules.d: { [id]: "off", "a-b": x ? 1 : 2 }',
      '.rules.a-b "a-b"',
      '.rules.a-b: x ? 1 : 2',
    ])
  })

  test('are looked for in any text without end', () => {
    const pieces = fc.constantFrom(...'{}[](),:`"\'/\\*. ', 'a', '${', '//', '/*', '\n')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const source = sourceText('c.ts', `export default {${parts.join('')}`)
        const literal = literalIn(source)
        expect(literal?.at.end).toBeLessThanOrEqual(source.text.length)
      }),
      { numRuns: 2000 },
    )
  })
})
