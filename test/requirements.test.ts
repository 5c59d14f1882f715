// Requirements on small systems: numbers that providers have published, each metric by itself, what is selected, what
// is unknown; and the changes that are shown, which hold what they promise.
// It is past 250 lines: tables of systems, a line each.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Answer, Case } from '#src/analysis/requirements/answers.ts'
import { amountText } from '#src/analysis/requirements/words.ts'
import { changed } from '#src/model/changed.ts'
import { type Read, read } from './support/linting.ts'

function answersIn(text: string): readonly Answer[] {
  const { facts } = read(text)
  return facts.requirements().map(facts.answer)
}

const told = ({ asked, status, cases }: Answer): string =>
  `${status}: ${cases.map((one) => `${one.subject.name} ${amountText(asked.demand, one)}`).join(', ')}`

const only = (text: string): string => answersIn(text).map(told).join('; ')

function unavailabilityIn(text: string): number {
  const { facts, model } = read(text)
  return facts.availability(model.flows[0]!).unavailability.value
}

const chain = (...availabilities: readonly string[]): string => {
  const parts = availabilities.map((one, i) => `external e${i} { availability: ${one} }`)
  const names = availabilities.map((_, i) => `e${i}`)
  return `client web\n${parts.join('\n')}\nservice api { managed: yes, availability: 100% }\nweb -> api -> ${names.join(', ')}\n`
}

const choice = (...availabilities: readonly string[]): string =>
  chain(...availabilities).replace(
    /-> e0.*$/m,
    `-> ${availabilities.map((_, i) => `e${i}`).join(' | ')}`,
  )

// "Availability" in the AWS Well-Architected Reliability Pillar, and "Availability and Beyond" (AWS, 2021); Azure
// Well-Architected Framework, "Recommendations for defining reliability targets" and its older page on metrics.
describe('published arithmetic', () => {
  it.each([
    ['three hard dependencies (AWS: 99.97 %)', chain('99.99%', '99.99%', '99.99%'), 0.999700029999],
    ['two redundant systems (AWS: 99.9999 %)', choice('99.9%', '99.9%'), 0.999999],
    ['two redundant subsystems (AWS: 99.99 %)', choice('99%', '99%'), 0.9999],
    ['web and SQL (Azure: 99.94 %)', chain('99.95%', '99.99%'), 0.99940005],
    ['a database or a queue (Azure: 99.99999 %)', choice('99.99%', '99.9%'), 0.9999999],
    ['two regions (Azure: 99.999975 %)', choice('99.95%', '99.95%'), 0.99999975],
    ['a platform (Azure: 99.72 %)', chain('99.98%', '99.95%', '99.8%', '99.99%'), 0.99720176965002],
    [
      'all of a workload (Azure: 99.45 %)',
      chain('99.68%', '99.86%', '99.95%', '99.95%'),
      0.9944093243711202,
    ],
  ])('%s', (_, text, value) => {
    expect(Math.abs((1 - unavailabilityIn(text)) / value - 1)).toBeLessThan(1e-12)
  })

  it('two layers of three machines (Azure: 99.9999999998 %)', () => {
    const text = `client web
lb front { replicas: 3, availability: 99.99% }
service api { replicas: 3, availability: 99.99% }
web -> front -> api
`
    expect(Math.abs(unavailabilityIn(text) / (2e-12 - 1e-24) - 1)).toBeLessThan(1e-9)
  })

  it('150 days between failures, an hour to mend one (AWS: 99.97 %)', () => {
    const text = 'client web\nservice api { mtbf: 3600h, mttr: 1h }\nweb -> api\n'
    expect(Math.abs(unavailabilityIn(text) * 3601 - 1)).toBeLessThan(1e-12)
  })

  // AWS's table: 99 % is 3 days 15 hours in a year, 99.9 % 8 hours 45 minutes, 99.95 % 4 hours 22 minutes, 99.99 %
  // 52 minutes, 99.999 % 5 minutes.
  it.each([
    ['99%', '3 d 16 h'],
    ['99.9%', '8 h 46 min'],
    ['99.95%', '4 h 23 min'],
    ['99.99%', '52 min 34 s'],
    ['99.999%', '5 min 15 s'],
  ])('%s is %s in a year', (availability, time) => {
    expect(only(`${chain(availability)}require downtime <= 1s\n`)).toBe(
      `failed: web ${time} a year`,
    )
  })
})

