// A store cut into shards with fewer than two copies for each: a part of the data has one copy, although
// the store as a whole has several. A copy by `=>` to or from its own kind holds every shard again, and counts.
// A cache is reported only where losing a part of it stops a flow, since what was in it can be read again.

import type { Component, Facts, Finding, Model } from '#src/lint/rule.ts'
import {
  copiesAtLeast,
  counted,
  declarationWith,
  defineRule,
  flowNames,
  isCritical,
  isStore,
  isWritten,
  named,
  numberIn,
  withAttributes,
} from '#src/lint/rule.ts'

const tooFew = ({ name, copies }: Component, shards: number): string =>
  `${named(name)} has ${counted(copies, 'copy', 'copies')} for ${shards} shards, and each shard needs two`

const part = 'with the one copy of a shard its part of the data is gone'

const stops = (flows: readonly string[]): string => `losing it stops ${flowNames(flows)}`

export default defineRule({
  id: 'unreplicated-shard',
  category: 'availability',
  severity: 'warning',
  raised: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a sharded store has fewer than two copies of each shard',
  fixes: 'unsafe',
  options: {},
  yieldsTo: ['quorum-unsafe'],
  *check({ model, facts }) {
    if (facts.copiesUnwritten) return
    const broken = new Map(
      facts.singlePoints().map(({ component, flows }) => [component.id, flows]),
    )
    for (const store of model.components) {
      const shards = shardsOf(store)
      if (shards < 2 || store.copies >= 2 * shards || isCopied(store, model, facts)) continue
      const flows = (broken.get(store.id) ?? []).map(({ name }) => name)
      if (store.builtin === 'cache' && flows.length === 0) continue
      yield {
        message: tooFew(store, shards),
        at: store.at,
        subjects: [store.name],
        notes: flows.length > 0 ? [part, stops(flows)] : [part],
        ...remedy(store, shards),
        witness: { flows, copies: store.copies, shards, wanted: 2 * shards },
        raised: isCritical(store, model, facts),
      }
    }
  },
})

/** More copies than the language lets a component have are no help. */
const mostCopies = 100_000

function remedy(store: Component, shards: number): Pick<Finding, 'help' | 'fix'> {
  if (2 * shards > mostCopies) {
    const fewer = { replicas: String(mostCopies), shards: String(mostCopies / 2) }
    return { help: `keep two copies of each of fewer shards: ${declarationWith(store, fewer)}` }
  }
  const twice = copiesAtLeast(store, 2 * shards)
  return {
    help: `keep two copies of each shard: ${declarationWith(store, twice)}`,
    fix: withAttributes(store, twice),
  }
}

/** As written, of what the author runs; 0 of all else. */
function shardsOf(component: Component): number {
  const { managed, attributes } = component
  if (managed || !isStore(component) || !isWritten(attributes, 'shards')) return 0
  return numberIn(attributes, 'shards') ?? 0
}

/** To one of its kind, or from one. */
function isCopied({ id, builtin }: Component, model: Model, facts: Facts): boolean {
  const copies = facts.copiesTo(id)
  const originals = facts.edgesInto(id).filter(({ edge }) => edge.arrow === '=>')
  return [...copies, ...originals.map(({ from }) => from)].some(
    (other) => other !== id && model.components[other]!.builtin === builtin,
  )
}
