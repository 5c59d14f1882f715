// How full things are, and what they can carry, against oracles of their own on random systems: as they are, after
// failures, and with the demand multiplied; and what is required of utilization and throughput, with the bounds that
// what is unwritten leaves. What arrives has its own oracle (load.test.ts).

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Facts } from '#src/analysis/facts.ts'
import { evenly } from '#src/analysis/utilization.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { loadText } from './support/load-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { isClient, isContainer } from './support/oracle/containment.ts'
import { eventsOf, type Failures, keyOf } from './support/oracle/copies.ts'
import { startsOf } from './support/oracle/flows.ts'
import { type ExpectedLoad, expectedLoads, expectedSureLoads } from './support/oracle/load.ts'
import { meanOf } from './support/oracle/load-demand.ts'
import {
  type Bounds,
  expectedBusyness,
  expectedThroughput,
  expectedUtilization,
} from './support/oracle/utilization.ts'
import { seeded } from './support/random/random.ts'

interface Case {
  readonly seed: number
  readonly model: Model
  readonly facts: Facts
  /** What arrives where nothing has failed. */
  readonly wanted: readonly ExpectedLoad[]
  readonly sure: readonly ExpectedLoad[]
}

const nothingFails: Failures = { failed: new Set(), held: new Set() }

const cases: readonly Case[] = Array.from({ length: 500 }, (_, index) => index + 1).flatMap(
  (seed) => {
    const text = `${loadText(seed)}\nrequire utilization <= 70%\nrequire throughput >= 10/s\n`
    const { model, diagnostics } = modelOf(text)
    if (errorsOf(diagnostics).length > 0) return []
    const facts = analyze(model)
    if (!facts.hasDemand()) return []
    const wanted = expectedLoads(model, nothingFails)
    return [{ seed, model, facts, wanted, sure: expectedSureLoads(model, nothingFails) }]
  },
)

function isNear(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-6 * Math.max(1e-6, Math.abs(a), Math.abs(b))
}

function isRunning(model: Model, id: number): boolean {
  const one = model.components[id]!
  return !isContainer(one) && !isClient(one)
}

describe('how full a component is', () => {
  it('is what the oracle says, after failures too, and grows with the demand', () => {
    let met = 0
    for (const { seed, model, facts } of cases) {
      const random = seeded(seed)
      const lost = seed % 2 === 0 ? random.some(eventsOf(model), 1 + random.below(3)) : []
      const failed = new Set(lost.map((event) => keyOf(model, event)))
      const failures: Failures = { failed, held: new Set() }
      const wanted = expectedLoads(model, failures)
      const times = random.pick([1, 3, 0.25])
      const found = facts.loadsUnder({ failed: lost, load: times })
      for (const { id, name } of model.components) {
        if (!isRunning(model, id)) continue
        const used = found.utilization(id)
        const one = expectedUtilization(model, id, wanted[id]!, failures)
        const where = `seed ${seed}, ${name} without [${[...failed].join()}]`
        expect(used === undefined, where).toBe(one === undefined)
        if (!used || !one) continue
        const of = (amount: number): number => (amount === 1e300 ? amount : amount * times)
        expect(isNear(used.peak, of(one.peak)), `${where}: ${used.peak}, not ${of(one.peak)}`).toBe(
          true,
        )
        expect(isNear(used.mean, of(one.mean)), `${where}: ${used.mean}, not ${of(one.mean)}`).toBe(
          true,
        )
        expect(used.isKnown, where).toBe(one.isKnown)
        const copies = 1 + random.below(5)
        const then = found.utilizationWith(id, evenly(model.components[id]!, copies), 0)!
        const more = expectedUtilization(model, id, wanted[id]!, failures, copies)!
        expect(isNear(then.peak, of(more.peak)), `${where}, ${copies} copies`).toBe(true)
        if (one.peak > 0 && one.peak < 1e300) met++
      }
      const full = found.saturations().map(({ peak }) => peak)
      const all = model.components.flatMap(({ id }) => found.utilization(id)?.peak ?? [])
      expect(full).toEqual(all.filter((peak) => peak > 0).sort((a, b) => b - a))
    }
    expect(met).toBeGreaterThan(200)
  })

  it('has the load of each flow in it', () => {
    for (const { seed, model, facts, wanted } of cases) {
      for (const { id, name } of model.components) {
        const load = facts.load(id)
        if (!isRunning(model, id) || !load || load.isUnbounded) continue
        for (const { flows, mean, peak } of load.byFlow()) {
          const own = flows.map((flow) => wanted[id]!.byFlow.get(flow) ?? { mean: 0, peak: 0 })
          const sum = (of: 'mean' | 'peak') => own.reduce((all, one) => all + one[of], 0)
          expect(isNear(mean, sum('mean')), `seed ${seed}, ${name}`).toBe(true)
          expect(isNear(peak, sum('peak')), `seed ${seed}, ${name}`).toBe(true)
        }
        const parts = load.byFlow().reduce((all, { peak }) => all + peak, 0)
        expect(isNear(parts, load.peak.total), `seed ${seed}, ${name}`).toBe(true)
      }
    }
  })
})

