// What a scene shows of a model, and in which words.

import { describe, expect, test } from 'vitest'
import { modelOf, validModelOf } from '../../test/support/model.ts'
import { project } from './project.ts'
import type { SceneNode } from './scene.ts'

const sceneOf = (text: string) => project(validModelOf(text))

const nodeOf = (text: string, name: string): SceneNode => {
  const found = sceneOf(text).nodes.find((node) => node.name === name)
  if (!found) throw new Error(`${name} is not shown`)
  return found
}

test('a scene is plain JSON: it survives being written and read', () => {
  const scene = sceneOf(
    'title "T"\nclient u\nregion r { zone a\n service s { zones: [a] } }\nu -> s "x"',
  )
  expect(JSON.parse(JSON.stringify(scene))).toEqual(scene)
})

test('containers stand before what they hold, and parents are indices', () => {
  const { nodes } = sceneOf('service x\ngroup g { service a\n group h { service b } }\nservice y')
  expect(nodes.map(({ name, parent }) => [name, parent])).toEqual([
    ['x', -1],
    ['g', -1],
    ['g.a', 1],
    ['g.h', 1],
    ['g.h.b', 3],
    ['y', -1],
  ])
})

describe('zones', () => {
  test('one that holds nothing is a mark of what holds it', () => {
    const text = 'region r { zone a "Zone A"\n zone b\n service s { replicas: 2, zones: [a, b] } }'
    expect(sceneOf(text).nodes.map(({ name }) => name)).toEqual(['r', 'r.s'])
    expect(nodeOf(text, 'r').marks).toEqual(['Zone A', 'b'])
    expect(nodeOf(text, 'r.s').marks).toEqual(['Zone A', 'b'])
  })

  test('one that holds something, or at which an edge ends, is a box', () => {
    expect(nodeOf('zone a { service s }', 'a').role).toBe('container')
    const { model } = modelOf('zone a\nmonitor m\nm -> a')
    expect(project(model).nodes.map(({ name }) => name)).toEqual(['a', 'm'])
  })

  test('at the top of the file they are marks of the picture', () => {
    expect(sceneOf('zone a\nservice s { replicas: 2, zones: [a] }').marks).toEqual(['a'])
  })

  test('each is shown once; weights stand in the account, for × means copies', () => {
    const zones = (list: string) =>
      nodeOf(`zone a\nzone b\nservice s { replicas: 4, zones: ${list} }`, 's')
    expect(zones('[a, b]').marks).toEqual(['a', 'b'])
    expect(zones('[a, a, b]').marks).toEqual(['a', 'b'])
    expect(zones('[a, b]').account).toMatch(/in zones a, b$/)
    expect(zones('[a, a, b]').account).toMatch(/in zones a \(2 of 3\), b \(1 of 3\)$/)
  })
})

