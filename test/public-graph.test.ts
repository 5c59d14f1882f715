// What `loadpath/graph` promises to programs that use it: answers for whatever is in range, however deep, wide or
// round it is, a method that is always named, and a RangeError that says what is out of range.
// It is past 250 lines because each thing that can be out of range stands in it.

import { describe, expect, it } from 'vitest'
import type { FailureStructure, Network } from '#src/graph/index.ts'
import { graph } from './support/public-graph.ts'

const { and, atLeast, or } = graph

/** Two pumps of three, or the power and its reserve. */
const pumps: FailureStructure = {
  eventCount: 5,
  gates: [atLeast(2, [0, 1, 2]), and([3, 4]), or([5, 6])],
  top: 7,
}
const chances = [0.1, 0.1, 0.1, 0.02, 0.05]
const pumpsFail = 3 * 0.01 * 0.9 + 0.001
const exact = pumpsFail + 0.001 - pumpsFail * 0.001

function path(nodes: number): Network {
  return {
    nodeCount: nodes,
    edges: Array.from({ length: nodes - 1 }, (_, i) => ({
      ...{ from: i, to: i + 1, unavailability: 1e-9 },
    })),
    terminals: [0, nodes - 1],
  }
}

/** Gates of two kinds in turn, each with an event and the gate below it. */
function chain(gateCount: number): FailureStructure {
  const eventCount = gateCount + 1
  const gates = Array.from({ length: gateCount }, (_, i) =>
    (i % 2 === 0 ? or : and)([i + 1, i === 0 ? 0 : eventCount + i - 1]),
  )
  return { eventCount, gates, top: eventCount + gateCount - 1 }
}

describe('a structure', () => {
  it('fails as often as counting by hand says, and says how it was computed', () => {
    expect(graph.unavailability(pumps, chances)).toBeCloseTo(exact, 15)
    const found = graph.failureProbability(pumps, chances)
    expect(found.method).toBe('exact')
    expect(found.value).toBeCloseTo(exact, 15)
  })

  it('has cut sets, the lightest first', () => {
    expect(graph.minimalCutSets(pumps, { order: 3 })).toEqual({
      sets: [
        [0, 1],
        [0, 2],
        [1, 2],
        [3, 4],
      ],
      truncated: false,
    })
    expect(graph.minimalCutSets(pumps, { order: 2, limit: 2 }).truncated).toBe(true)
  })

  it('has importance by event and by group', () => {
    const [pump, , , power] = graph.importance(pumps, chances)!
    expect(pump!.birnbaum).toBeCloseTo((0.19 - 0.01) * 0.999, 14)
    expect(power!.birnbaum).toBeCloseTo(0.05 * (1 - pumpsFail), 14)
    const [both] = graph.importance(pumps, chances, { groups: [[3, 4]] })!
    expect(both!.riskAchievement).toBeCloseTo(1 / exact, 10)
    expect(both!.fussellVesely).toBeCloseTo((exact - pumpsFail) / exact, 10)
  })

  it('is simulated with fewer samples where it is very large, and none are asked for', () => {
    expect(graph.simulate(pumps, chances).samples).toBe(200_000)
    const large = chain(20_000)
    const probabilities = new Float64Array(large.eventCount).fill(0.1)
    // A billion inputs in all: 1e9 ÷ 40,000
    expect(graph.simulate(large, probabilities).samples).toBe(25_024)
    expect(graph.simulate(large, probabilities, { samples: 3200 }).samples).toBe(3200)
  })

  it('is simulated alike from the same seed', () => {
    const one = graph.simulate(pumps, chances, { samples: 50_000, seed: 3 })
    expect(one).toEqual(graph.simulate(pumps, chances, { samples: 50_000, seed: 3 }))
    expect(one.low).toBeLessThan(exact)
    expect(one.high).toBeGreaterThan(exact)
    expect(one.samples).toBe(50_016)
  })

  it('past its budget is undefined, or answered by another method', () => {
    const options = { nodeBudget: 2 }
    expect(graph.unavailability(pumps, chances, options)).toBe(undefined)
    expect(graph.importance(pumps, chances, options)).toBe(undefined)
    const wide = { ...options, order: 1 }
    expect(graph.failureProbability(pumps, chances, wide).method).toBe('simulated')
    const rare = chances.map((q) => q / 1e3)
    expect(graph.failureProbability(pumps, rare, options).method).toBe('bounds')
  })

  it('may be an event, a gate without inputs, a threshold that none can meet', () => {
    const top = (gate: ReturnType<typeof and>) => ({ eventCount: 1, gates: [gate], top: 1 })
    expect(graph.unavailability({ eventCount: 1, gates: [], top: 0 }, [0.25])).toBe(0.25)
    expect(graph.unavailability(top(and([])), [0.25])).toBe(1)
    expect(graph.unavailability(top(or([])), [0.25])).toBe(0)
    expect(graph.unavailability(top(atLeast(2, [0])), [0.25])).toBe(0)
    expect(graph.unavailability(top(atLeast(2, [0, 0])), [0.25])).toBe(0.25)
    expect(graph.minimalCutSets(top(and([])), { order: 1 }).sets).toEqual([[]])
  })

  it('may go round: a ring that nothing outside keeps working has failed', () => {
    const ring = { eventCount: 1, gates: [or([0, 2]), or([1])], top: 1 }
    expect(graph.unavailability(ring, [0.25])).toBe(1)
    const held = { eventCount: 2, gates: [and([0, 3]), or([1, 2])], top: 2 }
    expect(graph.unavailability(held, [0.5, 0.25])).toBe(0.5)
  })
})

