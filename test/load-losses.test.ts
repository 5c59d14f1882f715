// Which losses overload what, against trying every loss on random systems: no estimate on the way may leave one out,
// and none is told that is not so; what is solved in part is held against a solution of the whole. Load after a loss has an oracle of its own (load.test.ts).

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { FailureEvent } from '#src/analysis/copies.ts'
import type { Loads, Utilization } from '#src/analysis/load-facts.ts'
import { componentIn } from '#src/model/attributes.ts'
import type { Component, Model } from '#src/model/model.ts'
import { modelOf } from './support/model.ts'
import { type TightCase, tightCases } from './support/tight-loads.ts'

/** What is below 1 with everything up and at 1 or above, by known numbers, after the loss. */
function filledBy({ model, facts }: TightCase, failed: FailureEvent): readonly number[] {
  const after = facts.loadsUnder({ failed: [failed] })
  return model.components
    .map(({ id }) => id)
    .filter((id) => {
      const [before, then] = [facts.utilization(id), after.utilization(id)]
      return (
        before !== undefined &&
        then !== undefined &&
        before.peak < 1 &&
        then.peak >= 1 &&
        then.isKnown
      )
    })
}

describe('what a loss fills', () => {
  it('is the same where only what it reaches is solved, for every loss', () => {
    let [told, inPart] = [0, 0]
    for (const one of tightCases.slice(0, 700)) {
      const { model, facts } = one
      const { edges, flows } = model
      const ofFlows = flows.map(({ scope }) => (scope.kind === 'edges' ? scope.edges.length : 0))
      const whole = ofFlows.reduce((sum, count) => sum + count, edges.length)
      const full = facts.full().map(({ component }) => component)
      const copies = model.components
        .filter(({ role, copies }) => role !== 'container' && copies > 1)
        .map(({ id }) => ({ component: id, copy: 0 }))
      const places = model.components.map(({ id }) => ({ component: id }))
      for (const failed of [...places, ...copies].map((event) => [event])) {
        const expected = facts
          .loadsUnder({ failed })
          .full()
          .filter(({ component }) => !full.includes(component))
        const { full: found, work } = facts.filledBy(failed)
        if (work !== whole) inPart++
        expect(found.map(plainly), `seed ${one.seed}, ${JSON.stringify(failed)}`).toEqual(
          expected.map(plainly),
        )
        told += found.length
      }
    }
    expect(told).toBeGreaterThan(200)
    expect(inPart).toBeGreaterThan(2000)
  })

  it('costs what the loss reaches', () => {
    const products = Array.from(
      { length: 50 },
      (_, id) =>
        `client web${id} { rps: 100 }\nservice a${id} { capacity: 90/s }\nservice b${id} { capacity: 90/s }\nweb${id} -> a${id} | b${id}\n`,
    )
    const { filledBy } = analyze(modelOf(products.join('')).model)
    const { full, work } = filledBy([{ component: 4 }])
    expect(full.map(({ component }) => component)).toEqual([5])
    expect(work).toBeLessThan(20)
  })
})

function plainly({ component, peak, mean, copies, load }: Utilization) {
  const { isAtLeast, countsAsReads } = load
  const flows = load.byFlow().map((part) => [part.flows.map(({ id }) => id), part.mean, part.peak])
  return {
    component,
    peak,
    mean,
    copies,
    isAtLeast,
    countsAsReads,
    flows,
    rates: [load.mean, load.peak],
  }
}

describe('alternatives that take over', () => {
  it('are told where they fill up, and only then', () => {
    let told = 0
    for (const one of tightCases) {
      const { found, untried } = one.facts.failoverOverloads()
      expect(untried).toBe(0)
      for (const { lost, overloaded } of found) {
        told++
        const filled = filledBy(one, { component: lost })
        for (const { component } of overloaded)
          expect(filled, `seed ${one.seed}`).toContain(component)
      }
    }
    expect(told).toBeGreaterThan(20)
  })

  it('are told with everything that fills up when something is lost that has others', () => {
    let [told, byCache] = [0, 0]
    for (const one of tightCases) {
      const { model, facts } = one
      const found = facts.failoverOverloads().found
      const losses = facts.cacheLosses().found
      const choices = facts.loadsUnder({}).choices()
      for (const lost of model.components.filter(isLostWhole)) {
        const taken = new Set(
          model.components
            .filter((each) => each.id === lost.id || liesOnlyIn(model, each, lost.id))
            .map(({ id }) => id),
        )
        const isDivided = choices.some((members) => {
          const count = [...members.keys()].filter((id) => taken.has(id)).length
          return count > 0 && count < members.size
        })
        if (!isDivided) continue
        const names = found
          .filter((each) => each.lost === lost.id)
          .flatMap(({ overloaded }) => overloaded.map(({ component }) => component))
        for (const id of filledBy(one, { component: lost.id })) {
          if (losses.some(({ cache, store }) => store === id && taken.has(cache))) byCache++
          else {
            told++
            expect(names, `seed ${one.seed}: ${lost.name}`).toContain(id)
          }
        }
      }
    }
    expect(told).toBeGreaterThan(20)
    expect(byCache).toBeGreaterThan(0)
  })

  it('are not missed behind a balancer, by however many flows they are shared', () => {
    for (const flows of [1, 3, 12]) {
      const lines = Array.from(
        { length: flows },
        (_, index) => `flow "F${index}" { web -> front -> a, b }`,
      )
      const text = `client web { rps: 100 }\nlb front\nservice a { capacity: 90/s }\nservice b { capacity: 90/s }\nweb -> front -> a, b\n${lines.join('\n')}\n`
      const facts = analyze(modelOf(text).model)
      expect(facts.failoverOverloads().found.map(({ lost }) => lost)).toEqual([2, 3])
    }
  })
})

