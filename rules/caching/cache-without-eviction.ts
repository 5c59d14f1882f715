// A cache that makes no room for what is new: `eviction: none` with a size to fill and no ttl that empties it,
// or nothing written while another cache says what it evicts.

import {
  type Attributes,
  componentsMissing,
  declarationWith,
  defineRule,
  hasNone,
  named,
  saysNone,
} from '#src/lint/rule.ts'

const noRoom = (name: string): string => `${named(name)} makes no room once it is full`

const unsaid = (name: string): string =>
  `${named(name)} does not say what it lets go once it is full`

const refuses =
  'its eviction is none and no ttl empties it: at max-size it takes in nothing new, or fails'
const othersSay = 'another cache says so; what is left out here is up to the product that runs it'

export default defineRule({
  id: 'cache-without-eviction',
  category: 'caching',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a cache makes no room for what is new',
  options: {},
  yieldsTo: ['cache-thrashing'],
  *check({ model }) {
    const missing = new Set(componentsMissing(model, 'eviction'))
    for (const cache of model.components) {
      if (cache.builtin !== 'cache') continue
      const fills = fillsUp(cache.attributes)
      if (!fills && !missing.has(cache)) continue
      yield {
        message: (fills ? noRoom : unsaid)(cache.name),
        at: cache.at,
        subjects: [cache.name],
        notes: [fills ? refuses : othersSay],
        help: `let go what is used least: ${declarationWith(cache, { eviction: 'lru' })}`,
        witness: { eviction: fills ? 'none' : null },
      }
    }
  },
})

function fillsUp(attributes: Attributes): boolean {
  return (
    saysNone(attributes, 'eviction') && attributes.has('max-size') && hasNone(attributes, 'ttl')
  )
}
