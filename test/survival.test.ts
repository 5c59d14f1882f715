// `require survive` against brute force on random systems: every set of so many events is tried, with the oracle of
// "serves".

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Flow, Model, Survivable } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { isContainer } from './support/oracle/containment.ts'
import { eventsOf, eventsOfComponent, type FailureEvent, keyOf } from './support/oracle/copies.ts'
import { randomArch } from './support/random-model.ts'
import { serving } from './support/serves.ts'

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
  it('counts copies, however many they are', () => {
    const status = (count: number) => {
      const text = `client web\nservice api { replicas: 10000, needs: 5000 }\nweb -> api\nrequire survive ${count} copy\n`
      const facts = analyze(modelOf(text).model)
      return facts.answer(facts.requirements()[0]!).status
    }
    expect([4999, 5000, 5001, 9999].map(status)).toEqual(['held', 'held', 'failed', 'failed'])
  })

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
            const where = `seed ${seed}: ${count} ${kind}, ${subject.name}`
            met[status]++
            // Nothing of it lies in such a place: then the loss of all of them is nothing, too.
            const isNowhere = status === 'not-shown' && (kind === 'zone' || kind === 'region')
            const asked = isNowhere ? eventsOfKind(model, kind).length : count
            const wanted = survives(model, subject.flow, asked, kind) ? 'held' : 'failed'
            expect(isNowhere ? 'held' : status, where).toBe(wanted)
          }
        }
      }
    }
    expect(met.held).toBeGreaterThan(500)
    expect(met.failed).toBeGreaterThan(500)
    expect(met['not-shown']).toBeGreaterThan(50)
  })
})
