// The reliability of undirected networks: against brute force over all states of the edges, against published
// values (through `loadpath/graph`, and as systems written in the language), and against the same network written as
// a failure structure with rings, which decision diagrams solve.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { type Network, networkUnavailability } from '#src/graph/network.ts'
import { networkStructure } from '#src/graph/network-structure.ts'
import { randomFrom } from '#src/graph/random.ts'
import { unavailability } from '#src/graph/unavailability.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { graph } from './support/public-graph.ts'
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

/**
 * The network in the language: a component for each link, and a node that reaches the first terminal over one link or
 * another. All else never fails.
 */
function archOf({ edges, terminals }: Network): string {
  const [start, ...others] = terminals
  const ways = new Map<number, string[]>()
  const lines = edges.flatMap(({ from, to, unavailability }, i) => {
    const written = [`external link${i} { availability: ${100 * (1 - unavailability)}% }`]
    for (const [end, other] of [
      [from, to],
      [to, from],
    ] as const) {
      if (end === start || end === other) continue
      const way = `way${i}-${end}`
      ways.set(end, [...(ways.get(end) ?? []), way])
      written.push(`service ${way} { availability: 100% }`, `${way} -> link${i}, node${other}`)
    }
    return written
  })
  const nodes = new Set(edges.flatMap(({ from, to }) => [from, to]))
  for (const node of nodes) lines.push(`service node${node} { availability: 100% }`)
  for (const [node, group] of ways) lines.push(`node${node} -> ${group.join(' | ')}`)
  return `client web\n${lines.join('\n')}\nweb -> ${others.map((node) => `node${node}`).join(', ')}\n`
}

function unavailabilityIn(text: string): number {
  const { model, diagnostics } = modelOf(text)
  expect(errorsOf(diagnostics)).toEqual([])
  const { unavailability: found } = analyze(model).availability(model.flows[0]!)
  expect(found.method).toBe('exact')
  return found.value
}

const diamond = '0-1 0-2 1-2 1-3 2-3'
const petersen = '0-1 1-2 2-3 3-4 4-0 0-5 1-6 2-7 3-8 4-9 5-7 6-8 7-9 8-5 9-6'
const complete = (count: number): string =>
  all(count)
    .flatMap((a) => all(a).map((b) => `${b}-${a}`))
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
    ['diamond, 0.5', network(diamond, all(4), 0.5), 7 / 16],
    ['diamond, 0.9', network(diamond, all(4), 0.9), 48843 / 50000],
    ['diamond, 0.99', network(diamond, all(4), 0.99), 156218139 / 156250000],
    ['four, each with each, 0.5', network(complete(4), all(4), 0.5), 19 / 32],
    ['four, each with each, 0.9', network(complete(4), all(4), 0.9), 497907 / 500000],
    ['four, each with each, 0.99', network(complete(4), all(4), 0.99), 499997985597 / 500000000000],
    ['Petersen, 0.5', network(petersen, all(10), 0.5), 373 / 2048],
    ['Petersen, 0.9', network(petersen, all(10), 0.9), 61785432165231 / 62500000000000],
    ['Petersen, 0.99', network(petersen, all(10), 0.99), 0.9999898494853867],
    // graphillion's tests, by brute force.
    ['2 × 3, all', network(grid(2, 3), all(6), 0.5), 0.1796875],
    // By hand, in the KTerminalNetworkBDD project's tests.
    ['a star', network('0-1 1-2 1-3', [0, 2, 3], 0.5), 0.125],
    ['a loose end', network('0-1 1-2 0-3', [0, 2], 0.5), 0.25],
  ])('%s', (_, one, works) => {
    const found = graph.networkFailureProbability(one)
    expect(found.method).toBe('exact')
    expect(Math.abs((1 - found.value) / works - 1)).toBeLessThan(1e-9)
    // Written with their ends as components, larger ones are past the budget of a flow.
    if (one.edges.length > 20) return
    const written = unavailabilityIn(archOf(one))
    expect(Math.abs((1 - written) / works - 1)).toBeLessThan(1e-9)
  })

  // Grimmett, Percolation (1999), chapter 11: the rectangle is its own dual.
  it.each([1, 2, 3, 4, 5, 6, 7])('the self-dual rectangle of %i', (n) => {
    const { method, value } = graph.networkFailureProbability(network(selfDual(n), [0, 1], 0.5))
    expect([method, value]).toEqual(['exact', expect.closeTo(0.5, 12)])
  })

  // Coolen, Coolen-Maturi & Al-nefaiee 2014, Fig. 1 and Table 1: in how many states the system works, by how many of the
  // three components of each type do. Summed, that is its reliability whatever the types' own are.
  it.each([
    [0.5, 0.5],
    [0.9, 0.2],
    [0.3, 0.99],
  ])('the survival signature, at %d and %d', (one, two) => {
    const types = [one, one, two, two, one, two]
    const edges = network('0-1 1-2 1-3 2-3 2-4 3-4', [0, 4], 0.5).edges.map((edge, i) => ({
      ...edge,
      unavailability: 1 - types[i]!,
    }))
    const counts = [
      [0, 0, 0, 0],
      [0, 0, 1, 1],
      [0, 0, 4, 2],
      [1, 3, 3, 1],
    ]
    const of = (p: number, working: number): number => p ** working * (1 - p) ** (3 - working)
    const works = counts
      .flatMap((row, l1) => row.map((count, l2) => count * of(one, l1) * of(two, l2)))
      .reduce((sum, part) => sum + part, 0)
    const { value } = graph.networkFailureProbability({ nodeCount: 5, edges, terminals: [0, 4] })
    expect(1 - value).toBeCloseTo(works, 12)
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
