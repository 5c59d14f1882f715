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

  test('weights are shown where they differ', () => {
    const zones = (list: string) =>
      nodeOf(`zone a\nzone b\nservice s { replicas: 4, zones: ${list} }`, 's').marks
    expect(zones('[a, b]')).toEqual(['a', 'b'])
    expect(zones('[a, a, b]')).toEqual(['a ×2', 'b ×1'])
  })
})

describe('words', () => {
  test('the second line names kind and technology, and never repeats the label', () => {
    expect(nodeOf('cache c "Sessions" { tech: "Redis 7" }', 'c').detail).toBe('cache · Redis 7')
    expect(nodeOf('lb c "Load balancer"', 'c').detail).toBe('')
    expect(nodeOf('dns c "DNS" { tech: "Route 53" }', 'c').detail).toBe('Route 53')
    expect(nodeOf('kind ledger : database\nledger l "Books"', 'l').detail).toBe('ledger')
  })

  test('a component without a label is called by the last part of its name', () => {
    expect(nodeOf('group g { service api }', 'g.api').label).toBe('api')
  })

  test('tooltips hold the description, accounts the rest', () => {
    const text =
      'group g { database d "Orders" { replicas: 3, managed: yes, description: "Kept for ten years" } }'
    expect(nodeOf(text, 'g.d').tooltip).toBe('Orders (database)\nKept for ten years')
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
