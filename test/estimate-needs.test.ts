// What a system needs by the sheet of estimates: copies, shards, connections; worked out by hand, or
// quoted from where it was published.

import { describe, expect, it } from 'vitest'
import { lineOf, sheetOf, value } from './support/estimates.ts'
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
