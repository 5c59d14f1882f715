// A store that is not full because a cache keeps reads away from it, and is when a copy of the cache is lost with what
// it held. The loss of a whole cache, where it has one copy or a provider runs it, is an info.

import type { CacheLoss, Component, Finding, Model } from '#src/lint/rule.ts'
import {
  arithmetic,
  assumptionsOf,
  busy,
  copiesAtLeast,
  declarationWith,
  defineRule,
  flowsOfLoad,
  named,
  numberIn,
  percent,
} from '#src/lint/rule.ts'

const forgets = (
  cache: string,
  store: string,
  { copies, left, before, after }: CacheLoss,
): string => {
  const what =
    left === 0 ? `losing ${named(cache)}` : `losing one of the ${copies} copies of ${named(cache)}`
  return `${what} brings ${named(store)} from ${percent(before.peak)} to ${busy(after)} at peak`
}

const leftOut = (untried: number): readonly string[] =>
  untried === 0 ? [] : [`the system is large: ${untried} less likely losses were not computed`]

export default defineRule({
  id: 'cache-loss-overloads-store',
  category: 'resilience',
  severity: 'warning',
  lowered: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a store cannot carry the reads that a lost copy of its cache no longer answers',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    const { found, untried } = facts.cacheLosses()
    for (const one of found) yield loss(one, model, untried)
  },
})

function loss(found: CacheLoss, model: Model, untried: number): Finding {
  const cache = model.components[found.cache]!
  const store = model.components[found.store]!
  const { left, hitAfter, after } = found
  const hit = numberIn(cache.attributes, 'hit') ?? 0
  return {
    message: forgets(cache.name, store.name, found),
    at: cache.at,
    subjects: [cache.name],
    related: [{ message: 'what it keeps reads away from', at: store.at }],
    notes: [
      `of ${percent(hit)} it then answers ${percent(hitAfter)}`,
      arithmetic(store, after),
      ...assumptionsOf(after.load, model),
      ...leftOut(untried),
    ],
    help: remedy(cache, store, found),
    witness: {
      store: store.name,
      flows: flowsOfLoad(after.load),
      before: found.before.peak,
      after: after.peak,
    },
    lowered: left === 0,
  }
}

const mostCopies = 50

/** So many copies of the cache that one holds little; else so many of the store that it carries the reads. */
function remedy(
  cache: Component,
  store: Component,
  { copies, left, before, after }: CacheLoss,
): string {
  const part = ((1 - before.peak) / (after.peak - before.peak)) * ((copies - left) / copies)
  // Exactly full is full, however that is rounded.
  const wanted = Math.floor(1 / part + 1e-9) + 1
  if (!cache.managed && wanted <= mostCopies) {
    return `run ${wanted} copies of the cache, so that one holds less of it: ${declarationWith(cache, copiesAtLeast(cache, wanted))}`
  }
  const { load, capacity, store: shared } = after
  const room = capacity - load.peak.writes / (shared?.shards ?? 1)
  if (!shared || room <= 0 || shared.readers < store.copies)
    return `let ${named(store.name)} do more`
  const readers = Math.floor(load.peak.reads / room) + 1
  return `run ${readers} copies of the store, which carry the reads: ${declarationWith(store, copiesAtLeast(store, readers))}`
}
