// Diffs, applied by `patch` and `git apply` to the old text: they must give the new one, byte for byte.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { unifiedDiff } from './unified-diff.ts'

const tools = [
  ['patch', '-p0', '--binary', '--no-backup-if-mismatch'],
  ['git', 'apply', '-p0', '--whitespace=nowarn'],
] as const

function appliedBy(
  [tool, ...flags]: readonly string[],
  path: string,
  before: string,
  diff: string,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'loadpath-diff-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, before)
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) }
  const ran = spawnSync(tool!, flags, { cwd: folder, input: diff, encoding: 'utf8', env })
  expect([ran.status, ran.stderr]).toEqual([0, ''])
  return readFileSync(file, 'utf8')
}

test('no difference has no diff', () => expect(unifiedDiff('a', 'x\n', 'x\n')).toBe(''))

test('reads as people know it', () => {
  const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n'
  const after = before.replace('2\n', 'two\n').replace('12\n', '12\n13')
  expect(unifiedDiff('a.arch', before, after)).toBe(`--- a.arch
+++ a.arch
@@ -1,5 +1,5 @@
 1
-2
+two
 3
 4
 5
@@ -10,3 +10,4 @@
 10
 11
 12
+13
\\ No newline at end of file
`)
})

const names = [
  'a.arch',
  'deep/er/a.arch',
  'with space.arch',
  'größe.arch',
  'a"b\\c.arch',
  'a[1].arch',
]

test.each(tools.flatMap((tool) => names.map((name) => [tool, name] as const)))(
  '%s takes the name %s',
  (tool, name) => {
    const [before, after] = ['\ufeffa\r\nb\r\n', '\ufeffa\r\nc\r\n']
    expect(appliedBy(tool, name, before, unifiedDiff(name, before, after))).toBe(after)
  },
)

test.each(tools)('%s gives the new text', (...tool) => {
  const line = fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd\r\n', '}\n')
  const text = fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 24 }), fc.constantFrom('', 'end'))
    .map(([lines, end]) => lines.join('') + end)
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = unifiedDiff('a.arch', before, after)
      if (before === after) expect(diff).toBe('')
      else expect(appliedBy(tool, 'a.arch', before, diff)).toBe(after)
    }),
    { numRuns: 40, seed: 20270331 },
  )
})

test('texts with nothing in common replace each other whole', () => {
  const lines = (word: string): string => `${word}\n`.repeat(3_000)
  const diff = unifiedDiff('a', lines('x'), lines('y'))
  expect(diff.split('\n').filter((one) => one.startsWith('-x')).length).toBe(3_000)
})
