// Where the latency of a model's flows is not what the oracle says: the budget, what is unknown, what goes round,
// whether the terms add up, and the calls that are made at the same time.

import { analyze } from '#src/analysis/analyze.ts'
import type { FlowLatency } from '#src/analysis/latency-facts.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { expectedFanOuts } from './oracle/fan-outs.ts'
import { expectedLatency } from './oracle/latency.ts'

/** The first difference, in words; undefined where there is none. */
export function latencyDifference(model: Model, analysis = { analyze }): string | undefined {
  const facts = analysis.analyze(model)
  for (const flow of model.flows) {
    const found = differenceOn(model, flow, facts.latency(flow))
    if (found !== undefined) return found
    const fans = facts.fanOuts(flow).map(({ component, calls }) => `${component} ${calls}`)
    const expected = expectedFanOuts(model, flow)
    if (String([...fans].sort()) !== String(expected))
      return `${flow.name}: at once ${fans}, the oracle says ${expected}`
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