function isLostWhole({ builtin, managed, copies, role }: Component): boolean {
  if (builtin === 'region') return true
  return role !== 'container' && (managed || builtin === 'external' || copies === 1)
}

/** Copies are dealt to `zones`; without, it lies where it stands. */
function liesOnlyIn({ components }: Model, one: Component, region: number): boolean {
  const isIn = (id: number): boolean => id >= 0 && (id === region || isIn(components[id]!.parent))
  if (components[region]!.builtin !== 'region' || one.role === 'container') return false
  return one.managed || one.zones.length === 0 ? isIn(one.parent) : one.zones.every(isIn)
}

describe('zones', () => {
  it('are told with everything that their loss fills, unless something else tells it', () => {
    const reasons = { zone: 0, cache: 0, alternative: 0, exactly: 0, stops: 0 }
    for (const one of tightCases) {
      const { model, facts } = one
      const { found, untried } = facts.zoneOverloads()
      expect(untried).toBe(0)
      for (const { component, zone } of found)
        expect(filledBy(one, { component: zone }), `seed ${one.seed}`).toContain(component)
      for (const zone of model.components.filter(({ builtin }) => builtin === 'zone')) {
        const after = facts.loadsUnder({ failed: [{ component: zone.id }] })
        for (const id of filledBy(one, { component: zone.id }))
          reasons[whyTold(one, zone.id, id, after)]++
      }
    }
    expect(reasons.zone).toBeGreaterThan(20)
  })
})

/** The first of a short list that holds; throws where none does. */
function whyTold(one: TightCase, zone: number, id: number, after: Loads) {
  const { model, facts, seed } = one
  const { peak, load } = after.utilization(id)!
  if (facts.zoneOverloads().found.some((each) => each.component === id && each.after.peak >= peak))
    return 'zone'
  if (peak <= 1 + 1e-9) return 'exactly'
  const flows = load.byFlow().flatMap((part) => part.flows)
  if (flows.every((flow) => facts.stoppedBy(flow).includes(zone))) return 'stops'
  const around = (at: number): readonly number[] =>
    at < 0 ? [] : [at, ...around(model.components[at]!.parent)]
  const liesThere = (lost: number): boolean => {
    const { zones, parent, role } = model.components[lost]!
    if (role === 'container') return around(zone).includes(lost)
    return [parent, ...zones].some((place) => around(place).includes(zone))
  }
  if (facts.cacheLosses().found.some(({ cache, store }) => store === id && liesThere(cache)))
    return 'cache'
  const isTold = facts
    .failoverOverloads()
    .found.some(
      ({ lost, overloaded }) =>
        liesThere(lost) && overloaded.some(({ component }) => component === id),
    )
  if (isTold) return 'alternative'
  throw new Error(`seed ${seed}: nothing tells that ${zone} fills ${id}`)
}

describe('caches that forget', () => {
  it('are told where the store that they are for fills up, and only then', () => {
    let told = 0
    for (const one of tightCases) {
      const losses = one.facts.cacheLosses().found
      told += losses.length
      for (const cache of one.model.components.filter(isMeasured)) {
        const store = componentIn(cache.attributes, 'for')!
        const filled = filledBy(one, lossOf(cache)).includes(store)
        const isTold = losses.some((loss) => loss.cache === cache.id && loss.store === store)
        expect(isTold, `seed ${one.seed}: ${cache.name}`).toBe(filled)
      }
    }
    expect(told).toBeGreaterThan(10)
  })
})

function isMeasured({ builtin, attributes }: Component): boolean {
  return builtin === 'cache' && attributes.has('hit') && attributes.has('for')
}

function lossOf({ id, copies, managed }: Component): FailureEvent {
  return managed || copies === 1 ? { component: id } : { component: id, copy: 0 }
}
