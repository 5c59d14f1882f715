// Latency budgets against the oracle that unfolds each request (./support/oracle/latency.ts) on thousands of random
// systems, and by hand where the language says how time adds up. A failure prints the seed and the smallest text.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { FlowLatency } from '#src/analysis/latency-facts.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { expectedLatency } from './support/oracle/latency.ts'
import { plantTiming } from './support/random/timing.ts'
import { randomArch } from './support/random-model.ts'
import { shrunk } from './support/shrink.ts'

describe('the budget of a flow', () => {
  it('is what the oracle says on random systems', () => {
    const seeds = Array.from({ length: 3000 }, (_, index) => index + 1)
    expect(firstDifference(seeds, (seed) => 3 + (seed % 8))).toBe(undefined)
  })
})

function firstDifference(
  seeds: readonly number[],
  components: (seed: number) => number,
): string | undefined {
  for (const seed of seeds) {
    const text = randomArch(seed, { components: components(seed) }, plantTiming)
    if (differenceIn(text) === undefined) continue
    const least = shrunk(text, (smaller) => differenceIn(smaller) !== undefined)
    return `seed ${seed}: ${differenceIn(least)}\n${least}`
  }
  return undefined
}

function differenceIn(text: string): string | undefined {
  const { model, diagnostics } = modelOf(text)
  if (errorsOf(diagnostics).length > 0) return undefined
  const facts = analyze(model)
  for (const flow of model.flows) {
    const found = differenceOn(model, flow, facts.latency(flow))
    if (found !== undefined) return found
  }
  return undefined
}

function differenceOn(model: Model, flow: Flow, found: FlowLatency): string | undefined {
  const expected = expectedLatency(model, flow)
  const of = (what: string, a: unknown, b: unknown) =>
    `${flow.name}: ${what} ${a}, the oracle says ${b}`
  if (!isNear(found.budgetMs, expected.budgetMs))
    return of('takes', found.budgetMs, expected.budgetMs)
  const names = (ids: readonly number[]) => ids.map((id) => model.components[id]!.name).join(' ')
  if (names(found.unknown) !== names(expected.unknown))
    return of('unknown', names(found.unknown), names(expected.unknown))
  if (names(found.circles) !== names(expected.circles))
    return of('circles', names(found.circles), names(expected.circles))
  const sum = found.terms.reduce((total, { times, ms }) => total + times * ms, 0)
  return isNear(sum, expected.budgetMs) ? undefined : of('terms add up to', sum, expected.budgetMs)
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}
