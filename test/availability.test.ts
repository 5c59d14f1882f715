// The failure structure of a flow against the oracle of "serves": over random systems of a few events, the
// probability that the flow is not served is the sum over all sets of failures, and its minimal cut sets are
// those that trying finds.

import { describe, expect, it } from 'vitest'
import { failureStructure } from '#src/analysis/failure-structure.ts'
import { reliabilityOf } from '#src/analysis/serving.ts'
import { minimalCutSets } from '#src/graph/cut-sets.ts'
import { unavailability } from '#src/graph/unavailability.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { eventsOf, type FailureEvent, keyOf } from './support/oracle/copies.ts'
import { type Random, seeded } from './support/random/random.ts'
import { randomArch } from './support/random-model.ts'
import { serving } from './support/serves.ts'
import { states } from './support/structures.ts'

const mostEvents = 12

interface Case {
  readonly seed: number
  readonly model: Model
  readonly events: readonly FailureEvent[]
}

/** The model with an availability of its own for everything that can fail. */
function withAvailabilities(model: Model, random: Random): Model {
  const components = model.components.map((component) => {
    const value = [0, 1, 0.5, 0.9, 0.99][random.below(5)]!
    const attribute = {
      name: 'availability',
      value: { kind: 'number' as const, value, dimension: 'ratio' as const },
      written: true,
      at: component.at,
    }
    return {
      ...component,
      attributes: new Map([...component.attributes, ['availability', attribute]]),
    }
  })
  return { ...model, components }
}

function cases(count: number): readonly Case[] {
  const found: Case[] = []
  for (let seed = 1; found.length < count; seed++) {
    const { model, diagnostics } = modelOf(randomArch(seed, { components: 3 + (seed % 4) }))
    if (errorsOf(diagnostics).length > 0) continue
    const events = eventsOf(model)
    if (events.length > mostEvents || model.flows.length === 0) continue
    found.push({ seed, model: withAvailabilities(model, seeded(seed)), events })
  }
  return found
}

function structureOf(model: Model, flow: Flow) {
  const reliability = reliabilityOf(model)
  return failureStructure(reliability, reliability.needs.of(flow), {})
}

function unavailable(model: Model, { component }: FailureEvent): number {
  const value = model.components[component]!.attributes.get('availability')!.value
  return value.kind === 'number' ? 1 - value.value : Number.NaN
}

const all = cases(1500)

describe('the failure structure of a flow', () => {
  it('is as probable as all sets of failures that the oracle says it breaks by', () => {
    let broken = 0
    for (const { seed, model, events } of all) {
      const chances = events.map((event) => unavailable(model, event))
      const keys = events.map((event) => keyOf(model, event))
      for (const flow of model.flows) {
        const isServed = serving(model, flow)
        let wanted = 0
        for (const state of states(events.length)) {
          const failed = new Set(keys.filter((_, i) => state[i]))
          if (isServed({ failed, held: new Set() })) continue
          wanted += state.reduce((p, lost, i) => p * (lost ? chances[i]! : 1 - chances[i]!), 1)
        }
        const { structure, probabilities } = structureOf(model, flow)
        const found = unavailability(structure, probabilities)!
        expect(Math.abs(found - wanted), `seed ${seed}, ${flow.name}`).toBeLessThan(1e-11)
        if (wanted > 0 && wanted < 1) broken++
      }
    }
    expect(broken).toBeGreaterThan(500)
  })

  it('has the minimal cut sets that trying finds, copies counted', () => {
    for (const { seed, model, events } of all) {
      const names = events.map(({ component }) => component)
      const keys = events.map((event) => keyOf(model, event))
      for (const flow of model.flows) {
        const isServed = serving(model, flow)
        const breaking = [...states(events.length)]
          .filter((state) => state.filter(Boolean).length <= 3)
          .filter(
            (state) =>
              !isServed({ failed: new Set(keys.filter((_, i) => state[i])), held: new Set() }),
          )
        const minimal = breaking.filter(
          (state) =>
            !breaking.some(
              (other) => other !== state && other.every((lost, i) => !lost || state[i]),
            ),
        )
        const counted = (ids: readonly number[]): string => ids.toSorted((a, b) => a - b).join(' ')
        const wanted = new Set(minimal.map((state) => counted(names.filter((_, i) => state[i]))))
        const built = structureOf(model, flow)
        const { sets } = minimalCutSets(built.structure, { order: 3, weights: built.weights })
        const found = new Set(
          sets.map((set) =>
            counted(
              set.flatMap((event) =>
                new Array<number>(built.weights[event]!).fill(built.events[event]!.component),
              ),
            ),
          ),
        )
        expect([...found].sort(), `seed ${seed}, ${flow.name}`).toEqual([...wanted].sort())
      }
    }
  })
})
