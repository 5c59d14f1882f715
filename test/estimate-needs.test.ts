// What a system needs by the sheet of estimates: copies, shards, what is in flight, connections; worked out by hand, or
// quoted from where it was published.

import { describe, expect, it } from 'vitest'
import { lineOf, sheetOf, told, value } from './support/estimates.ts'
import { readText } from './tidy/tree.ts'

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

  const led = (attributes: string, writes: number) => `client web { rps: 60k }
database kv { replicas: 24, consistency: strong, capacity: 5k/s, ${attributes} }
service api
web -> api { calls: 1 } -> kv { reads: 1, writes: ${writes} }
`

  it('of a store whose leaders are full of reads do not help, nor shards', async () => {
    // 60k ÷ 8 leaders are more than 5k × 0.7, however many shards there are.
    const sheet = await sheetOf(led('shards: 8, leaders: 8', 0.25))
    expect(value(sheet, 'kv', 'shards-needed')).toBe(undefined)
    expect(value(sheet, 'kv', 'copies-needed')).toBe(undefined)
    expect(sheet.missing).toContain(
      'no number of shards is enough with `leaders: 8`; write more leaders: kv',
    )
    // As many as shards, where it is not said: (60k + 15k) ÷ 3.5k = 21.4
    expect(value(await sheetOf(led('shards: 8', 0.25)), 'kv', 'shards-needed')).toBe(22)
  })

  it('of shards that are advised are enough once they are written', async () => {
    // 60k ÷ 24 leaders = 2.5k leave 1k of 3.5k for writes: 15k ÷ 1k
    const sheet = await sheetOf(led('shards: 8, leaders: 24', 0.25))
    expect(lineOf(sheet, 'kv', 'shards-needed')).toMatchObject({
      value: 15,
      arithmetic: '15k/s ÷ (5k/s × 70 % − 60k/s ÷ 24 reads), rounded up',
    })
    const then = led('shards: 15, leaders: 24', 0.25).replace('replicas: 24', 'replicas: 30')
    expect(value(await sheetOf(then), 'kv', 'utilization')).toBeCloseTo(0.7, 9)
  })

  it('of alternatives are said to be while the others keep theirs', async () => {
    // With n copies beside one it gets n ÷ (n + 1) of 100, and n × 100 × 0.7 do that for n = 1.
    const sharing = (rps: number) => `client web { rps: ${rps} }
lb front
service x { capacity: 100/s }
service y { capacity: 100/s }
web -> front { calls: 1 } -> x | y { calls: 1 }
`
    const few = await sheetOf(sharing(100))
    expect(lineOf(few, 'x', 'copies-needed')!.arithmetic).toBe('50/s ÷ (100/s × 70 %), rounded up')
    const many = await sheetOf(sharing(1000))
    for (const name of ['x', 'y']) {
      const { value: copies, arithmetic } = lineOf(many, name, 'copies-needed')!
      expect(1000 / (copies + 1)).toBeLessThanOrEqual(70)
      expect(1000 / copies).toBeGreaterThan(70)
      expect(arithmetic).toMatch(/^by trial, while the others keep theirs: /)
    }
  })

  it('of a store that is written alone are one', async () => {
    const sheet = await sheetOf(`client web { rps: 10 }
service api
database log { capacity: 100/s }
web -> api -> log { writes: 1 }
`)
    expect(lineOf(sheet, 'log', 'copies-needed')).toMatchObject({
      value: 1,
      arithmetic: 'one, for the writes',
    })
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

  it.each([
    // A call that is rare is waited for rarely: 1000 × 5 ms, and 10 × 1 s.
    ['calls: 0.01', '15'],
    ['calls: 2.5', '2505'],
    ['calls: 2, latency: 10ms', '2025'],
    // Made at the same time they take once what one takes.
    ['calls: 3, parallel: yes', '1005'],
    // Half of the requests may make two calls, or all of them one and a few two.
    ['calls: 1.5, parallel: yes', 'at-most 1005'],
  ])('counts calls as often as they are made: %s', async (attributes, inFlight) => {
    const sheet = await sheetOf(`client web { rps: 1000 }
service api { latency: 5ms }
service slow { latency: 1s }
worker mill { latency: 1m }
queue jobs { latency: 0s }
web -> api { calls: 1 } -> slow { ${attributes} }
api ~> jobs ~> mill
`)
    expect(told(sheet, 'api', 'in-flight')).toBe(inFlight)
    expect(told(sheet, 'web', 'in-flight')).toBe(inFlight)
    expect(told(sheet, '*', 'in-flight')).toBe(inFlight)
  })

  it('adds up: a caller has its own, and those that it waits for', async () => {
    const sheet = await sheetOf(`client web { rps: 1000 }
service api { latency: 5ms }
cache hot { latency: 1ms, hit: 90%, for: db }
database db { latency: 20ms, record: 1KB }
web -> api { calls: 1 }
api -> hot { reads: 2 }
api -> db { reads: 2, writes: 0.1 }
`)
    // 1000 × 5 ms, 2000 × 1 ms, and of 2000 reads a tenth with 100 writes, × 20 ms
    expect(lineOf(sheet, 'api', 'in-flight')).toMatchObject({
      value: expect.closeTo(5 + 2 + 6, 9),
      bound: 'exact',
      arithmetic: '1k/s × 5 ms + 2k/s hot × 1 ms + 300/s db × 20 ms',
    })
    expect(value(sheet, 'hot', 'in-flight')).toBeCloseTo(2, 9)
    expect(value(sheet, 'db', 'in-flight')).toBeCloseTo(6, 9)
  })

  it('is between the longest and the sum of what is made at the same time', async () => {
    const fan = (calls: number) => `client web { rps: 1000 }
service api { latency: 5ms }
service a { latency: 10ms }
service b { latency: 30ms }
web -> api { calls: 1 }
api -> a { calls: 1, parallel: yes }
api -> b { calls: ${calls}, parallel: yes }
`
    expect(told(await sheetOf(fan(1)), 'api', 'in-flight')).toBe('35')
    // 5 + 10 + 0.1 × 30 where all are made one after the other
    expect(told(await sheetOf(fan(0.1)), 'api', 'in-flight')).toBe('at-most 18')
    const given = `client web { rps: 1000 }
service api { latency: 5ms }
service slow { latency: 1s }
web -> api { calls: 1 } -> slow { calls: 1, optional: yes, timeout: 100ms, retries: 2 }
`
    expect(told(await sheetOf(given), 'api', 'in-flight')).toBe('at-most 1005')
  })

  it('in a circle that ends counts every time round', async () => {
    // b is called half as often as a, and a once for two of its answers: a gets 4/3 of what begins.
    const sheet = await sheetOf(`client web { rps: 300 }
service a { latency: 10ms }
service b { latency: 20ms }
web -> a { calls: 1 } -> b { calls: 0.5 } -> a { calls: 0.5 }
`)
    // What begins waits for 400 × 10 ms and 200 × 20 ms.
    expect(told(sheet, 'web', 'in-flight')).toBe('8')
  })

  it('of calls that nobody counts is no less than it is', async () => {
    const sheet = await sheetOf(`client web { rps: 1000 }
service api { latency: 5ms }
service other { latency: 10ms }
web -> api -> other
`)
    expect(told(sheet, 'api', 'in-flight')).toBe('at-most 15')
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