describe('availability', () => {
  it('of exactly the target is enough, and more than it is asked for is not', () => {
    expect(only(`${chain('99.9%')}require availability >= 99.9%\n`)).toBe('held: web 99.9 %')
    expect(only(`${chain('99.9%')}require availability > 99.9%\n`)).toBe('failed: web 99.9 %')
    expect(only(`${chain('99.9%')}require availability = 99.9%\n`)).toBe('held: web 99.9 %')
  })

  it('of 0 and of 100 % are numbers like others', () => {
    expect(only(`${chain('0%')}require availability >= 99.9%\n`)).toBe('failed: web 0 %')
    expect(only(`${chain('100%')}require availability >= 100%\n`)).toBe('held: web 100 %')
  })

  it('of a component is that it serves, with what it needs', () => {
    const text = `${chain('99.9%', '99.9%')}require availability >= 99.9% for e0
require availability >= 99.9% for api
`
    expect(answersIn(text).map(told)).toEqual(['held: e0 99.9 %', 'failed: api 99.8 %'])
  })

  it('for A -> B is that of the way, with what B needs', () => {
    const text = `client web
service front { availability: 99% }
service api { availability: 98% }
database orders { availability: 97% }
web -> front -> api -> orders
require availability >= 99% for web -> api
require availability >= 99% for front -> api
require availability >= 96% for api -> orders
`
    expect(answersIn(text).map(told)).toEqual([
      'failed: web -> api 94.11 %',
      'failed: front -> api 95.06 %',
      'held: api -> orders 97 %',
    ])
  })

  it('for a client is that of the flows which start at it', () => {
    const text = `client web
client app
service api { availability: 99% }
service other { availability: 98% }
web -> api
app -> other
require availability >= 99% for web
`
    expect(only(text)).toBe('held: web 99 %')
  })
})

describe('survive', () => {
  const text = `client web
region eu {
  zone a
  zone b
  zone c
  service api { replicas: 3, zones: all }
  database orders { replicas: 3, zones: all, replication: quorum }
}
web -> eu.api -> eu.orders
`
  it.each([
    ['1 zone', 'held'],
    ['2 zones', 'failed'],
    ['1 copy', 'held'],
    ['2 copies', 'failed'],
    ['1 component', 'failed'],
    ['1 region', 'failed'],
    ['500 zones', 'failed'],
  ])('%s: %s', (what, status) => {
    expect(answersIn(`${text}require survive ${what}\n`)[0]!.status).toBe(status)
  })

  it('more events than there are is all of them', () => {
    const spare = `client web\nregion eu { zone a  service api { zones: [a] } }\nexternal spare\nweb -> eu.api | spare\n`
    expect(only(`${spare}require survive 900 zones\n`)).toBe('held: web served')
    expect(only(`${spare}require survive 900 components\n`)).toBe('failed: web not served')
  })
})

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
      'held: orders between 0 ms and 30 min',
    ],
    [
      'a copy that follows, and a rare backup',
      store('replicas: 2, replication: async, backup: 1d'),
      'not-shown: orders between 0 ms and 1 d',
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
      'not-shown: orders between 0 ms and 1 d',
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

describe('what came with an instance of a file', () => {
  it('speaks of what lies in that instance', () => {
    const files = {
      'main.arch': `client web
region eu { import "./stack.arch" }
region us { import "./stack.arch" }
us.api { replicas: 2 }
web -> eu.front
web -> us.front
`,
      'stack.arch': `lb front { replicas: 2 }
service api
front -> api
flow "View" { front -> api }
require survive 1 copy
require replicas >= 2 for service
`,
    }
    const { facts } = read(files)
    expect(facts.requirements().map(facts.answer).map(told)).toEqual([
      'failed: eu: View not served',
      'failed: eu.api replicas is 1',
      'held: us: View served',
      'held: us.api replicas is 2',
    ])
  })
})

describe('a change that is shown', () => {
  const systems = [
    'client web\nservice api\ndatabase orders\nweb -> api -> orders\nrequire survive 1 copy for "web"\nrequire availability >= 99.4%\n',
    'client web\nregion eu {\n zone a\n zone b\n service api { replicas: 2, zones: [a] }\n}\nweb -> eu.api\nrequire survive 1 zone\n',
    'client web\nservice api { replicas: 2 }\nexternal pay { availability: 99% }\nexternal other { availability: 99% }\nweb -> api -> pay\nrequire availability >= 99.9%\n',
    'client web\nservice api { replicas: 2 }\ndatabase orders { replicas: 2, failover: none }\nweb -> api -> orders\nrequire survive 1 copy\n',
    'client web\ndatabase orders { replicas: 2, backup: 1d, replication: none }\nweb -> orders\nrequire rpo <= 1m\n',
    'client web\nservice api { latency: 10ms }\nservice a { latency: 40ms }\nservice b { latency: 40ms }\nweb -> api -> a, b\nflow "F" { web -> api -> a, b }\nrequire latency <= 60ms for "F"\n',
    'client web\nservice api\nweb -> api\nrequire owner = shop for api\nrequire replicas >= 4 for api\n',
  ]

  const remediesIn = ({ facts }: Read) =>
    facts
      .requirements()
      .flatMap((asked) => facts.remedies(asked).map((remedy) => ({ asked, remedy })))

  it.each(systems)('does what it says: %s', (text) => {
    const system = read(text)
    const found = remediesIn(system)
    expect(found.length).toBeGreaterThan(0)
    for (const { asked, remedy } of found) {
      const again = analyze(changed(system.model, remedy.changes))
      const same = again.requirements().find((one) => one.text === asked.text)!
      const after = again.answer(same)
      const isThat = ({ subject }: Case) => subject.name === remedy.after.subject.name
      expect(amountText(asked.demand, after.cases.find(isThat)!)).toBe(
        amountText(asked.demand, remedy.after),
      )
      expect(after.status === 'held').toBe(remedy.meets)
    }
  })

  it('is none where nothing helps', () => {
    const text =
      'client web\ndns names { availability: 99% }\nweb -> names\nrequire availability >= 99.9%\n'
    expect(remediesIn(read(text))).toEqual([])
  })
})
