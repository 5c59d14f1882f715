// `fmt` through the built program: what it writes, what it leaves alone and says so; and the layout itself,
// as a pair of readable files. The examples of this repository are in their canonical layout, all but the
// language's own first example, whose long lines are kept as a page to read, and the broken ones.

import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { golden } from './documents/program.ts'
import { folderWith } from './support/run.ts'
import { readText, root } from './tidy/tree.ts'

const untidy = 'client   web\nservice api {replicas:2}\nweb->api'
const tidy = 'client  web\nservice api { replicas: 2 }\nweb -> api\n'
const broken = 'client web\nweb -> { }\n'

describe('fmt', () => {
  test('writes what changes, and names it', () => {
    const folder = folderWith({ 'a.arch': untidy, 'b.arch': tidy, 'c/d.arch': untidy })
    expect(folder.run(['fmt'])).toEqual({ status: 0, out: 'a.arch\nc/d.arch\n', err: '' })
    expect(folder.read('a.arch')).toBe(tidy)
    expect(folder.read('b.arch')).toBe(tidy)
    expect(folder.read('c/d.arch')).toBe(tidy)
    expect(folder.run(['fmt'])).toEqual({ status: 0, out: '', err: '' })
  })

  test('--check writes nothing, and ends with 1 where something would change', () => {
    const folder = folderWith({ 'a.arch': untidy, 'b.arch': tidy })
    expect(folder.run(['fmt', '--check', '*.arch'])).toEqual({
      status: 1,
      out: 'a.arch\n',
      err: '',
    })
    expect(folder.read('a.arch')).toBe(untidy)
    expect(folder.run(['fmt', '--check', 'b.arch'])).toEqual({ status: 0, out: '', err: '' })
  })

  test('Windows line ends and a byte-order mark are a change', () => {
    const folder = folderWith({
      'a.arch': `\ufeff${tidy}`,
      'b.arch': tidy.replaceAll('\n', '\r\n'),
    })
    expect(folder.run(['fmt']).out).toBe('a.arch\nb.arch\n')
    expect([folder.read('a.arch'), folder.read('b.arch')]).toEqual([tidy, tidy])
  })

  test('a file with errors is left as it is, with its errors, and the others are formatted', () => {
    const folder = folderWith({ 'a.arch': broken, 'b.arch': untidy })
    for (const words of [['fmt', '--check'], ['fmt']]) {
      const { status, out, err } = folder.run(words)
      expect([status, out]).toEqual([1, 'b.arch\n'])
      expect(err).toContain('--> a.arch:2:')
      expect(err).toContain('loadpath: a.arch has errors and was left as it is\n')
      expect(folder.read('a.arch')).toBe(broken)
    }
    expect(folder.read('b.arch')).toBe(tidy)
  })

  test('what is no text is left as it is', () => {
    const folder = folderWith({ 'a.arch': new Uint8Array([0x61, 0xff, 0x62]) })
    const { status, out, err } = folder.run(['fmt'])
    expect([status, out]).toEqual([1, ''])
    expect(err).toContain('error[not-utf-8]')
  })

  test('standard input goes to standard output', () => {
    const folder = folderWith({})
    const asTidy = { status: 0, out: tidy, err: '' }
    expect(folder.run(['fmt', '--stdin'], { input: untidy })).toEqual(asTidy)
    expect(folder.run(['fmt', '-'], { input: tidy })).toEqual(asTidy)
    expect(folder.run(['fmt', '--stdin', '--check'], { input: untidy })).toEqual({
      status: 1,
      out: '<stdin>\n',
      err: '',
    })
    const words = ['fmt', '--stdin', '--stdin-filename', 'x.arch']
    const { status, out, err } = folder.run(words, { input: broken })
    expect([status, out]).toEqual([1, ''])
    expect(err).toContain('--> x.arch:2:')
  })

  test('what cannot be done is said, and ends with 2', () => {
    const folder = folderWith({ 'a.arch': untidy })
    expect(folder.run(['fmt', 'b.arch'])).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: "b.arch": there is no such file\n',
    })
    expect(folder.run(['fmt', 'b.arch', 'a.arch'])).toEqual({
      status: 2,
      out: 'a.arch\n',
      err: 'loadpath: b.arch was not formatted: there is no such file\n',
    })
    expect(folder.run(['fmt', '--stdin', 'a.arch']).err).toBe(
      'loadpath: standard input is formatted by itself; leave out a.arch\n',
    )
  })
})

describe('the layout', () => {
  const before = readText('test/format/before.arch')

  test('is the one that the golden file shows', () => {
    const { status, out } = folderWith({}).run(['fmt', '--stdin'], { input: before })
    expect(status).toBe(0)
    expect(out).toBe(golden('test/format/after.arch', out))
  })

  const laidOut = globSync('examples/*/*.arch', { cwd: root })
    .filter((path) => !/^examples\/(broken|photo-sharing)\//.test(path))
    .sort()

  test.each(laidOut)('is that of %s', (path) => {
    const { status, out } = folderWith({}).run(['fmt', '--check', join(root, path)])
    expect([status, out]).toEqual([0, ''])
  })
})
