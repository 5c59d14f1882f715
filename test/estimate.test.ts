// Requests, bandwidth, storage and caches of the sheet of estimates, in numbers that a person can follow: each case is
// worked out by hand. It is past 250 lines because every quantity has its case.

import { describe, expect, it } from 'vitest'
import { lineOf, sheetOf, told, value } from './support/estimates.ts'

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

  it('of flows without a share are divided alike, and that is said', async () => {
    const flows = 'flow "A" { web -> a }\nflow "B" { web -> b }\n'
    const sheet = await sheetOf(
      `client web { rps: 9 }\nservice a\nservice b\nweb -> a, b\n${flows}`,
    )
    expect(value(sheet, 'a', 'requests-peak')).toBe(4.5)
    expect(sheet.assumptions).toContain('flows share alike: web; write share to replace it')
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
    expect(told(sheet, 'web -> a', 'requests-peak')).toBe('10')
    expect(told(sheet, 'a -> b', 'requests-peak')).toBe('at-most 10')
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

  it('a store is as full as it is now, where less is kept in the end', async () => {
    const sheet = await sheetOf(`client web { rps: 1 }
service api
database db { size: 900GB, max-size: 1TB, record: 1KB, retention: 1d }
web -> api { calls: 1 } -> db { writes: 1 }
`)
    expect(value(sheet, 'db', 'storage-retained')).toBeCloseTo(86.4e6, 0)
    expect(lineOf(sheet, 'db', 'max-size-used')).toMatchObject({
      value: 0.9,
      bound: 'exact',
      arithmetic: '900 GB now ÷ 1 TB',
    })
  })

  it('that grows by at most so much is full at the soonest then', async () => {
    const text = 'worker mill\napi -> mill -> db { writes: 2 }\n'
    const sheet = await sheetOf(
      store('max-size: 1GB', text).replace('-> db { writes: 2 }\nworker', '\nworker'),
    )
    expect(told(sheet, 'db', 'storage-per-day')).toBe('at-most 1728000000')
    expect(told(sheet, 'db', 'max-size-reached')).toBe('at-least 50000000')
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
