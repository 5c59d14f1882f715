// Oracle against analysis on the load of one model, after some failures: says the first thing on which they differ.

import type { Facts } from '#src/analysis/facts.ts'
import { wordIn } from '#src/model/attributes.ts'
import type { Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './model.ts'
import { componentOf, isStore } from './oracle/containment.ts'
import { eventsOf, type FailureEvent, type Failures, keyOf, standingOf } from './oracle/copies.ts'
import { expectedLoads, expectedSureLoads, type Pair } from './oracle/load.ts'
import { plantLoad } from './random/load.ts'
import { seeded } from './random/random.ts'
import { randomArch } from './random-model.ts'

export type Analyze = (model: Model) => Facts

export function loadText(seed: number): string {
  return randomArch(seed, { components: 3 + (seed % 7) }, plantLoad)
}

/** With up to so many failures; undefined where the two agree, or the text is refused. */
export function loadDifference(
  analyze: Analyze,
  text: string,
  seed: number,
  failures: number,
): string | undefined {
  const { model, diagnostics } = modelOf(text)
  if (errorsOf(diagnostics).length > 0) return undefined
  const events = eventsOf(model)
  const failed = failures === 0 ? [] : seeded(seed).some(events, 1 + (seed % failures))
  return differenceAfter(analyze, model, failed) ?? sureDifference(analyze, model, failed)
}

function differenceAfter(
  analyze: Analyze,
  model: Model,
  failed: readonly FailureEvent[],
): string | undefined {
  const keys = new Set(failed.map((event) => keyOf(model, event)))
  const expected = expectedLoads(model, { failed: keys, held: new Set() })
  const found = analyze(model).loadsUnder({ failed })
  for (const { id, name, role, builtin } of model.components) {
    const load = found.load(id)
    if (load === undefined || role === 'container' || builtin === 'client') continue
    const wanted = expected[id]!
    const say = (what: string, one: unknown, other: unknown) =>
      `${name} without [${[...keys].join(', ')}]: ${what} ${one}, the oracle says ${other}`
    for (const what of ['isUnbounded', 'isAtLeast'] as const)
      if (load[what] !== wanted[what]) return say(what, load[what], wanted[what])
    if (load.isUnbounded) continue
    if (load.isKnown !== wanted.isKnown) return say('isKnown', load.isKnown, wanted.isKnown)
    for (const rate of ['mean', 'peak'] as const)
      for (const use of ['reads', 'writes'] as const)
        if (!isNear(load[rate][use], wanted[rate][use]))
          return say(`${rate} ${use}`, load[rate][use], wanted[rate][use])
    const fullest = fullestCopy(model, id, wanted.peak, { failed: keys, held: new Set() })
    const perCopy = found.utilization(id)?.perCopy
    if (perCopy !== undefined && fullest !== undefined && !isNear(perCopy, fullest))
      return say('the fullest copy gets', perCopy, fullest)
  }
  return undefined
}

/** What reaches the busiest copy that is left: its part of the reads of its shard, and all writes of that. */
function fullestCopy(
  model: Model,
  id: number,
  { reads, writes }: Pair,
  { failed }: Failures,
): number | undefined {
  const one = componentOf(model, id)
  if (one.managed || wordIn(one.attributes, 'consistency') === 'strong') return undefined
  if (one.attributes.has('autoscale')) return undefined
  const { shards } = standingOf(model, one)
  const left = shards.map(
    ({ copies }) => copies.filter((keys) => !keys.some((key) => failed.has(key))).length,
  )
  const perCopy = left.map((count) =>
    isStore(one)
      ? reads / shards.length / count + writes / shards.length
      : (reads + writes) / count,
  )
  return Math.max(...perCopy)
}

/** Of what is known alone. */
function sureDifference(
  analyze: Analyze,
  model: Model,
  failed: readonly FailureEvent[],
): string | undefined {
  const keys = new Set(failed.map((event) => keyOf(model, event)))
  const failures = { failed: keys, held: new Set<string>() }
  const expected = expectedSureLoads(model, failures)
  const found = analyze(model).loadsUnder({ failed, guesses: 'left out' })
  for (const { id, name, role } of model.components) {
    const load = found.load(id)
    if (load === undefined || role === 'container' || role === 'source') continue
    const wanted = expected[id]!
    const without = `${name} without [${[...keys].join(', ')}], for certain`
    if (!load.isKnown) return `${without}: it is no bound`
    if (load.isUnbounded || wanted.isUnbounded) continue
    for (const rate of ['mean', 'peak'] as const)
      for (const use of ['reads', 'writes'] as const)
        if (!isNear(load[rate][use], wanted[rate][use]))
          return `${without}: ${rate} ${use} ${load[rate][use]}, the oracle says ${wanted[rate][use]}`
  }
  return undefined
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1e-3, Math.abs(a), Math.abs(b))
}
