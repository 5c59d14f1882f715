// What src/graph computes about failure structures, against brute force over every state, and against what
// others have published: fault trees with their probabilities, cut sets and importance measures.
// It is past 250 lines because the published cases stand in it.

import { describe, expect, it } from 'vitest'
import { minimalCutSets } from '#src/graph/cut-sets.ts'
import { diagramsOf } from '#src/graph/diagrams.ts'
import { boundsFrom, failureProbability } from '#src/graph/failure-probability.ts'
import { importanceOf } from '#src/graph/importance.ts'
import { randomFrom } from '#src/graph/random.ts'
import { simulateFailures } from '#src/graph/simulation.ts'
import type { Structure } from '#src/graph/structure.ts'
import { evaluator, unavailability } from '#src/graph/unavailability.ts'
import { randomStructure, states, summed, topFails, triedCutSets } from './support/structures.ts'

interface Cases {
  readonly seed: number
  readonly structure: Structure
  readonly probabilities: readonly number[]
}

function cases(count: number, rings: 'rings' | 'none'): readonly Cases[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomFrom(index + 1)
    const structure = randomStructure(random, rings)
    const probabilities = Array.from({ length: structure.eventCount }, () =>
      random() < 0.1 ? Math.round(random()) : random() ** 3,
    )
    return { seed: index + 1, structure, probabilities }
  })
}

describe.each(['rings', 'none'] as const)('random structures with %s', (rings) => {
  const all = cases(1500, rings)

  it('fail now and then', () => {
    const sure = all.filter(({ structure }) => {
      const fails = [...states(structure.eventCount)].map((state) => topFails(structure, state))
      return new Set(fails).size === 1
    })
    expect(sure.length).toBeLessThan(all.length / 2)
  })

  it('are as probable as the sum over all states', () => {
    for (const { seed, structure, probabilities } of all) {
      const wanted = summed(structure, probabilities)
      const found = unavailability(structure, probabilities)!
      expect(Math.abs(found - wanted), `seed ${seed}`).toBeLessThanOrEqual(1e-12 * wanted + 1e-300)
    }
  })

  it('have the minimal cut sets that trying finds', () => {
    for (const { seed, structure } of all) {
      const { sets, truncated } = minimalCutSets(structure, { order: 3 })
      expect(truncated).toBe(false)
      const found = sets.map((set) => set.join(' '))
      expect(found.toSorted(), `seed ${seed}`).toEqual(triedCutSets(structure, 3))
    }
  })

  it('lie between the bounds of their cut sets', () => {
    let narrow = 0
    for (const { seed, structure, probabilities } of all) {
      const rare = probabilities.map((p) => p / 20)
      const wanted = summed(structure, rare)
      const cutSets = minimalCutSets(structure, { order: 2 })
      const { low, high } = boundsFrom(structure, rare, cutSets, {
        order: 2,
        weights: rare.map(() => 1),
      })!
      expect(low, `seed ${seed}`).toBeLessThanOrEqual(wanted * (1 + 1e-12))
      expect(high, `seed ${seed}`).toBeGreaterThanOrEqual(wanted * (1 - 1e-12))
      if (high > low && high < 1.5 * low) narrow++
    }
    expect(narrow).toBeGreaterThan(100)
  })

  it('keep to the order by weight too', () => {
    for (const { seed, structure, probabilities } of all.slice(0, 500)) {
      const weights = probabilities.map((_, event) => 1 + (event % 3))
      const found = minimalCutSets(structure, { order: 3, weights }).sets
      const light = triedCutSets(structure, 3).filter((set) => {
        const events = set === '' ? [] : set.split(' ').map(Number)
        return events.reduce((sum, event) => sum + weights[event]!, 0) <= 3
      })
      expect(found.map((set) => set.join(' ')).toSorted(), `seed ${seed}`).toEqual(light)
      const rare = probabilities.map((p) => p / 20)
      const exact = summed(structure, rare)
      const { low, high } = boundsFrom(
        structure,
        rare,
        { sets: found, truncated: false },
        { order: 3, weights },
      )!
      expect(low).toBeLessThanOrEqual(exact * (1 + 1e-12))
      expect(high, `seed ${seed}`).toBeGreaterThanOrEqual(exact * (1 - 1e-12))
    }
  })

  it('are never less probable when an event is', () => {
    for (const { seed, structure, probabilities } of all.slice(0, 300)) {
      const evaluate = evaluator(structure, diagramsOf(structure, 1e6)!)
      const before = evaluate(probabilities)
      for (const event of probabilities.keys()) {
        const more = probabilities.map((p, one) => (one === event ? (p + 1) / 2 : p))
        expect(evaluate(more), `seed ${seed}`).toBeGreaterThanOrEqual(before * (1 - 1e-12))
      }
    }
  })

  it('are simulated by the very same structure', () => {
    for (const { seed, structure, probabilities } of all.slice(0, 400)) {
      const sure = probabilities.map((p) => Math.round(p))
      const { value } = simulateFailures(structure, sure, 32, seed)
      expect(value, `seed ${seed}`).toBe(summed(structure, sure))
    }
  })
})