describe('what is required', () => {
  it('of utilization lies between what is known and what may be', () => {
    const met = { held: 0, failed: 0, 'not-shown': 0 }
    for (const { seed, model, facts, wanted, sure } of cases) {
      for (const { subject, low, high, status } of facts.answer(facts.requirements()[0]!).cases) {
        if (subject.kind !== 'component') throw new Error('a component was meant')
        if (!isRunning(model, subject.component)) continue
        const bounds = expectedBusyness(
          model,
          subject.component,
          wanted[subject.component]!,
          sure[subject.component]!,
          nothingFails,
        )
        expectBounds({ low, high }, bounds, `seed ${seed}, ${subject.name}`)
        expect(status).toBe(judged(bounds, (value) => value <= 0.7 * (1 + 1e-9)))
        met[status]++
      }
    }
    expect(Math.min(...Object.values(met))).toBeGreaterThan(50)
  })

  it('of throughput is what all demand may grow to before something on the flow is full', () => {
    const met = { held: 0, failed: 0, 'not-shown': 0 }
    for (const { seed, model, facts, wanted, sure } of cases) {
      for (const { subject, low, high, status } of facts.answer(facts.requirements()[1]!).cases) {
        if (subject.kind !== 'flow') throw new Error('a flow was meant')
        const arriving = arrivingAt(model, subject.flow, wanted)
        const bounds =
          arriving === 0
            ? { low: 0, high: Number.POSITIVE_INFINITY }
            : expectedThroughput(model, subject.flow, wanted, sure, arriving, nothingFails)
        expectBounds({ low, high }, bounds, `seed ${seed}, ${subject.name}`)
        expect(status).toBe(judged(bounds, (value) => value >= 10 * (1 - 1e-9)))
        met[status]++
      }
    }
    expect(Math.min(...Object.values(met))).toBeGreaterThan(20)
  })
})

function expectBounds(found: Bounds, wanted: Bounds, where: string): void {
  const shown = `${where}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`
  expect(isNear(found.low, wanted.low) && isNear(found.high, wanted.high), shown).toBe(true)
}

function judged({ low, high }: Bounds, holds: (value: number) => boolean) {
  if (holds(low) !== holds(high)) return 'not-shown'
  return holds(low) ? 'held' : 'failed'
}

/** What its clients ask, or begins at its rate; else what others bring to its starts. */
function arrivingAt(model: Model, flow: Flow, loads: readonly ExpectedLoad[]): number {
  const starts = startsOf(model, flow)
  const clients = starts.filter((id) => isClient(model.components[id]!))
  const rate = flow.attributes.get('rate')?.value
  if (clients.length === 0 && rate?.kind === 'number') return rate.value
  const asked = clients.map((id) => {
    const one = model.components[id]!
    const times = one.attributes.get('peak')?.value
    const peak = times?.kind === 'number' ? times.value : 1
    return (meanOf(model, flow, one, clients) ?? 0) * peak
  })
  const begun = asked.reduce((sum, one) => sum + one, 0)
  if (begun > 0) return begun
  return starts.reduce((sum, id) => sum + (loads[id]!.byFlow.get(flow)?.peak ?? 0), 0)
}
