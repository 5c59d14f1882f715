// Serving and single points against a brute force that knows nothing of units or spreading: it removes
// each node in turn and iterates the definition until nothing changes.
// It is past 250 lines with the brute force and the published graphs.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NeedGraph, type NeedGroup, type Needs, needGraph, serving } from './needs.ts'
import { type FailureSpread, failureAnalysis } from './single-points.ts'

describe('failureAnalysis', () => {
  it('finds what removal finds, on random needs with cycles', () => {
    let withCycles = 0
    fc.assert(
      fc.property(randomNeeds, (needs) => {
        const graph = needGraph(needs)
        if (graph.unitCount < needs.nodeCount) withCycles++
        const spread = failureSpread(graph, 0)
        const up = removeAndServe(needs, new Set())
        expect(spread.served).toBe(up.has(0))
        const expected = up.has(0)
          ? range(needs.nodeCount).filter((node) => !removeAndServe(needs, new Set([node])).has(0))
          : []
        const found = new Set(spread.singlePoints())
        const points = range(needs.nodeCount).filter((node) => found.has(graph.unitOf[node]!))
        expect(points).toEqual(expected)
      }),
      { numRuns: 4000, seed: 7 },
    )
    expect(withCycles).toBeGreaterThan(100)
  })

  it('says of any set of losses what removal says', () => {
    fc.assert(
      fc.property(randomNeeds, fc.array(fc.nat(11), { maxLength: 4 }), (needs, lost) => {
        const nodes = lost.filter((node) => node < needs.nodeCount)
        const graph = needGraph(needs)
        const spread = failureSpread(graph, 0)
        if (!spread.served) return
        const breaks = spread.breaks(nodes.map((node) => graph.unitOf[node]!))
        expect(breaks).toBe(!removeAndServe(needs, new Set(nodes)).has(0))
        // Asking leaves no trace.
        expect(spread.breaks([])).toBe(false)
      }),
      { numRuns: 4000, seed: 8 },
    )
  })

  it('spares the groups that are said to be served', () => {
    let rescued = 0
    fc.assert(
      fc.property(randomNeeds, fc.nat(11), (needs, lost) => {
        const graph = needGraph(needs)
        const spread = failureSpread(graph, 0)
        if (!spread.served || lost >= needs.nodeCount) return
        const up = removeAndServe(needs, new Set())
        for (const [spared, group] of graph.groupOf.entries()) {
          if (group === -1 || !up.has(needs.groups[spared]!.owner)) continue
          const others = { ...needs, groups: needs.groups.filter((_, place) => place !== spared) }
          const breaks = spread.breaks([graph.unitOf[lost]!], new Set([group]))
          expect(breaks).toBe(!removeAndServe(others, new Set([lost])).has(0))
          if (!breaks && spread.breaks([graph.unitOf[lost]!])) rescued++
        }
      }),
      { numRuns: 4000, seed: 10 },
    )
    expect(rescued).toBeGreaterThan(50)
  })

  it('answers for one root as if there were no other', () => {
    fc.assert(
      fc.property(randomNeeds, (needs) => {
        const graph = needGraph(needs)
        const analysis = failureAnalysis(graph, serving(graph, new Uint8Array(graph.unitCount)))
        const spreads = range(needs.nodeCount).map((root) => analysis.of(root))
        const together = spreads.map((spread) => spread.singlePoints())
        const apart = range(needs.nodeCount).map((root) =>
          failureSpread(graph, root).singlePoints(),
        )
        expect(together).toEqual(apart)
      }),
      { numRuns: 1000, seed: 9 },
    )
  })

  it('agrees with published dominators where every need is one of several', () => {
    for (const { edges, root, idom } of published) {
      const nodeCount = Math.max(root, ...edges.flat()) + 1
      // A way must end at the goal. A dead end beside each successor keeps nodes that lead only to
      // each other from being one unit, which would serve by itself.
      const deadEnd = nodeCount
      for (const goal of Object.keys(idom).map(Number)) {
        const groups: NeedGroup[] = range(nodeCount)
          .filter((node) => node !== goal)
          .map((node) => ({
            owner: node,
            atLeast: 1,
            members: [deadEnd, ...edges.flatMap(([from, to]) => (from === node ? [to] : []))],
          }))
        groups.push({ owner: deadEnd, atLeast: 1, members: [] })
        const graph = needGraph({ nodeCount: nodeCount + 1, groups })
        const points = new Set(failureSpread(graph, root).singlePoints())
        const found = range(nodeCount).filter((node) => points.has(graph.unitOf[node]!))
        expect(found, `dominators of ${goal}`).toEqual(chain(idom, goal, root))
      }
    }
  })
})

