// How a simulation reads: sets that are alike on one line, what is survived, what is overloaded and after what, the
// factor at which something is full, stars beside what rests on a default, and tables that stay readable.
// It is past 250 lines because each sentence has its case.

import { describe, expect, it } from 'vitest'
import { json, simulated } from './support/simulating.ts'

const quorum = `client web { rps: 100 }
region eu {
  zone a { availability: 99.9% }
  zone b { availability: 99.9% }
  zone c { availability: 99.9% }
  service front { replicas: 4, zones: [a, b], needs: 2, availability: 99% }
  database db { replicas: 3, zones: all, replication: quorum, availability: 99.5% }
}
web -> eu.front -> eu.db
`

describe('what stops a flow', () => {
  it('is one line for all that is alike, with its ways and its chance', async () => {
    const text = (await simulated(quorum)).replace(/\n {15}/g, ' ')
    expect(text).toContain(
      'any 2 of the 3 copies of eu.db (3 ways, 0.0075 %); zone eu.a and one of the 2 copies of eu.front in eu.b (2 ways, 0.002 %)',
    )
    const { flows } = await json(quorum)
    const [first] = flows[0].cutSets
    expect(first).toMatchObject({
      events: ['eu.db#1', 'eu.db#2'],
      text: 'any 2 of the 3 copies of eu.db',
      ways: 3,
    })
    expect(first.probability).toBeCloseTo(3 * 0.005 ** 2 * 0.995 + 0.005 ** 3, 12)
  })

  it('takes zones that hold the same together', async () => {
    const text = quorum.replace('replicas: 4, zones: [a, b], needs: 2', 'replicas: 3, zones: all')
    const found = (await json(text)).flows[0].cutSets.map((set: { text: string }) => set.text)
    expect(found).toEqual([
      'any 2 of the 3 copies of eu.db',
      'one of the 3 zones of eu and one of the 2 copies of eu.db that are left',
      'any 2 of the 3 zones of eu',
      'all 3 copies of eu.front',
      'one of the 3 zones of eu and both copies of eu.front that are left',
      'region eu',
    ])
  })

  it('says which copy where it is the first, and which shard where they are many', async () => {
    const led =
      'client web\ndatabase db { replicas: 3, replication: async, failover: manual }\nweb -> db { writes: 1 }\n'
    expect(await simulated(led)).toContain('stopped by   copy 1 of db (0.5 %*)')
    expect(await simulated(led)).toMatch(/^ {2}copy 1 of db, the first {2}X$/m)
    const sharded = 'client web\ndatabase db { replicas: 6, shards: 3 }\nweb -> db { reads: 1 }\n'
    expect(await simulated(sharded)).toContain(
      'stopped by   both copies of one of the 3 shards of db (3 ways, 0.0075 %*)',
    )
    const single = 'client web\ndatabase db { replicas: 3, shards: 3 }\nweb -> db\n'
    expect(await simulated(single)).toContain(
      'stopped by   one of the 3 copies of db (3 ways, 1.5 %*)',
    )
  })

  it.each([
    ['replicas: 1000, zones: all, needs: 998', 'any 3 of the 1000 copies of eu.db'],
    ['replicas: 99, zones: all, needs: 97', 'any 3 of the 99 copies of eu.db'],
    [
      'replicas: 999, zones: [z0, z1, z2], shards: 333, needs: 2',
      'any 2 of the 3 copies of one of the 333 shards of eu.db',
    ],
  ])('is as short where %s', async (copies, wanted) => {
    const zones = Array.from({ length: 99 }, (_, i) => `zone z${i}`).join(' ')
    const text = `client web\nregion eu { ${zones.replaceAll(' zone', '\nzone')}\n database db { ${copies} } }\nweb -> eu.db\n`
    const { flows } = await json(text)
    expect(flows[0].cutSetsTruncated).toBe(false)
    expect(flows[0].cutSetCount).toBeLessThan(12)
    expect(flows[0].cutSets[0].text).toBe(wanted)
  })

  it('shares its parts among those that are alike', async () => {
    const text = 'client web\nservice a\nservice b\nservice c\nweb -> a -> b -> c\n'
    expect(await simulated(text)).toContain('  comes from   a, b and c 33 %* each\n')
  })
})

