// The arithmetic of shards against the copies of the oracle, on every small way to deal them: a zone is
// crowded exactly where losing it alone takes too much of a shard that lies in several.

import { describe, expect, it } from 'vitest'
import type { Model } from '#src/model/model.ts'
import { validModelOf } from '../../test/support/model.ts'
import { standingOf } from '../../test/support/oracle/copies.ts'
import { seeded } from '../../test/support/random/random.ts'
import { crowded, smallestShard } from './shards.ts'

const random = seeded(7)

function systemOf(): Model {
  const zones = Array.from({ length: 1 + random.below(4) }, () =>
    random.pick(['r.a', 'r.b', 's.c', 'd']),
  )
  const needs = random.pick(['', ', needs: quorum', `, needs: ${1 + random.below(3)}`])
  const body = `replicas: ${1 + random.below(8)}, shards: ${1 + random.below(3)}, zones: [${zones}]${needs}`
  const places = 'region r { zone a  zone b }  region s { zone c }  zone d'
  return validModelOf(`${places}\ndatabase x { ${body}, replication: quorum }`)
}

const systems = Array.from({ length: 900 }, systemOf)

describe.each([
  ['zone', ['r.a', 'r.b', 's.c', 'd']],
  ['region', ['r', 's']],
] as const)('a crowded %s', (sort, names) => {
  const crowdedIn = (model: Model): readonly string[] => {
    const { shards } = standingOf(model, model.components.at(-1)!)
    return names.filter((name) =>
      shards.some(({ copies, needed }) => {
        const places = new Set(
          copies.flat().filter((key) => (names as readonly string[]).includes(key)),
        )
        const left = copies.filter((keys) => !keys.includes(name)).length
        return places.size > 1 && copies.length >= needed && left < needed
      }),
    )
  }

  it('is there where the oracle finds one, and is one of those', () => {
    let met = 0
    for (const model of systems) {
      const found = crowded(model, model.components.at(-1)!, sort)
      const wanted = crowdedIn(model)
      if (found) {
        expect(wanted).toContain(model.components[found.place]!.name)
        expect(found.held).toBeGreaterThan(found.copies - found.needed)
        met++
      } else expect(wanted).toEqual([])
    }
    expect(met).toBeGreaterThan(100)
    expect(met).toBeLessThan(700)
  })
})

describe('the smallest shard', () => {
  it('has as few copies as any', () => {
    for (const model of systems) {
      const one = model.components.at(-1)!
      const sizes = standingOf(model, one).shards.map(({ copies }) => copies.length)
      expect(smallestShard(model, one).copies).toBe(Math.min(...sizes))
    }
  })
})
