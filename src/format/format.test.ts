// What formatting keeps, for any text: the tree, the comments in their order, and itself the second time.
// The texts are random systems, and examples cut, joined and commented at random; texts with errors are
// left out, and counted, so that the rest is no empty set.

import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '#grammar/parse.ts'
import { sourceText } from '#grammar/source.ts'
import { tokenize } from '#grammar/tokens.ts'
import { randomArch } from '../../test/support/random-model.ts'
import { format } from './format.ts'

function formatted(text: string): string | undefined {
  return format(sourceText('a.arch', text)).value
}

function treeOf(text: string): string {
  const { value, diagnostics } = parse(sourceText('a.arch', text))
  expect(diagnostics).toEqual([])
  return JSON.stringify(value.statements, (key, part) => (key === 'span' ? undefined : part))
}

function commentsOf(text: string): readonly string[] {
  return tokenize(sourceText('a.arch', text)).comments.map(({ image }) => image.trimEnd())
}

function expectKept(text: string, result: string): void {
  expect(treeOf(result)).toBe(treeOf(text))
  expect(commentsOf(result)).toEqual(commentsOf(text))
  expect(formatted(result)).toBe(result)
  expect(result).not.toMatch(/\r|\n\n\n|^\n|\n\n$/)
}

const extra = `
import "./a.arch" as p   kind s3 : blob { managed: yes, icon: "a" }
every -> { timeout: 1s, }
a -> 2 of (b, c "x" { reads: 1 }, d) "all" { timeout: 2s }
a, b -> c | d -> (e, f) -> flow "label"
x { tags: [a, b, "c",], meta: { team: orders, "cost centre": 42 } description: """
  Some text
    of lines
  """ }
require latency <= 200ms for "View" -> api "why"
require survive 1 zone for @pii
forbid path * -> @pii "no"
view all "All" { include: [a, *], depth: 2..3 }
ignore missing-client "reason" { until: 2027-03-31 }
región größe "日本" { replicas: 1_000 }
cache cache { for: [
  a, b ] }
`

const examples = globSync('{examples,rules}/**/*.arch').sort()
const texts = [extra, ...examples.map((path) => readFileSync(path, 'utf8'))]
const sound = texts.filter((text) => formatted(text) !== undefined)

test('most examples can be formatted, and keep what they say', () => {
  expect(sound.length).toBeGreaterThan(15)
  expect(sound).toContain(extra)
  for (const text of sound) expectKept(text, formatted(text)!)
})

test('random systems keep what they say', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 25 }), (seed, components) => {
      const text = randomArch(seed, { components })
      expectKept(text, formatted(text)!)
    }),
    { numRuns: 150, seed: 20270331 },
  )
})

/** A change of white space, commas, comments or lines at a gap between tokens. */
const changes = [
  ...[
    '\n',
    '\n\n\n',
    '\r\n',
    '  ',
    ',',
    ', ',
    ' # why\n',
    '\n# own line \n',
    '\n\n    # far\n',
    '\u00a0',
  ],
  ...['# a\n# b\n', '', ' { } ', ' { a: 1, b: [1, 2] } ', ' "label" ', ' -> b ', ' | c ', '\t#\n'],
]

function mutated(text: string, edits: readonly { at: number; change: string }[]): string {
  const tokens = tokenize(sourceText('a.arch', text)).tokens
  const byPlace = new Map(
    edits.map(({ at, change }) => [tokens[at % tokens.length]!.startOffset, change]),
  )
  let result = ''
  let last = 0
  for (const [place, change] of [...byPlace].sort(([a], [b]) => a - b)) {
    result += text.slice(last, place) + change
    last = place
  }
  return result + text.slice(last)
}

test('mutated examples keep what they say, however commas, lines and comments stand', () => {
  let kept = 0
  const edit = fc.record({ at: fc.nat(), change: fc.constantFrom(...changes) })
  const edits = fc.array(edit, { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.constantFrom(...sound), edits, (text, some) => {
      const changed = mutated(text, some)
      const result = formatted(changed)
      if (result === undefined) return
      kept++
      expectKept(changed, result)
    }),
    { numRuns: 1500, seed: 20270331 },
  )
  expect(kept).toBeGreaterThan(300)
})

test('a text of one long line takes time in proportion', () => {
  const line = (count: number): string => 'service a { x: 1 } '.repeat(count)
  const lines = formatted(line(20_000))!.split('\n')
  expect(lines).toHaveLength(20_001)
  const start = performance.now()
  formatted(line(20_000))
  expect(performance.now() - start).toBeLessThan(5000)
})
