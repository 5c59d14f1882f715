// A cache whose entries never get too old: `ttl: none` is written, or nothing is while another cache has a
// ttl. What is written through or behind the cache, or copied into it by `=>`, is fresh without one. A cache
// that nothing calls is told as such alone.

import {
  type Component,
  componentsMissing,
  declarationWith,
  defineRule,
  type Facts,
  isWritten,
  named,
  saysNone,
  withAttributes,
  wordIn,
} from '#src/lint/rule.ts'

const never = (name: string): string => `what ${named(name)} holds never gets too old`

const unsaid = (name: string): string => `${named(name)} does not say how old what it holds may get`

const stale =
  'once the data behind it has changed, the old answer stays until something pushes it out'
const saysSo = 'its ttl is none'
const othersSay = 'another cache says what its ttl is, and this one says nothing'
const othersSayNone = 'another cache says that its ttl is none, and this one says nothing'

const keptFresh: readonly (string | undefined)[] = ['through', 'behind']

const remedy = { ttl: '10m' }

export default defineRule({
  id: 'cache-without-ttl',
  category: 'caching',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a cache keeps what it holds however old it is',
  fixes: 'unsafe',
  options: {},
  yieldsTo: ['unreachable-component'],
  *check({ model, facts }) {
    const missing = new Set(componentsMissing(model, 'ttl'))
    const others = model.components.some(saysHowOld) ? othersSay : othersSayNone
    for (const cache of model.components) {
      if (cache.builtin !== 'cache' || isKeptFresh(cache, facts)) continue
      const isNone = saysNone(cache.attributes, 'ttl')
      if (!isNone && !missing.has(cache)) continue
      yield {
        message: (isNone ? never : unsaid)(cache.name),
        at: cache.at,
        subjects: [cache.name],
        notes: [isNone ? saysSo : others, stale],
        help: `say how old an answer may be: ${declarationWith(cache, remedy)}`,
        fix: withAttributes(cache, remedy),
        witness: { ttl: isNone ? 'none' : null },
      }
    }
  },
})

function saysHowOld({ builtin, attributes }: Component): boolean {
  return builtin === 'cache' && isWritten(attributes, 'ttl') && !saysNone(attributes, 'ttl')
}

function isKeptFresh({ id, attributes }: Component, facts: Facts): boolean {
  if (keptFresh.includes(wordIn(attributes, 'write'))) return true
  return facts.edgesInto(id).some(({ edge, from }) => edge.arrow === '=>' && from !== id)
}
