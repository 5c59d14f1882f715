// Oracle against analysis on the load of one model, after some failures: says the first thing on which they differ.

import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './model.ts'
import { eventsOf, type FailureEvent, keyOf } from './oracle/copies.ts'
import { expectedLoads } from './oracle/load.ts'
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
  return differenceAfter(analyze, model, failed)
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
  }
  return undefined
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1e-3, Math.abs(a), Math.abs(b))
}