describe('what a flow survives', () => {
  const survived = async (text: string): Promise<string> =>
    / {2}survives {5}(.*)/.exec(await simulated(text))?.[1] ?? ''
  const zoned = (inside: string) =>
    `client web\nregion eu {\n zone a\n zone b\n ${inside}\n}\nexternal pay\nweb -> `

  it.each([
    [
      `${zoned('service api { replicas: 4, zones: all }')}eu.api`,
      'any 3 copies, any zone, but not region eu',
    ],
    [
      `${zoned('service api { replicas: 2, zones: [a] }')}eu.api`,
      'any copy, but not zone eu.a, not region eu',
    ],
    [
      `${zoned('service api { replicas: 2, zones: all, needs: 2 }')}eu.api`,
      'not a copy of eu.api, no zone, not region eu',
    ],
    [
      `${zoned('service api { replicas: 3 }')}eu.api`,
      'any 2 copies, but not region eu; no zone matters to it',
    ],
    [`${zoned('service api')}pay`, 'no zone or region matters to it'],
    [
      'client web\nexternal pay\nweb -> pay',
      'it has no copies, zones or regions of its own to lose',
    ],
    ['client web\nservice a { replicas: 9 }\nweb -> a', 'any 3 copies'],
    [
      'client web\nservice a { replicas: 2 }\nservice b { managed: yes }\nweb -> a | b',
      'all 2 copies at once',
    ],
    [
      'client web\nservice a { needs: 3 }\nweb -> a',
      'nothing: it is not served even with everything up',
    ],
  ])('%s: %s', async (text, wanted) => {
    expect(await survived(`${text}\n`)).toBe(wanted)
  })
})

const zoned = `client web { rps: 1000 }
region eu {
  zone a
  zone b
  service api { replicas: 4, zones: [a, b], capacity: 200/s }
}
service idle { replicas: 2 }
web -> eu.api
web -> idle { optional: yes }
flow "Buy" { web -> eu.api }
flow "Wait" { web -> idle }
`

describe('served and overloaded', () => {
  it('is said of what survives, with what is too full and after what', async () => {
    const text = `${zoned}require survive 1 zone\nrequire survive 2 copies for "Buy"\n`
    const shown = await simulated(text)
    expect(shown).toMatch(
      /^ {2}held {2}survive 1 zone +Buy +served, overloaded: eu\.api gets 1\.3x what it can do after the loss of zone eu\.a$/m,
    )
    expect(shown).toMatch(/^ {2}held {2}survive 1 zone +Wait +served$/m)
    expect(shown).toMatch(
      /eu\.api gets 1\.3x what it can do after the loss of any 2 of the 4 copies of eu\.api$/m,
    )
    const [buy] = (await json(text)).flows
    expect(buy.requirements[0]).toMatchObject({
      status: 'held',
      overloaded: { name: 'eu.api', utilization: 1.25, after: 'zone eu.a' },
    })
  })

  it('is not said where it carries the peak, and said of what is too full anyhow', async () => {
    const calm = zoned.replace('rps: 1000', 'rps: 600')
    expect(await simulated(`${calm}require survive 1 zone\n`)).not.toContain('overloaded')
    const wild = zoned.replace('rps: 1000', 'rps: 10000')
    const text = await simulated(`${wild}require survive 1 zone\n`)
    expect(text).toContain('overloaded: eu.api gets 6.3x what it can do even with nothing lost')
  })

  it('is shown of a scenario that passes', async () => {
    const text = `${zoned}scenario "ten times" { load: 10x }\nscenario "as ever" { load: 1x }\n`
    const shown = await simulated(text)
    expect(shown).toMatch(
      /^ {2}passed {2}ten times {2}eu\.api gets more than it can do \(6\.3x\)$/m,
    )
    expect(shown).toMatch(/^ {2}passed {2}as ever$/m)
    expect((await json(text)).scenarios[0]).toEqual({
      name: 'ten times',
      ran: true,
      passed: true,
      failures: [],
      overloads: [{ name: 'eu.api', utilization: 6.25 }],
    })
    const table = await simulated(text, { format: 'markdown' })
    expect(table).toContain('| passed | ten times | eu.api gets more than it can do (6.3x) |')
  })
})