describe('serving', () => {
  it('is the least fixed point: alternatives that only lead to each other do not serve', () => {
    const graph = needGraph({
      nodeCount: 4,
      groups: [
        { owner: 0, atLeast: 1, members: [1, 3] },
        { owner: 1, atLeast: 1, members: [0, 2] },
      ],
    })
    const down = new Uint8Array(graph.unitCount)
    expect(serving(graph, down)[graph.unitOf[0]!]).toBe(1)
    down[graph.unitOf[2]!] = 1
    down[graph.unitOf[3]!] = 1
    expect(serving(graph, down)[graph.unitOf[0]!]).toBe(0)
  })

  it('counts members of one unit as often as they stand in a group', () => {
    const graph = needGraph({
      nodeCount: 4,
      groups: [
        { owner: 0, atLeast: 2, members: [1, 2, 3] },
        { owner: 1, atLeast: 1, members: [2] },
        { owner: 2, atLeast: 1, members: [1] },
      ],
    })
    expect(graph.unitOf[1]).toBe(graph.unitOf[2])
    const down = new Uint8Array(graph.unitCount)
    down[graph.unitOf[3]!] = 1
    expect(serving(graph, down)[graph.unitOf[0]!]).toBe(1)
  })
})

function failureSpread(graph: NeedGraph, root: number): FailureSpread {
  return failureAnalysis(graph, serving(graph, new Uint8Array(graph.unitCount))).of(root)
}

const randomNeeds: fc.Arbitrary<Needs> = fc.integer({ min: 1, max: 12 }).chain((nodeCount) =>
  fc.record({
    nodeCount: fc.constant(nodeCount),
    groups: fc.array(
      fc
        .record({
          owner: fc.nat(nodeCount - 1),
          members: fc.array(fc.nat(nodeCount - 1), { minLength: 1, maxLength: 4 }),
          atLeast: fc.integer({ min: 1, max: 4 }),
        })
        .map((group) => ({ ...group, atLeast: Math.min(group.atLeast, group.members.length) })),
      { maxLength: 16 },
    ),
  }),
)

/** Nodes that serve without the removed ones, by the definition alone. */
function removeAndServe(needs: Needs, removed: ReadonlySet<number>): ReadonlySet<number> {
  const alone = (from: number): ReadonlySet<number> => {
    const seen = new Set<number>([from])
    for (const node of seen) {
      for (const group of needs.groups) {
        if (group.owner === node && group.atLeast === group.members.length) {
          for (const member of group.members) seen.add(member)
        }
      }
    }
    return seen
  }
  const closures = range(needs.nodeCount).map(alone)
  const unit = (node: number) =>
    range(needs.nodeCount).filter(
      (other) => closures[node]!.has(other) && closures[other]!.has(node),
    )
  const units = range(needs.nodeCount).map(unit)
  const serves = new Set<number>()
  for (let grew = true; grew; ) {
    grew = false
    for (const node of range(needs.nodeCount)) {
      if (serves.has(node)) continue
      const members = units[node]!
      const ready = members.every(
        (member) =>
          !removed.has(member) &&
          needs.groups
            .filter((group) => group.owner === member)
            .every((group) => {
              const isAlone = group.atLeast === group.members.length
              const good = group.members.filter(
                (other) => serves.has(other) || (isAlone && members.includes(other)),
              )
              return good.length >= group.atLeast
            }),
      )
      if (!ready) continue
      for (const member of members) serves.add(member)
      grew = true
    }
  }
  return serves
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i)
}

function chain(
  idom: Readonly<Record<number, number>>,
  goal: number,
  root: number,
): readonly number[] {
  const found = [goal]
  for (let at = goal; at !== root; at = idom[at]!) found.push(idom[at]!)
  return found.sort((a, b) => a - b)
}

/** Published dominator trees, each verified by removing vertices. */
const published: readonly {
  edges: readonly (readonly [number, number])[]
  root: number
  idom: Readonly<Record<number, number>>
}[] = [
  {
    // Cooper, Harvey, Kennedy, A Simple, Fast Dominance Algorithm, 2006, figure 2.
    edges: [
      [1, 2],
      [2, 1],
      [3, 2],
      [4, 1],
      [5, 3],
      [5, 4],
    ],
    root: 5,
    idom: { 1: 5, 2: 5, 3: 5, 4: 5 },
  },
  {
    // The same, figure 4.
    edges: [
      [1, 2],
      [2, 1],
      [2, 3],
      [3, 2],
      [4, 2],
      [4, 3],
      [5, 1],
      [6, 4],
      [6, 5],
    ],
    root: 6,
    idom: { 1: 6, 2: 6, 3: 6, 4: 6, 5: 6 },
  },
  {
    // Boost Graph Library, lengauer_tarjan_dominator, figure 1.
    edges: [
      [0, 1],
      [1, 2],
      [1, 3],
      [2, 7],
      [3, 4],
      [4, 5],
      [4, 6],
      [5, 7],
      [6, 4],
    ],
    root: 0,
    idom: { 1: 0, 2: 1, 3: 1, 4: 3, 5: 4, 6: 4, 7: 1 },
  },
  {
    // Dominator, Wikimedia Commons (Domrel).
    edges: [
      [1, 2],
      [2, 3],
      [2, 4],
      [2, 6],
      [3, 5],
      [4, 5],
      [5, 2],
    ],
    root: 1,
    idom: { 2: 1, 3: 2, 4: 2, 5: 2, 6: 2 },
  },
]
