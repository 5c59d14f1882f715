// Taking an edge away, held against the model: of all edges of the text exactly that one is missing then, and
// every other has the ends, label and attributes that it had. The texts are random systems, and statements
// of every form by hand.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fix } from '#grammar/diagnostic.ts'
import { sourceText } from '#grammar/source.ts'
import { tokenize } from '#grammar/tokens.ts'
import type { Edge, Model } from '#src/model/model.ts'
import { read } from '../../test/support/linting.ts'
import { randomArch } from '../../test/support/random-model.ts'
import { without } from './without.ts'

function edited(text: string, { edits }: Fix): string {
  const [edit, more] = edits
  expect(more).toBe(undefined)
  return text.slice(0, edit!.at.start) + edit!.text + text.slice(edit!.at.end)
}

function edgesOf({ components, edges }: Model, left: (edge: Edge) => boolean): readonly string[] {
  const name = (id: number): string => components[id]!.name
  return edges
    .filter(left)
    .map(({ from, arrow, to, label, attributes, implicit }) =>
      JSON.stringify([
        name(from),
        arrow,
        name(to),
        label,
        [...attributes.values()].map(({ name, value }) => [name, value]),
        implicit,
      ]),
    )
    .sort()
}

/** How many edges there is a fix for. */
function expectEachTaken(text: string): number {
  const { model } = read(text)
  let count = 0
  for (const edge of model.edges) {
    const fix = without(edge, model)
    if (!fix) continue
    count++
    const changed = read(edited(text, fix)).model
    expect(edgesOf(changed, () => true)).toEqual(edgesOf(model, (one) => one !== edge))
  }
  return count
}

const declared = 'service a\nservice b\nservice c\nservice d\nqueue q\n'

describe('without an edge', () => {
  it.each([
    ['a -> b', 1, ['']],
    ['a -> b, c', 2, ['a -> c', 'a -> b']],
    ['a, b -> c', 2, ['b -> c', 'a -> c']],
    ['a -> b -> c', 2, ['b -> c', 'a -> b']],
    ['a, b -> c, d -> q', 6, undefined],
    ['a -> b { timeout: 1s }, c "x" { retries: 2 }', 2, undefined],
    [
      'a -> (b, c) "both" { timeout: 1s }',
      2,
      ['a -> (c) "both" { timeout: 1s }', 'a -> (b) "both" { timeout: 1s }'],
    ],
    ['a -> b, c -> d ~> q', 5, undefined],
    ['a, b -> c -> d, q', 4, undefined],
    ['a -> b | c', 0, undefined],
    ['a -> 2 of (b, c, d)', 0, undefined],
    ['a -> b | c -> d', 2, undefined],
    ['a -> b,  # why\n  c', 0, undefined],
  ])('%s', (statement, count, expected) => {
    const text = `${declared}${statement}\n`
    expect(expectEachTaken(text)).toBe(count)
    if (!expected) return
    const { model } = read(text)
    const left = model.edges.map((edge) =>
      edited(text, without(edge, model)!).slice(declared.length),
    )
    expect(left.map((one) => one.trimEnd())).toEqual(expected)
  })

  it('leaves every comment, each on a line of its own', () => {
    const text = `${declared}# first\na -> b {\n  # inner\n  timeout: 1s  # long\n}  # behind\n# last\n`
    const { model } = read(text)
    const left = edited(text, without(model.edges[0]!, model)!)
    expect(left).toBe(`${declared}# first\n# inner\n# long\n# behind\n# last\n`)
    expect(tokenize(sourceText('', left)).comments.length).toBe(5)
  })

  it('leaves every other edge of a random system', () => {
    let count = 0
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 12 }), (seed, components) => {
        const text = withoutFlows(randomArch(seed, { components }))
        try {
          read(text)
        } catch {
          return
        }
        count += expectEachTaken(text)
      }),
      { numRuns: 150, seed: 20270331 },
    )
    expect(count).toBeGreaterThan(500)
  })
})

/** A flow that names the edge would miss it. */
function withoutFlows(text: string): string {
  return text.replace(/^flow "[^"]*" \{\n(?: .*\n)*\}\n/gm, '')
}
