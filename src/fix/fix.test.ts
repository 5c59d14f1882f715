// The engine on fixes that are made up: ones that overlap, that break the text, that do not help, that bring
// about another finding, and two that undo each other. A made-up finding is a word in the text, and is gone
// with it.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { parse } from '#grammar/parse.ts'
import { type SourceText, sourceText } from '#grammar/source.ts'
import type { Candidate } from './candidates.ts'
import { applied, compatible } from './edits.ts'
import { fixTogether } from './fix.ts'
import type { Look } from './looked.ts'

interface Word {
  readonly word: string
  /** What the fix of it writes in its place. */
  readonly instead: string
  readonly safe?: boolean
  readonly suppressed?: true
}

/** Looks at one text, in which each of the words is a finding with a fix. */
function lookFor(words: readonly Word[], text: string): Look {
  return (texts) => {
    const source = sourceText('a.arch', texts.get('/a.arch') ?? text)
    const findings = [
      ...parse(source).diagnostics,
      ...words.flatMap((word) => findingsOf(word, source)),
    ]
    return [{ path: '/a.arch', root: '/a.arch', findings, files: new Map([['/a.arch', source]]) }]
  }
}

function findingsOf({ word, instead, safe = true, suppressed }: Word, source: SourceText) {
  return [...source.text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(
    ({ index }): Diagnostic => {
      const at = { source, start: index, end: index + word.length }
      return {
        ...{ rule: `no-${word}`, category: 'made-up', severity: 'warning', message: word, at },
        ...{ notes: [], subjects: [word], related: [] },
        fix: { title: `write ${instead}`, safe, edits: [{ at, text: instead }] },
        ...(suppressed ? { suppressed: { reason: 'so it is' } } : {}),
      }
    },
  )
}

function fixed(text: string, words: readonly Word[], meaning: 'safe' | 'unsafe' = 'safe') {
  const { changed, made, refused } = fixTogether(lookFor(words, text), {
    meaning,
    mayWrite: () => true,
  })
  return {
    text: changed.get('/a.arch')?.after ?? text,
    made: made.map(({ rule }) => rule),
    refused: refused.map(({ fix, reason }) => `${fix.rule}: ${reason}`),
  }
}

describe('made-up fixes', () => {
  it('are all made at once', () => {
    const words = [
      { word: 'one', instead: 'uno' },
      { word: 'two', instead: 'due' },
    ]
    expect(fixed('service one\nservice two\nservice one2\n', words)).toEqual({
      text: 'service uno\nservice due\nservice one2\n',
      made: ['no-one', 'no-two'],
      refused: [],
    })
  })

  it('are left where they are unsafe, or of an ignored finding', () => {
    const words: Word[] = [
      { word: 'one', instead: 'uno', safe: false },
      { word: 'two', instead: 'due', suppressed: true },
    ]
    const text = 'service one\nservice two\n'
    expect(fixed(text, words).made).toEqual([])
    expect(fixed(text, words, 'unsafe').made).toEqual(['no-one'])
  })

  it.each([
    ['does not help', 'one', 'no-one: its finding would stay'],
    ['breaks the text', '{', 'no-one: the text would not read well: '],
    ['brings about another', 'three', 'no-one: it would bring about no-three: three'],
  ])('are refused by name where one %s, and the others are made', (_, instead, reason) => {
    const words = [
      { word: 'zero', instead: 'nil' },
      { word: 'one', instead },
      { word: 'two', instead: 'due' },
      { word: 'three', instead: 'three' },
    ]
    const result = fixed('service zero\nservice one\nservice two\n', words)
    expect(result.text).toBe('service nil\nservice one\nservice due\n')
    expect([...result.made].sort()).toEqual(['no-two', 'no-zero'])
    expect(result.refused).toEqual([expect.stringContaining(reason)])
  })

  it('do not go round', () => {
    const words = [
      { word: 'one', instead: 'two' },
      { word: 'two', instead: 'one' },
    ]
    const result = fixed('service one\n', words)
    expect([result.text, result.made]).toEqual(['service one\n', []])
  })

  it('wait for the next pass where they overlap', () => {
    const text = 'service one { owner: one-two }\n'
    const words = [
      { word: 'one-two', instead: 'due' },
      { word: 'two', instead: 'deux' },
    ]
    const result = fixed(text, words)
    expect(result.text).toBe('service one { owner: due }\n')
    expect(result.made).toEqual(['no-one-two'])
  })

  it('end, and change nothing the second time', () => {
    const names = ['one', 'two', 'three', 'four', 'five', 'six']
    const word = fc.record({
      word: fc.constantFrom(...names),
      instead: fc.constantFrom(...names, 'nil', '{', ''),
    })
    const text = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.uniqueArray(word, { selector: (one) => one.word }), text, (words, written) => {
        const before = written.map((name, at) => `service s${at} { owner: ${name} }\n`).join('')
        const once = fixed(before, words)
        expect(parse(sourceText('', once.text)).diagnostics).toEqual([])
        const twice = fixed(once.text, words)
        expect([twice.text, twice.made]).toEqual([once.text, []])
      }),
      { numRuns: 300, seed: 20270331 },
    )
  })
})

