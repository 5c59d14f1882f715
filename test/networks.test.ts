// The reliability of undirected networks: against brute force over all states of the edges, against published
// values, and against the same network written as a failure structure with rings, which decision diagrams solve.

import { describe, expect, it } from 'vitest'
import { type Network, networkUnavailability } from '#src/graph/network.ts'
import { networkStructure } from '#src/graph/network-structure.ts'
import { randomFrom } from '#src/graph/random.ts'
import { unavailability } from '#src/graph/unavailability.ts'
import { states } from './support/structures.ts'

/** `0-1 1-2`, all edges with one unavailability. */
function network(edges: string, terminals: readonly number[], works: number): Network {
  const ends = edges.split(' ').map((edge) => edge.split('-').map(Number) as [number, number])
  return {
    nodeCount: 1 + Math.max(...ends.flat()),
    edges: ends.map(([from, to]) => ({ from, to, unavailability: 1 - works })),
    terminals,
  }
}

function all(count: number): readonly number[] {
  return Array.from({ length: count }, (_, node) => node)
}

/** A grid of so many rows and columns, its nodes numbered row by row. */
function grid(rows: number, columns: number): string {
  const across = all(rows * columns).filter((node) => (node + 1) % columns !== 0)
  const down = all((rows - 1) * columns)
  return [
    ...across.map((node) => `${node}-${node + 1}`),
    ...down.map((node) => `${node}-${node + columns}`),
  ].join(' ')
}

/** Left and right columns each as one node; `n` rows, vertical edges between inner columns alone. */
function selfDual(n: number): string {
  const node = (row: number, column: number): number =>
    column === 0 ? 0 : column === n ? 1 : 2 + row * (n - 1) + column - 1
  const edges: string[] = []
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      edges.push(`${node(row, column)}-${node(row, column + 1)}`)
      if (row > 0 && column > 0) edges.push(`${node(row - 1, column)}-${node(row, column)}`)
    }
  }
  return edges.join(' ')
}

function tried({ nodeCount, edges, terminals }: Network): number {
  let sum = 0
  for (const failed of states(edges.length)) {
    const group = all(nodeCount).slice()
    for (const [i, { from, to }] of edges.entries()) {
      const [a, b] = [group[from]!, group[to]!]
      if (!failed[i]) for (const node of all(nodeCount)) if (group[node] === a) group[node] = b
    }
    if (new Set(terminals.map((terminal) => group[terminal])).size < 2) continue
    sum += edges.reduce(
      (p, edge, i) => p * (failed[i] ? edge.unavailability : 1 - edge.unavailability),
      1,
    )
  }
  return sum
}

const petersen = '0-1 1-2 2-3 3-4 4-0 0-5 1-6 2-7 3-8 4-9 5-7 6-8 7-9 8-5 9-6'
const complete = (count: number): string =>
  all(count)
    .flatMap((a) => all(a).map((b) => `${a}-${b}`))
    .join(' ')

describe('published networks', () => {
  it.each<[string, Network, number]>([
    // Herrmann & Soh 2011, Fig. 1; closed form 2p² + 2p³ − 5p⁴ + 2p⁵.
    ['the bridge', network('0-1 0-2 1-2 1-3 2-3', [0, 3], 0.9), 0.97848],
    // Hardy, Lucet & Limnios 2007, Fig. 5.
    ['Hardy, 0.3', network('0-1 0-2 2-1 1-3 2-4 3-4', [0, 2, 3], 0.3), 0.095607],
    ['Hardy, 0.5', network('0-1 0-2 2-1 1-3 2-4 3-4', [0, 2, 3], 0.5), 0.359375],
    ['Hardy, 0.9', network('0-1 0-2 2-1 1-3 2-4 3-4', [0, 2, 3], 0.9), 0.967383],
    // Graphs of Hardy et al. 2007, Table II, with the values of the KTerminalNetworkBDD project's tests.
    ['5 × 5, opposite corners', network(grid(5, 5), [0, 24], 0.9), 0.9755565895053692],
    ['5 × 5, all', network(grid(5, 5), all(25), 0.9), 0.9398131321152041],
    ['eight, each with each', network(complete(8), all(8), 0.9), 0.9999991999775436],
    // Published Tutte polynomials, evaluated: networkx's tests, and that of the Petersen graph.
    ['diamond', network('0-1 0-2 1-2 1-3 2-3', all(4), 0.9), 48843 / 50000],
    ['four, each with each', network(complete(4), all(4), 0.9), 497907 / 500000],
    ['Petersen, 0.5', network(petersen, all(10), 0.5), 373 / 2048],
    ['Petersen, 0.9', network(petersen, all(10), 0.9), 61785432165231 / 62500000000000],
    // graphillion's tests, by brute force.
    ['2 × 3, all', network(grid(2, 3), all(6), 0.5), 0.1796875],
    ['a star', network('0-1 1-2 1-3', [0, 2, 3], 0.5), 0.125],
    ['a loose end', network('0-1 1-2 0-3', [0, 2], 0.5), 0.25],
  ])('%s', (_, one, works) => {
    expect(Math.abs((1 - networkUnavailability(one)!) / works - 1)).toBeLessThan(1e-9)
  })

  // Grimmett, Percolation (1999), chapter 11: the rectangle is its own dual.
  it.each([1, 2, 3, 4, 5])('the self-dual rectangle of %i', (n) => {
    expect(networkUnavailability(network(selfDual(n), [0, 1], 0.5))).toBeCloseTo(0.5, 12)
  })
})

describe('random networks', () => {
  const randoms = Array.from({ length: 400 }, (_, index): Network => {
    const random = randomFrom(index + 1)
    const below = (count: number): number => Math.floor(random() * count)
    const nodeCount = 2 + below(6)
    const edges = Array.from({ length: 1 + below(9) }, () => ({
      from: below(nodeCount),
      to: below(nodeCount),
      unavailability: random() < 0.1 ? Math.round(random()) : random(),
    }))
    return { nodeCount, edges, terminals: all(nodeCount).filter(() => random() < 0.5) }
  })

  it('fall apart as often as brute force says', () => {
    for (const [i, one] of randoms.entries()) {
      expect(networkUnavailability(one), `seed ${i + 1}`).toBeCloseTo(tried(one), 12)
    }
  })

  it('are the same as failure structures with rings', () => {
    for (const [i, one] of randoms.entries()) {
      const q = unavailability(
        networkStructure(one),
        one.edges.map((edge) => edge.unavailability),
      )
      expect(q, `seed ${i + 1}`).toBeCloseTo(networkUnavailability(one)!, 12)
    }
  })

  it('are given up where too many partitions stand side by side', () => {
    expect(networkUnavailability(network(grid(5, 5), all(25), 0.9), 50)).toBe(undefined)
  })
})
