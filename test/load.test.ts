// Load against the oracle that follows requests wave after wave (./support/oracle/load.ts), on thousands of random
// systems as they are and after failures. A failure prints the seed and the smallest text.

import { describe, expect, it } from 'vitest'
import { loadAnalysis } from '#src/analysis/loads.ts'
import { reliabilityOf } from '#src/analysis/serving.ts'
import type { Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { eventsOf, type FailureEvent, keyOf } from './support/oracle/copies.ts'
import { expectedLoads } from './support/oracle/load.ts'
import { plantLoad } from './support/random/load.ts'
import { seeded } from './support/random/random.ts'
import { randomArch } from './support/random-model.ts'
import { shrunk } from './support/shrink.ts'

const count = Number(process.env.N ?? 2500)
const first = Number(process.env.FIRST ?? 1)
const seeds = Array.from({ length: count }, (_, index) => index + first)

describe('what arrives at each component', () => {
  it('is what the oracle says', () => expect(firstDifference(0)).toBe(undefined))

  it('is what the oracle says after failures', () => expect(firstDifference(3)).toBe(undefined))
})

function firstDifference(failures: number): string | undefined {
  for (const seed of seeds) {
    const text = randomArch(seed, { components: 3 + (seed % 7) }, plantLoad)
    const found = differenceIn(text, seed, failures)
    if (found === undefined) continue
    const least = shrunk(text, (smaller) => differenceIn(smaller, seed, failures) !== undefined)
    return `seed ${seed}: ${differenceIn(least, seed, failures)}\n${least}`
  }
  return undefined
}

function differenceIn(text: string, seed: number, failures: number): string | undefined {
  const { model, diagnostics } = modelOf(text)
  if (errorsOf(diagnostics).length > 0) return undefined
  const events = eventsOf(model)
  const failed = failures === 0 ? [] : seeded(seed).some(events, 1 + (seed % failures))
  return differenceAfter(model, failed)
}

function differenceAfter(model: Model, failed: readonly FailureEvent[]): string | undefined {
  const keys = new Set(failed.map((event) => keyOf(model, event)))
  const expected = expectedLoads(model, { failed: keys, held: new Set() })
  const analysis = loadAnalysis(reliabilityOf(model))
  const found = analysis.under({ failed })
  for (const { id, name, role } of model.components) {
    const load = found.load(id)
    if (load === undefined || role === 'container' || role === 'source') continue
    const wanted = expected[id]!
    const say = (what: string, one: unknown, other: unknown) =>
      `${name} without [${[...keys].join(', ')}]: ${what} ${one}, the oracle says ${other}`
    if (load.isUnbounded !== wanted.isUnbounded)
      return say('unbounded', load.isUnbounded, wanted.isUnbounded)
    if (load.isAtLeast !== wanted.isAtLeast)
      return say('at least', load.isAtLeast, wanted.isAtLeast)
    if (load.isUnbounded) continue
    if (load.isKnown !== wanted.isKnown) return say('known', load.isKnown, wanted.isKnown)
    for (const rate of ['mean', 'peak'] as const)
      for (const use of ['reads', 'writes'] as const)
        if (!isNear(load[rate][use], wanted[rate][use]))
          return say(`${rate} ${use}`, load[rate][use], wanted[rate][use])
  }
  return undefined
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1e-3, Math.abs(a), Math.abs(b))
}