describe('a chain of many gates', () => {
  const deep = chain(200_000)
  const half = new Float64Array(deep.eventCount).fill(0.5)

  it('is solved, simulated and cut without a stack to overflow', () => {
    const found = graph.unavailability(deep, half)!
    expect(found).toBeGreaterThan(0.25)
    expect(found).toBeLessThan(0.5)
    const { low, high } = graph.simulate(deep, half, { samples: 320 })
    expect(low).toBeLessThan(found)
    expect(high).toBeGreaterThan(found)
    const { sets } = graph.minimalCutSets(deep, { order: 2, limit: 100 })
    expect(sets).toEqual([[deep.eventCount - 1, deep.eventCount - 2]].map((set) => set.toSorted()))
  })
})

describe('a cut set', () => {
  it('may be as large as the structure is wide', () => {
    const events = Array.from({ length: 50_000 }, (_, event) => event)
    const all: FailureStructure = {
      eventCount: 50_001,
      gates: [and(events), or([50_001])],
      top: 50_002,
    }
    expect(graph.minimalCutSets(all, { order: 60_000 }).sets).toEqual([events])
  })
})

describe('a network', () => {
  it('of a long path is solved, and fails with each of its edges', () => {
    const { value, method } = graph.networkFailureProbability(path(10_000))
    expect(method).toBe('exact')
    expect(value / -Math.expm1(9999 * Math.log1p(-1e-9))).toBeCloseTo(1, 12)
    const { sets } = graph.minimalCutSets(graph.networkStructure(path(20)), { order: 2 })
    expect(sets).toEqual(Array.from({ length: 19 }, (_, edge) => [edge]))
  })

  it('holds where nothing has to be connected, and has failed where nothing is', () => {
    const apart: Network = { nodeCount: 3, edges: [], terminals: [0, 2] }
    expect(graph.networkFailureProbability(apart)).toEqual({ method: 'exact', value: 1 })
    for (const terminals of [[], [1], [1, 1]]) {
      const { value } = graph.networkFailureProbability({ ...apart, terminals })
      expect(value).toBe(0)
    }
    expect(graph.networkFailureProbability({ ...apart, nodeCount: 0, terminals: [] }).value).toBe(0)
    const q = graph.unavailability(graph.networkStructure(apart), [])
    expect(q).toBe(1)
  })

  it('that is too wide is bounded or simulated, and says so', () => {
    const size = 12
    const edges = Array.from({ length: size * size }, (_, from) => [
      ...((from + 1) % size === 0 ? [] : [{ from, to: from + 1, unavailability: 0.3 }]),
      ...(from + size < size * size ? [{ from, to: from + size, unavailability: 0.3 }] : []),
    ]).flat()
    const grid: Network = { nodeCount: size * size, edges, terminals: [0, size * size - 1] }
    const found = graph.networkFailureProbability(grid, { stateBudget: 1000, samples: 2048 })
    if (found.method !== 'simulated') throw new Error(found.method)
    expect(found.low).toBeLessThan(found.value)
    expect(found.high).toBeGreaterThan(found.value)
  })
})