describe('a simulation', () => {
  it('holds the exact value in 93 to 97 of 100 intervals', () => {
    const pumps: Structure = {
      eventCount: 5,
      gates: [
        { atLeast: 2, inputs: [0, 1, 2] },
        { atLeast: 2, inputs: [3, 4] },
        { atLeast: 1, inputs: [5, 6] },
      ],
      top: 7,
    }
    const probabilities = [0.1, 0.2, 0.05, 0.3, 0.25]
    const exact = unavailability(pumps, probabilities)!
    expect(exact).toBeCloseTo(summed(pumps, probabilities), 14)
    let held = 0
    for (let seed = 1; seed <= 1000; seed++) {
      const { low, high } = simulateFailures(pumps, probabilities, 4096, seed)
      if (low <= exact && exact <= high) held++
    }
    expect(held).toBeGreaterThanOrEqual(930)
    expect(held).toBeLessThanOrEqual(970)
  })

  it('never rules out what it did not see', () => {
    const one: Structure = { eventCount: 1, gates: [], top: 0 }
    const { value, low, high } = simulateFailures(one, [1e-9], 1024, 1)
    expect([value, low]).toEqual([0, 0])
    expect(high).toBeGreaterThan(1e-3)
    expect(simulateFailures(one, [1], 64, 1)).toMatchObject({ value: 1, high: 1, samples: 64 })
  })
})

describe('the means', () => {
  // Rows that need each other's columns: a diagram of many nodes.
  const tangled: Structure = {
    eventCount: 24,
    gates: [
      ...Array.from({ length: 60 }, (_, i) => ({
        atLeast: 3,
        inputs: [i % 24, (i * 7 + 3) % 24, (i * 11 + 5) % 24, (i * 5 + 13) % 24],
      })),
      { atLeast: 1, inputs: Array.from({ length: 60 }, (_, i) => 24 + i) },
    ],
    top: 84,
  }
  const chance = (q: number): readonly number[] => new Array<number>(24).fill(q)

  it('are exact, then bounds, then a simulation', () => {
    const exact = failureProbability(tangled, chance(0.001))
    const bounded = failureProbability(tangled, chance(0.001), { nodeBudget: 150 })
    const simulated = failureProbability(tangled, chance(0.2), { nodeBudget: 150 })
    expect(exact.method).toBe('exact')
    expect(bounded.method).toBe('bounds')
    expect(simulated.method).toBe('simulated')
    if (exact.method !== 'exact' || bounded.method !== 'bounds') return
    expect(bounded.low).toBeLessThanOrEqual(exact.value)
    expect(bounded.high).toBeGreaterThanOrEqual(exact.value)
    expect(bounded.high).toBeLessThan(exact.value * 1.1)
  })

  it('give the same answer for the same seed', () => {
    const ask = (seed: number) =>
      failureProbability(tangled, chance(0.2), { nodeBudget: 150, seed })
    expect(ask(7)).toEqual(ask(7))
    expect(ask(7)).not.toEqual(ask(8))
  })
})

/** `k` inputs, `'or'` or `'and'`, by name; the rest are events with their probabilities. */
type Tree = Readonly<Record<string, readonly ['or' | 'and' | number, string]>>

function faultTree(tree: Tree, events: Readonly<Record<string, number>>) {
  const names = Object.keys(events)
  const gateNames = Object.keys(tree)
  const place = (name: string): number =>
    name in events ? names.indexOf(name) : names.length + gateNames.indexOf(name)
  const gates = gateNames.map((name) => {
    const [operator, list] = tree[name]!
    const inputs = list.split(' ').map(place)
    const atLeast = operator === 'or' ? 1 : operator === 'and' ? inputs.length : operator
    return { atLeast, inputs }
  })
  const structure: Structure = { eventCount: names.length, gates, top: names.length }
  return { structure, names, probabilities: Object.values(events) }
}