describe('the load', () => {
  it('grows so many times before something is full, or is full below the peak', async () => {
    expect(await simulated(zoned)).toContain('\nthe load grows 1.6x before eu.api is full\n')
    const more = zoned.replace('rps: 1000', 'rps: 4000')
    expect(await simulated(more)).toContain('\neu.api is full at 0.4x of the peak load\n')
    expect((await json(more)).bottleneck).toEqual({ name: 'eu.api', growth: 0.4, isLeast: false })
  })

  it('is no number where nothing can be done, or nothing is asked', async () => {
    const none = zoned.replace('capacity: 200/s', 'capacity: 0/s')
    expect(await simulated(none)).toContain('\neu.api can do nothing, and is full at any load\n')
    const { bottleneck } = await json(zoned.replace('rps: 1000', 'rps: 0'))
    expect(bottleneck).toBeUndefined()
  })

  it('says which input is missing, once', async () => {
    const count = (text: string, part: string) => text.split(part).length - 1
    const plain =
      'client web\nservice a\nservice b\nweb -> a -> b\nflow "A" { web -> a }\nflow "B" { web -> a -> b }\n'
    const text = await simulated(plain)
    expect(count(text, 'nothing says how much is asked for')).toBe(1)
    expect(count(text, 'nothing says how long it takes')).toBe(1)
    const rated = await simulated(plain.replace('web\n', 'web { rps: 10 }\n'))
    expect(count(rated, 'nothing says how much it can do')).toBe(1)
    const half = plain
      .replace('web\n', 'web { rps: 10 }\n')
      .replace('service a\n', 'service a { capacity: 20/s, latency: 5ms }\n')
    const said = await simulated(half)
    expect(said).toContain('= taken never to be too full: b; write capacity to count them')
    expect(said).toContain(
      '= not known is the latency of b, so that some times are "at least"; write\n  latency',
    )
    expect(said).toMatch(/^ {2}takes {8}5 ms \(sum of budgets\)$/m)
    expect(said).toMatch(/^ {2}takes {8}at least 5 ms \(sum of budgets\)$/m)
  })
})

describe('a number that rests on a default', () => {
  it('has a star, and the attribute that would replace it', async () => {
    const text = 'client web\nservice a\nweb -> a\nrequire availability >= 99%\n'
    const shown = await simulated(text)
    expect(shown).toContain('  1  web  99.5 %*  down 1 d 20 h a year\n')
    expect(shown).toMatch(/^ {2}held {2}availability >= 99% {2}web {2}99\.5 %\*$/m)
    expect(shown).toContain(
      '* by default of their kind, the availability: 99.5 % for a; write availability\n  to replace it\n',
    )
    expect((await json(text)).flows[0].availability.defaults).toEqual(['a'])
    const written = await simulated(text.replace('service a', 'service a { availability: 99.5% }'))
    expect(written).not.toContain('*')
    expect(written).toContain('  1  web  99.5 %  down')
  })
})

it('says why requirements of several things are not shown', async () => {
  const text = `client web { rps: 10 }
service api { replicas: 2 }
service auth { replicas: 2 }
database orders { replicas: 2 }
web -> api -> auth -> orders
require utilization <= 70%
`
  expect(await simulated(text)).toMatch(
    /^ {2}not shown {2}utilization <= 70% {2}api, auth, orders {2}not known: capacity of api, capacity of auth, capacity of orders$/m,
  )
  expect(
    await simulated(text.replace('utilization <= 70%', 'rpo <= 1h').replace('database', 'cache')),
  ).toContain('not known: a source of truth to hold it against')
})