describe('an argument out of range', () => {
  const two: FailureStructure = { eventCount: 2, gates: [or([0, 1])], top: 2 }
  const one: FailureStructure = { eventCount: 1, gates: [], top: 0 }
  const gate = (inputs: readonly number[], least = 1): FailureStructure => ({
    ...{ eventCount: 1, gates: [{ atLeast: least, inputs }], top: 1 },
  })
  const line = path(3)
  const from = graph.digraph(2, [0], [1])

  it.each<[string, () => unknown]>([
    [
      'probabilities[1] is NaN; it must be a number from 0 to 1',
      () => graph.unavailability({ ...one, eventCount: 2 }, [0, Number.NaN]),
    ],
    [
      'probabilities[0] is 1.5; it must be a number from 0 to 1',
      () => graph.failureProbability(one, [1.5]),
    ],
    [
      'probabilities[0] is -0.1; it must be a number from 0 to 1',
      () => graph.simulate(one, [-0.1]),
    ],
    ['probabilities has 2 entries for 1 events', () => graph.importance(one, [0, 0])],
    [
      'inputs of gate 0[1] is 2; it must be a whole number from 0 to 1',
      () => graph.unavailability(gate([0, 2]), [0]),
    ],
    [
      'inputs of gate 0[0] is 0.5; it must be a whole number from 0 to 1',
      () => graph.minimalCutSets(gate([0.5]), { order: 1 }),
    ],
    [
      'atLeast of gate 0 is NaN; it must be a whole number',
      () => graph.simulate(gate([0], Number.NaN), [0]),
    ],
    [
      'top is 1; it must be a whole number from 0 to 0',
      () => graph.unavailability({ ...one, top: 1 }, [0]),
    ],
    [
      'the structure has neither events nor gates, and so no top',
      () => graph.unavailability({ eventCount: 0, gates: [], top: 0 }, []),
    ],
    [
      'eventCount is 1e+30; it must be a whole number from 0 to 10000000',
      () => graph.minimalCutSets({ ...one, eventCount: 1e30 }, { order: 1 }),
    ],
    [
      'order is 0; it must be a whole number from 1 to 10000000',
      () => graph.minimalCutSets(one, { order: 0 }),
    ],
    [
      'order is Infinity; it must be a whole number from 1 to 10000000',
      () => graph.minimalCutSets(one, { order: Number.POSITIVE_INFINITY }),
    ],
    [
      'weights[0] is 0; it must be a whole number from 1 to 9007199254740991',
      () => graph.minimalCutSets(one, { order: 1, weights: [0] }),
    ],
    [
      'groups[0][0] is 1; it must be a whole number from 0 to 0',
      () => graph.importance(one, [0], { groups: [[1]] }),
    ],
    [
      'samples is 0; it must be a whole number from 1 to 1000000000',
      () => graph.simulate(one, [0], { samples: 0 }),
    ],
    [
      'nodeBudget is -1; it must be a whole number from 0 to 10000000',
      () => graph.unavailability(one, [0], { nodeBudget: -1 }),
    ],
    [
      'terminals[0] is 3; it must be a whole number from 0 to 2',
      () => graph.networkFailureProbability({ ...line, terminals: [3] }),
    ],
    [
      'terminals[0] is 0, and there is nothing to name',
      () => graph.networkFailureProbability({ nodeCount: 0, edges: [], terminals: [0] }),
    ],
    [
      'unavailability of edge 0 is 2; it must be a number from 0 to 1',
      () => graph.networkStructure({ ...line, edges: [{ from: 0, to: 1, unavailability: 2 }] }),
    ],
    [
      'ends of edge 0[1] is 9; it must be a whole number from 0 to 2',
      () => graph.networkStructure({ ...line, edges: [{ from: 0, to: 9, unavailability: 0 }] }),
    ],
    ['sources[0] is 5; it must be a whole number from 0 to 1', () => graph.digraph(2, [5], [0])],
    ['targets has 0 entries for 1 sources', () => graph.digraph(2, [1], [])],
    ['root is 2; it must be a whole number from 0 to 1', () => graph.dominators(from, 2)],
    ['roots[0] is -1; it must be a whole number from 0 to 1', () => graph.reachable(from, [-1])],
    [
      'parts[0] is -1; it must be a finite number, 0 or more',
      () => graph.arrivals([1], [0], [0], [-1]),
    ],
    [
      'begun[0] is Infinity; it must be a finite number, 0 or more',
      () => graph.arrivals([Number.POSITIVE_INFINITY], [], [], []),
    ],
    [
      'servers is 1.5; it must be a whole number from 1 to 10000000',
      () => graph.waitingTime(1, 1.5, 1),
    ],
    [
      'down has 0 entries for 1 units',
      () => graph.serving(graph.needGraph({ nodeCount: 1, groups: [] }), new Uint8Array(0)),
    ],
    [
      'probabilities[0] is of type object; it must be a number from 0 to 1',
      // @ts-expect-error null is no number
      () => graph.failureProbability(two, [null, 0.1]),
    ],
    [
      'probabilities[0] is of type string; it must be a number from 0 to 1',
      // @ts-expect-error nor is a text
      () => graph.unavailability(two, ['0.1', 0.1]),
    ],
    [
      'node is 9; it must be a whole number from 0 to 1',
      () => graph.isDominatedBy(graph.dominators(from, 0), 9, 0),
    ],
    [
      'by is -1; it must be a whole number from 0 to 1',
      () => graph.isDominatedBy(graph.dominators(from, 0), 0, -1),
    ],
    [
      'root is 9; it must be a whole number from 0 to 0',
      () => {
        const alone = graph.needGraph({ nodeCount: 1, groups: [] })
        graph.failureAnalysis(alone, graph.serving(alone, new Uint8Array(1))).of(9)
      },
    ],
  ])('is named: %s', (message, ask) => {
    expect(ask).toThrow(new RangeError(message))
  })
  it.each<[unknown, string]>([
    [undefined, 'structure is undefined; it must be an object'],
    [null, 'structure is null; it must be an object'],
    [7, 'structure is of type number; it must be an object'],
    [{}, 'gates is undefined; it must be an array'],
    [{ eventCount: 1, gates: [null], top: 0 }, 'gate 0 is null; it must be an object'],
    [
      { eventCount: 1, gates: [{ atLeast: 1 }], top: 0 },
      'inputs of gate 0 is undefined; it must be an array of numbers',
    ],
  ])('of another type is a TypeError: %j', (structure, message) => {
    // @ts-expect-error what programs without types may hand over
    expect(() => graph.failureProbability(structure, [0])).toThrow(new TypeError(message))
    // @ts-expect-error the same
    expect(() => graph.minimalCutSets(structure, { order: 1 })).toThrow(new TypeError(message))
  })

  it('that is no list is a TypeError, and so is what is no network and no graph', () => {
    const asked: readonly (readonly [() => unknown, string])[] = [
      [
        // @ts-expect-error no list
        () => graph.unavailability(one),
        'probabilities is undefined; it must be an array of numbers',
      ],
      // @ts-expect-error no network
      [() => graph.networkStructure(null), 'network is null; it must be an object'],
      // @ts-expect-error no edges
      [() => graph.networkStructure({}), 'edges is undefined; it must be an array'],
      // @ts-expect-error no graph
      [() => graph.dominators(undefined, 0), 'graph is undefined; it must be an object'],
      // @ts-expect-error no needs
      [() => graph.needGraph(undefined), 'needs is undefined; it must be an object'],
    ]
    for (const [ask, message] of asked) expect(ask).toThrow(new TypeError(message))
  })
})
