// JSON configs as text: the tree that they give with its places, and what is said about text that is none.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sourceText, spanText } from '#grammar/source.ts'
import { type Dialect, readJson } from './json.ts'
import type { Written } from './written.ts'

/** The value that a tree stands for, as JSON.parse would give it. */
function valueIn(written: Written): unknown {
  switch (written.kind) {
    case 'object':
      return Object.fromEntries(written.entries.map(({ name, value }) => [name, valueIn(value)]))
    case 'list':
      return written.items.map(valueIn)
    case 'plain':
      return written.value
    case 'other':
      throw new Error(`JSON has no ${written.what}`)
  }
}

function placesAreRight(written: Written): boolean {
  if (written.kind === 'list') return written.items.every(placesAreRight)
  if (written.kind === 'object') {
    return written.entries.every(
      ({ name, at, value }) => JSON.parse(spanText(at)) === name && placesAreRight(value),
    )
  }
  return written.kind === 'plain' && Object.is(JSON.parse(spanText(written.at)), written.value)
}

function problemsIn(text: string, dialect: Dialect): readonly string[] {
  return readJson(sourceText('c.json', text), dialect).diagnostics.map(
    ({ message, at }) => `${at.start}-${at.end} ${message}`,
  )
}

describe('JSON', () => {
  test('is read as JSON.parse reads it, every key and value in its place', () => {
    const seen: string[] = []
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom('json', 'jsonc'), (text, dialect) => {
        if (text.includes('__proto__')) return
        seen.push(text)
        const { value, diagnostics } = readJson(sourceText('c.json', text), dialect as Dialect)
        expect(diagnostics).toEqual([])
        expect(valueIn(value!)).toEqual(JSON.parse(text))
        expect(placesAreRight(value!)).toBe(true)
      }),
    )
    expect(seen.length).toBeGreaterThan(50)
  })

  test('is taken for JSON where JSON.parse takes it, and for none where it does not', () => {
    const pieces = fc.constantFrom(...'{}[],:', '"a"', '1', 'true', ' ', '\n', '"', 'x', '-', '\\')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join('')
        const isJson = parsed(text)
        expect(readJson(sourceText('c.json', text), 'json').diagnostics.length === 0).toBe(isJson)
      }),
      { numRuns: 3000 },
    )
  })

  test.each<[string, string, Dialect, readonly string[]]>([
    ['nothing', ' \n', 'json', ['0-0 the config is empty']],
    ['a comment', '{} // x', 'json', ['3-7 a comment stands here, and JSON has none']],
    [
      'a trailing comma',
      '{ "files": ["a", /* b */], }',
      'json',
      [
        '17-24 a comment stands here, and JSON has none',
        '15-16 nothing follows this comma, and JSON allows none here',
        '25-26 nothing follows this comma, and JSON allows none here',
      ],
    ],
    ['both where they are allowed', '{ "files": ["a", /* b */], } // c', 'jsonc', []],
    ['two commas', '{ "a": 1,, }', 'jsonc', ['9-10 a key in double quotes is missing here']],
    ['a list of a comma', '[,]', 'jsonc', ['1-2 a value is missing here']],
    [
      'single quotes',
      "{ 'a': 1 }",
      'json',
      ['2-5 this is no JSON: texts and keys stand in double quotes'],
    ],
    ['no end', '{ "a": [1', 'json', ['9-9 a "]" is missing here']],
    ['something behind it', '{} {}', 'json', ['3-4 the config ends before this']],
    ['an open text', '{ "a": "b }', 'json', ['7-11 this text has no closing quote']],
    ['an open comment', '{} /* a', 'jsonc', ['3-7 this comment has no end']],
  ])('tells %s', (_, text, dialect, problems) => {
    expect(problemsIn(text, dialect)).toEqual(problems)
  })

  test('is never too deep or too broken to be answered', () => {
    expect(problemsIn('['.repeat(100_000), 'json')).toEqual([
      '100-101 the config is nested too deep',
    ])
    expect(problemsIn(`${'{"a":'.repeat(101)}1`, 'json')).toHaveLength(1)
    expect(problemsIn(`[${'[1,],'.repeat(20_000)}1]`, 'json')).toHaveLength(20_000)
  })
})

function parsed(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
