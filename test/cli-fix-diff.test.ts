// What `fix --diff` says and does not write: the patch as the tools take it, in the working folder or in the
// folder above it that the program names; and how much could be fixed, as `check` says it too.

import { realpathSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { folderWith } from './support/run.ts'

const idle = 'client web\nservice api { managed: yes, ignore high-fan-out "never" }\nweb -> api\n'
const tidy = 'client web\nservice api { managed: yes }\nweb -> api\n'

describe('fix', () => {
  test.each(['patch -p0', 'git apply -p0'])('--diff writes nothing, and %s takes it', (tool) => {
    const folder = folderWith({
      'a b.arch': `\ufeff${idle.replaceAll('\n', '\r\n')}`,
      'c/d.arch': idle,
    })
    const { status, out, err } = folder.run(['fix', '--diff'])
    expect([status, err]).toEqual([1, 'loadpath: 2 would be fixed in 2 files; no findings left\n'])
    expect(out).toContain('--- c/d.arch\n+++ c/d.arch\n')
    expect(folder.read('c/d.arch')).toBe(idle)
    const piped = folder.shell(
      `loadpath fix --diff 2> said.txt | GIT_CEILING_DIRECTORIES=.. ${tool}`,
    )
    expect([piped.status, piped.err]).toEqual([0, ''])
    expect(folder.read('c/d.arch')).toBe(tidy)
    expect(folder.read('a b.arch')).toBe(`\ufeff${tidy.replaceAll('\n', '\r\n')}`)
    expect(folder.run(['fix', '--diff'])).toEqual({
      status: 0,
      out: '',
      err: 'loadpath: nothing to fix; no findings left\n',
    })
  })

  test.each([
    ['patch -p0', ''],
    ['git apply -p0', ''],
    ['git apply -p0', 'git init -q . && '],
  ])('--diff of files above the working folder applies where it says: %s %s', (tool, before) => {
    const folder = folderWith({ 'a.arch': idle, 'sub/b.arch': idle, 'other/c.arch': idle })
    const paths = `../a.arch b.arch "$(dirname "$PWD")/other/c.arch"`
    const { out, err } = folder.shell(`cd sub && loadpath fix --diff ${paths}`)
    expect(out.match(/^(?:---|\+\+\+) .*$/gm)).toEqual(
      ['a.arch', 'other/c.arch', 'sub/b.arch'].flatMap((path) => [`--- ${path}`, `+++ ${path}`]),
    )
    const where = /^loadpath: a changed file lies above this folder: apply the patch in (.+)$/m
    expect(where.exec(err)?.[1]).toBe(realpathSync(folder.path))
    const applied = folder.shell(
      `cd sub && loadpath fix --diff ${paths} 2> said.txt > ../it.patch; cd "$(sed -n 's/.*apply the patch in //p' said.txt)" && ${before}GIT_CEILING_DIRECTORIES=.. ${tool} < it.patch`,
    )
    expect([applied.status, applied.err]).toEqual([0, ''])
    for (const file of ['a.arch', 'sub/b.arch', 'other/c.arch']) {
      expect(folder.read(file)).toBe(tidy)
    }
    expect(folder.shell('cd sub && loadpath fix --diff b.arch').err).not.toContain('apply')
  })

  test('and check count what a fix would take up, and nothing else', () => {
    const lines = 'service s { managed: yes, availability: 0.99 }\ndatabase db\nweb -> s -> db\n'
    const last = (out: string) => out.trimEnd().split('\n').at(-1)
    const parts = { 'a.arch': 'import "./part.arch"\nclient web\n', 'part.arch': lines }
    const counts = (files: Readonly<Record<string, string>>, words: readonly string[] = []) => {
      const folder = folderWith(files)
      return [
        last(folder.run(['a.arch', ...words]).out),
        last(folder.run(['fix', '--diff', 'a.arch']).err),
      ]
    }
    expect(counts(parts)).toEqual([
      '1 file: 1 error, 1 warning; 1 can be fixed with loadpath fix',
      'loadpath: 1 would be fixed in 1 file; 1 finding left, with an unsafe fix (--unsafe)',
    ])
    const ignoring = JSON.stringify({ ignores: ['part.arch'] })
    expect(counts({ ...parts, 'loadpath.config.json': ignoring })).toEqual([
      '1 file: 1 error, 1 warning',
      'loadpath: nothing to fix; 2 findings left',
    ])
    expect(counts({ 'a.arch': `client web\n${lines}web -> \n` })).toEqual([
      expect.stringMatching(/^1 file: \d errors(?:, \d warnings?)?$/),
      expect.stringMatching(/^loadpath: nothing to fix; \d findings left$/),
    ])
    const folder = folderWith(parts)
    const input = parts['a.arch']
    expect(folder.run(['--stdin', '--stdin-filename', 'b.arch'], { input }).out).not.toContain(
      'can be fixed',
    )
  })
})
