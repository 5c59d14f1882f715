// What failures do to flows, against the oracle of "serves" on random systems: every single event as one of the
// blasts, and several events at once. Degraded is judged by the definition: something that the flow can do
// without was there, is lost, and is missed.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Failure, Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { isContainer } from './support/oracle/containment.ts'
import { eventsOf, eventsOfComponent, type FailureEvent, keyOf } from './support/oracle/copies.ts'
import { seeded } from './support/random/random.ts'
import { randomArch } from './support/random-model.ts'
import { type Effect, effectOn } from './support/serves.ts'

const systems = Array.from({ length: 1200 }, (_, index) => {
  const seed = 40_000 + index
  return { seed, ...modelOf(randomArch(seed, { components: 3 + (seed % 8) })) }
}).filter(({ diagnostics }) => errorsOf(diagnostics).length === 0)

/** The events of a component, zone or region that fails as people say it. */
function eventsIn(model: Model, { component, copy }: Failure): readonly FailureEvent[] {
  if (copy !== undefined) return [{ kind: 'copy', component, copy: copy - 1 }]
  return eventsOfComponent(model.components[component]!)
}

type Wanted = (failures: readonly Failure[]) => readonly Effect[]

function wantedIn(model: Model): Wanted {
  const effects = model.flows.map((flow) => effectOn(model, flow))
  return (failures) => {
    const events = failures.flatMap((failure) => eventsIn(model, failure))
    const failed = new Set(events.map((event) => keyOf(model, event)))
    return effects.map((effect) => effect({ failed, held: new Set() }))
  }
}

function failuresOf(model: Model): readonly Failure[] {
  return eventsOf(model).map((event) =>
    event.kind === 'copy'
      ? { component: event.component, copy: event.copy + 1 }
      : { component: event.component },
  )
}

describe('several failures at once', () => {
  it('do to flows what the oracle says', () => {
    const met = new Set<Effect>()
    for (const { seed, model } of systems) {
      const random = seeded(seed)
      const all = failuresOf(model)
      const facts = analyze(model)
      const wanted = wantedIn(model)
      for (let i = 0; i < 6 && all.length > 0; i++) {
        const some = random.some(all, random.below(4))
        const found = [...facts.under(some).values()]
        expect(found, `seed ${seed}: ${JSON.stringify(some)}`).toEqual(wanted(some))
        for (const effect of found) met.add(effect)
      }
    }
    expect(met.size).toBe(3)
  })
})

describe('each single event', () => {
  it('does to flows what the oracle says, of a component whole and of its copies', () => {
    let degraded = 0
    for (const { seed, model } of systems.slice(0, 500)) {
      const wanted = wantedIn(model)
      const nothing = wanted([])
      const analysis = analyze(model)
      const blasts = new Map(
        analysis
          .blasts()
          .map((blast) => [`${blast.failure.component} ${blast.failure.copy ?? ''}`, blast]),
      )
      const worse = (failure: Failure): string => {
        const effects = wanted([failure])
        const those = (effect: Effect) =>
          model.flows
            .filter((_, i) => effects[i] === effect && nothing[i] !== 'broken')
            .map(({ id }) => id)
        return JSON.stringify([those('broken'), those('degraded')])
      }
      const told = (key: string): string => {
        const { broken = [], degraded: less = [] } = blasts.get(key) ?? {}
        degraded += less.length
        return JSON.stringify([broken.map(({ id }) => id), less.map(({ id }) => id)])
      }
      for (const flow of model.flows) {
        const breaking = [...blasts.values()].filter(({ broken }) => broken.includes(flow))
        const whole = breaking.filter(({ failure }) => failure.copy === undefined)
        expect(analysis.stoppedBy(flow), `seed ${seed}: ${flow.name}`).toEqual(
          whole.map(({ failure }) => failure.component),
        )
      }
      for (const one of model.components) {
        const { id, builtin, copies, managed } = one
        if (isContainer(one) && builtin !== 'zone' && builtin !== 'region') continue
        expect(told(`${id} `), `seed ${seed}: ${one.name}`).toBe(worse({ component: id }))
        if (managed || copies < 2 || isContainer(one)) continue
        const each = Array.from({ length: copies }, (_, copy) =>
          worse({ component: id, copy: copy + 1 }),
        )
        const worst = [...blasts.values()].find(
          ({ failure }) => failure.component === id && failure.copy !== undefined,
        )
        if (worst) {
          expect(told(`${id} ${worst.failure.copy}`)).toBe(worse(worst.failure))
        } else {
          expect(new Set(each), `seed ${seed}: one copy of ${one.name}`).toEqual(
            new Set(['[[],[]]']),
          )
        }
      }
    }
    expect(degraded).toBeGreaterThan(200)
  })
})
