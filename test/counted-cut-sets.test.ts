// Cut sets that are alike are one, with the number of its ways: against trying every set of up to three failures with
// the oracle of "serves", on systems made to have copies, shards and zones that nothing tells apart. What is said of
// large ones shows that their number does not matter.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { CutSet, Loss } from '#src/analysis/availability-facts.ts'
import { lossesText } from '#src/analysis/requirements/losses-text.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { eventsOf, type FailureEvent, keyOf } from './support/oracle/copies.ts'
import { type Random, seeded } from './support/random/random.ts'
import { randomArch } from './support/random-model.ts'
import { serving } from './support/serves.ts'
import { states } from './support/structures.ts'

/** Three or four zones, what is spread over all of them, and what is not. */
function spreadArch(random: Random): string {
  const one = <T>(words: readonly T[]): T => words[random.below(words.length)]!
  const zones = ['a', 'b', 'c', 'd'].slice(0, one([3, 3, 3, 4]))
  const spread = () => one(['zones: all,', 'zones: all,', 'zones: all,', 'zones: [a, b],', ''])
  const said = () => one(['', '', ' { availability: 99% }', ' { availability: 80% }'])
  const same = said()
  return `client web
region eu {
  ${zones.map((zone) => `zone ${zone}${one([false, false, false, true]) ? said() : same}`).join('\n  ')}
  service api { replicas: ${one([1, 2, 3, 3, 3])}, ${spread()} availability: 95%, ${one(['', 'needs: quorum', 'needs: 2'])} }
  database db { replicas: ${one([2, 3, 3, 3, 4])}, ${spread()} availability: 90%, ${one(['replication: quorum', 'shards: 2', 'replication: sync, failover: auto', ''])} }
}
external pay { availability: 99% }
web -> eu.api -> eu.db ${one(['', '{ reads: 1 }', '{ writes: 1 }'])}
eu.api -> pay ${one(['', '{ optional: yes }', '{ fallback: eu.db }'])}
`
}

const mostEvents = 12

interface Case {
  readonly seed: number
  readonly text: string
  readonly model: Model
  readonly events: readonly FailureEvent[]
}

function cases(count: number, textOf: (seed: number) => string): readonly Case[] {
  const found: Case[] = []
  for (let seed = 1; found.length < count && seed < 20 * count; seed++) {
    const text = textOf(seed)
    const { model, diagnostics } = modelOf(text)
    if (errorsOf(diagnostics).length > 0 || model.flows.length === 0) continue
    const events = eventsOf(model)
    if (events.length <= mostEvents) found.push({ seed, text, model, events })
  }
  return found
}

/** Minimal sets of up to three failures that the oracle says the flow breaks by. */
function tried(model: Model, flow: Flow, events: readonly FailureEvent[]) {
  const isServed = serving(model, flow)
  const keys = events.map((event) => keyOf(model, event))
  const breaking = [...states(events.length)]
    .filter((state) => state.filter(Boolean).length <= 3)
    .filter((state) => {
      const failed = new Set(keys.filter((_, i) => state[i]))
      return !isServed({ failed, held: new Set() })
    })
  return breaking
    .filter(
      (state) =>
        !breaking.some((other) => other !== state && other.every((lost, i) => !lost || state[i])),
    )
    .map((state) => events.filter((_, i) => state[i]))
}

/** What is lost by component, zones that are alike under the first of them. */
function shapeOf(
  set: readonly { component: number }[],
  firstOf: ReadonlyMap<number, number>,
): string {
  const parts = set.map(({ component }) => firstOf.get(component) ?? component)
  return parts.sort((a, b) => a - b).join(' ')
}

function sums<T>(all: readonly T[], keyOf: (one: T) => string, countOf: (one: T) => number) {
  const found: Record<string, number> = {}
  for (const one of all) found[keyOf(one)] = (found[keyOf(one)] ?? 0) + countOf(one)
  return found
}

const all = [
  ...cases(250, (seed) => spreadArch(seeded(seed))),
  ...cases(100, (seed) => randomArch(seed, { components: 3 + (seed % 4) })),
]

