// Which files a path, a folder or a pattern leads to, on a file system in memory.

import { describe, expect, test } from 'vitest'
import { baseOf, matcher } from '#src/workspace/glob.ts'
import { memoryHost } from '#src/workspace/memory-host.ts'
import { findFiles } from './files.ts'

const host = memoryHost({
  '/main.arch': '',
  '/README.md': '',
  '/systems/a.arch': '',
  '/systems/eu/b.arch': '',
  '/systems/eu/notes.txt': '',
  '/odd/[x].arch': '',
  '/link.arch': { link: 'main.arch' },
})

describe('finding files', () => {
  test.each([
    [
      'the whole folder',
      [],
      ['/main.arch', '/odd/[x].arch', '/systems/a.arch', '/systems/eu/b.arch'],
    ],
    ['a folder', ['systems'], ['/systems/a.arch', '/systems/eu/b.arch']],
    ['a folder by another way', ['systems/eu/..'], ['/systems/a.arch', '/systems/eu/b.arch']],
    ['a file, whatever its name ends in', ['README.md'], ['/README.md']],
    [
      'two files in the order written',
      ['systems/a.arch', 'main.arch'],
      ['/systems/a.arch', '/main.arch'],
    ],
    ['one file under two names', ['main.arch', './main.arch', 'link.arch'], ['/main.arch']],
    ['a pattern', ['systems/**/*.arch'], ['/systems/a.arch', '/systems/eu/b.arch']],
    ['a pattern over everything', ['**/b.arch'], ['/systems/eu/b.arch']],
    ['a file whose name looks like a pattern', ['odd/[x].arch'], ['/odd/[x].arch']],
  ])('%s', (_, paths, files) => {
    expect(findFiles(host, paths)).toEqual({ files, missed: [] })
  })

  test.each([
    ['gone.arch', 'there is no such file'],
    ['none/*.arch', 'no file matches it'],
    ['{a,b', 'a bracket of the pattern lacks its partner'],
  ])('says why %s gives nothing', (path, reason) => {
    expect(findFiles(host, [path, 'main.arch'])).toEqual({
      files: ['/main.arch'],
      missed: [{ path, reason }],
    })
  })

  test('says that a folder holds none', () => {
    const bare = memoryHost({ '/docs/a.md': '' })
    expect(findFiles(bare, ['docs']).missed).toEqual([
      { path: 'docs', reason: 'no .arch file lies in it' },
    ])
  })

  test('says that a folder below cannot be read', () => {
    const closed = { ...host, list: () => ['/systems/a.arch', '/systems/secret/'] }
    expect(findFiles(closed, ['systems'])).toEqual({
      files: ['/systems/a.arch'],
      missed: [{ path: 'systems/secret', reason: 'the folder cannot be read' }],
    })
  })
})

describe('patterns', () => {
  test.each([
    ['*.arch', 'a.arch', true],
    ['*.arch', 'x/a.arch', false],
    ['**/*.arch', 'a.arch', true],
    ['**/*.arch', 'x/y/a.arch', true],
    ['x/**', 'x/y/a.arch', true],
    ['a?.arch', 'ab.arch', true],
    ['a?.arch', 'a/.arch', false],
    ['{a,b}.arch', 'b.arch', true],
    ['{a,b}.arch', 'c.arch', false],
    ['{a,{b,c}}/*.arch', 'c/x.arch', true],
    ['[a-c].arch', 'b.arch', true],
    ['[!a-c].arch', 'b.arch', false],
    ['[!a-c].arch', 'd.arch', true],
    ['a.arch', 'aXarch', false],
    ['a,b}.arch', 'a,b}.arch', true],
    ['日?.arch', '日本.arch', true],
    ['a+(b).arch', 'a+(b).arch', true],
  ])('%s and %s: %s', (pattern, path, matches) => {
    expect(matcher(pattern)?.test(path)).toBe(matches)
  })

  test.each(['{a', 'a[b', '[]'])('%s is refused', (pattern) => {
    expect(matcher(pattern)).toBeUndefined()
  })

  test.each([
    ['*.arch', '.'],
    ['systems/*/x.arch', 'systems'],
    ['../a/**', '../a'],
    ['/srv/*.arch', '/srv'],
    ['/*.arch', '/'],
  ])('%s begins in %s', (pattern, base) => {
    expect(baseOf(pattern)).toBe(base)
  })
})
