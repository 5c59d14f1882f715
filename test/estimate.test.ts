// The sheet of estimates in numbers that a person can follow: each case is worked out by hand, or quoted from where it
// was published. It is past 250 lines because every quantity of the sheet has its case.

import { describe, expect, it } from 'vitest'
import schema from '#src/estimate/estimate.schema.json' with { type: 'json' }
import { estimated, lineOf, sheetOf, told, value, workedOut } from './support/estimates.ts'
import { violations } from './support/json-schema.ts'
import { readText } from './tidy/tree.ts'

const day = 86_400

describe('requests', () => {
  it('of a client are users times requests, at peak times the peak', async () => {
    const sheet = await sheetOf(
      'client web { users: 2M, requests: 40/day, peak: 3x }\nservice api\nweb -> api\n',
    )
    const peak = lineOf(sheet, 'web', 'requests-peak')!
    expect(peak.arithmetic).toBe('2M users × 40 a day × 3 ÷ 86 400 s')
    expect(peak.value).toBeCloseTo((2e6 * 40 * 3) / day, 9)
    expect(value(sheet, 'api', 'requests-average')).toBeCloseTo((2e6 * 40) / day, 9)
    expect(lineOf(sheet, 'api', 'requests-average')!.arithmetic).toBe('926/s web')
  })

  it.each([
    ['requests: 2/s', '10 users × 2/s', 20],
    ['requests: 30/min', '10 users × 30 a minute ÷ 60 s', 5],
    ['requests: 7/h', '10 users × 7 an hour ÷ 3 600 s', 70 / 3600],
    ['requests: 50/month', '10 users × 50 a month ÷ 2 592 000 s', 500 / (30 * day)],
  ])('%s has the seconds of its period', async (requests, arithmetic, rate) => {
    const sheet = await sheetOf(`client web { users: 10, ${requests} }\nservice a\nweb -> a\n`)
    expect(lineOf(sheet, 'web', 'requests-average')!.arithmetic).toBe(arithmetic)
    expect(value(sheet, 'web', 'requests-average')).toBeCloseTo(rate, 12)
  })

  it('are shared by flows, divided by hit and repeated by calls', async () => {
    const sheet = await sheetOf(`client web { rps: 100, peak: 2x }
service api
cache hot { hit: 80%, for: db }
database db
web -> api
api -> hot { reads: 2 }
api -> db { reads: 2, writes: 0.5 }
flow "Read" { web -> api -> hot, db  share: 60% }
flow "Write" { web -> api -> db { writes: 1 } }
`)
    expect(lineOf(sheet, 'api', 'requests-peak')!.arithmetic).toBe('200/s web')
    expect(value(sheet, 'hot', 'reads-peak') ?? value(sheet, 'hot', 'requests-peak')).toBe(240)
    expect(value(sheet, 'db', 'reads-average')).toBeCloseTo(100 * 0.6 * 2 * 0.2, 9)
    expect(value(sheet, 'db', 'writes-average')).toBeCloseTo(60 * 0.5 + 40, 9)
    expect(value(sheet, 'api -> db', 'requests-average')).toBeCloseTo(94, 9)
    expect(lineOf(sheet, 'db', 'requests-average')!.arithmetic).toBe('24/s reads + 70/s writes')
    const [read] = sheet.lines.filter(({ flow }) => flow === 'Read')
    expect(read).toMatchObject({ component: '*', value: 60, arithmetic: '100/s web × 60 %' })
  })

  it('that nobody waits for go on as the average', async () => {
    const sheet = await sheetOf(`client web { rps: 10, peak: 5x }
service api
queue jobs
worker mail
web -> api ~> jobs ~> mail
flow "All" { web -> api ~> jobs ~> mail }
`)
    expect(value(sheet, 'api', 'requests-peak')).toBe(50)
    expect(lineOf(sheet, 'jobs', 'requests-peak')).toMatchObject({
      value: 10,
      arithmetic: '10/s average of api',
    })
  })

  it('of many callers name the largest', async () => {
    const names = [...'abcdefghij']
    const clients = names.map((name, index) => `client ${name} { rps: ${10 + index} }`).join('\n')
    const sheet = await sheetOf(`${clients}\nservice api\n${names.join(', ')} -> api\n`)
    expect(lineOf(sheet, 'api', 'requests-peak')!.arithmetic).toBe(
      '15/s f + 16/s g + 17/s h + 18/s i + 19/s j + 60/s from 5 others',
    )
  })

  it('are at most, or at least, what is written', async () => {
    const sheet = await sheetOf(`client web { rps: 10 }
client app
service a
service b
service c
web -> a -> b
app -> c
`)
    expect(told(sheet, 'a', 'requests-peak')).toBe('10')
    expect(told(sheet, 'b', 'requests-peak')).toBe('at-most 10')
    expect(told(sheet, '*', 'requests-peak')).toBe('at-least 10')
    expect(told(sheet, 'c', 'requests-peak')).toBe(undefined)
    expect(sheet.missing).toContain('requests need `users` and `requests`, or `rps`: app')
    expect(sheet.assumptions).toContain(
      'called at most once for each request: a -> b; write calls, or reads and writes, to replace it',
    )
  })
})