describe('published fault trees', () => {
  const abc = { A: 0.1, B: 0.2, C: 0.3 }

  // SCRAM's documentation and tests (O. Rakhimov, scram.readthedocs.io): small formulas and small models.
  it.each<[string, Tree, Readonly<Record<string, number>>, number, string]>([
    ['or', { T: ['or', 'A B C'] }, abc, 0.496, 'A|B|C'],
    [
      'and of pairs',
      { T: ['or', 'g h'], g: ['and', 'A B'], h: ['and', 'B C'] },
      abc,
      0.074,
      'A B|B C',
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
      { T: ['and', 'one two'], one: ['or', 'v1 p1'], two: ['or', 'v2 p2'] },
      { v1: 0.5, p1: 0.7, v2: 0.5, p2: 0.7 },
      0.7225,
      'v1 v2|v1 p2|p1 v2|p1 p2',
    ],
    [
      'small tree',
      { T: ['or', 'g h'], g: ['and', 'e1 e2'], h: ['and', 'e3 e4'] },
      {
        ...{ e1: 0.1607108538469253, e2: 0.08387274565534586 },
        ...{ e3: 0.1607108538469253, e4: 0.08387274565534586 },
      },
      0.026776830672032816,
      'e1 e2|e3 e4',
    ],
  ])('%s', (_, tree, events, value, cutSets) => {
    const { structure, names, probabilities } = faultTree(tree, events)
    expect(Math.abs(unavailability(structure, probabilities)! / value - 1)).toBeLessThan(1e-9)
    const { sets } = minimalCutSets(structure, { order: 3 })
    const named = sets.map((set) => set.map((event) => names[event]).join(' '))
    expect(named.toSorted()).toEqual(cutSets.split('|').toSorted())
  })

  // Storm's tests of static fault trees (storm-dft, SftImportance): unavailability at time 1, with the measures
  // as it names them: MIF, CIF, DIF, RAW and RRW.
  it('importance', () => {
    const events = {
      ...{ x1: 0.5, x2: 0.5, x3: 0.18126924692201818, x4: 0.5 },
      ...{ x5: 0.4511883639059736, x6: 0.6321205588285577 },
    }
    const tree: Tree = { F: ['and', 'x1 F1 F2'], F1: ['or', 'x2 x3'], F2: ['or', 'x4 x5 x6'] }
    const { structure, probabilities } = faultTree(tree, events)
    const evaluate = evaluator(structure, diagramsOf(structure, 1e4)!)
    expect(evaluate(probabilities)).toBeCloseTo(0.26550554325953907, 14)
    const first = importanceOf(evaluate, probabilities, [0])
    expect(first.birnbaum).toBeCloseTo(0.5310110865190781, 12)
    expect(first.fussellVesely).toBeCloseTo(1, 12)
    expect(first.riskAchievement).toBeCloseTo(2, 12)
    expect(first.riskReduction).toBe(Number.POSITIVE_INFINITY)
    const second = importanceOf(evaluate, probabilities, [1])
    expect(second.birnbaum).toBeCloseTo(0.3680406544835944, 12)
    expect(second.fussellVesely).toBeCloseTo(0.6930941063701718, 12)
  })
})

describe('a decision diagram', () => {
  it('keeps the digits of what is very rare', () => {
    const twelve: Structure = {
      eventCount: 4,
      gates: [{ atLeast: 4, inputs: [0, 1, 2, 3] }],
      top: 4,
    }
    const q = unavailability(twelve, [1e-5, 1e-6, 1e-7, 1e-8])!
    expect(Math.abs(q / 1e-26 - 1)).toBeLessThan(1e-12)
  })

  it('is as large as its longest chain is long, without a stack to overflow', () => {
    const count = 100_000
    const gates = Array.from({ length: count }, (_, i) => ({
      atLeast: 1,
      inputs: i === 0 ? [0] : [i, count + i - 1],
    }))
    const chain: Structure = { eventCount: count, gates, top: 2 * count - 1 }
    const q = unavailability(chain, new Float64Array(count).fill(1e-9))!
    expect(Math.abs(q / -Math.expm1(count * Math.log1p(-1e-9)) - 1)).toBeLessThan(1e-9)
  })

  it('says that it is too large', () => {
    expect(
      unavailability(
        { eventCount: 3, gates: [{ atLeast: 2, inputs: [0, 1, 2] }], top: 3 },
        [0.1, 0.1, 0.1],
        3,
      ),
    ).toBe(undefined)
  })
})
