// Facts about what things can carry, by their definitions on random systems: how many copies are enough, by reading the
// system anew with each number of copies; which circles send back all that they get, by sending a request round; which
// consumers take out less than comes in, by counting.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { copiesBelow } from '#src/analysis/enough-copies.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { AmplifyingCycle } from '#src/analysis/load-facts.ts'
import { attribute, changed } from '#src/model/changed.ts'
import type { Component, Model } from '#src/model/model.ts'
import { loadText } from './support/load-agreement.ts'
import { errorsOf, modelOf, validModelOf } from './support/model.ts'
import { reachable } from './support/oracle/closure.ts'
import { type Random, seeded } from './support/random/random.ts'

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1)

function withCopies(model: Model, one: Component, copies: number): Model {
  const replicas = attribute(
    'replicas',
    { kind: 'number', value: copies, dimension: 'number' },
    one,
  )
  return changed(model, { components: [{ component: one.id, attributes: new Map([replicas]) }] })
}

/** Whether a part of what it sends arrives at it again. */
function comesBack(facts: Facts, id: number): boolean {
  const carried = facts.carried().filter(({ mean }) => mean.total > 0)
  return reachable(id, (at) => carried.filter(({ from }) => from === at).map(({ to }) => to)).has(
    id,
  )
}

describe('copies that are enough', () => {
  const most = 24

  const busy = (model: Model, one: Component, copies: number): number | undefined =>
    analyze(withCopies(model, one, copies)).utilization(one.id)?.peak

  it('are the fewest with which it is less busy', () => {
    let met = 0
    for (const seed of seeds(500)) {
      const { model, diagnostics } = modelOf(loadText(seed))
      if (errorsOf(diagnostics).length > 0) continue
      const facts = analyze(model)
      const shared = new Set(
        facts
          .loadsUnder({})
          .choices()
          .flatMap((members) => [...members.keys()]),
      )
      // Consumers that other flows name share as well, and no flow shows it.
      const isQueued = model.components.some(({ builtin }) => builtin === 'queue')
      for (const one of isQueued ? [] : model.components) {
        if (shared.has(one.id)) continue
        if (comesBack(facts, one.id) || one.managed || one.attributes.has('autoscale')) continue
        if (['shards', 'needs', 'replication'].some((name) => one.attributes.has(name))) continue
        const random = seeded(seed + one.id)
        const below = random.pick([0.7, 1])
        if ((facts.load(one.id)?.peak.total ?? 0) === 0) continue
        const enough = copiesBelow(facts, one, below)
        if (enough === undefined || enough > most) continue
        const where = `seed ${seed}, ${one.name}: ${enough} copies, below ${below}`
        const then = busy(model, one, enough)
        // With other weights it may go round without end.
        if (then === undefined) continue
        expect(then, where).toBeLessThan(below * (1 + 1e-9))
        if (enough === 1) continue
        const fewer = busy(model, one, enough - 1) ?? below
        expect(fewer, where).toBeGreaterThanOrEqual(below * (1 - 1e-9))
        met++
      }
    }
    expect(met).toBeGreaterThan(20)
  })

  it.each([
    ['a balancer', 'web -> front -> one | two'],
    ['a queue', 'web ~> jobs ~> one, two'],
  ])('draw more from the others behind %s, the more there are', (_, edges) => {
    for (const seed of seeds(150)) {
      const random = seeded(seed)
      const [rate, own, others] = [1 + random.below(900), 1 + random.below(4), 1 + random.below(4)]
      const text = `client web { rps: ${rate} }
lb front
queue jobs
worker one { replicas: ${own}, capacity: ${10 + random.below(60)}/s }
worker two { replicas: ${others} }
${edges}
`
      const model = validModelOf(text)
      const one = model.components.find(({ name }) => name === 'one')!
      const below = random.pick([0.7, 1])
      const enough = copiesBelow(analyze(model), one, below)!
      expect(busy(model, one, enough)!, text).toBeLessThan(below)
      if (enough > 1) {
        const fewer = busy(model, one, enough - 1)!
        expect(fewer, `${text}${enough}`).toBeGreaterThanOrEqual(below * (1 - 1e-12))
      }
    }
  })
})