describe('bandwidth', () => {
  const text = `client web { rps: 100, peak: 3x }
service api
blob photos { managed: yes }
web -> api { size: 2KB, bandwidth: 1MB/s }
api -> photos { writes: 0.1, size: 2MB }
`

  it('is size times rate, in and out and along each edge', async () => {
    const sheet = await sheetOf(text)
    expect(value(sheet, 'web -> api', 'bandwidth-average')).toBe(200_000)
    expect(value(sheet, 'web -> api', 'bandwidth-peak')).toBe(600_000)
    expect(value(sheet, 'web -> api', 'bandwidth-used')).toBe(0.6)
    expect(told(sheet, 'api', 'bandwidth-out-peak')).toBe('60000000')
    expect(lineOf(sheet, 'api', 'bandwidth-out-peak')!.arithmetic).toBe('30/s photos × 2 MB')
    expect(value(sheet, '*', 'bandwidth-in-peak')).toBe(600_000)
  })

  it('heeds the size that a flow gives an edge', async () => {
    const flows = `flow "Small" { web -> api  share: 50% }
flow "Large" { web -> api { size: 10KB } -> photos }
`
    const sheet = await sheetOf(text + flows)
    expect(lineOf(sheet, 'web -> api', 'bandwidth-average')).toMatchObject({
      value: 50 * 2000 + 50 * 10_000,
      arithmetic: '50/s × 2 KB + 50/s × 10 KB',
    })
  })

  it('is at least what the sized edges carry', async () => {
    const sheet = await sheetOf(`${text}client app { rps: 5 }\napp -> api\n`)
    expect(told(sheet, 'api', 'bandwidth-in-average')).toBe('at-least 200000')
    expect(sheet.missing).toContain('bandwidth needs `size`: app -> api')
  })
})

