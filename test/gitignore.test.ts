// What the finder leaves out against git itself, on generated repositories: trees with files of rules at
// every level, `.git/info/exclude`, repositories in repositories, names and patterns of a small alphabet so
// that they meet. The oracle is `git check-ignore`.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFiles } from '#src/cli/files.ts'
import { nodeHost } from '#src/cli/node-host.ts'
import { type Random, seeded } from './support/random/random.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loadpath-ignore-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const names = ['a', 'b', 'ab', 'abc', 'B', 'a b', 'a ', 'é', 'x-y', '[a]', 'a!', '#a', 'a\\b', '12']

const seen = { kept: 0, ignored: 0 }

describe('what git ignores is left out', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))('generated repository %i', (seed) => {
    const random = seeded(seed)
    const repository = join(folder, String(seed))
    const files = write(repository, random)
    const ignored = ignoredByGit(repository, files)
    const wanted = files.filter((file) => !ignored.has(file))
    seen.kept += wanted.length
    seen.ignored += ignored.size
    expect(found(repository, '.')).toEqual(wanted)
    for (const part of new Set(files.map((file) => file.split('/')[0]!))) {
      if (part.endsWith('.arch')) continue
      expect(found(repository, part)).toEqual(wanted.filter((file) => file.startsWith(`${part}/`)))
    }
  })

  test('the generated repositories have enough of both', () => {
    expect(Math.min(seen.kept, seen.ignored)).toBeGreaterThan(200)
  })

  test.each([
    ['a**/b.arch', ['a/b.arch', 'axe/z/b.arch', 'b.arch']],
    ['**\\/b.arch', ['x/b.arch', 'x/y/b.arch', 'b.arch']],
    ['x\\/**/b.arch', ['x/b.arch', 'x/y/b.arch']],
    ['x?y.arch', ['x-y.arch', 'xéy.arch']],
    ['x??y.arch', ['x-y.arch', 'xéy.arch']],
    ['[[:upper:]]*', ['A.arch', 'a.arch']],
    ['[]-]*', [']x.arch', '-x.arch', 'x.arch']],
    ['[a-\\c]*', ['b.arch', 'd.arch']],
    ['*\\', ['a.arch', 'a\\.arch']],
    ['a.arch  ', ['a.arch']],
    ['a.arch\\ ', ['a.arch']],
    ['/*\n!/b\n/b/*\n!/b/c.arch', ['a.arch', 'b/a.arch', 'b/c.arch']],
    ['b/\n!b/c.arch', ['b/a.arch', 'b/c.arch']],
    ['**/a/**/a/**/a/**/a/**/a/**/a/**/b', ['a/a/a/a/a/a/a/a/a/a/c.arch', 'a/a/a/a/a/a/b/c.arch']],
    ['\ufeffa.arch\r\nb.arch\r', ['a.arch', 'b.arch']],
    ['b.arch\0c', ['b.arch']],
  ])('the line %j', (line, files) => {
    const repository = mkdtempSync(join(folder, 'line-'))
    put(repository, [...files.map((path) => [path, ''] as const), ['.gitignore', line]])
    execFileSync('git', ['init', '-q', repository])
    const ignored = ignoredByGit(repository, files)
    expect(found(repository, '.')).toEqual(files.filter((file) => !ignored.has(file)).sort())
  })

  test('small and capital letters are one where the repository says so', () => {
    const repository = mkdtempSync(join(folder, 'case-'))
    const files = ['Ab.arch', 'aB.arch', 'c/D.arch', 'x.arch', 'Z.arch']
    put(repository, [
      ...files.map((path) => [path, ''] as const),
      ['.gitignore', 'AB.arch\nC/?.arch\n[X-Z]*'],
    ])
    execFileSync('git', ['init', '-q', repository])
    execFileSync('git', ['-C', repository, 'config', 'core.ignorecase', 'true'])
    expect(ignoredByGit(repository, files)).toEqual(new Set(files))
    expect(found(repository, '.')).toEqual([])
  })

  test('a linked worktree heeds the exclude of its repository', () => {
    const repository = mkdtempSync(join(folder, 'main-'))
    const git = (...args: readonly string[]) => execFileSync('git', ['-C', repository, ...args])
    execFileSync('git', ['init', '-q', repository])
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'a')
    const worktree = join(folder, 'worktree')
    git('worktree', 'add', '-q', worktree)
    writeFileSync(join(repository, '.git/info/exclude'), 'a.arch\n')
    put(worktree, [
      ['a.arch', ''],
      ['b.arch', ''],
    ])
    expect(ignoredByGit(worktree, ['a.arch', 'b.arch'])).toEqual(new Set(['a.arch']))
    expect(found(worktree, '.')).toEqual(['b.arch'])
  })
})

