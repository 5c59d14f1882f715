// What is said about the availability of a flow against the oracle that tries every set of events
// (./support/oracle/availability.ts): over random systems of up to 14 events the number, the minimal cut sets and their
// probabilities, the four measures of importance, and the number after something has failed.
// It is past 250 lines because all of these are read off the same tables, which take long to make.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { availabilityOf } from '#src/analysis/availability.ts'
import type { Loss } from '#src/analysis/availability-facts.ts'
import { happened } from '#src/analysis/events.ts'
import type { Facts } from '#src/analysis/facts.ts'
import { reliabilityOf } from '#src/analysis/serving.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import {
  chanceBroken,
  chanceOf,
  type FailureTable,
  failureTable,
  leastBreaking,
  mattering,
  saysItself,
} from './support/oracle/availability.ts'
import { isContainer } from './support/oracle/containment.ts'
import { eventsOf, eventsOfComponent, isUp, keyOf, standingOf } from './support/oracle/copies.ts'
import { plantAvailability } from './support/random/availability.ts'
import { seeded } from './support/random/random.ts'
import { randomArch } from './support/random-model.ts'
import { states } from './support/structures.ts'

/** So many models in one run; more of them where `LOADPATH_MODELS` says so. */
const modelCount = Number(process.env.LOADPATH_MODELS ?? 1000)

interface Case {
  readonly seed: number
  readonly model: Model
  readonly facts: Facts
  readonly flows: readonly (readonly [Flow, FailureTable])[]
}

/** Each tenth may have as many as 14 events, the others fewer: each event doubles what is tried. */
function cases(count: number): readonly Case[] {
  const found: Case[] = []
  for (let seed = 1; found.length < count; seed++) {
    const text = randomArch(seed, { components: 3 + (seed % 4) }, plantAvailability)
    const { model, diagnostics } = modelOf(text)
    if (errorsOf(diagnostics).length > 0 || model.flows.length === 0) continue
    if (eventsOf(model).length > (seed % 10 === 0 ? 14 : 10)) continue
    const flows = model.flows.map((flow) => [flow, failureTable(model, flow)] as const)
    found.push({ seed, model, facts: analyze(model), flows })
  }
  return found
}

const all = cases(modelCount)
const tables = all.flatMap(({ flows }) => flows.map(([, table]) => table))

function isNear(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-15
}

describe('the random systems', () => {
  it('fail now and then, in several ways', () => {
    const share = (test: (table: FailureTable) => boolean) =>
      tables.filter(test).length / tables.length
    expect(share((table) => chanceBroken(table) > 0 && chanceBroken(table) < 1)).toBeGreaterThan(
      0.4,
    )
    expect(share((table) => table.broken[0] === 1)).toBeLessThan(0.4)
    expect(share((table) => leastBreaking(table, 3).length > 2)).toBeGreaterThan(0.3)
    expect(tables.filter(({ events }) => events.length > 12).length).toBeGreaterThan(20)
  })

  it('say how often things fail in every way', () => {
    const components = all.flatMap(({ model }) => model.components)
    const count = (test: (one: (typeof components)[number]) => boolean) =>
      components.filter(test).length / all.length
    const isPlace = (kind: string) => kind === 'zone' || kind === 'region'
    expect(count((one) => one.attributes.has('mtbf') && saysItself(one))).toBeGreaterThan(0.3)
    expect(count((one) => isPlace(one.builtin) && saysItself(one))).toBeGreaterThan(0.3)
    expect(count((one) => isPlace(one.builtin) && !saysItself(one))).toBeGreaterThan(0.1)
    expect(count((one) => one.managed && !saysItself(one))).toBeGreaterThan(0.1)
  })
})

describe('the availability of a flow', () => {
  it('is exact: the sum over all sets of events', () => {
    for (const { seed, facts, flows } of all) {
      for (const [flow, table] of flows) {
        const { unavailability } = facts.availability(flow)
        expect(unavailability.method).toBe('exact')
        const wanted = chanceBroken(table)
        const found = unavailability.value
        expect(isNear(found, wanted), `seed ${seed}, ${flow.name}: ${found}, not ${wanted}`).toBe(
          true,
        )
      }
    }
  })

  it('names all that bears on it, and whose number is a default or left out', () => {
    for (const { seed, model, facts, flows } of all) {
      for (const [flow, table] of flows) {
        const bearing = facts.bearingOn(flow)
        const matters = new Set(mattering(table).map(({ component }) => component))
        expect(
          [...matters].filter((id) => !bearing.includes(id)),
          `seed ${seed}`,
        ).toEqual([])
        const unsaid = bearing.filter((id) => !saysItself(model.components[id]!))
        const { defaults, leftOut } = facts.availability(flow)
        const isPlace = (id: number) => isContainer(model.components[id]!)
        expect(defaults, `seed ${seed}`).toEqual(unsaid.filter((id) => !isPlace(id)))
        expect(leftOut, `seed ${seed}`).toEqual(unsaid.filter(isPlace))
      }
    }
  })

  it('after something has failed is that of what has not', () => {
    for (const { seed, model, flows } of all) {
      const random = seeded(seed)
      const reliability = reliabilityOf(model)
      for (const [flow, table] of flows) {
        const lost = random.some(table.events, 1 + random.below(3))
        const failures = lost.map((event) =>
          event.kind === 'copy'
            ? { component: event.component, copy: event.copy + 1 }
            : { component: event.component },
        )
        const failed = happened(model, failures)
        const of = availabilityOf(reliability, reliability.needs.of(flow), failed)
        const given = new Map(lost.map((event) => [table.events.indexOf(event), 1]))
        const wanted = chanceBroken(table, given)
        const found = of.availability().unavailability.value
        expect(isNear(found, wanted), `seed ${seed}, ${flow.name}: ${found}, not ${wanted}`).toBe(
          true,
        )
      }
    }
  })
})