describe('storage', () => {
  const store = (attributes: string, more = '') => `client web { rps: 10, peak: 9x }
service api
database db { record: 1KB, ${attributes} }
web -> api -> db { writes: 2 }
${more}`

  it('grows by writes times record, on average', async () => {
    const sheet = await sheetOf(store('replicas: 3'))
    const perDay = 20 * 1000 * day
    expect(value(sheet, 'db', 'storage-per-day')).toBeCloseTo(perDay, 3)
    expect(value(sheet, 'db', 'storage-per-month')).toBeCloseTo(30 * perDay, 3)
    expect(value(sheet, 'db', 'storage-per-year')).toBeCloseTo(365 * perDay, 3)
    expect(value(sheet, 'db', 'storage-on-all-copies')).toBeCloseTo(3 * 365 * perDay, 3)
    expect(value(sheet, '*', 'storage-per-day')).toBeCloseTo(3 * perDay, 3)
    expect(lineOf(sheet, 'db', 'storage-per-day')!.arithmetic).toBe('20/s × 1 KB × 86 400 s')
    expect(sheet.missing).toContain('storage at the end of its retention needs `retention`: db')
  })

  it('ends where its retention ends, in all copies of all shards', async () => {
    const sheet = await sheetOf(store('replicas: 6, shards: 2, retention: 90d'))
    const held = 20 * 1000 * day * 90
    expect(value(sheet, 'db', 'storage-retained')).toBeCloseTo(held, 3)
    expect(lineOf(sheet, 'db', 'storage-on-all-copies')).toMatchObject({
      value: expect.closeTo(held * 3, 0),
      arithmetic: '156 GB × 6 copies ÷ 2 shards',
    })
  })

  it('with `retention: none` is kept, and asks for nothing more', async () => {
    const sheet = await sheetOf(store('retention: none, size: 1TB'))
    expect(value(sheet, 'db', 'storage-after-a-year')).toBeCloseTo(1e12 + 20 * 1000 * day * 365, 0)
    expect(value(sheet, 'db', 'storage-retained')).toBe(undefined)
    expect(sheet.missing.join()).not.toContain('retention')
  })

  it('is full when the room of all shards is used up', async () => {
    const sheet = await sheetOf(store('replicas: 4, shards: 2, size: 100GB, max-size: 200GB'))
    const days = (400e9 - 100e9) / (20 * 1000 * day)
    expect(value(sheet, 'db', 'max-size-reached')).toBeCloseTo(days * day * 1000, 0)
    const ends = await sheetOf(store('retention: 10d, max-size: 20GB'))
    expect(value(ends, 'db', 'max-size-reached')).toBe(undefined)
    expect(value(ends, 'db', 'max-size-used')).toBeCloseTo((20 * 1000 * day * 10) / 20e9, 9)
    const full = await sheetOf(store('size: 3TB, max-size: 1TB'))
    expect(value(full, 'db', 'max-size-reached')).toBe(0)
  })

  it('of a copy is what it gets of its sources', async () => {
    const more = `database copy { replicas: 2 }
warehouse dwh { record: 100B }
db => copy => dwh
`
    const sheet = await sheetOf(store('replicas: 2', more))
    expect(lineOf(sheet, 'copy', 'storage-per-day')).toMatchObject({
      value: expect.closeTo(20 * 1000 * day, 0),
      arithmetic: '20/s db × 1 KB × 86 400 s',
    })
    expect(value(sheet, 'dwh', 'storage-per-day')).toBeCloseTo(20 * 100 * day, 0)
    expect(value(sheet, '*', 'storage-per-day')).toBeCloseTo((2 + 2 + 0.1) * 20 * 1000 * day, 0)
  })

  it('of databases that copy to each other is what both write', async () => {
    const more =
      'database other { record: 1KB }\ndb => other\nother => db\napi -> other { writes: 1 }\n'
    const sheet = await sheetOf(store('replicas: 1', more))
    for (const name of ['db', 'other'])
      expect(value(sheet, name, 'storage-per-day')).toBeCloseTo(30 * 1000 * day, 0)
  })

  it('of a stream is what it keeps of its messages', async () => {
    const sheet = await sheetOf(`client web { rps: 50 }
service api
stream log { replicas: 3, record: 200B, retention: 7d }
web -> api ~> log
flow "All" { web -> api ~> log }
`)
    expect(told(sheet, 'log', 'storage-retained')).toBe(String(50 * 200 * day * 7))
    expect(told(sheet, 'log', 'storage-on-all-copies')).toBe('18140000000')
  })

  it('says what it lacks, once for each kind of input', async () => {
    const sheet = await sheetOf(`client web { rps: 10 }
service api
database a
database b
database c { record: 1KB }
web -> api -> a { writes: 1 }, b { writes: 1 }
api -> c
`)
    expect(sheet.missing.filter((one) => one.startsWith('storage'))).toEqual([
      'storage needs `record`: a, b',
      'storage needs `writes` (and `reads`) on the edges that lead there: c',
    ])
  })

  it('is what `require storage` measures', async () => {
    const text = `${store('replicas: 3, size: 2TB')}require storage <= 1TB\n`
    const sheet = await sheetOf(text)
    expect(value(sheet, '*', 'storage-now')).toBe(6e12)
  })
})

describe('a cache', () => {
  const cached = (cache: string, db: string) => `client web { rps: 100 }
service api
cache hot { for: db, hit: 90%, ${cache} }
database db { ${db} }
web -> api -> hot { reads: 1 }
api -> db { reads: 1 }
`

  it('is as large as its working set', async () => {
    const sheet = await sheetOf(
      cached('working-set: 40GB, replicas: 4, shards: 2, max-size: 25GB', 'record: 1KB'),
    )
    expect(value(sheet, 'hot', 'cache-size')).toBe(40e9)
    expect(value(sheet, 'hot', 'cache-size-on-all-copies')).toBe(80e9)
    expect(value(sheet, 'hot', 'max-size-used')).toBe(0.8)
    expect(sheet.assumptions.join()).not.toContain('rule of thumb')
  })

  it('else holds a fifth of a day, and of its store, and says so', async () => {
    const sheet = await sheetOf(cached('replicas: 1', 'record: 1KB'))
    expect(lineOf(sheet, 'hot', 'cache-size')).toMatchObject({
      value: expect.closeTo(0.2 * 100 * 1000 * day, 3),
      arithmetic: '20 % × 100/s × 1 KB × 86 400 s',
    })
    expect(sheet.assumptions).toContain(
      'a cache holds a fifth of what is read in a day, by rule of thumb: hot; write working-set to replace it',
    )
    const small = await sheetOf(cached('replicas: 1', 'record: 1KB, size: 5GB'))
    expect(value(small, 'hot', 'cache-size')).toBe(1e9)
    const unknown = await sheetOf(cached('replicas: 1', 'replicas: 1'))
    expect(value(unknown, 'hot', 'cache-size')).toBe(undefined)
    expect(unknown.missing).toContain('cache size needs `working-set`: hot')
  })
})

