// What the tree holds, by example; above all which words are names and which begin a statement.

import { expect, test } from 'vitest'
import type { Item } from './ast.ts'
import { exampleText } from './example.ts'
import { parse } from './parse.ts'
import { sourceText, spanText } from './source.ts'
import { walk } from './walk.ts'

test('the example of the reference parses', () => {
  const { value, diagnostics } = parse(sourceText('main.arch', exampleText))
  expect(diagnostics).toEqual([])
  const kinds = new Map<string, number>()
  walk(value, ({ kind }) => void kinds.set(kind, (kinds.get(kind) ?? 0) + 1))
  expect(Object.fromEntries(kinds)).toEqual({
    title: 1,
    component: 16,
    attribute: 50,
    every: 1,
    edge: 12,
    flow: 4,
    require: 2,
    scenario: 2,
    policy: 1,
  })
})

test.each([
  ['flow -> kind', 'edge'],
  ['title, view -> flow', 'edge'],
  ['every -> api', 'edge'],
  ['every -> { timeout: 1s }', 'every'],
  ['every service { x: 1 }', 'every'],
  ['import { replicas: 2 }', 'amend'],
  ['cache cache', 'component'],
  ['service flow { }', 'component'],
  ['service require "R"', 'component'],
  ['a -> flow "calls"', 'edge'],
  ['a -> b, flow', 'edge'],
  ['a ->\n  b', 'edge'],
  ['a -> b,\n  c', 'edge'],
  ['a -> b,\n  c { x: 1 }', 'edge'],
  ['a\n  -> b', 'edge'],
  ['a -> b title "x"', 'edge title'],
  ['forbid path -> db "x"', 'policy'],
  ['forbid path client -> db "x"', 'policy'],
  ['require survive 2 zone', 'require'],
  ['require latency <= 1s for -> b', 'require edge'],
  ['import "x" as p', 'import'],
  ['import "x"\nas -> b', 'import edge'],
  ['view view', 'view'],
  ['ignore ignore "x" { until: 2027-03-31 }', 'ignore'],
  ['kind cache : cache', 'kind'],
])('%s', (text, kinds) => {
  const { value, diagnostics } = parse(sourceText('a.arch', text))
  const expected = text === 'view view' ? ['missing-body'] : []
  expect(diagnostics.map((one) => one.rule)).toEqual(expected)
  expect(value.statements.map((one) => one.kind).join(' ')).toBe(kinds)
})

test('statement words are names in bodies and values', () => {
  const text = 'service a { flow: import, kind: [title, view], every: flow.kind }'
  const { value, diagnostics } = parse(sourceText('a.arch', text))
  expect(diagnostics).toEqual([])
  const keys: string[] = []
  walk(value, (item) => item.kind === 'attribute' && void keys.push(item.name.text))
  expect(keys).toEqual(['flow', 'kind', 'every'])
})

test('hops know how many of their targets they need', () => {
  const modes = (text: string) =>
    parse(sourceText('a.arch', text)).value.statements.flatMap((item) =>
      item.kind === 'edge' ? item.hops.map((hop) => hop.mode) : [],
    )
  expect(modes('a -> b, c')).toEqual(['all'])
  expect(modes('a -> b | c -> d')).toEqual(['any', 'all'])
  expect(modes('a -> (b, c) "all" { x: 1 }')).toEqual(['all'])
  expect(modes('a -> 2 of (b | c | d)')).toMatchObject([{ atLeast: 2 }])
})

test('a comma ends the edge before an attribute', () => {
  const { value, diagnostics } = parse(sourceText('a.arch', 'flow "x" { a -> b, c, share: 20% }'))
  expect(diagnostics).toEqual([])
  const items: string[] = []
  walk(value, (item) => void items.push(spanText(item.span)))
  expect(items.slice(1)).toEqual(['a -> b, c', 'share: 20%'])
})

test('what is whole is kept beside what is not', () => {
  const text =
    'region x {\n  service a 5 { replicas: 2 }\n  a -> -> b\n  service c { y: }\n}\nlb "L" { x: 1 }\nregion "R" { service d }'
  const { value, diagnostics } = parse(sourceText('a.arch', text))
  expect(diagnostics).toHaveLength(5)
  const found: string[] = []
  walk(value, (item) => void found.push(nameOf(item)))
  expect(found).toEqual([
    'component x',
    'component a',
    'edge',
    'component c',
    'attribute y',
    'component undefined',
    'component d',
  ])
})

function nameOf(item: Item): string {
  const named = item.kind === 'component' || item.kind === 'attribute'
  return named ? `${item.kind} ${item.name?.text}` : item.kind
}
