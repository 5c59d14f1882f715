// Dominator trees and queues that others have published, through `loadpath/graph`.

import { describe, expect, it } from 'vitest'
import { graph } from './support/public-graph.ts'

type Edge = readonly [number, number]

const figure2: readonly Edge[] = [
  ...([
    [1, 2],
    [2, 1],
    [3, 2],
    [4, 1],
    [5, 3],
    [5, 4],
  ] as const),
]
const figure4: readonly Edge[] = [
  ...([
    [1, 2],
    [2, 1],
    [2, 3],
    [3, 2],
    [4, 2],
    [4, 3],
    [5, 1],
    [6, 4],
    [6, 5],
  ] as const),
]
const relation: readonly Edge[] = [
  ...([
    [1, 2],
    [2, 3],
    [2, 4],
    [2, 6],
    [3, 5],
    [4, 5],
    [5, 2],
  ] as const),
]
const boost: readonly Edge[] = [
  ...([
    [0, 1],
    [1, 2],
    [1, 3],
    [2, 7],
    [3, 4],
    [4, 5],
    [4, 6],
    [5, 7],
    [6, 4],
  ] as const),
]
const backwards = (edges: readonly Edge[]): readonly Edge[] => edges.map(([from, to]) => [to, from])

describe('dominators', () => {
  // K. Cooper, T. Harvey, K. Kennedy, A Simple, Fast Dominance Algorithm (2001), figures 2 and 4, neither of them
  // reducible; Wikimedia's Domrel.png; the Boost Graph Library's figure for lengauer_tarjan_dominator_tree. As
  // networkx's tests have them, post-dominators too. Lengauer and Tarjan's own figure stands beside the algorithm.
  it.each<[string, readonly Edge[], number, Readonly<Record<number, number>>]>([
    ['Cooper, Harvey and Kennedy, figure 2', figure2, 5, { 1: 5, 2: 5, 3: 5, 4: 5, 5: 5 }],
    ['figure 4', figure4, 6, { 1: 6, 2: 6, 3: 6, 4: 6, 5: 6, 6: 6 }],
    ['Domrel.png', relation, 1, { 1: 1, 2: 1, 3: 2, 4: 2, 5: 2, 6: 2 }],
    ['Domrel.png backwards', backwards(relation), 6, { 1: 2, 2: 6, 3: 5, 4: 5, 5: 2, 6: 6 }],
    ['Boost', boost, 0, { 0: 0, 1: 0, 2: 1, 3: 1, 4: 3, 5: 4, 6: 4, 7: 1 }],
    ['Boost backwards', backwards(boost), 7, { 0: 1, 1: 7, 2: 7, 3: 4, 4: 5, 5: 7, 6: 4, 7: 7 }],
  ])('%s', (_, edges, root, published) => {
    const [sources, targets] = [edges.map(([from]) => from), edges.map(([, to]) => to)]
    const count = 1 + Math.max(...sources, ...targets)
    const idom = graph.dominators(graph.digraph(count, sources, targets), root)
    const found = [...idom.entries()].filter(([, by]) => by !== -1)
    expect(Object.fromEntries(found)).toEqual(published)
    for (const [node, by] of found) expect(graph.isDominatedBy(idom, node, by)).toBe(true)
  })
})

describe('queues', () => {
  // D. Rios Insua, F. Ruggeri, M. Wiper, Bayesian Analysis of Stochastic Process Models (2012), example 11.11, as the
  // tests of the R package queueing have it: L = 5.46, W = 0.39.
  it('in an open network', () => {
    const { amounts } = graph.arrivals(
      [8, 0, 6, 0],
      [0, 0, 0, 1],
      [1, 2, 3, 0],
      [0.2, 0.56, 0.24, 1],
    )
    for (const [node, published] of [10, 2, 11.6, 2.4].entries())
      expect(amounts[node]).toBeCloseTo(published, 12)
    const inside = [14, 9, 17, 7].map((rate, node) => {
      const { waitSeconds } = graph.waitingTime(amounts[node]!, 1, rate)!
      return amounts[node]! * (waitSeconds + 1 / rate)
    })
    const sum = inside.reduce((total, one) => total + one, 0)
    expect(sum / 5.4556015642972175).toBeCloseTo(1, 10)
    expect(sum / 14 / 0.3896858260212298).toBeCloseTo(1, 10)
  })

  // N. Gunther's PDQ, passport.R: visits and utilisations of the four windows of a passport office.
  it('in an office with windows that send people back and forth', () => {
    const arriving = 15 / 3600
    const { amounts } = graph.arrivals(
      [arriving, 0, 0, 0],
      [0, 0, 1, 2, 2, 1],
      [1, 2, 2, 1, 3, 3],
      [0.3, 0.7, 0.2, 0.1, 0.9, 0.8],
    )
    const visits = [1, 0.37755102040816324, 0.7755102040816326, 1]
    const busy = [0.08333333333333333, 0.943877551020408, 0.9693877551020408, 0.25]
    for (const [window, service] of [20, 600, 300, 60].entries()) {
      expect(amounts[window]! / arriving).toBeCloseTo(visits[window]!, 12)
      const { utilization } = graph.waitingTime(amounts[window]!, 1, 1 / service)!
      expect(utilization).toBeCloseTo(busy[window]!, 12)
    }
  })

  // Erlang's C: 1/3 and 4/9 are identities of public unit tests; 0.10 for ten servers and six erlangs is read off a curve.
  it.each([
    [2, 1, 1 / 3],
    [3, 2, 4 / 9],
    [10, 6, 0.10129924268741748],
  ])('with %i servers and %i erlangs', (servers, erlangs, published) => {
    expect(graph.waitingTime(erlangs, servers, 1)!.waits).toBeCloseTo(published, 12)
  })

  // F. S. Hillier, G. J. Lieberman, Introduction to Operations Research: the county hospital, with one doctor and two.
  it.each([
    [1, 2 / 3, 4 / 3],
    [2, 1 / 24, 1 / 12],
  ])('before %i doctors', (doctors, waits, queue) => {
    const { waitSeconds } = graph.waitingTime(2, doctors, 3)!
    expect(waitSeconds).toBeCloseTo(waits, 12)
    expect(2 * waitSeconds).toBeCloseTo(queue, 12)
  })

  it('as full as they can be have no answer', () => {
    expect(graph.waitingTime(3, 1, 3)).toBe(undefined)
    expect([...graph.arrivals([1], [0], [0], [1]).unbounded]).toEqual([1])
  })
})