describe('circles that send back all that they get', () => {
  interface Step {
    readonly from: number
    readonly to: number
    readonly gain: number
  }

  function randomSteps(random: Random, count: number): readonly Step[] {
    return Array.from({ length: count }, (_, from) => from).flatMap((from) =>
      Array.from({ length: count }, (_, to) => to)
        .filter((to) => to !== from && random.chance(0.45))
        .flatMap((to) => {
          const gains = random.chance(0.2) ? [random.pick([0.5, 2]), 0.1] : [0]
          return gains.map((gain) => ({
            ...{ from, to },
            gain: gain === 0 ? random.pick([0.2, 0.5, 0.8, 1, 2, 4]) : gain,
          }))
        }),
    )
  }

  /** What is still going round long after one request was sent everywhere. */
  function goesOn(steps: readonly Step[], count: number): boolean {
    let amounts = new Array<number>(count).fill(1)
    const sizes: number[] = []
    for (let wave = 0; wave < 240; wave++) {
      const next = new Array<number>(count).fill(0)
      for (const { from, to, gain } of steps) next[to]! += amounts[from]! * gain
      amounts = next
      sizes.push(next.reduce((sum, one) => sum + one, 0))
    }
    return sizes.at(-1)! > 0 && sizes.at(-1)! >= 0.99 * sizes.at(-121)!
  }

  /** The fewest calls after which a single way round has brought all back; Infinity where none does. */
  function shortest(steps: readonly Step[], count: number): number {
    for (let length = 2; length <= count; length++) {
      for (let start = 0; start < count; start++) {
        const walk = (at: number, gain: number, left: number, seen: readonly number[]): boolean => {
          if (left === 0) return at === start && gain >= 1 - 1e-9
          return steps
            .filter(
              ({ from, to }) => from === at && (!seen.includes(to) || (left === 1 && to === start)),
            )
            .some((step) => walk(step.to, gain * step.gain, left - 1, [...seen, step.to]))
        }
        if (walk(start, 1, length, [start])) return length
      }
    }
    return Number.POSITIVE_INFINITY
  }

  function isWay({ components, edges, factors, gain }: AmplifyingCycle): boolean {
    const follows = edges.every(({ from, to }, index) => {
      return from === components[index] && to === components[(index + 1) % components.length]
    })
    const product = factors.reduce((all, one) => all * one, 1)
    return follows && Math.abs(product - gain) <= 1e-9 * gain
  }

  it('are found where a request sent round never ends, the shortest first', () => {
    const met = { ways: 0, together: 0, none: 0 }
    for (const seed of seeds(600)) {
      const random = seeded(seed)
      const count = 2 + random.below(3)
      const steps = randomSteps(random, count)
      const names = Array.from({ length: count }, (_, i) => `service s${i}`)
      const lines = steps.map(
        ({ from, to, gain }, i) => `s${from} -> s${to} "call ${i}" { calls: ${gain} }`,
      )
      const text = `${[...names, ...lines].join('\n')}\n`
      const found = analyze(validModelOf(text)).amplifyingCycles()
      expect(found.length > 0, text).toBe(goesOn(steps, count))
      const least = shortest(steps, count)
      if (found.length === 0) met.none++
      else if (least === Number.POSITIVE_INFINITY) met.together++
      else {
        const ways = found.filter(isWay)
        expect(Math.min(...ways.map(({ edges }) => edges.length)), text).toBe(least)
        for (const { gain } of ways) expect(gain, text).toBeGreaterThanOrEqual(1 - 1e-9)
        met.ways++
      }
    }
    expect(Math.min(...Object.values(met))).toBeGreaterThan(5)
  })
})

describe('consumers that take out less than comes in', () => {
  it('are counted: those of a queue together, of others each by itself', () => {
    const met = { slow: 0, held: 0, enough: 0 }
    for (const seed of seeds(400)) {
      const random = seeded(seed)
      const kind = random.pick(['queue', 'topic', 'stream'])
      const partitions = random.chance(0.3) ? 1 + random.below(4) : undefined
      const workers = Array.from({ length: 1 + random.below(3) }, (_, i) => ({
        name: `w${i}`,
        copies: 1 + random.below(4),
        most: random.chance(0.3) ? 5 + random.below(4) : undefined,
        capacity: random.pick([5, 20, 60]),
        calls: random.pick([1, 1, 2, 0.5]),
      }))
      const text = `client web { rps: 100 }
${kind} jobs ${partitions === undefined ? '' : `{ partitions: ${partitions} }`}
web ~> jobs
${workers
  .map(
    ({ name, copies, most, capacity, calls }) =>
      `worker ${name} { ${most === undefined ? `replicas: ${copies}` : `autoscale: ${copies}..${most}`}, capacity: ${capacity}/s }
jobs ~> ${name} { calls: ${calls} }`,
  )
  .join('\n')}
`
      const found = analyze(validModelOf(text)).slowConsumers()
      const all = workers.reduce((sum, { copies }) => sum + copies, 0)
      const each = workers.map(({ copies, most = copies, capacity, calls }) => ({
        arrives: 100 * calls * (kind === 'queue' ? copies / all : 1),
        takes: Math.min(most, partitions ?? most) * capacity,
        isHeld: partitions !== undefined && partitions < most,
      }))
      const groups = kind === 'queue' ? [each] : each.map((one) => [one])
      const wanted = groups
        .map((group) => ({
          arrives: group.reduce((sum, one) => sum + one.arrives, 0),
          takes: group.reduce((sum, one) => sum + one.takes, 0),
          partitions: group.some(({ isHeld }) => isHeld) ? partitions : undefined,
        }))
        .filter(({ arrives, takes }) => arrives > takes * (1 + 1e-12))
      expect(
        found.map((one) => ({
          arrives: Number(one.arrives.toPrecision(10)),
          takes: one.takes,
          partitions: one.partitions,
        })),
        text,
      ).toEqual(wanted.map((one) => ({ ...one, arrives: Number(one.arrives.toPrecision(10)) })))
      if (wanted.length === 0) met.enough++
      else if (wanted.some((one) => one.partitions !== undefined)) met.held++
      else met.slow++
    }
    expect(Math.min(...Object.values(met))).toBeGreaterThan(20)
  })
})
