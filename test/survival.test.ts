// `require survive` and the availability in a state, against brute force on random systems: every set of so many
// events is tried, and every state of what has not failed yet is summed up, with the oracle of "serves".

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { availabilityOf } from '#src/analysis/availability.ts'
import { happened } from '#src/analysis/events.ts'
import { reliabilityOf } from '#src/analysis/serving.ts'
import type { Failure, Flow, Model, Survivable } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { isContainer } from './support/oracle/containment.ts'
import { eventsOf, eventsOfComponent, type FailureEvent, keyOf } from './support/oracle/copies.ts'
import { seeded } from './support/random/random.ts'
import { randomArch } from './support/random-model.ts'
import { serving } from './support/serves.ts'
import { states } from './support/structures.ts'

interface Case {
  readonly seed: number
  readonly text: string
  readonly model: Model
}

function systems(first: number, count: number, mostEvents: number): readonly Case[] {
  const found: Case[] = []
  for (let seed = first; found.length < count; seed++) {
    const text = randomArch(seed, { components: 3 + (seed % 4) })
    const { model, diagnostics } = modelOf(text)
    if (errorsOf(diagnostics).length > 0 || model.flows.length === 0) continue
    if (eventsOf(model).length <= mostEvents) found.push({ seed, text, model })
  }
  return found
}

/** The events that are one of the kind: of a component all its own. */
function eventsOfKind(model: Model, kind: Survivable): readonly (readonly FailureEvent[])[] {
  if (kind === 'component') {
    return model.components.filter((one) => !isContainer(one)).map(eventsOfComponent)
  }
  return eventsOf(model)
    .filter((event) => event.kind === kind)
    .map((event) => [event])
}

function* setsOf<T>(all: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) yield []
  else
    for (let i = from; i < all.length; i++)
      for (const rest of setsOf(all, size - 1, i + 1)) yield [all[i]!, ...rest]
}

function survives(model: Model, flow: Flow, count: number, kind: Survivable): boolean {
  const isServed = serving(model, flow)
  const kinds = eventsOfKind(model, kind).filter((events) => events.length > 0)
  for (const set of setsOf(kinds, Math.min(count, kinds.length))) {
    const failed = new Set(set.flat().map((event) => keyOf(model, event)))
    if (!isServed({ failed, held: new Set() })) return false
  }
  return true
}

describe('require survive', () => {
  it('holds where every set of so many events leaves the flow served', () => {
    const met = { held: 0, failed: 0, 'not-shown': 0 }
    for (const { seed, text } of systems(60_000, 400, 14)) {
      for (const kind of ['zone', 'region', 'copy', 'component'] as const) {
        for (const count of [1, 2, 3]) {
          const { model } = modelOf(`${text}\nrequire survive ${count} ${kind}\n`)
          const facts = analyze(model)
          const answer = facts.answer(facts.requirements()[0]!)
          for (const { subject, status } of answer.cases) {
            if (subject.kind !== 'flow') throw new Error('a flow was meant')
            const wanted = survives(model, subject.flow, count, kind) ? 'held' : 'failed'
            expect(status, `seed ${seed}: ${count} ${kind}, ${subject.name}`).toBe(wanted)
            met[status]++
          }
        }
      }
    }
    expect(met.held).toBeGreaterThan(500)
    expect(met.failed).toBeGreaterThan(500)
  })
})

describe('the availability in a state', () => {
  it('is that of what has not failed yet', () => {
    let met = 0
    for (const { seed, model } of systems(70_000, 300, 10)) {
      const random = seeded(seed)
      const events = eventsOf(model)
      const lost = random.some(events, random.below(3))
      const chances = events.map((event) => (lost.includes(event) ? 1 : unavailable(model, event)))
      const keys = events.map((event) => keyOf(model, event))
      const reliability = reliabilityOf(model)
      for (const flow of model.flows) {
        const isServed = serving(model, flow)
        let wanted = 0
        for (const state of states(events.length)) {
          const failed = new Set(keys.filter((_, i) => state[i]))
          if (isServed({ failed, held: new Set() })) continue
          wanted += state.reduce((p, is, i) => p * (is ? chances[i]! : 1 - chances[i]!), 1)
        }
        const failed = happened(model, lost.map(asFailure))
        const of = availabilityOf(reliability, reliability.needs.of(flow), failed)
        const { value } = of.availability().unavailability
        expect(Math.abs(value - wanted), `seed ${seed}, ${flow.name}`).toBeLessThan(1e-11)
        if (wanted > 0 && wanted < 1) met++
      }
    }
    expect(met).toBeGreaterThan(50)
  })
})

function asFailure(event: FailureEvent): Failure {
  if (event.kind !== 'copy') return { component: event.component }
  return { component: event.component, copy: event.copy + 1 }
}

/** What the random systems leave unsaid: 0.5 % of a copy, by kind of what is managed, nothing of a place. */
function unavailable(model: Model, event: FailureEvent): number {
  if (event.kind === 'zone' || event.kind === 'region') return 0
  const { builtin } = model.components[event.component]!
  if (event.kind === 'copy') return 1 - 0.995
  if (builtin === 'lb' || builtin === 'dns') return 1 - 0.9999
  return ['gateway', 'function', 'database'].includes(builtin) ? 1 - 0.9995 : 1 - 0.999
}