describe('copies', () => {
  const serving = (attributes: string) =>
    `client web { rps: 700 }\nservice api { ${attributes} }\nweb -> api\n`

  it.each([
    ['capacity: 100/s', 10],
    ['capacity: 101/s', 10],
    ['capacity: 99/s', 11],
    ['capacity: 1k/s', 1],
    ['capacity: 0.01/s', 100_000],
  ])('for the peak are 70 %% busy: %s', async (capacity, copies) => {
    expect(value(await sheetOf(serving(capacity)), 'api', 'copies-needed')).toBe(copies)
  })

  it('of a store leave room for the writes of its shard', async () => {
    const store = (attributes: string) => `client web { rps: 100 }
database db { ${attributes} }
service api
web -> api -> db { reads: 9, writes: 1 }
`
    // 900 reads ÷ (500 × 0.7 − 100 writes) = 3.6
    const sheet = await sheetOf(store('capacity: 500/s'))
    expect(lineOf(sheet, 'db', 'copies-needed')).toMatchObject({
      value: 4,
      arithmetic: '900/s reads ÷ (500/s × 70 % − 100/s writes), rounded up',
    })
    // (900 reads + 100 writes) ÷ (100 × 0.7) = 14.3: every copy would apply all writes, and is full of them.
    const small = await sheetOf(store('capacity: 100/s'))
    expect(value(small, 'db', 'copies-needed')).toBe(undefined)
    expect(value(small, 'db', 'shards-needed')).toBe(15)
    // With three copies to each shard: (900 ÷ 3 + 100) ÷ 70 = 5.7.
    const copied = await sheetOf(store('capacity: 100/s, replicas: 3'))
    expect(value(copied, 'db', 'shards-needed')).toBe(6)
  })

  it('of what a provider runs are not counted, nor those of what can do nothing', async () => {
    const managed = await sheetOf(serving('managed: yes, capacity: 1k/s'))
    expect(value(managed, 'api', 'utilization')).toBe(0.7)
    expect(value(managed, 'api', 'copies-needed')).toBe(undefined)
    const nothing = await sheetOf(serving('capacity: 0/s'))
    expect(nothing.missing).toContain('no number of copies is enough at a `capacity` of 0: api')
  })

  it('count what autoscaling may bring', async () => {
    const sheet = await sheetOf(serving('autoscale: 2..10, capacity: 100/s'))
    expect(lineOf(sheet, 'api', 'utilization')).toMatchObject({
      value: expect.closeTo(0.7, 12),
      arithmetic: '700/s ÷ (10 × 100/s)',
    })
  })
})

describe('in flight', () => {
  it('is the rate times the time that a request takes with all it waits for', async () => {
    const sheet = await sheetOf(`client web { rps: 1000, peak: 2x }
service api { latency: 10ms }
database db { latency: 5ms }
web -> api -> db { reads: 2 }
flow "Read" { web -> api -> db }
`)
    expect(value(sheet, 'api', 'in-flight')).toBeCloseTo(2000 * 0.02, 9)
    expect(value(sheet, 'db', 'in-flight')).toBeCloseTo(4000 * 0.005, 9)
    expect(value(sheet, '*', 'in-flight')).toBeCloseTo(40, 9)
    expect(value(sheet, 'web', 'in-flight')).toBeCloseTo(40, 9)
  })

  it('is at least that where something below says no time', async () => {
    const sheet = await sheetOf(`client web { rps: 1000 }
service api { latency: 10ms }
service other
web -> api -> other { calls: 1 }
`)
    expect(told(sheet, 'api', 'in-flight')).toBe('at-least 10')
    expect(sheet.missing).toContain('requests in flight need `latency`: other')
  })
})

describe('connections', () => {
  it('are those of all copies of all callers, at their most', async () => {
    const sheet = await sheetOf(`service api { autoscale: 2..8 }
worker mill { replicas: 2 }
database db { connections: 200 }
api -> db { connections: 20 }
mill -> db { connections: 5 }
`)
    expect(lineOf(sheet, 'db', 'connections')).toMatchObject({
      value: 170,
      arithmetic: '8 copies of api × 20 + 2 copies of mill × 5',
    })
    expect(value(sheet, 'db', 'connections-used')).toBe(0.85)
  })
})

