// Arguments of the built program: how a run ends, and that a misspelling is told in one line and never
// ignored.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from './support/run.ts'

const clean = 'client web\nservice api { replicas: 2 }\nweb -> api\n'
const warned = 'client web\nservice api { replicas: 2 }\ndatabase db\nweb -> api -> db\n'
const broken = 'client web\nservce api\nweb -> api\n'

describe('the exit status', () => {
  test.each([
    ['0 for a clean file', ['clean.arch'], 0],
    ['0 for warnings', ['warned.arch'], 0],
    ['1 for warnings under --fail-on warning', ['warned.arch', '--fail-on', 'warning'], 1],
    ['1 past --max-warnings', ['warned.arch', '--max-warnings', '0'], 1],
    ['1 for an error of the text', ['broken.arch'], 1],
    ['1 in every format', ['broken.arch', '--format', 'json'], 1],
    ['1 whatever is listed', ['warned.arch', '--quiet', '--fail-on', 'warning'], 1],
    ['0 under --fail-on never', ['broken.arch', '--fail-on', 'never'], 0],
    ['1 for a folder with an error', ['.'], 1],
    ['2 for a file that is not there', ['gone.arch'], 2],
    ['2 for one of two that is not there', ['clean.arch', 'gone.arch'], 2],
    ['2 for a pattern without a match', ['x/*.arch'], 2],
    ['2 for an unknown flag', ['clean.arch', '--formt', 'json'], 2],
    ['2 for an unknown format', ['clean.arch', '--format', 'xml'], 2],
    ['2 for an unknown preset', ['clean.arch', '--preset', 'stict'], 2],
    ['2 for a report that cannot be written', ['clean.arch', '--format', 'json=no/x.json'], 2],
    ['0 for help', ['--help'], 0],
    ['0 for the version', ['--version'], 0],
  ])('is %s', (_, words, status) => {
    const folder = folderWith({ 'clean.arch': clean, 'warned.arch': warned, 'broken.arch': broken })
    expect(folder.run(words).status).toBe(status)
    if (!words[0]?.startsWith('--')) expect(folder.run(['check', ...words]).status).toBe(status)
  })

  test('is 2 where a file cannot be read, and the others are linted', () => {
    const folder = folderWith({ 'clean.arch': clean })
    // Where the reader may read everything, a name that is too long stands in for a closed file.
    const name = `${'x'.repeat(300)}.arch`
    const { status, out, err } = folder.run(['clean.arch', name, '--format', 'json'])
    const { notLinted, summary } = JSON.parse(out)
    expect(status).toBe(2)
    expect(err).toBe(`loadpath: ${name} was not linted: the name is too long\n`)
    expect(notLinted).toEqual([{ file: name, reason: 'the name is too long' }])
    expect(summary).toMatchObject({ files: 1, errors: 0, exit: 2 })
  })
})

describe('misspelt', () => {
  test.each([
    ['a command', ['chek'], '"chek": there is no such file, did you mean the command "check"?'],
    [
      'a command before a file',
      ['rendr', 'a.arch'],
      '"rendr": there is no such file, did you mean the command "render"?',
    ],
    ['a flag', ['a.arch', '--formt'], "unknown option '--formt', did you mean --format?"],
    ['a flag like no other', ['a.arch', '--xyzzy'], "unknown option '--xyzzy'; --help lists them"],
    [
      'a format',
      ['a.arch', '--format', 'jsn'],
      '--format does not know "jsn", did you mean "json"? (it knows pretty, json)',
    ],
    [
      'a preset',
      ['a.arch', '--preset', 'stict'],
      '--preset does not know "stict", did you mean "strict"? (it knows recommended, strict, all)',
    ],
    [
      'a rule',
      ['explain', 'single-point-of-failur'],
      'there is no rule "single-point-of-failur", did you mean "single-point-of-failure"?',
    ],
    [
      'what only the linter itself reports',
      ['explain', 'not-evaluatd'],
      'there is no rule "not-evaluatd", did you mean "not-evaluated"?',
    ],
    [
      'a code that is no rule',
      ['explain', 'unknown-component'],
      'there is no rule "unknown-component"; `loadpath rules` lists them, and mistakes of a text have no page: their help says what to write',
    ],
    [
      'a command to help with',
      ['help', 'chek'],
      'there is no command "chek", did you mean "check"?',
    ],
    [
      'a flag without its value',
      ['render', 'a.arch', '-o'],
      "option '-o, --output <file>' argument missing",
    ],
    [
      'a flag that swallows the next',
      ['render', 'a.arch', '-o', '--color'],
      '-o wants a value, and "--color" follows it',
    ],
    [
      'no output',
      ['render', 'a.arch'],
      'where does the picture go? loadpath render a.arch -o picture.svg',
    ],
    ['no file to draw', ['render', '-o', 'a.svg'], "missing required argument 'file'"],
    [
      'two files to draw',
      ['render', 'a.arch', 'b.arch', '-o', 'a.svg'],
      "too many arguments for 'render'. Expected 1 argument but got 2: a.arch, b.arch",
    ],
    ['a folder to draw', ['render', '.', '-o', 'a.svg'], '"." was not drawn: it is a folder'],
    [
      'a file to draw that is not there',
      ['render', 'b.arch', '-o', 'b.svg'],
      '"b.arch" was not drawn: there is no such file',
    ],
    [
      'a picture that is no SVG',
      ['render', 'a.arch', '-o', 'a.png'],
      '-o a.png: a picture is SVG, so its name ends in .svg',
    ],
    [
      'a picture over the file',
      ['render', 'a.arch', '-o', './a.arch'],
      '-o ./a.arch is the file itself',
    ],
    [
      'an argument too many',
      ['init', 'x'],
      "too many arguments for 'init'. Expected 0 arguments but got 1: x",
    ],
    ['an empty path', [''], '"": an empty path names nothing'],
  ])('%s is told in one line, and nothing runs', (_, words, line) => {
    const folder = folderWith({ 'a.arch': clean })
    expect(folder.run(words)).toEqual({ status: 2, out: '', err: `loadpath: ${line}\n` })
    expect(existsSync(join(folder.path, 'a.svg'))).toBe(false)
    expect(folder.read('a.arch')).toBe(clean)
  })

  const later = [
    ...['diff', 'baseline', 'merge', 'new'],
    ...['completions', 'serve', 'lsp', 'import', 'export'],
  ]

  test.each(later)('%s is no command yet, and nothing is linted', (word) => {
    const refused = {
      status: 2,
      out: '',
      err: `loadpath: \`${word}\` is no command of this version (there are check, fix, fmt, render, simulate, estimate, explain, rules, config, init)\n`,
    }
    const folder = folderWith({ 'a.arch': warned })
    expect(folder.run([word, 'a.arch'])).toEqual(refused)
    expect(folder.run([word, 'a.arch', '--check'])).toEqual(refused)
  })

  test('a file or folder of that name is linted', () => {
    const folder = folderWith({ diff: clean, 'import/a.arch': clean })
    expect(folder.run(['diff', 'import'])).toMatchObject({ status: 0, err: '' })
    expect(folder.run(['import'])).toMatchObject({ status: 0, err: '' })
  })

  test('a folder without files is told how to begin', () => {
    expect(folderWith({}).run([])).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: no .arch file lies below this folder; `loadpath init` writes a first one\n',
    })
  })
})
