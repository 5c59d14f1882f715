// Flags as values: what they mean, what is refused and in which words, and when a report is painted.

import { describe, expect, test } from 'vitest'
import { checkOptions } from './check-options.ts'
import { colours } from './colour.ts'
import type { Flags } from './flags.ts'

describe('the flags of check', () => {
  test('unwritten', () => {
    expect(checkOptions(['a.arch'], {})).toEqual({
      kind: 'value',
      value: {
        input: { kind: 'paths', paths: ['a.arch'] },
        preset: undefined,
        failOn: 'error',
        maxWarnings: undefined,
        minSeverity: 'hint',
        suppressed: 'counted',
        inlineIgnores: 'heeded',
        outputs: [{ format: 'pretty', file: undefined }],
      },
    })
  })

  test('written', () => {
    const flags: Flags = {
      preset: ['strict'],
      failOn: ['never'],
      maxWarnings: ['12'],
      quiet: true,
      showSuppressed: true,
      inlineIgnore: false,
      format: ['pretty', 'json=out=1.json'],
      stdin: true,
      stdinFilename: ['x.arch'],
    }
    expect(checkOptions([], flags)).toMatchObject({
      value: {
        input: { kind: 'standard-input', name: 'x.arch' },
        preset: 'strict',
        failOn: 'never',
        maxWarnings: 12,
        minSeverity: 'error',
        suppressed: 'listed',
        inlineIgnores: 'disregarded',
        outputs: [
          { format: 'pretty', file: undefined },
          { format: 'json', file: 'out=1.json' },
        ],
      },
    })
  })

  test.each<[string, readonly string[], Flags, string]>([
    [
      'a misspelt preset',
      [],
      { preset: ['stict'] },
      '--preset does not know "stict", did you mean "strict"? (it knows recommended, strict, all)',
    ],
    [
      'a severity that is near nothing',
      [],
      { failOn: ['catastrophe'] },
      '--fail-on does not know "catastrophe" (it knows error, warning, info, hint, never)',
    ],
    [
      'a misspelt format',
      [],
      { format: ['jsn'] },
      '--format does not know "jsn", did you mean "json"? (it knows pretty, json)',
    ],
    [
      'a format without its file',
      [],
      { format: ['json='] },
      '--format json= names no file behind the =',
    ],
    [
      'two formats for standard output',
      [],
      { format: ['json', 'pretty'] },
      'two formats for standard output; give one of them a file: --format json=findings.json',
    ],
    [
      'two formats for one file',
      [],
      { format: ['json=a', 'pretty=a'] },
      'two formats for the file a',
    ],
    [
      'a flag given twice',
      [],
      { preset: ['all', 'strict'] },
      '--preset is given twice: "all" and "strict"',
    ],
    [
      'a flag in the place of a value',
      [],
      { minSeverity: ['--quiet'] },
      '--min-severity wants a value, and "--quiet" follows it',
    ],
    [
      'no number',
      [],
      { maxWarnings: ['few'] },
      '--max-warnings wants a whole number, and "few" is none',
    ],
    [
      'two ways to say what is listed',
      [],
      { quiet: true, minSeverity: ['error'] },
      '--quiet is --min-severity error; give one of the two',
    ],
    [
      'standard input and a path',
      ['-', 'a.arch'],
      {},
      'standard input is linted by itself; leave out a.arch',
    ],
    [
      'a name for standard input that is not read',
      ['a.arch'],
      { stdinFilename: ['x.arch'] },
      '--stdin-filename names standard input, which --stdin or - reads',
    ],
  ])('refuses %s', (_, paths, flags, message) => {
    expect(checkOptions(paths, flags)).toEqual({ kind: 'refused', message })
  })
})

describe('colours', () => {
  const terminal = { env: {}, output: 'terminal' } as const
  const stream = { env: {}, output: 'stream' } as const

  test.each([
    ['a terminal', {}, terminal, 'ansi'],
    ['a stream', {}, stream, 'none'],
    ['a terminal that cannot', {}, { ...terminal, env: { TERM: 'dumb' } }, 'none'],
    ['NO_COLOR', {}, { ...terminal, env: { NO_COLOR: '1' } }, 'none'],
    ['an empty NO_COLOR', {}, { ...terminal, env: { NO_COLOR: '' } }, 'ansi'],
    ['FORCE_COLOR', {}, { ...stream, env: { FORCE_COLOR: '1' } }, 'ansi'],
    ['FORCE_COLOR=0', {}, { ...terminal, env: { FORCE_COLOR: '0' } }, 'none'],
    ['both', {}, { ...stream, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }, 'ansi'],
    ['--color', { color: true }, { ...stream, env: { NO_COLOR: '1' } }, 'ansi'],
    ['--no-color', { color: false }, { ...terminal, env: { FORCE_COLOR: '1' } }, 'none'],
  ] as const)('%s', (_, flags, surroundings, wanted) => {
    expect(colours(flags, surroundings)).toBe(wanted)
  })
})
