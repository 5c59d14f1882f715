// Fault trees that others have published, through `loadpath/graph`: probabilities, minimal cut sets, importance
// measures and mean times to failure. The larger ones of the Aralia collection are read by the benchmark alone.

import { describe, expect, it } from 'vitest'
import type { FailureStructure } from '#src/graph/index.ts'
import { graph } from './support/public-graph.ts'

/** `k` inputs, `'or'` or `'and'`, by name, the top first; the rest are events with their probabilities. */
type Tree = Readonly<Record<string, readonly ['or' | 'and' | number, string]>>
type Events = Readonly<Record<string, number>>

function faultTree(tree: Tree, events: Events) {
  const names = Object.keys(events)
  const gateNames = Object.keys(tree)
  const place = (name: string): number =>
    name in events ? names.indexOf(name) : names.length + gateNames.indexOf(name)
  const gates = Object.values(tree).map(([operator, list]) => {
    const inputs = list.split(' ').map(place)
    if (operator === 'or') return graph.or(inputs)
    return operator === 'and' ? graph.and(inputs) : graph.atLeast(operator, inputs)
  })
  const structure: FailureStructure = { eventCount: names.length, gates, top: names.length }
  return { structure, names, probabilities: Object.values(events) }
}

function near(found: number | undefined, published: number, relative = 1e-9): void {
  expect(Math.abs((found ?? Number.NaN) / published - 1)).toBeLessThan(relative)
}

const abc = { A: 0.1, B: 0.2, C: 0.3 }
const trains: Tree = { T: ['and', 'one two'], one: ['or', 'v1 p1'], two: ['or', 'v2 p2'] }
const smallTree: Tree = { T: ['or', 'g h'], g: ['and', 'e1 e2'], h: ['and', 'e3 e4'] }
const smallEvents = {
  ...{ e1: 0.1607108538469253, e2: 0.08387274565534586 },
  ...{ e3: 0.1607108538469253, e4: 0.08387274565534586 },
}

// SCRAM (O. Rakhimov): tests/bench_core_tests.cc, tests/risk_analysis_tests.cc, and the expected values of its models
// Theatre, TwoTrain and SmallTree.
describe('SCRAM', () => {
  it.each<[string, Tree, Events, number, string]>([
    ['or', { T: ['or', 'A B C'] }, abc, 0.496, 'A|B|C'],
    [
      'or of pairs',
      { T: ['or', 'g h'], g: ['and', 'A B'], h: ['and', 'B C'] },
      ...([abc, 0.074, 'A B|B C'] as const),
    ],
    ['two of three', { T: [2, 'A B C'] }, abc, 0.098, 'A B|A C|B C'],
    [
      'theatre',
      { T: ['and', 'mains generator'], generator: ['or', 'gen relay'] },
      { mains: 0.03, gen: 0.02, relay: 0.05 },
      0.00207,
      'mains gen|mains relay',
    ],
    [
      'two trains',
      trains,
      { v1: 0.5, p1: 0.7, v2: 0.5, p2: 0.7 },
      0.7225,
      'v1 v2|v1 p2|p1 v2|p1 p2',
    ],
    [
      'two trains, uneven',
      trains,
      { v1: 0.4, p1: 0.6, v2: 0.5, p2: 0.7 },
      0.646,
      'v1 v2|v1 p2|p1 v2|p1 p2',
    ],
    ['small tree', smallTree, smallEvents, 0.026776830672032816, 'e1 e2|e3 e4'],
  ])('%s', (_, tree, events, value, cutSets) => {
    const { structure, names, probabilities } = faultTree(tree, events)
    const found = graph.failureProbability(structure, probabilities)
    expect(found.method).toBe('exact')
    near(found.value, value)
    const { sets } = graph.minimalCutSets(structure, { order: 3 })
    const named = sets.map((set) => set.map((event) => names[event]).join(' '))
    expect(named.toSorted()).toEqual(cutSets.split('|').toSorted())
  })

  // The sum over the cut sets, and the upper bound 1 − Π(1 − q) over them.
  it.each<[string, Tree, Events, number, number | undefined]>([
    ['or', { T: ['or', 'A B C'] }, abc, 0.6, undefined],
    [
      'or of pairs',
      { T: ['or', 'g h'], g: ['and', 'A B'], h: ['and', 'B C'] },
      abc,
      0.08,
      undefined,
    ],
    ['two of three', { T: [2, 'A B C'] }, abc, 0.11, undefined],
    ['small tree', smallTree, smallEvents, 0.0269585211375, undefined],
    ['two trains', trains, { v1: 0.4, p1: 0.6, v2: 0.5, p2: 0.7 }, 1.2, 0.766144],
  ])('%s, by its cut sets alone', (_, tree, events, rare, upper) => {
    const { structure, probabilities } = faultTree(tree, events)
    const { sets } = graph.minimalCutSets(structure, { order: 3 })
    const products = sets.map((set) => set.reduce((q, event) => q * probabilities[event]!, 1))
    near(
      products.reduce((sum, q) => sum + q, 0),
      rare,
    )
    if (upper !== undefined) near(1 - products.reduce((all, q) => all * (1 - q), 1), upper)
  })
})

const half = { x1: 0.5, x2: 0.5 }
const andOr: Tree = { F: ['and', 'F1 F2'], F1: ['or', 'x1 x2'], F2: ['or', 'x3 x4'] }
const mixed: Tree = { F: ['and', 'x1 F1 F2'], F1: ['or', 'x2 x3'], F2: ['or', 'x4 x5 x6'] }
const mixedRates = {
  x1: Math.LN2,
  x2: Math.LN2,
  x3: 0.2,
  x4: Math.LN2,
  x5: 0.6,
  x6: 1,
  x7: Math.LN2,
}
const never = Number.POSITIVE_INFINITY