function found(repository: string, path: string): readonly string[] {
  const { files } = findFiles(nodeHost(repository), [path])
  return files.map((file) => file.slice(repository.length + 1))
}

/** Makes a repository; the paths of its .arch files, sorted. */
function write(repository: string, random: Random): readonly string[] {
  mkdirSync(repository)
  execFileSync('git', ['init', '-q', repository])
  const folders = ['', ...someFolders(random)]
  const paths = folders.flatMap((path) =>
    random.some(names, 4).map((name) => `${path}${name}.arch`),
  )
  const files = [...new Set(paths)].sort()
  put(
    repository,
    files.map((path) => [path, ''] as const),
  )
  for (const path of folders) {
    if (random.chance(0.5)) put(repository, [[`${path}.gitignore`, lines(random)]])
  }
  if (random.chance(0.4)) put(repository, [['.git/info/exclude', lines(random)]])
  return files
}

function someFolders(random: Random): readonly string[] {
  const found: string[] = []
  for (let i = 0; i < 8; i++) {
    const above = random.chance(0.5) || found.length === 0 ? '' : random.pick(found)
    found.push(`${above}${random.pick(names)}/`)
  }
  return [...new Set(found)]
}

function lines(random: Random): string {
  const count = 1 + random.below(5)
  return Array.from({ length: count }, () => line(random)).join(random.chance(0.1) ? '\r\n' : '\n')
}

const pieces = [
  ...['a', 'b', 'a', 'b', 'c', '*', '*', '**', '?', '.', '/', '/', '/', '**/', '/**', '***', ' '],
  ...['[ab]', '[!a]', '[^b]', '[a-c]', '[]a]', '[[:alpha:]]', '[[:digit:]', '[c-a]', '[a', '[\\a]'],
  ...['\\', '\\a', '\\*', '\\[', '!', '#', 'é', '.arch', '.arch', '*.arch', '-', 'B', '[[:no:]]'],
]

function line(random: Random): string {
  if (random.chance(0.3)) {
    const plain = random.pick(names).replace(/[[\\]/g, '\\$&')
    return `${random.chance(0.3) ? '!' : ''}${random.chance(0.3) ? '/' : ''}${plain}${random.pick(['', '/', '.arch', '/*', '/**'])}`
  }
  const start = random.chance(0.25) ? '!' : ''
  const count = 1 + random.below(5)
  const rest = Array.from({ length: count }, () => random.pick(pieces)).join('')
  return `${start}${rest}${random.chance(0.2) ? '/' : ''}`
}

function put(base: string, files: readonly (readonly [path: string, text: string])[]): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(base, path)), { recursive: true })
    writeFileSync(join(base, path), text)
  }
}

function ignoredByGit(repository: string, files: readonly string[]): ReadonlySet<string> {
  const args = ['-C', repository, '-c', 'core.excludesFile=', 'check-ignore', '-z', '--stdin']
  const input = files.map((file) => `${file}\0`).join('')
  const output = ran(args, input)
  return new Set(output.split('\0').filter((path) => path !== ''))
}

/** 1 is git's way to say that none is ignored. */
function ran(args: readonly string[], input: string): string {
  try {
    return execFileSync('git', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1) return ''
    throw error
  }
}