describe('minimal cut sets', () => {
  it('stand for as many sets as trying finds', () => {
    const met = { zones: 0, copies: 0, shards: 0 }
    for (const { seed, text, model, events } of all) {
      const facts = analyze(model)
      for (const flow of model.flows) {
        const { sets, truncated } = facts.cutSets(flow, 3)
        expect(truncated).toBe(false)
        const firstOf = firstOfAlike(sets)
        const wanted = sums(
          tried(model, flow, events),
          (set) => shapeOf(set, firstOf),
          () => 1,
        )
        const found = sums(
          sets,
          ({ losses }) => shapeOf(losses.flatMap(eventsIn), firstOf),
          ({ ways }) => ways,
        )
        expect(found, `seed ${seed}, ${flow.name}\n${text}`).toEqual(wanted)
        for (const { losses } of sets) {
          if (losses.some(({ zones }) => zones)) met.zones++
          if (losses.some(({ copies }) => copies && copies.of.length > copies.lost)) met.copies++
          if (losses.some(({ copies }) => copies && copies.shards > 1)) met.shards++
        }
      }
    }
    expect(met.zones).toBeGreaterThan(100)
    expect(met.copies).toBeGreaterThan(100)
    expect(met.shards).toBeGreaterThan(20)
  })

  it('are as probable as that one of their ways happens, or a little less with zones and copies', () => {
    const met = { alone: 0, mixed: 0 }
    for (const { seed, text, model, events } of all.slice(0, 100)) {
      const facts = analyze(model)
      const [flow] = model.flows
      const { sets } = facts.cutSets(flow!, 3)
      const firstOf = firstOfAlike(sets)
      const byShape = Map.groupBy(tried(model, flow!, events), (set) => shapeOf(set, firstOf))
      const shapes = sums(
        sets,
        ({ losses }) => shapeOf(losses.flatMap(eventsIn), firstOf),
        () => 1,
      )
      for (const { losses, probability } of sets) {
        const shape = shapeOf(losses.flatMap(eventsIn), firstOf)
        if (shapes[shape] !== 1) continue
        const exact = chanceOf(model, events, byShape.get(shape)!)
        const note = `seed ${seed}, ${lossesText(model, losses)}\n${text}`
        const isMixed = losses.some(({ zones }) => zones) && losses.length > 1
        met[isMixed ? 'mixed' : 'alone']++
        if (!isMixed) expect(probability, note).toBeCloseTo(exact, 12)
        expect(probability, note).toBeLessThanOrEqual(exact + 1e-12)
        expect(probability, note).toBeGreaterThanOrEqual(0.5 * exact)
      }
    }
    expect(met.alone).toBeGreaterThan(100)
    expect(met.mixed).toBeGreaterThan(20)
  })
})

/** That all of one of these sets happens. */
function chanceOf(
  model: Model,
  events: readonly FailureEvent[],
  sets: readonly (readonly FailureEvent[])[],
): number {
  const chances = events.map(({ component }) => {
    const value = model.components[component]!.attributes.get('availability')?.value
    return value?.kind === 'number' ? 1 - value.value : 0
  })
  const wanted = sets.map((set) => set.map((event) => events.indexOf(event)))
  let sum = 0
  for (const state of states(events.length)) {
    if (!wanted.some((set) => set.every((event) => state[event]))) continue
    sum += state.reduce((p, lost, i) => p * (lost ? chances[i]! : 1 - chances[i]!), 1)
  }
  return sum
}

function firstOfAlike(sets: readonly CutSet[]): ReadonlyMap<number, number> {
  return new Map(
    sets.flatMap(({ losses }) =>
      losses.flatMap(({ zones }) => zones?.of.map((id) => [id, zones.of[0]!] as const) ?? []),
    ),
  )
}

function eventsIn({ component, copies, zones }: Loss): readonly { component: number }[] {
  const count = copies?.lost ?? zones?.lost ?? 1
  return new Array<{ component: number }>(count).fill({ component })
}
