// Which losses overload what, against trying every loss on random systems: no estimate on the way may leave one out,
// and none is told that is not so. Load after a loss has an oracle of its own (load.test.ts).

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { FailureEvent } from '#src/analysis/copies.ts'
import type { Facts } from '#src/analysis/facts.ts'
import { componentIn, numberIn } from '#src/model/attributes.ts'
import type { Attributes, Component, Edge, Model } from '#src/model/model.ts'
import { loadText } from './support/load-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { type Random, seeded } from './support/random/random.ts'

interface Case {
  readonly seed: number
  readonly model: Model
  readonly facts: Facts
}

const cases: readonly Case[] = Array.from({ length: 1500 }, (_, index) => index + 1).flatMap(
  (seed) => {
    const { model, diagnostics } = modelOf(loadText(seed))
    if (errorsOf(diagnostics).length > 0) return []
    const tight = tightened(model, seeded(seed))
    return [{ seed, model: tight, facts: analyze(tight) }]
  },
)

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

/** What is below 1 with everything up and at 1 or above, by known numbers, after the loss. */
function filledBy({ model, facts }: Case, failed: FailureEvent): readonly number[] {
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

describe('alternatives that take over', () => {
  it('are told where they fill up, and only then', () => {
    let told = 0
    for (const one of cases) {
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

describe('caches that forget', () => {
  it('are told where the store that they are for fills up, and only then', () => {
    let told = 0
    for (const one of cases) {
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

/** The same system with so many copies of one component, computed as a whole. */
function withCopies(model: Model, id: number, copies: number): Facts {
  const components = model.components.map((one) => (one.id === id ? { ...one, copies } : one))
  return analyze({ ...model, components })
}

const isAutoscaled = ({ attributes }: Component): boolean => attributes.has('autoscale')

/** The load with each copy lost in turn, but those that alone take writes; it serves without. */
function peaksWithout(facts: Facts, { id, copies, attributes }: Component): readonly number[] {
  const shards = Math.min(copies, numberIn(attributes, 'shards') ?? 1)
  return Array.from({ length: copies - shards }, (_, index) => {
    const after = facts.loadsUnder({ failed: [{ component: id, copy: shards + index }] })
    return after.utilization(id)?.peak
  }).filter((peak) => peak !== undefined)
}

/** Whether what cannot be served even now is treated as such as soon as anything fails. */
function isBroken(facts: Facts, id: number): boolean {
  const nothingLost = facts.loadsUnder({ failed: [{ component: id, copy: 9999 }] })
  return nothingLost.load(id)?.peak.total !== facts.load(id)?.peak.total
}

describe('a lost copy', () => {
  it('leaves as much as the whole system says, computed without it', () => {
    let told = 0
    for (const { seed, model, facts } of cases.slice(0, 800)) {
      for (const one of model.components.filter((some) => !some.managed && !isAutoscaled(some))) {
        if (one.copies < 2 || !one.attributes.has('capacity')) continue
        const after = facts.withoutCopy(one.id)?.peak
        if (after === undefined || isBroken(facts, one.id) || isEntangled(facts, one.id)) continue
        const all = peaksWithout(facts, one)
        if (all.length === 0) continue
        told++
        expect(after, `seed ${seed}: ${one.name}`).toBeCloseTo(Math.max(...all), 6)
      }
    }
    expect(told).toBeGreaterThan(200)
  })
})

/** Something goes round upstream of it, or what it shares with leads to it, too: then more changes with its copies. */
function isEntangled(facts: Facts, id: number): boolean {
  const carried = facts.carried()
  const from = Map.groupBy(carried, (one) => one.from)
  const leads = (start: number, end: number): boolean => {
    const reached = new Set((from.get(start) ?? []).map(({ to }) => to))
    for (const at of reached) for (const { to } of from.get(at) ?? []) reached.add(to)
    return reached.has(end)
  }
  const above = new Set([id])
  for (const at of above) for (const one of carried) if (one.to === at) above.add(one.from)
  const into = carried.filter(({ to }) => to === id)
  const ways = into.map(({ edge, from: caller }) => `${edge.group} ${caller}`)
  const besideIt = into.flatMap((one) => (from.get(one.from) ?? []).map(({ to }) => to))
  return (
    [...above].some((one) => leads(one, one)) ||
    besideIt.some((other) => other !== id && leads(other, id)) ||
    new Set(ways).size < ways.length
  )
}

describe('a lost zone', () => {
  it('is told with what the whole system says, computed without it', () => {
    let told = 0
    for (const { seed, model, facts } of cases) {
      for (const one of model.components.filter((some) => !some.managed && !isAutoscaled(some))) {
        const lost = facts.withoutZone(one.id)
        if (!lost) continue
        told++
        const after = facts.loadsUnder({ failed: [{ component: lost.zone }] })
        const { peak } = after.utilization(one.id)!
        expect(lost.after.peak, `seed ${seed}: ${one.name}`).toBeCloseTo(peak, 6)
      }
    }
    expect(told).toBeGreaterThan(10)
  })
})

describe('enough copies', () => {
  it('carry the peak, and the loss of a copy or a zone, in a system that has them', () => {
    let told = 0
    for (const { seed, facts, model } of cases.slice(0, 700)) {
      for (const { component: id } of facts.saturations().filter(({ peak }) => peak >= 1)) {
        const component = model.components[id]!
        const enough = facts.enoughCopies(id, { spare: 0, below: 1 })
        if (!enough || enough.shards !== undefined || enough.copies > 60) continue
        if (isAutoscaled(component) || isEntangled(facts, id)) continue
        told++
        const { copies } = enough
        const then = withCopies(model, id, copies)
        expect(then.utilization(id)!.peak, `seed ${seed}: ${component.name}`).toBeLessThan(1)
        if (isBroken(then, id)) continue
        for (const peak of peaksWithout(then, { ...component, copies }))
          expect(peak, `seed ${seed}: ${component.name}`).toBeLessThan(1 + 1e-9)
        expect(then.withoutZone(id), `seed ${seed}: ${component.name}`).toBe(undefined)
      }
    }
    expect(told).toBeGreaterThan(100)
  })
})
