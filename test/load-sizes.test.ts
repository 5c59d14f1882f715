// What a lost copy or zone leaves of a component, and how many copies carry that, against systems that have so many and
// are computed as a whole. That load after a loss is right has an oracle of its own (load.test.ts).

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Facts } from '#src/analysis/facts.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component, Model } from '#src/model/model.ts'
import { tightCases as cases } from './support/tight-loads.ts'

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
        if (!facts.load(one.id)?.isKnown) continue
        const after = facts.withoutCopy(one.id)?.after.peak
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
    for (const { seed, facts, model } of cases) {
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

describe('circles that send back all that they get', () => {
  it('are told wherever the solution has no bound, where every call is counted', () => {
    let told = 0
    for (const { seed, model, facts } of cases) {
      const loads = model.components.flatMap(({ id }) => facts.load(id) ?? [])
      if (model.flows.some(({ scope }) => scope.kind === 'everything')) continue
      if (!loads.some(({ isUnbounded, isKnown }) => isUnbounded && isKnown)) continue
      told++
      expect(facts.amplifyingCycles().length, `seed ${seed}`).toBeGreaterThan(0)
    }
    expect(told).toBeGreaterThan(3)
  })
})