describe('published cases', () => {
  it('Mint: 250 GB of transactions a month, 1,929 of them and 193 reads a second', async () => {
    const sheet = await sheetOf(readText('examples/mint/main.arch'))
    expect(value(sheet, 'master', 'storage-per-month')).toBeCloseTo(250e9, 0)
    expect(Math.round(value(sheet, 'extraction', 'requests-average')!)).toBe(1929)
    expect(Math.round(value(sheet, 'reads', 'requests-average')!)).toBe(193)
  })

  it('Pastebin: 10 million pastes a month, of 271 bytes each: 2.71 GB', async () => {
    const sheet = await sheetOf(readText('examples/pastebin/main.arch'))
    expect(value(sheet, 'master', 'storage-per-month')! / 1e9).toBeCloseTo(2.71, 2)
    expect(value(sheet, 'writes', 'requests-average')).toBeCloseTo(4, 0)
  })

  it('Little: 40 arrive in an hour and stay a quarter of it, so that 10 are there', async () => {
    const sheet = await sheetOf(
      'client web { rps: 40/h }\nservice shop { latency: 15m }\nweb -> shop\n',
    )
    expect(value(sheet, 'shop', 'in-flight')).toBeCloseTo(10, 9)
  })
})

describe('the sheet', () => {
  const full = readText('examples/photo-sharing/main.arch')

  it('keeps to its schema, and every line can be worked out again', async () => {
    for (const name of ['photo-sharing', 'mint', 'pastebin', 'social-graph', 'everything-right']) {
      const sheet = await sheetOf(readText(`examples/${name}/main.arch`))
      expect(violations(schema, sheet)).toEqual([])
      for (const line of sheet.lines) {
        const found = workedOut(line)
        if (found === undefined) continue
        const wanted = /rounded up/.test(line.arithmetic) ? Math.ceil(found) : found
        expect([line, Math.abs(wanted - line.value) <= 0.02 * line.value + 1e-12]).toEqual([
          line,
          true,
        ])
      }
    }
  })

  it('in a scenario, and with more load', async () => {
    const usual = await sheetOf(full)
    const more = await sheetOf(full, { load: '10x' })
    expect(more.state).toBe('10 times the load')
    const peak = value(usual, 'us-east.api', 'requests-peak')!
    expect(value(more, 'us-east.api', 'requests-peak')).toBeCloseTo(10 * peak, 6)
    const friday = await sheetOf(full, { scenario: 'Black Friday' })
    expect(value(friday, 'us-east.api', 'requests-peak')).toBeCloseTo(2 * peak, 6)
    const text =
      'client web { rps: 10 }\nservice api\nweb -> api\nscenario "S" { api { capacity: 5/s } }\n'
    expect(value(await sheetOf(text, { scenario: 'S' }), 'api', 'utilization')).toBe(2)
    expect(await estimated(full, { scenario: 'Xmas' })).toMatch(
      /^refused: there is no scenario "Xmas"/,
    )
    expect(await estimated(full, { load: 'much' })).toMatch(/^refused: --load wants a multiplier/)
  })

  it('of a file without numbers says what to write', async () => {
    const text = await estimated('client web\nservice api\nweb -> api\n')
    expect(text).toContain('There is nothing to estimate')
    expect(text).toContain('client web { users: 2M, requests: 40/day, peak: 3x }')
    expect(await sheetOf('')).toEqual({ schemaVersion: 1, lines: [], missing: [], assumptions: [] })
  })

  it('is grouped by component, with what is alike at peak in one row', async () => {
    const text = await estimated(
      'client web { rps: 10 }\nservice api { capacity: 5/s }\nweb -> api\n',
    )
    expect(text).toBe(`main.arch: 2 components

The whole system
  requests             10/s   = 10/s web

web (client)
  requests             10/s   = 10/s
  to api
    requests           10/s   = 10/s × 1

api (service)
  requests             10/s   = 10/s web
  busy at peak         200 %  = 10/s ÷ (1 × 5/s)
  copies for the peak  3      = 10/s ÷ (5/s × 70 %), rounded up

? bandwidth needs \`size\`: web -> api
? requests in flight need \`latency\`: api

= peak as high as the average: web; write peak to replace it
= one copy: api; write replicas to replace it
= enough copies are 70 % busy at peak
`)
  })

  it('in Markdown is tables, in which names stand as they are', async () => {
    const text = await estimated('client web { rps: 10 }\nservice api "A|B"\nweb -> api "x|y"\n', {
      format: 'markdown',
    })
    expect(text).toContain('## api ("A\\|B", service)')
    expect(text).toContain('| to api "x\\|y": requests | 10/s | 10/s × 1 |')
    expect(text).toContain('- assumed: ')
  })
})