describe('edits', () => {
  const edit = (start: number, end: number, text: string): Candidate => ({
    ...{ rule: 'r', title: 't', names: [], mends: 'finding', removes: [] },
    at: { source: sourceText('a', ''), start, end },
    edits: [{ path: 'a', start, end, text }],
  })
  const made = (text: string, ...fixes: Candidate[]): string =>
    applied(compatible(fixes), new Map([['a', text]])).get('a')!.text

  it('that insert at one place keep their order, and equal ones are one', () => {
    expect(made('ab', edit(1, 1, 'x'), edit(1, 1, 'y'), edit(1, 1, 'x'))).toBe('axyb')
    expect(made('ab', edit(1, 2, 'z'), edit(1, 1, 'y'))).toBe('ayz')
    expect(made('ab', edit(0, 1, 'z'), edit(1, 1, 'y'))).toBe('zyb')
  })

  it('that write the same attribute, or a body, at one place overlap', () => {
    expect(made('ab', edit(1, 1, ' n: 1'), edit(1, 1, ' n: 2'), edit(1, 1, ' m: 2'))).toBe(
      'a n: 1 m: 2b',
    )
    expect(made('ab', edit(2, 2, ' { n: 1 }'), edit(2, 2, ' { m: 1 }'))).toBe('ab { n: 1 }')
  })

  it('write the line ends of the text', () => {
    expect(made('a\r\nb', edit(3, 3, 'x\n'))).toBe('a\r\nx\r\nb')
  })

  it('are those of a text cut at their places', () => {
    const one = fc.record({
      start: fc.nat(9),
      length: fc.nat(3),
      text: fc.constantFrom('x', 'yy', ''),
    })
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 5 }), (list) => {
        const text = '0123456789'
        const fixes = list.map(({ start, length, text: written }) =>
          edit(start, Math.min(10, start + length), written),
        )
        const taken = compatible(fixes).flatMap(({ edits }) => edits)
        // Character by character: what stands in front of each place, and whether the character stays.
        let expected = ''
        for (let at = 0; at <= text.length; at++) {
          const here = taken.filter(({ start }) => start === at)
          const inserted = here.filter(({ end }) => end === at).map((part) => part.text)
          expected += [...new Set(inserted)].join('')
          expected += here.find(({ end }) => end > at)?.text ?? ''
          if (at < text.length && !taken.some(({ start, end }) => start <= at && at < end))
            expected += text[at]
        }
        expect(made(text, ...fixes)).toBe(expected)
      }),
      { numRuns: 500, seed: 20270331 },
    )
  })
})
