// What the rules of plugins are handed: the model and its facts, which nobody can change from then on. All runs
// of a rule read one model, so that what one plugin changed would pass for a fault of another rule, or of
// ours. It costs a walk over the model, and is done for plugins alone.

import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'
import type { Context, OptionDeclarations } from './rule.ts'

export type Shown = Pick<Context<OptionDeclarations>, 'model' | 'facts'>

const unchangeable = (): never => {
  throw new TypeError('Cannot change a collection that is read only')
}

/** The model itself, frozen, and facts that are frozen when they are asked for. */
export function untouchable(model: Model, facts: Facts): Shown {
  const seen = new WeakSet()
  const entries = Object.entries(facts).map(([name, fact]: [string, unknown]) => [
    name,
    isAsked(fact) ? (...words: readonly unknown[]) => frozen(fact(...words), seen) : fact,
  ])
  const same = Object.fromEntries(entries) as Facts // under every name there is what was there
  return { model: frozen(model, seen), facts: frozen(same, seen) }
}

function isAsked(fact: unknown): fact is (...words: readonly unknown[]) => unknown {
  return typeof fact === 'function'
}

/** O(everything that can be reached and was not seen before). */
function frozen<T>(value: T, seen: WeakSet<object>): T {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const one = open.pop()
    if (typeof one !== 'object' || one === null || seen.has(one)) continue
    seen.add(one)
    // The elements of a typed array cannot be frozen.
    if (ArrayBuffer.isView(one)) continue
    if (one instanceof Map) open.push(...one.keys(), ...one.values())
    if (one instanceof Set) open.push(...one)
    if (one instanceof Map || one instanceof Set) closed(one)
    open.push(...Object.values(one))
    Object.freeze(one)
  }
  return value
}

/** A frozen collection still takes entries, unless these are its own. */
function closed(collection: object): void {
  if (Object.isFrozen(collection)) return
  for (const name of ['set', 'add', 'delete', 'clear']) {
    if (name in collection) Object.defineProperty(collection, name, { value: unchangeable })
  }
}
