// Random systems in which every call is counted and capacities are not far from what arrives, so that losses and sizes
// make a difference.

import { analyze } from '#src/analysis/analyze.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Attributes, Edge, Model } from '#src/model/model.ts'
import { loadText } from './load-agreement.ts'
import { errorsOf, modelOf } from './model.ts'
import { type Random, seeded } from './random/random.ts'

export interface TightCase {
  readonly seed: number
  readonly model: Model
  readonly facts: Facts
}

export const tightCases: readonly TightCase[] = Array.from(
  { length: 1500 },
  (_, index) => index + 1,
).flatMap((seed) => {
  const { model, diagnostics } = modelOf(loadText(seed))
  if (errorsOf(diagnostics).length > 0) return []
  const tight = tightened(model, seeded(seed))
  return [{ seed, model: tight, facts: analyze(tight) }]
})

/** The model with every call counted, and capacities that are not far from what arrives. */
function tightened(model: Model, random: Random): Model {
  const counted = counting(model)
  const { load } = analyze(counted)
  const components = counted.components.map((one) => {
    const peak = load(one.id)?.peak.total ?? 0
    if (one.role === 'container' || peak === 0) return one
    const capacity = (peak / one.copies) * random.pick([0.5, 1.1, 1.3, 1.6, 2.5])
    return { ...one, attributes: withNumber(one, 'capacity', capacity, 'rate') }
  })
  return { ...counted, components }
}

function counting(model: Model): Model {
  const counted = <T extends Pick<Edge, 'attributes' | 'at'>>(edge: T): T =>
    ['calls', 'reads', 'writes'].some((name) => edge.attributes.has(name))
      ? edge
      : { ...edge, attributes: withNumber(edge, 'calls', 1, 'number') }
  const flows = model.flows.map((flow) =>
    flow.scope.kind === 'everything'
      ? flow
      : { ...flow, scope: { ...flow.scope, edges: flow.scope.edges.map(counted) } },
  )
  const components = model.components.map((one) =>
    one.builtin === 'cache' && !one.attributes.has('hit')
      ? { ...one, attributes: withNumber(one, 'hit', 0.8, 'ratio') }
      : one,
  )
  return { ...model, components, flows, edges: model.edges.map(counted) }
}

function withNumber(
  { attributes, at }: Pick<Edge, 'attributes' | 'at'>,
  name: string,
  value: number,
  dimension: 'rate' | 'number' | 'ratio',
): Attributes {
  const attribute = {
    name,
    value: { kind: 'number' as const, value, dimension },
    written: true,
    at,
  }
  return new Map([...attributes, [name, attribute]])
}