describe('words', () => {
  test('the second line names kind and technology, and never repeats the label', () => {
    expect(nodeOf('cache c "Sessions" { tech: "Redis 7" }', 'c').detail).toBe('cache · Redis 7')
    const own = 'kind mongo-db : database { tech: "MongoDB" }\nmongo-db d "Orders"'
    expect(nodeOf(own, 'd').detail).toBe('MongoDB')
    expect(nodeOf('lb c "Load balancer"', 'c').detail).toBe('')
    expect(nodeOf('dns c "DNS" { tech: "Route 53" }', 'c').detail).toBe('Route 53')
    expect(nodeOf('kind ledger : database\nledger l "Books"', 'l').detail).toBe('ledger')
  })

  test('the second line tells what is managed and how many shards there are', () => {
    const detail = (attributes: string) => nodeOf(`database d "D" { ${attributes} }`, 'd').detail
    expect(detail('managed: yes, tech: "PG"')).toBe('database · PG · managed')
    expect(detail('managed: no, shards: 1')).toBe('database')
    expect(detail('shards: 3, replicas: 6')).toBe('database · 3 shards')
  })

  test('copies are a number, or the range in which they are scaled', () => {
    const count = (attributes: string) => nodeOf(`service s { ${attributes} }`, 's').count
    expect(count('autoscale: 2..10')).toBe('×2–10')
    expect(count('autoscale: 1..4')).toBe('×1–4')
    expect(count('replicas: 3')).toBe('×3')
    expect(count('')).toBe('')
    expect(nodeOf('service s { autoscale: 2..10 }', 's').account).toBe('service s, 2 to 10 copies')
  })

  test('a component without a label is called by the last part of its name', () => {
    expect(nodeOf('group g { service api }', 'g.api').label).toBe('api')
  })

  test('tooltips hold the description, accounts the rest', () => {
    const text =
      'group g { database d "Orders" { replicas: 3, managed: yes, description: "Kept for ten years" } }'
    expect(nodeOf(text, 'g.d').tooltip).toBe('Orders (database · managed)\nKept for ten years')
    expect(nodeOf(text, 'g.d').account).toBe('database g.d, managed, 3 copies, inside g')
  })

  test('edges say what their arrow means and which alternatives they have', () => {
    const { edges } = sceneOf(
      'service a "A"\nqueue q "Q"\ndatabase b "B"\ndatabase c "C"\na ~> q "jobs"\na -> b | c\nb => c',
    )
    expect(edges.map(({ tooltip }) => tooltip)).toEqual([
      'A sends messages to Q: jobs',
      'A calls B',
      'A calls C',
      'B copies data to C',
    ])
    expect(edges[1]!.account).toBe('a -> b, 1 of 2 alternatives is enough')
  })

  test('optional edges and alternatives are told, alternatives as optional only together', () => {
    const { edges } = sceneOf(
      'service a\nservice b\nservice c\nservice d\na -> d { optional: yes }\na -> b | c\na ~> b { optional: yes } | d { optional: yes }',
    )
    expect(edges.map(({ optional, choice }) => [optional, choice])).toEqual([
      [true, undefined],
      [false, '1 of 2'],
      [false, '1 of 2'],
      [true, '1 of 2'],
      [true, '1 of 2'],
    ])
    expect(edges[0]!.tooltip).toBe('a calls d (optional)')
    expect(edges[0]!.account).toBe('a -> d, optional')
  })

  test('what cannot be seen makes no label and no line of a tooltip', () => {
    const unseen = '\\u{1}\\u{200b}\\u{202e}'
    expect(nodeOf(`service s "${unseen}"`, 's').label).toBe('s')
    const text = `service s\ns -> s "${unseen}" { description: "one\\ntwo \\u{202e}three" }`
    const { edges } = sceneOf(text)
    expect(edges[0]!.label).toBeUndefined()
    expect(edges[0]!.tooltip).toBe('s calls s\none two three')
  })

  test('accents do not pile up, and letters of other scripts stay whole', () => {
    expect(nodeOf(`service s "e${'\u0301'.repeat(30)}x"`, 's').label).toBe('e\u0301\u0301x')
    for (const word of ['ज़ुंबा', 'བསྒྲུབས', 'ผู้ใช้', 'שָׁלוֹם', 'Việt'.normalize('NFD'), '1️⃣', '👩‍👩‍👧'])
      expect(nodeOf(`service s "${word}"`, 's').label).toBe(word)
  })

  test('white space is one space, control characters are dropped', () => {
    expect(nodeOf('service s "two\\n  lines\\u{7}"', 's').label).toBe('two lines')
  })
})

test('only addresses of the web become links', () => {
  const link = (address: string) => nodeOf(`service s { link: "${address}" }`, 's').link
  expect(link('https://example.org/a')).toBe('https://example.org/a')
  expect(link('javascript:alert(1)')).toBeUndefined()
  expect(link('file:///etc/passwd')).toBeUndefined()
})
