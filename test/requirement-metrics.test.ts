// What is required beyond being served: writes that may be lost, the time to restore, how old what is read may be, sums
// over components, and attributes.

import { describe, expect, it } from 'vitest'
import { answersIn, only } from './support/answers.ts'

describe('the loss of writes', () => {
  const store = (attributes: string, more = ''): string =>
    `client web\nservice api { replicas: 2 }\ndatabase orders { ${attributes} }\nweb -> api -> orders\n${more}require rpo <= 1h for orders\n`

  it.each([
    ['one copy, and a backup', store('backup: 1d'), 'failed: orders 1 d'],
    ['one copy, and no backup', store('backup: none'), 'failed: orders everything'],
    ['a synchronous copy', store('replicas: 2, replication: sync'), 'held: orders 0 ms'],
    ['a majority', store('replicas: 3, replication: quorum'), 'held: orders 0 ms'],
    [
      'a copy that follows, and a backup',
      store('replicas: 2, replication: async, backup: 30m'),
      'held: orders at most 30 min',
    ],
    [
      'a copy that follows, and a rare backup',
      store('replicas: 2, replication: async, backup: 1d'),
      'not-shown: orders at most 1 d',
    ],
    ['nothing is said', store('replicas: 2'), 'not-shown: orders unknown'],
    [
      'another that it copies to',
      store('backup: 1d', 'database other\norders => other { lag: 10s }\n'),
      'held: orders 10 s',
    ],
    [
      'another, in a way that nobody measured',
      store('backup: 1d', 'database other\norders => other\n'),
      'not-shown: orders at most 1 d',
    ],
  ])('%s', (_, text, wanted) => expect(only(text)).toBe(wanted))

  it('by a zone that takes both copies', () => {
    const text = `client web
region eu {
  zone a
  zone b
  database orders { replicas: 2, zones: [a], replication: sync, backup: 6h }
  database carts { replicas: 2, zones: [a, b], replication: sync, backup: 6h }
}
region us { database far }
web -> eu.orders
web -> eu.carts
eu.carts => us.far { lag: 2s }
require rpo <= 1h
`
    expect(only(text)).toBe('failed: eu.orders 6 h, eu.carts 2 s')
  })
})

describe('the time to restore', () => {
  const system = (api: string, more: string): string =>
    `client web\nservice api { ${api} }\nweb -> api\n${more}\nrequire rto <= 5m\n`

  it.each([
    [
      'noticed and restored',
      'recovery: 10m',
      'monitor watch { interval: 30s, misses: 2 }\nwatch -> api',
      'failed: api 11 min',
    ],
    [
      'by the quicker of two monitors',
      'recovery: 1m',
      'monitor slow { interval: 10m, misses: 3 }\nmonitor quick { interval: 10s, misses: 3 }\nslow, quick -> api',
      'held: api 1 min 30 s',
    ],
    ['nobody watches', 'recovery: 10m', '', 'failed: api at least 10 min'],
    [
      'nobody says how long',
      '',
      'monitor watch { interval: 30s, misses: 2 }\nwatch -> api',
      'not-shown: api at least 1 min',
    ],
  ])('%s', (_, api, more, wanted) => expect(only(system(api, more))).toBe(wanted))

  it('is that of noticing where another copy takes over', () => {
    const text = `client web
service api { replicas: 2 }
database orders { replicas: 2, recovery: 4h }
database carts { replicas: 2, failover: manual, recovery: 4h }
monitor watch { interval: 20s, misses: 3 }
watch -> orders, carts
web -> api -> orders, carts
require rto <= 5m
`
    expect(only(text)).toBe('failed: orders 1 min, carts 4 h 1 min')
  })
})

describe('freshness', () => {
  const text = (flow: string): string => `client web
service api { replicas: 2 }
database orders { replicas: 2 }
search index { replicas: 2 }
cache hot { ttl: 1m, for: orders }
web -> api -> orders, index, hot
orders => index { lag: 5s }
flow "Orders" { web -> api -> orders }
flow "Search" { web -> api -> index }
flow "Hot" { web -> api -> hot, orders }
require freshness <= 10s for "${flow}"
`
  it.each([
    ['Orders', 'held: Orders 0 ms'],
    ['Search', 'held: Search 5 s'],
    ['Hot', 'failed: Hot 1 min'],
  ])('of %s', (flow, wanted) => expect(only(text(flow))).toBe(wanted))

  it('adds up along copies of copies, and ends in a circle', () => {
    const copies = `client web
database a
database b
database c
web -> a, c
a => b { lag: 2s }
b => c { lag: 3s }
c => a { lag: 1s }
require freshness <= 1s for c
`
    expect(only(copies)).toBe('failed: c 6 s')
  })
})

describe('sums and attributes', () => {
  it('what is unwritten could only add to a cost', () => {
    const text = (limit: number) => `client web
service api { replicas: 3, cost: 100 }
database orders { managed: yes, replicas: 5, cost: 50 }
queue jobs
web -> api -> orders
api ~> jobs
require cost <= ${limit}
`
    expect(only(text(300))).toBe('failed: all together at least 350')
    expect(only(text(400))).toBe('not-shown: all together at least 350')
  })

  it('each copy of a shard holds its part', () => {
    const text = `client web
database orders { replicas: 6, shards: 3, size: 3TB }
web -> orders
require storage <= 6TB
require storage < 6TB
`
    expect(answersIn(text).map(({ status }) => status)).toEqual(['held', 'failed'])
  })

  it.each([
    ['require replicas >= 2 for database', 'failed: orders replicas is 1, carts replicas is 3'],
    ['require zones for carts', 'failed: carts zones is not written'],
    ['require owner for service', 'held: api owner is shop'],
    ['require owner = shop for service', 'held: api owner is shop'],
    ['require owner != shop for service', 'failed: api owner is shop'],
    ['require encrypted = yes for @pii', 'failed: orders encrypted is not written'],
    [
      'require public != yes for database',
      'held: orders public is not written, carts public is not written',
    ],
    ['require backup <= 1d for database', 'failed: orders backup is 2 d, carts backup is none'],
    ['require backup for database', 'failed: orders backup is 2 d, carts backup is none'],
    ['require data = pii for orders', 'held: orders data is [pii, payment]'],
    [
      'require restore-tested >= 2026-01-01 for orders',
      'held: orders restore-tested is 2026-05-01',
    ],
    [
      'require timeout <= 5s for api',
      'failed: api -> orders timeout is 6 s, api -> carts timeout is 2 s',
    ],
    ['require timeout <= 5s for api -> carts', 'held: api -> carts timeout is 2 s'],
    ['require replicas >= 2 for queue', 'held: '],
  ])('%s', (requirement, wanted) => {
    const text = `client web
service api { owner: shop }
database orders { data: [pii, payment], backup: 2d, restore-tested: 2026-05-01 }
database carts { replicas: 3, backup: none }
web -> api -> orders { timeout: 6s }
api -> carts { timeout: 2s }
${requirement}
`
    expect(only(text)).toBe(wanted)
  })
})