/** Failed by the time, of things that fail at these rates. */
function by(time: number, rates: Events): Events {
  return Object.fromEntries(
    Object.entries(rates).map(([name, rate]) => [name, -Math.expm1(-rate * time)]),
  )
}

// Birnbaum, criticality (Fussell-Vesely by probabilities), diagnostic, risk achievement, risk reduction: the first five
// of each event. SCRAM's core tests print four digits; storm-dft's tests of static fault trees (TestBdd.cpp) more.
// All stand here as computed at full precision.
describe('importance measures', () => {
  it.each<[string, Tree, Events, Readonly<Record<string, readonly number[]>>]>([
    [
      'SCRAM, two trains',
      trains,
      { v1: 0.4, p1: 0.6, v2: 0.5, p2: 0.7 },
      {
        v1: [0.34, 0.21052631578947362, 0.5263157894736842, 1.3157894736842102, 1.2666666666666666],
        v2: [0.228, 0.1764705882352941, 0.5882352941176471, 1.1764705882352942, 1.2142857142857142],
        p1: [0.51, 0.4736842105263159, 0.7894736842105263, 1.3157894736842106, 1.9],
        p2: [0.38, 0.41176470588235303, 0.823529411764706, 1.1764705882352944, 1.7],
      },
    ],
    [
      'storm, and',
      { F: ['and', 'x1 x2'] },
      half,
      { x1: [0.5, 1, 1, 2, never], x2: [0.5, 1, 1, 2, never] },
    ],
    [
      'storm, or',
      { F: ['or', 'x1 x2'] },
      half,
      { x1: [0.5, 1 / 3, 2 / 3, 4 / 3, 1.5], x2: [0.5, 1 / 3, 2 / 3, 4 / 3, 1.5] },
    ],
    [
      'storm, and of or',
      andOr,
      { ...half, x3: 0.5, x4: 0.5 },
      {
        x1: [0.375, 1 / 3, 2 / 3, 4 / 3, 1.5],
        x2: [0.375, 1 / 3, 2 / 3, 4 / 3, 1.5],
        x3: [0.375, 1 / 3, 2 / 3, 4 / 3, 1.5],
        x4: [0.375, 1 / 3, 2 / 3, 4 / 3, 1.5],
      },
    ],
    [
      'storm, importance',
      mixed,
      by(1, mixedRates),
      {
        x1: [0.5310110865190781, 1, 1, 2, never],
        x2: [
          0.3680406544835944, 0.6930941063701718, 0.8465470531850859, 1.6930941063701719,
          3.258327783063497,
        ],
        x3: [
          0.2247629352506682, 0.15345294681491423, 0.3069058936298284, 1.6930941063701719,
          1.1812692469220183,
        ],
        x4: [
          0.059623536941931066, 0.11228303599606468, 0.5561415179980322, 1.1122830359960645,
          1.1264851755109266,
        ],
        x5: [
          0.05432058380383531, 0.09230999485728902, 0.5018491632114335, 1.1122830359960645,
          1.1016977099387315,
        ],
        x6: [
          0.08103678850885393, 0.19293390039625086, 0.7030969742893571, 1.1122830359960645,
          1.239055884630735,
        ],
        x7: [0, 0, 0.5, 1, 1],
      },
    ],
  ])('%s', (_, tree, events, published) => {
    const { structure, names, probabilities } = faultTree(tree, events)
    const all = graph.importance(structure, probabilities)!
    for (const [event, name] of names.entries()) {
      const { birnbaum, fussellVesely, riskAchievement, riskReduction } = all[event]!
      const diagnostic = probabilities[event]! * riskAchievement
      const found = [birnbaum, fussellVesely, diagnostic, riskAchievement, riskReduction]
      for (const [place, value] of published[name]!.entries()) {
        if (value === never || value === 0) expect(found[place], name).toBe(value)
        else near(found[place], value)
      }
    }
  })
})

// storm-dft's tests of static fault trees (TestBdd.cpp): at time 1, and the mean time to failure, the integral of
// the reliability, by Simpson's rule.
describe('storm', () => {
  it.each<[string, Tree, Events, number, number]>([
    ['and', { F: ['and', 'x1 x2'] }, { x1: Math.LN2, x2: Math.LN2 }, 0.25, 2.1640425613334386],
    ['or', { F: ['or', 'x1 x2'] }, { x1: Math.LN2, x2: Math.LN2 }, 0.75, 0.721347520444485],
    [
      'and of or',
      andOr,
      { x1: Math.LN2, x2: Math.LN2, x3: Math.LN2, x4: Math.LN2 },
      0.5625,
      1.0820212806667246,
    ],
    ['importance', mixed, mixedRates, 0.26550554325953907, 1.9770749131583558],
  ])('%s', (_, tree, rates, atOne, meanTime) => {
    const failed = (time: number): number => {
      const { structure, probabilities } = faultTree(tree, by(time, rates))
      return graph.unavailability(structure, probabilities)!
    }
    near(failed(1), atOne)
    const [end, steps] = [100, 4000]
    const width = end / steps
    let sum = 0
    for (let step = 0; step <= steps; step++) {
      const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2
      sum += weight * (1 - failed(step * width))
    }
    near((sum * width) / 3, meanTime, 1e-6)
  })
})
