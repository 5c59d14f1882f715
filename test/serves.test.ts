// The analysis against the oracle of "serves" (./support/serves.ts) on thousands of random systems:
// every flow under every set of a few failures, and every fact that follows. A failure prints the seed
// and the smallest text that still shows it.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { reliabilityOf, servedWith } from '#src/analysis/serving.ts'
import type { Model } from '#src/model/model.ts'
import { difference } from './support/agreement.ts'
import { featureNames, featuresOf } from './support/features.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { randomArch } from './support/random-model.ts'
import { shrunk } from './support/shrink.ts'

const analysis = { analyze, reliabilityOf, servedWith }
const small = { first: 1, count: 2000, components: (seed: number) => 3 + (seed % 6) }
const large = { first: 100_000, count: 150, components: (seed: number) => 15 + (seed % 26) }

describe('serving', () => {
  it('is what the oracle says, on small systems under every set of failures', () => {
    expect(firstDifference(small)).toBe(undefined)
  })

  it('is what the oracle says, on larger systems', () => {
    expect(firstDifference(large)).toBe(undefined)
  })
})

describe('the random systems', () => {
  const accepted = seedsOf(small).flatMap((seed) => validModel(textOf(small, seed)) ?? [])

  it('are nearly all valid', () => {
    expect(accepted.length).toBeGreaterThan(0.8 * small.count)
  })

  it('show every feature in at least 2 of 100', () => {
    const met = accepted.map(featuresOf)
    const table = featureNames.map((name) => ({
      name,
      share: met.filter((features) => features.includes(name)).length / accepted.length,
    }))
    const shown = table.map(({ name, share }) => `${(100 * share).toFixed(1)} % ${name}`).join('\n')
    expect(
      table.filter(({ share }) => share < 0.02),
      shown,
    ).toEqual([])
  })
})

type Batch = typeof small

function firstDifference(batch: Batch): string | undefined {
  for (const seed of seedsOf(batch)) {
    const text = textOf(batch, seed)
    if (differenceIn(text) === undefined) continue
    const least = shrunk(text, (smaller) => differenceIn(smaller) !== undefined)
    return `seed ${seed}: ${differenceIn(least)}\n${least}`
  }
  return undefined
}

function differenceIn(text: string): string | undefined {
  const model = validModel(text)
  return model && difference(model, analysis)
}

function validModel(text: string): Model | undefined {
  const { model, diagnostics } = modelOf(text)
  return errorsOf(diagnostics).length > 0 ? undefined : model
}

function seedsOf({ first, count }: Batch): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}

function textOf(batch: Batch, seed: number): string {
  return randomArch(seed, { components: batch.components(seed) })
}
