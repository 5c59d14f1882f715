// Many copies of one component: the number is exact, however many there are, and it is the one that can be written down
// by hand: for each set of lost places the tail of a binomial. The sums here are made of factorials' logarithms and
// share no code with the program.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { asked } from './support/loads.ts'
import { validModelOf } from './support/model.ts'

const logs = [0]
for (let n = 1; n <= 100_000; n++) logs.push(logs[n - 1]! + Math.log(n))

/** That at least so many of `count` are lost. */
function tail(count: number, q: number, least: number): number {
  if (least <= 0) return 1
  let sum = 0
  for (let k = least; k <= count; k++) {
    const ways = logs[count]! - logs[k]! - logs[count - k]!
    sum += Math.exp(ways + k * Math.log(q) + (count - k) * Math.log1p(-q))
  }
  return Math.min(1, sum)
}

/** That some shard is lost: over all sets of zones, `held` copies of each shard in each. */
function lost(
  zones: readonly number[],
  held: readonly number[],
  needed: number,
  q: number,
  shards = 1,
): number {
  const copies = held.reduce((sum, one) => sum + one, 0)
  let sum = 0
  for (let set = 0; set < 1 << zones.length; set++) {
    const isLost = (place: number) => (set >> place) % 2 === 1
    const chance = zones.reduce((p, one, place) => p * (isLost(place) ? one : 1 - one), 1)
    const left = held.reduce((n, one, place) => n + (isLost(place) ? 0 : one), 0)
    const one = tail(left, q, copies - needed + 1 - (copies - left))
    sum += chance * (1 - (1 - one) ** shards)
  }
  return sum
}

function text(zones: readonly string[], database: string): string {
  const places = zones.map((q, index) => `zone z${index} { availability: ${q} }`).join('\n')
  return `client web\nregion eu {\n${places}\ndatabase m { zones: all, ${database} }\n}\nweb -> eu.m\n`
}

function unavailable(source: string) {
  const model = validModelOf(source)
  return analyze(model).availability(model.flows[0]!).unavailability
}

const two = ['99%', '98%']
const three = ['99%', '98%', '95%']

describe('what needs many of its copies', () => {
  it.each([
    ['replicas: 1000, replication: quorum, availability: 60%', two, [500, 500], 501, 0.4, 1],
    [
      'replicas: 1001, replication: quorum, availability: 99%',
      three,
      [334, 334, 333],
      501,
      0.01,
      1,
    ],
    ['replicas: 10000, needs: 3300, availability: 50%', three, [3334, 3333, 3333], 3300, 0.5, 1],
    [
      'replicas: 100000, needs: 49800, availability: 99.5%',
      two,
      [50_000, 50_000],
      49_800,
      0.005,
      1,
    ],
    ['replicas: 40, shards: 4, needs: 6, availability: 80%', two, [5, 5], 6, 0.2, 4],
    ['replicas: 100, shards: 20, needs: 2, availability: 50%', ['99%'], [5], 2, 0.5, 20],
  ] as const)('%s', (database, zones, held, needed, q, shards) => {
    const found = unavailable(text(zones, database))
    const chances = zones.map((one) => 1 - Number.parseFloat(one) / 100)
    const wanted = lost(chances, held, needed, q, shards)
    expect(found.method).toBe('exact')
    expect(found.value / wanted).toBeCloseTo(1, 8)
    expect(wanted).toBeGreaterThan(1e-6)
    expect(wanted).toBeLessThan(1)
  })

  it('says which losses are enough', () => {
    const { model, facts } = asked(text(three, 'replicas: 9999, needs: 6665, availability: 99.5%'))
    const { sets, truncated } = facts.cutSets(model.flows[0]!, 3)
    expect(truncated).toBe(false)
    const shown = sets.map(({ losses }) =>
      losses.map(({ component, copies }) => [model.components[component]!.name, copies?.lost ?? 0]),
    )
    // With one zone 6,666 are left, and two more are too many.
    expect(shown.filter(({ length }) => length === 2).length).toBeGreaterThan(0)
    expect(shown).toContainEqual([
      ['eu.z0', 0],
      ['eu.m', 2],
    ])
    expect(shown).toContainEqual([
      ['eu.z0', 0],
      ['eu.z1', 0],
    ])
  })
})
