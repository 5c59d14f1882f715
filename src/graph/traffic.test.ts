// Traffic equations against the network that others have solved, against sweeps on random networks, and where they
// have no solution.

import { describe, expect, it } from 'vitest'
import { randomFrom } from './random.ts'
import { mostTraffic, trafficNetwork } from './traffic.ts'
import { waitingTime } from './waiting-time.ts'

type Edge = readonly [from: number, to: number, gain: number]

function solved(nodes: number, edges: readonly Edge[], begun: readonly number[]) {
  const network = trafficNetwork(
    nodes,
    edges.map(([from]) => from),
    edges.map(([, to]) => to),
    edges.map(([, , gain]) => gain),
  )
  return network.solve(begun)
}

/** Waves of what is passed on, added up; infinite where the last ones still come. */
function swept(nodes: number, edges: readonly Edge[], begun: readonly number[]): readonly number[] {
  const late = new Array<number>(nodes).fill(0)
  const sums = [...begun]
  let wave = [...begun]
  for (let round = 0; round < 4000; round++) {
    const next = new Array<number>(nodes).fill(0)
    for (const [from, to, gain] of edges) next[to] = Math.min(1e200, next[to]! + wave[from]! * gain)
    next.forEach((amount, node) => {
      sums[node]! += amount
      if (round > 3950) late[node]! += amount
    })
    wave = next
  }
  return sums.map((sum, node) => (late[node]! > 1e-9 ? Number.POSITIVE_INFINITY : sum))
}

describe('a network of queues', () => {
  // D. Rios Insua, F. Ruggeri, M. Wiper, Bayesian Analysis of Stochastic Process Models (2012), example 11.11,
  // as the tests of the R package queueing have it: L = 5.46, W = 0.39.
  const edges: readonly Edge[] = [
    [0, 1, 0.2],
    [0, 2, 0.56],
    [0, 3, 0.24],
    [1, 0, 1],
  ]
  const { amounts } = solved(4, edges, [8, 0, 6, 0])
  const served = [14, 9, 17, 7]

  it('has the arrivals that are published', () => {
    for (const [node, published] of [10, 2, 11.6, 2.4].entries())
      expect(amounts[node]).toBeCloseTo(published, 9)
  })

  it('has as much inside, and waits as long', () => {
    const inside = served
      .map((rate, node) => {
        const { waitSeconds } = waitingTime(amounts[node]!, 1, rate)!
        return amounts[node]! * (waitSeconds + 1 / rate)
      })
      .reduce((sum, one) => sum + one, 0)
    expect(inside).toBeCloseTo(5.455_601_564_297_217_5, 9)
    expect(inside / 14).toBeCloseTo(0.389_685_826_021_229_8, 9)
  })
})

describe('random networks', () => {
  it('have what waves of requests add up to, or no bound', () => {
    let endless = 0
    for (let seed = 1; seed <= 600; seed++) {
      const random = randomFrom(seed)
      const nodes = 2 + Math.floor(random() * 7)
      const any = (): number => Math.floor(random() * nodes)
      const edges = Array.from(
        { length: Math.floor(random() * 2.5 * nodes) },
        (): Edge => [any(), any(), [0, 0.1, 0.25, 0.5, 1, 2][Math.floor(random() * 6)]!],
      )
      const begun = Array.from({ length: nodes }, () => (random() < 0.5 ? 0 : random() * 100))
      const { amounts, unbounded } = solved(nodes, edges, begun)
      const waves = swept(nodes, edges, begun)
      for (let node = 0; node < nodes; node++) {
        const isEndless = waves[node] === Number.POSITIVE_INFINITY
        expect(unbounded[node], `seed ${seed}, node ${node}`).toBe(isEndless ? 1 : 0)
        if (isEndless) endless++
        else
          expect(Math.abs(amounts[node]! - waves[node]!), `seed ${seed}`).toBeLessThan(
            1e-6 * (1 + waves[node]!),
          )
      }
    }
    expect(endless).toBeGreaterThan(100)
  })

  it('are solved alike where the circle is too large to eliminate', () => {
    const count = 500
    const edges = Array.from({ length: count }, (_, node): readonly Edge[] => [
      [node, (node + 1) % count, 0.6],
      [node, (node * 7 + 3) % count, 0.3],
    ]).flat()
    const begun = Array.from({ length: count }, (_, node) => (node % 50 === 0 ? 1 : 0))
    const { amounts, unbounded } = solved(count, edges, begun)
    expect(unbounded.includes(1)).toBe(false)
    const waves = swept(count, edges, begun)
    for (const [node, amount] of amounts.entries()) expect(amount).toBeCloseTo(waves[node]!, 9)
    const more = solved(
      count,
      edges.map(([from, to]): Edge => [from, to, 0.5]),
      begun,
    )
    expect(more.unbounded.every((one) => one === 1)).toBe(true)
  })
})

describe('what has no bound', () => {
  it('leads on, and stays inside where nothing arrives', () => {
    const edges: readonly Edge[] = [
      [0, 1, 1],
      [1, 0, 1],
      [1, 2, 0.5],
      [3, 4, 2],
      [4, 3, 2],
    ]
    const { amounts, unbounded } = solved(5, edges, [1, 0, 3, 0, 0])
    expect([...unbounded]).toEqual([1, 1, 1, 0, 0])
    expect([...amounts]).toEqual([0, 0, 0, 0, 0])
  })

  it('is no number even where numbers run out', () => {
    const edges = Array.from({ length: 400 }, (_, node): Edge => [node, node + 1, 1e12])
    const { amounts } = solved(401, edges, [1, ...new Array<number>(400).fill(0)])
    expect(Math.max(...amounts)).toBe(mostTraffic)
  })
})
