// What src/graph computes about failure structures, against brute force over every state. What others have published
// stands in published-fault-trees.test.ts.

import { describe, expect, it } from 'vitest'
import { minimalCutSets } from '#src/graph/cut-sets.ts'
import { diagramsOf } from '#src/graph/diagrams.ts'
import { boundsFrom, failureProbability } from '#src/graph/failure-probability.ts'
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
