// Dominators against removal: a node dominates another when without it no way leads there.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digraph } from './digraph.ts'
import { dominators, isDominatedBy } from './dominators.ts'

type Edge = readonly [number, number]

const randomGraph = fc.integer({ min: 1, max: 9 }).chain((count) => {
  const node = fc.nat(count - 1)
  return fc.record({ count: fc.constant(count), edges: fc.array(fc.tuple(node, node)) })
})

describe('dominators', () => {
  it('are what removal says, on random graphs with loops', () => {
    let apart = 0
    fc.assert(
      fc.property(randomGraph, ({ count, edges }) => {
        const idom = dominatorsOf(count, edges)
        for (const node of range(count)) {
          const there = reachedWithout(edges, -1).has(node)
          expect(idom[node] !== -1).toBe(there)
          if (!there) apart++
          for (const by of range(count)) {
            const isCut = there && (by === node || !reachedWithout(edges, by).has(node))
            expect(isDominatedBy(idom, node, by), `${by} of ${node}`).toBe(isCut)
          }
        }
      }),
      { numRuns: 2000, seed: 5 },
    )
    expect(apart).toBeGreaterThan(100)
  })

  it('of the graph in the paper by Lengauer and Tarjan (1979), figure 1', () => {
    const names = 'RABCDEFGHIJKL'
    const arrows = 'RA RB RC AD BA BD BE CF CG DL EH FI GI GJ HE HK IK JI KI KR LH'.split(' ')
    const edges = arrows.map(
      (arrow) => [names.indexOf(arrow[0]!), names.indexOf(arrow[1]!)] as const,
    )
    const idom = dominatorsOf(names.length, edges)
    expect([...idom].map((node) => names[node]).join('')).toBe('RRRRRRCCRRGRD')
  })

  it('of a long chain take no recursion', () => {
    const count = 100_000
    const edges = range(count - 1).map((node) => [node, node + 1] as const)
    expect(dominatorsOf(count, edges)[count - 1]).toBe(count - 2)
  })
})

function dominatorsOf(count: number, edges: readonly Edge[]): Int32Array {
  const [sources, targets] = [edges.map(([from]) => from), edges.map(([, to]) => to)]
  return dominators(digraph(count, sources, targets), 0)
}

function reachedWithout(edges: readonly Edge[], removed: number): ReadonlySet<number> {
  const seen = new Set(removed === 0 ? [] : [0])
  for (const node of seen)
    for (const [from, to] of edges) if (from === node && to !== removed) seen.add(to)
  return seen
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}
