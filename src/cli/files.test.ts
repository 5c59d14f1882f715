// Which files a path, a folder or a pattern leads to, on a file system in memory.

import { describe, expect, test } from 'vitest'
import { matcher } from '#src/workspace/glob.ts'
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
      'two files, whatever the order written',
      ['systems/a.arch', 'main.arch'],
      ['/main.arch', '/systems/a.arch'],
    ],
    ['one file under two names', ['main.arch', './main.arch', 'link.arch'], ['/main.arch']],
    ['a pattern', ['systems/**/*.arch'], ['/systems/a.arch', '/systems/eu/b.arch']],
    ['a pattern over everything', ['**/b.arch'], ['/systems/eu/b.arch']],
    ['a pattern that ends in **', ['systems/**'], ['/systems/a.arch', '/systems/eu/b.arch']],
    ['a pattern that ends in *', ['systems/eu/*', '*a*n*'], ['/main.arch', '/systems/eu/b.arch']],
    [
      'a pattern of braces without an ending',
      ['{README*,systems/**,odd/x.*/y}'],
      ['/systems/a.arch', '/systems/eu/b.arch'],
    ],
    [
      'a pattern with an ending of its own',
      ['**/*.txt', '*.m[d]'],
      ['/README.md', '/systems/eu/notes.txt'],
    ],
    ['a pattern whose folders alone have a dot', ['./sys*/e?/*'], ['/systems/eu/b.arch']],
    ['a file whose name looks like a pattern', ['odd/[x].arch'], ['/odd/[x].arch']],
  ])('%s', (_, paths, files) => {
    expect(findFiles(host, paths)).toEqual({ files, missed: [] })
  })

  test.each([
    ['gone.arch', 'there is no such file'],
    ['none/*.arch', 'no file matches it'],
    ['none/**', 'no .arch file matches it'],
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
    const list = (folder: string) => (folder === '/systems/eu' ? undefined : host.list(folder))
    expect(findFiles({ ...host, list }, ['systems'])).toEqual({
      files: ['/systems/a.arch'],
      missed: [{ path: 'systems/eu', reason: 'the folder cannot be read' }],
    })
  })

  test('what a run ignores is led to by its name alone', () => {
    const ignores = (path: string) => path.startsWith('/systems/eu/')
    expect(findFiles(host, ['systems'], { ignores }).files).toEqual(['/systems/a.arch'])
    expect(findFiles(host, ['systems/eu/b.arch'], { ignores }).files).toEqual([
      '/systems/eu/b.arch',
    ])
  })
})

describe('what git ignores', () => {
  const ignoring = memoryHost({
    '/.gitignore': 'built/\n',
    '/built/a.arch': '',
    '/built/b.arch': '',
    '/other/.gitignore': '*.arch\n!kept.arch\n',
    '/other/kept.arch': '',
    '/other/lost.arch': '',
    '/main.arch': '',
  })

  test('is left out of folders and patterns, and taken where it is named', () => {
    expect(findFiles(ignoring, []).files).toEqual(['/main.arch', '/other/kept.arch'])
    expect(findFiles(ignoring, ['**/*.arch']).files).toEqual(['/main.arch', '/other/kept.arch'])
    expect(findFiles(ignoring, ['built/a.arch'])).toEqual({ files: ['/built/a.arch'], missed: [] })
  })

  test.each([
    [
      'built',
      'no .arch file lies in it; 2 are ignored by .gitignore, and linted where they are named',
    ],
    [
      'other/l*',
      'no .arch file matches it; one is ignored by .gitignore, and linted where it is named',
    ],
  ])('is counted where %s leads to nothing else', (path, reason) => {
    expect(findFiles(ignoring, [path])).toEqual({ files: [], missed: [{ path, reason }] })
  })

  test('a repository ends at its top, and one inside answers for itself', () => {
    const nested = memoryHost({
      '/.gitignore': '*.arch\n',
      '/outer/.git/HEAD': '',
      '/outer/a.arch': '',
      '/outer/.gitignore': 'b.arch\n',
      '/outer/inner/.git': 'gitdir: ../.git/modules/inner\n',
      '/outer/.git/modules/inner/info/exclude': 'c.arch\n',
      '/outer/inner/b.arch': '',
      '/outer/inner/c.arch': '',
    })
    expect(findFiles(nested, ['outer']).files).toEqual(['/outer/a.arch', '/outer/inner/b.arch'])
    expect(findFiles(nested, ['outer/inner']).files).toEqual(['/outer/inner/b.arch'])
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

  test.each([
    [`${'**/'.repeat(30)}${'x/**/'.repeat(30)}y`, 'x/'.repeat(200)],
    [`${'*a'.repeat(40)}b`, 'a'.repeat(2000)],
    [`${'{a,aa}'.repeat(60)}b`, 'a'.repeat(90)],
    ['[z-a].arch', 'b.arch'],
  ])('the pattern %#, which does not match, ends', (pattern, path) => {
    expect(matcher(pattern)?.test(path)).toBe(false)
  })

  test.each(['{a', 'a[b', '[]'])('%s is refused', (pattern) => {
    expect(matcher(pattern)).toBeUndefined()
  })
})
