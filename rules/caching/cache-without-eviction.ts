// A cache that makes no room for what is new: `eviction: none` with a size to fill and no ttl that empties it,
// or nothing written while another cache says what it evicts. A cache that nothing calls is told as such alone.

import {
  type Attributes,
  type Component,
  componentsMissing,
  declarationWith,
  defineRule,
  hasNone,
  isWritten,
  named,
  saysNone,
  withAttributes,
} from '#src/lint/rule.ts'

const noRoom = (name: string): string => `${named(name)} makes no room once it is full`

const unsaid = (name: string): string =>
  `${named(name)} does not say what it lets go once it is full`

const refuses =
  'its eviction is none and no ttl empties it: at max-size it takes in nothing new, or fails'
const upToProduct = 'what is left out here is up to the product that runs it'
const othersSay = `another cache says so; ${upToProduct}`
const othersSayNone = `another cache says that it lets nothing go; ${upToProduct}`

const remedy = { eviction: 'lru' }

export default defineRule({
  id: 'cache-without-eviction',
  category: 'caching',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a cache makes no room for what is new',
  fixes: 'unsafe',
  options: {},
  yieldsTo: ['cache-thrashing', 'unreachable-component'],
  *check({ model }) {
    const missing = new Set(componentsMissing(model, 'eviction'))
    const others = model.components.some(saysWhat) ? othersSay : othersSayNone
    for (const cache of model.components) {
      if (cache.builtin !== 'cache') continue
      const fills = fillsUp(cache.attributes)
      if (!fills && !missing.has(cache)) continue
      yield {
        message: (fills ? noRoom : unsaid)(cache.name),
        at: cache.at,
        subjects: [cache.name],
        notes: [fills ? refuses : others],
        help: `let go what is used least: ${declarationWith(cache, remedy)}`,
        fix: withAttributes(cache, remedy),
        witness: { eviction: fills ? 'none' : null },
      }
    }
  },
})

function saysWhat({ builtin, attributes }: Component): boolean {
  return (
    builtin === 'cache' && isWritten(attributes, 'eviction') && !saysNone(attributes, 'eviction')
  )
}

function fillsUp(attributes: Attributes): boolean {
  return (
    saysNone(attributes, 'eviction') && attributes.has('max-size') && hasNone(attributes, 'ttl')
  )
}
