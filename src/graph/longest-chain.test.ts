// Longest chains against brute force: every walk that enters no strong component twice, where two nodes
// are in one component when each reaches the other.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digraph } from './digraph.ts'
import { type Chains, longestChains } from './longest-chain.ts'

type Edge = readonly [number, number]

const randomGraph = fc.integer({ min: 1, max: 8 }).chain((count) => {
  const node = fc.nat(count - 1)
  return fc.record({
    count: fc.constant(count),
    edges: fc.array(fc.tuple(node, node), { maxLength: 12 }),
    counts: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
  })
})

describe('longestChains', () => {
  it('are as long as the longest of all walks, on random graphs with loops', () => {
    let longest = 0
    fc.assert(
      fc.property(randomGraph, ({ count, edges, counts }) => {
        const chains = chainsOf(count, edges, counts)
        for (let node = 0; node < count; node++) {
          const length = longestWalk(edges, counts, node, [])
          expect(chains.lengths[node]).toBe(length)
          expect(isChain(chains.from(node), node, edges, counts)).toBe(true)
          expect(chains.from(node)).toHaveLength(length)
          longest = Math.max(longest, length)
        }
      }),
      { numRuns: 2000, seed: 6 },
    )
    expect(longest).toBeGreaterThan(4)
  })

  it('pass through what does not count, and take the lower of two alike', () => {
    const edges: readonly Edge[] = [
      [0, 1],
      [1, 3],
      [0, 2],
      [2, 3],
      [2, 4],
    ]
    const chains = chainsOf(5, edges, [true, false, false, true, true])
    expect(chains.from(0)).toEqual([0, 3])
    expect([...chains.lengths]).toEqual([2, 1, 1, 1, 1])
  })

  it('of a long chain take no recursion', () => {
    const edges = Array.from({ length: 99_999 }, (_, node) => [node, node + 1] as const)
    const chains = chainsOf(100_000, edges, Array(100_000).fill(true))
    expect(chains.from(0)).toHaveLength(100_000)
  })
})

function chainsOf(count: number, edges: readonly Edge[], counts: readonly boolean[]): Chains {
  const [sources, targets] = [edges.map(([from]) => from), edges.map(([, to]) => to)]
  return longestChains(digraph(count, sources, targets), Uint8Array.from(counts, Number))
}

function longestWalk(
  edges: readonly Edge[],
  counts: readonly boolean[],
  node: number,
  before: readonly number[],
): number {
  const circle = counts.flatMap((_, other) => (isTogether(edges, node, other) ? [other] : []))
  const own = circle.some((one) => counts[one]) ? 1 : 0
  const left = [...before, ...circle]
  const onwards = edges.filter(([from, to]) => circle.includes(from) && !left.includes(to))
  return own + Math.max(0, ...onwards.map(([, to]) => longestWalk(edges, counts, to, left)))
}

/** Each of them counts, and there is a way from each to the next. */
function isChain(
  chain: readonly number[],
  from: number,
  edges: readonly Edge[],
  counts: readonly boolean[],
): boolean {
  return [from, ...chain].every(
    (node, i) =>
      (i === 0 || counts[node]) && (chain[i] === undefined || leads(edges, node, chain[i]!)),
  )
}

function isTogether(edges: readonly Edge[], a: number, b: number): boolean {
  return leads(edges, a, b) && leads(edges, b, a)
}

function leads(edges: readonly Edge[], from: number, to: number): boolean {
  const seen = new Set([from])
  for (const node of seen) for (const [a, b] of edges) if (a === node) seen.add(b)
  return seen.has(to)
}
