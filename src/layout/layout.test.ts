// Layout as a chain of attempts: what is asked of ELK, and what happens when it does not answer.

import { describe, expect, test } from 'vitest'
import type { Scene, SceneNode } from '#src/view/scene.ts'
import type { ElkGraph } from './elk-types.ts'
import { layoutScene, type RunLayout } from './layout.ts'

const node = (name: string, parent = -1, role: SceneNode['role'] = 'component'): SceneNode => ({
  name,
  kind: role === 'component' ? 'service' : 'group',
  role,
  label: name,
  detail: 'kind',
  parent,
  copies: 1,
  count: '',
  marks: [],
  tooltip: name,
  account: name,
})

const edge = (from: number, to: number, label?: string) => ({
  from,
  to,
  arrow: '->' as const,
  optional: false,
  ...(label ? { label } : {}),
  tooltip: '',
  account: '',
})

const scene: Scene = {
  direction: 'right',
  marks: [],
  nodes: [node('a'), node('g', -1, 'container'), node('g.b', 1), node('g.c', 1)],
  edges: [edge(0, 2, 'reads'), edge(2, 3), edge(3, 3), edge(0, 1)],
}

describe('what happens when the layout does not come back', () => {
  test('a timeout tries the plain profile with the same budget, then a grid, and says so', async () => {
    const asked: (readonly [ElkGraph, number])[] = []
    const never: RunLayout = async (graph, budgetMs) => {
      asked.push([graph, budgetMs])
      return 'timeout'
    }
    const { drawing, notes } = await layoutScene(scene, never, { budgetMs: 70 })
    expect(asked.map(([, budgetMs]) => budgetMs)).toEqual([70, 70])
    const order = asked.map(
      ([graph]) => 'elk.layered.considerModelOrder.strategy' in graph.layoutOptions,
    )
    expect(order).toEqual([true, false])
    expect(notes).toEqual([
      'the layout that keeps the written order took too long (the picture may differ from one drawn at leisure); a simpler one was tried',
      'the simpler layout took too long (the picture may differ from one drawn at leisure) too; the picture is a grid',
    ])
    expect(drawing.nodes).toHaveLength(4)
    expect(drawing.edges.every(({ points }) => points.length >= 2)).toBe(true)
    expect(drawing.edges[0]!.plate?.text).toBe('reads')
  })

  test('a failure is told as one, and the second try is used where it works', async () => {
    const places: RunLayout = async (graph) =>
      'elk.layered.considerModelOrder.strategy' in graph.layoutOptions
        ? 'failed'
        : placedByHand(graph)
    const { drawing, notes } = await layoutScene({ ...scene, edges: [] }, places)
    expect(notes).toEqual([
      'the layout that keeps the written order failed; a simpler one was tried',
    ])
    expect(drawing.nodes.map(({ box }) => box.x - drawing.nodes[0]!.box.x)).toEqual([0, 10, 30, 40])
  })

  test('an answer that lacks a place is a failure', async () => {
    const { notes } = await layoutScene(scene, async (graph) => ({ ...graph, children: [] }))
    expect(notes).toHaveLength(2)
  })

  test('the first attempt has long, because bytes should not depend on a busy machine', async () => {
    const budgets: number[] = []
    const late: RunLayout = async (_, budgetMs) => {
      budgets.push(budgetMs)
      return 'timeout'
    }
    await layoutScene(scene, late)
    expect(budgets).toEqual([20_000, 8000])
  })
})

test('every layout gets a graph of its own, and order options stand on the root alone', async () => {
  const graphs: ElkGraph[] = []
  const spy: RunLayout = async (graph) => {
    graphs.push(graph)
    return 'failed'
  }
  await layoutScene(scene, spy)
  await layoutScene(scene, spy)
  expect(graphs).toHaveLength(4)
  expect(new Set(graphs).size).toBe(4)
  expect(graphs[2]).toEqual(graphs[0])
  const below = JSON.stringify(graphs[0]!.children) + JSON.stringify(graphs[0]!.edges)
  expect(below).toContain('elk.padding')
  expect(below).not.toMatch(/odelOrder/)
})

test('an empty scene needs no layout', async () => {
  const { drawing, notes } = await layoutScene({ ...scene, nodes: [], edges: [] }, async () => {
    throw new Error('asked to lay out nothing')
  })
  expect(notes).toEqual([])
  expect(drawing.width).toBeGreaterThan(0)
  expect(drawing.height).toBeGreaterThan(0)
})

/** Each child ten to the right of the one before, none with a size. */
function placedByHand(graph: ElkGraph): ElkGraph {
  const children = graph.children.map((child, i) => ({
    ...child,
    x: i * 10,
    y: 0,
    children: child.children?.map((inner, j) => ({ ...inner, x: 20 + j * 10, y: 0 })) ?? [],
  }))
  return { ...graph, width: 100, height: 100, children }
}
