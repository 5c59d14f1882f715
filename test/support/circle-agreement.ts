// Oracle against analysis on the circles that flows take of each unit of needs.

import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'
import { circlesOf, unitsOf } from './serves.ts'

export function differenceInCircles(model: Model, facts: Facts): string | undefined {
  const oracle = JSON.stringify(unitsOf(model).map((unit) => circlesOf(model, unit)))
  const analysis = JSON.stringify(facts.units().map((unit) => circlesIn(facts, unit)))
  return oracle === analysis ? undefined : `circles: oracle ${oracle}, analysis ${analysis}`
}

function circlesIn(facts: Facts, unit: ReturnType<Facts['units']>[number]) {
  return facts
    .flowCirclesOf(unit)
    .map(({ members, flows }) => ({ members, flows: flows.map(({ id }) => id) }))
}