describe('the minimal cut sets of a flow', () => {
  it('are those that trying finds, each once, with all the copies that they stand for', () => {
    let several = 0
    for (const { seed, facts, flows } of all) {
      for (const [flow, table] of flows) {
        const { sets, truncated, order } = facts.cutSets(flow, 3)
        expect([truncated, order]).toEqual([false, 3])
        const found = sets.flatMap(({ losses }) => setsMeant(table, losses))
        const wanted = leastBreaking(table, 3)
        expect(found.toSorted(byNumber), `seed ${seed}, ${flow.name}`).toEqual([...wanted])
        if (sets.some(({ losses }) => losses.some(({ copies }) => (copies?.lost ?? 0) > 1)))
          several++
      }
    }
    expect(several).toBeGreaterThan(all.length / 20)
  })

  it('are as probable as it says, the likeliest first', () => {
    for (const { seed, model, facts, flows } of all) {
      for (const [flow] of flows) {
        const { sets } = facts.cutSets(flow, 3)
        for (const { losses, probability } of sets) {
          const wanted = losses.reduce((product, loss) => product * chanceOfLoss(model, loss), 1)
          expect(isNear(probability, wanted), `seed ${seed}: ${probability}, not ${wanted}`).toBe(
            true,
          )
        }
        const order = sets.map(({ probability }) => probability)
        expect(order).toEqual(order.toSorted((a, b) => b - a))
      }
    }
  })
})

const byNumber = (a: number, b: number): number => a - b

/** Every set of events that losses of so many of some copies stand for. */
function setsMeant({ events }: FailureTable, losses: readonly Loss[]): readonly number[] {
  return losses.reduce<readonly number[]>(
    (sets, { component, copies }) => {
      const own = events.flatMap((event, index) =>
        event.component === component &&
        (copies === undefined || (event.kind === 'copy' && copies.of.includes(event.copy)))
          ? [index]
          : [],
      )
      const parts = choices(own, copies?.lost ?? own.length)
      return sets.flatMap((set) => parts.map((part) => set | part))
    },
    [0],
  )
}

/** So many of these, as bits. */
function choices(list: readonly number[], count: number): readonly number[] {
  if (count === 0) return [0]
  return list.flatMap((one, index) =>
    choices(list.slice(index + 1), count - 1).map((rest) => rest | (1 << one)),
  )
}

/** That at least so many of the copies fail. */
function chanceOfLoss(model: Model, { component, copies }: Loss): number {
  const chance = chanceOf(model.components[component]!)
  if (copies === undefined) return chance
  let sum = 0
  for (const state of states(copies.of.length)) {
    const lost = state.filter(Boolean).length
    if (lost < copies.lost) continue
    sum += chance ** lost * (1 - chance) ** (state.length - lost)
  }
  return sum
}

describe('importance', () => {
  it('is what the flow gains and loses where all of a component works, and where none does', () => {
    let infinite = 0
    for (const { seed, model, facts, flows } of all) {
      for (const [flow, table] of flows) {
        const top = chanceBroken(table)
        for (const one of model.components) {
          const own = table.events.flatMap((event, index) =>
            event.component === one.id ? [index] : [],
          )
          if (own.length === 0) continue
          const given = (chance: number) => new Map(own.map((event) => [event, chance]))
          const failed = chanceBroken(table, given(1))
          const perfect = chanceBroken(table, given(0))
          // What differs by less than the sums are precise is no gain.
          const gain = top - perfect < 1e-15 ? 0 : top - perfect
          const found = facts.importance(flow, one.id)!
          const where = `seed ${seed}, ${flow.name}, ${one.name}: ${JSON.stringify(found)}`
          expect(isNear(found.birnbaum, failed - perfect), where).toBe(true)
          if (top < 1e-6) continue
          expect(Math.abs(found.fussellVesely - gain / top), where).toBeLessThan(1e-8)
          expect(isNear(found.riskAchievement, failed / top), where).toBe(true)
          if (perfect > 1e-6) expect(isNear(found.riskReduction, top / perfect), where).toBe(true)
          if (found.riskReduction === Number.POSITIVE_INFINITY) infinite++
        }
      }
    }
    expect(infinite).toBeGreaterThan(10)
  })
})

describe('a component alone', () => {
  it('is down as often as too few of its copies work', () => {
    for (const { seed, model, facts } of all) {
      const events = eventsOf(model)
      for (const one of model.components) {
        if (isContainer(one) || eventsOfComponent(one).length === 0) continue
        const standing = standingOf(model, one)
        const stops = new Set(standing.shards.flatMap(({ copies }) => copies.flat()))
        const own = events.filter((event) => stops.has(keyOf(model, event)))
        let wanted = 0
        for (const state of states(own.length)) {
          const failed = new Set(own.filter((_, i) => state[i]).map((event) => keyOf(model, event)))
          if (isUp(standing, 'reads', { failed, held: new Set() })) continue
          wanted += state.reduce((p, is, i) => {
            const chance = chanceOf(model.components[own[i]!.component]!)
            return p * (is ? chance : 1 - chance)
          }, 1)
        }
        const found = facts.downAlone(one.id)
        expect(isNear(found, wanted), `seed ${seed}, ${one.name}: ${found}, not ${wanted}`).toBe(
          true,
        )
      }
    }
  })
})
