// What a config comes to for a file: later beats earlier, and options stay where a severity stands alone.
// The oracle plays the layers by hand, one assignment after the other.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sourceText } from '#grammar/source.ts'
import { readJson } from './json.ts'
import { covers, type Layer, layersOf, patternsIn, settled } from './layers.ts'
import type { Written } from './written.ts'

function written(value: unknown): Written {
  return readJson(sourceText('c.json', JSON.stringify(value)), 'json').value!
}

const layersIn = (config: unknown): readonly Layer[] => layersOf(written(config), '/team')

const plainly = (config: unknown, file?: string) =>
  Object.fromEntries(
    [...settled(layersIn(config), file)].map(([rule, { severity, options }]) => [
      rule,
      [severity, options],
    ]),
  )

describe('the settings of a file', () => {
  test.each<[string, readonly unknown[], unknown]>([
    ['a severity', ['error'], ['error', {}]],
    ['options', [['error', { max: 3 }]], ['error', { max: 3 }]],
    ['a severity over options', [['error', { max: 3 }], 'hint'], ['hint', { max: 3 }]],
    [
      'options over options',
      [
        ['error', { max: 3 }],
        ['hint', { min: 1 }],
      ],
      ['hint', { min: 1 }],
    ],
    [
      'no options over options',
      [
        ['error', { max: 3 }],
        ['hint', {}],
      ],
      ['hint', {}],
    ],
    ['off and on again', [['error', { max: 3 }], 'off', 'info'], ['info', { max: 3 }]],
  ])('%s', (_, settings, result) => {
    const overrides = settings.map((setting) => ({ files: ['**'], rules: { 'a-b': setting } }))
    expect(plainly({ overrides }, '/team/x.arch')).toEqual({ 'a-b': result })
  })

  test('take the overrides that fit, in order', () => {
    const config = {
      rules: { 'a-b': 'info' },
      overrides: [
        { files: ['old/**'], ignores: ['old/kept.arch'], rules: { 'a-b': 'off' } },
        { files: ['**/*.arch'], ignores: ['old'], rules: { 'c-d': 'error' } },
      ],
    }
    expect(plainly(config, '/team/old/x.arch')).toEqual({ 'a-b': ['off', {}] })
    expect(plainly(config, '/team/old/kept.arch')).toEqual({ 'a-b': ['info', {}] })
    expect(plainly(config, '/team/x.arch')).toEqual({ 'a-b': ['info', {}], 'c-d': ['error', {}] })
    expect(plainly(config)).toEqual({ 'a-b': ['info', {}] })
  })

  test('are those that the layers give when they are played one by one', () => {
    const options = fc.dictionary(fc.constantFrom('max', 'min'), fc.integer({ min: 1, max: 5 }))
    const severity = fc.constantFrom('error', 'hint', 'off')
    const setting = fc.oneof(severity, fc.tuple(severity, options))
    const rules = fc.dictionary(fc.constantFrom('a-b', 'c-d'), setting, { noNullPrototype: true })
    const override = fc.record({ files: fc.subarray(['a', 'b', 'c'], { minLength: 1 }), rules })
    const config = fc.record({ rules, overrides: fc.array(override, { maxLength: 4 }) })
    fc.assert(
      fc.property(config, fc.constantFrom('a', 'b', 'c'), (value, file) => {
        const result: Record<string, [string, unknown]> = {}
        const fitting = value.overrides.filter(({ files }) => files.includes(file))
        for (const layer of [value.rules, ...fitting.map((one) => one.rules)]) {
          for (const [rule, one] of Object.entries(layer)) {
            if (typeof one === 'string') result[rule] = [one, result[rule]?.[1] ?? {}]
            else result[rule] = [...one]
          }
        }
        expect(plainly(value, `/team/${file}`)).toEqual(result)
      }),
    )
  })
})

describe('patterns', () => {
  test.each<[string, string, boolean]>([
    ['a.arch', '/team/a.arch', true],
    ['a.arch', '/team/x/a.arch', false],
    ['**/a.arch', '/team/x/a.arch', true],
    ['*.arch', '/team/a.arch', true],
    ['*.arch', '/team/x/a.arch', false],
    ['x', '/team/x/y/a.arch', true],
    ['x/', '/team/x/y/a.arch', true],
    ['./x/', '/team/x/y/a.arch', true],
    ['x/*', '/team/x/y/a.arch', true],
    ['x/{a,b}.arch', '/team/x/b.arch', true],
    ['y', '/team/x/y/a.arch', false],
    ['../other/**', '/other/a.arch', true],
    ['../**', '/other/a.arch', true],
    ['**', '/other/a.arch', false],

    ['a', '/team', false],
  ])('%s and %s: %s', (pattern, file, isCovered) => {
    expect(covers(patternsIn(written([pattern]), '/team'), file)).toBe(isCovered)
  })

  test('of a folder whose name holds signs are about what lies in it', () => {
    expect(covers(patternsIn(written(['a/**']), '/w[1]'), '/w[1]/a/b.arch')).toBe(true)
    expect(covers(patternsIn(written(['a/**']), '/'), '/a/b.arch')).toBe(true)
  })
})
