// The arithmetic of shards against the copies of the oracle, on every small way to deal them: a zone is
// crowded exactly where losing it alone takes too much of a shard that lies in several.

import { describe, expect, it } from 'vitest'
import type { Model } from '#src/model/model.ts'
import { validModelOf } from '../../test/support/model.ts'
import { standingOf } from '../../test/support/oracle/copies.ts'
import { seeded } from '../../test/support/random/random.ts'
import { crowdedZone, smallestShard } from './shards.ts'

const random = seeded(7)

function systemOf(): Model {
  const zones = Array.from({ length: 1 + random.below(4) }, () => random.pick(['a', 'b', 'c']))
  const needs = random.pick(['', ', needs: quorum', `, needs: ${1 + random.below(3)}`])
  const body = `replicas: ${1 + random.below(8)}, shards: ${1 + random.below(3)}, zones: [${zones}]${needs}`
  return validModelOf(`zone a  zone b  zone c\ndatabase x { ${body}, replication: quorum }`)
}

const systems = Array.from({ length: 600 }, systemOf)

describe('a crowded zone', () => {
  const crowdedIn = (model: Model): readonly string[] => {
    const { shards } = standingOf(model, model.components.at(-1)!)
    return ['a', 'b', 'c'].filter((zone) =>
      shards.some(({ copies, needed }) => {
        const places = new Set(copies.map(([, place]) => place))
        const left = copies.filter((keys) => !keys.includes(zone)).length
        return places.size > 1 && copies.length >= needed && left < needed
      }),
    )
  }

  it('is there where the oracle finds one, and is one of those', () => {
    let met = 0
    for (const model of systems) {
      const found = crowdedZone(model, model.components.at(-1)!)
      const wanted = crowdedIn(model)
      if (found) {
        expect(wanted).toContain(model.components[found.zone]!.name)
        expect(found.held).toBeGreaterThan(found.copies - found.needed)
        met++
      } else expect(wanted).toEqual([])
    }
    expect(met).toBeGreaterThan(100)
    expect(met).toBeLessThan(500)
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
