// Load in numbers that a person can follow, by the words of grammar/README.md, "How load adds up": what arrives where,
// and how full that makes it. It is past 250 lines because each way to divide a request has its case.

import { describe, expect, it } from 'vitest'
import { asked, idOf, peaks } from './support/loads.ts'

describe('what begins', () => {
  it.each([
    ['{ rps: 10 }', 10, 10],
    ['{ users: 86400, requests: 10/day, peak: 3x }', 10, 30],
    ['{ rps: 10, users: 1M, requests: 1/s }', 10, 10],
    ['{ rps: 10, peak: 2.5x }', 10, 25],
  ])('at a client %s', (body, mean, peak) => {
    const system = asked(`client web ${body}\nservice api\nweb -> api\n`)
    const load = system.facts.load(idOf(system, 'api'))!
    expect([load.mean.total, load.peak.total].map((one) => Number(one.toFixed(9)))).toEqual([
      mean,
      peak,
    ])
  })

  it('is shared by flows, the unwritten ones alike', () => {
    const flows =
      'flow "A" { web -> a  share: 20% }\nflow "B" { web -> b }\nflow "C" { web -> c }\n'
    const text = `client web { rps: 100 }\nservice a\nservice b\nservice c\nweb -> a, b, c\n${flows}`
    expect(peaks(asked(text))).toEqual({ a: 20, b: 40, c: 40 })
    expect(peaks(asked(text.replace('web -> c }', 'web -> c  rate: 30/s }')))).toEqual({
      a: 20,
      b: 50,
      c: 30,
    })
  })

  it('goes along everything where no flow takes it', () => {
    const text =
      'client web { rps: 100 }\nservice a\nservice b\nweb -> a, b\nflow "A" { web -> a  share: 20% }\n'
    expect(peaks(asked(text))).toEqual({ a: 100, b: 80 })
  })

  it('goes along everything where a rate takes less than all', () => {
    const text = (attribute: string) =>
      `client web { rps: 100, peak: 2x }\nservice a\nservice b\nweb -> a, b\nflow "A" { web -> a  ${attribute} }\n`
    expect(peaks(asked(text('rate: 20/s')))).toEqual({ a: 200, b: 160 })
    expect(peaks(asked(text('rate: 20/s')))).toEqual(peaks(asked(text('share: 20%'))))
    expect(peaks(asked(text('rate: 100/s')))).toEqual({ a: 200, b: 0 })
  })

  it('at no client is its rate, or what others bring', () => {
    const text = `client web { rps: 100, peak: 4x }
scheduler night
service api
queue jobs
worker mail
database log
web -> api ~> jobs ~> mail -> log
night -> log
flow "Order" { web -> api ~> jobs { writes: 0.5 } }
flow "Mail" { jobs ~> mail -> log { writes: 2 } }
flow "Report" { night -> log  rate: 3/s }
`
    expect(peaks(asked(text))).toEqual({ api: 400, jobs: 50, mail: 50, log: 103 })
  })

  it('is nothing where nobody says so', () => {
    const { facts } = asked(
      'client web\nscheduler night\nservice api { capacity: 1/s }\nweb, night -> api\n',
    )
    expect(facts.hasDemand()).toBe(false)
    expect(facts.load(2)).toBe(undefined)
    expect(facts.utilization(2)).toBe(undefined)
    expect(facts.saturations()).toEqual([])
  })

  it('is more than is known where one of two says nothing', () => {
    const system = asked('client web { rps: 5 }\nclient app\nservice api\nweb, app -> api\n')
    expect(system.facts.load(idOf(system, 'api'))).toMatchObject({ isAtLeast: true, isKnown: true })
  })
})

describe('what is divided', () => {
  const system = (hop: string, more = '') => `client web { rps: 120 }
lb front
service a { replicas: 2 }
service b { replicas: 1 }
${more}
web -> front
front -> ${hop}
`

  it.each([
    ['a, b', { a: 80, b: 40 }],
    ['a | b', { a: 80, b: 40 }],
    ['a { weight: 1 }, b { weight: 1 }', { a: 60, b: 60 }],
    ['a { weight: 0 }, b', { a: 0, b: 120 }],
    ['a { weight: 0 }, b { weight: 0 }', { a: 60, b: 60 }],
    ['a { route: "/a" }, b { route: "/b" }', { a: 120, b: 120 }],
    ['2 of (a, b)', { a: 120, b: 120 }],
    ['a { calls: 2 }, b { calls: 0 }', { a: 160, b: 0 }],
  ])('%s', (hop, expected) => {
    expect(peaks(asked(system(hop)))).toEqual({ front: 120, ...expected })
  })

  it('to a pool goes to its members, to a group to each of its entries', () => {
    const pool = (kind: string) =>
      `client web { rps: 120 }\n${kind} all { service a { replicas: 2 }  service b }\nweb -> all\n`
    expect(peaks(asked(pool('pool')))).toEqual({ 'all.a': 80, 'all.b': 40 })
    expect(peaks(asked(pool('group')))).toEqual({ 'all.a': 120, 'all.b': 120 })
  })

  it.each([
    ['queue', { x: 75, y: 25 }],
    ['topic', { x: 100, y: 100 }],
    ['stream', { x: 100, y: 100 }],
  ])('by a %s', (kind, expected) => {
    const text = `client web { rps: 100 }\n${kind} jobs\nworker x { replicas: 3 }\nworker y\nweb ~> jobs ~> x\ny -> jobs\n`
    expect(peaks(asked(text))).toEqual({ jobs: 100, ...expected })
    const flows = 'flow "In" { web ~> jobs }\nflow "X" { jobs ~> x }\nflow "Y" { y -> jobs }\n'
    expect(peaks(asked(text + flows))).toEqual({ jobs: 100, ...expected })
  })

  it('between flows that begin with the same edge', () => {
    const text = `client web { rps: 100 }
queue jobs
worker x
database a
database b
web ~> jobs ~> x -> a, b
flow "In" { web ~> jobs }
flow "A" { jobs ~> x -> a  share: 25% }
flow "B" { jobs ~> x -> b }
`
    expect(peaks(asked(text))).toEqual({ jobs: 100, x: 100, a: 25, b: 75 })
  })
})

describe('what caches keep', () => {
  it.each([
    [
      'edge -> files',
      'cdn edge { hit: 95% }\nblob files',
      'web -> edge -> files',
      { edge: 100, files: 5 },
    ],
    [
      'in the way',
      'cache hot { hit: 90% }\ndatabase db',
      'web -> hot { reads: 1, writes: 0.5 } -> db',
      { hot: 150, db: 60 },
    ],
    [
      'beside',
      'service api\ncache hot { hit: 90% }\ndatabase db',
      'web -> api -> hot\napi -> db { reads: 2, writes: 1 }',
      { api: 100, hot: 100, db: 120 },
    ],
    [
      'for another',
      'service api\ncache hot { hit: 90%, for: x }\ndatabase db\ndatabase x',
      'web -> api -> hot\napi -> db { reads: 2 }',
      { api: 100, hot: 100, db: 200, x: 0 },
    ],
    [
      'of a replica',
      'service api\ncache hot { hit: 90%, for: db }\ndatabase db\ndatabase copy',
      'db => copy\nweb -> api -> hot\napi -> copy { reads: 2 }',
      { api: 100, hot: 100, db: 0, copy: 20 },
    ],
    [
      'everything',
      'service api\ncache hot { hit: 100% }\ndatabase db',
      'web -> api -> hot\napi -> db { reads: 2 }',
      { api: 100, hot: 100, db: 0 },
    ],
  ])('%s', (_, parts, edges, expected) => {
    expect(peaks(asked(`client web { rps: 100 }\n${parts}\n${edges}\n`))).toEqual(expected)
  })

  it('only on flows that ask them', () => {
    const text = `client web { rps: 100 }
service api
cache hot { hit: 90% }
database db
web -> api -> hot, db
flow "Fresh" { web -> api -> db }
`
    expect(peaks(asked(text))).toEqual({ api: 100, hot: 0, db: 100 })
  })
})

describe('how full it is', () => {
  it.each([
    ['service x { replicas: 3, capacity: 50/s }', 'calls: 3', 2],
    ['service x { autoscale: 2..6, capacity: 50/s }', 'calls: 3', 1],
    ['service x { managed: yes, replicas: 3, capacity: 50/s }', 'calls: 3', 6],
    ['database x { replicas: 3, capacity: 50/s }', 'reads: 3', 2],
    ['database x { replicas: 3, capacity: 50/s }', 'writes: 3', 6],
    ['database x { replicas: 3, capacity: 50/s }', 'reads: 3, writes: 1', 4],
    ['database x { replicas: 6, shards: 2, capacity: 50/s }', 'reads: 3, writes: 1', 2],
    ['database x { replicas: 3, consistency: strong, capacity: 50/s }', 'reads: 3, writes: 1', 8],
    [
      'database x { replicas: 3, consistency: strong, leaders: 2, capacity: 50/s }',
      'reads: 3, writes: 1',
      5,
    ],
    ['database x { managed: yes, capacity: 50/s }', 'reads: 3, writes: 1', 8],
    ['service x { replicas: 10000, capacity: 50/s }', 'calls: 3', 0.0006],
  ])('%s with %s', (declared, use, expected) => {
    const system = asked(
      `client web { rps: 100 }\nservice api\n${declared}\nweb -> api\napi -> x { ${use} }\n`,
    )
    expect(system.facts.utilization(idOf(system, 'x'))!.peak).toBeCloseTo(expected, 12)
  })

  it.each([
    ['capacity: 125/s', 32],
    ['replicas: 2, capacity: 100/s', 10 / 3],
    ['managed: yes, capacity: 125/s', 32],
    ['capacity: 100/s', undefined],
    ['capacity: 0/s', undefined],
  ])('and how long requests then wait: %s', (body, expectedMs) => {
    const system = asked(`client web { rps: 100 }\nservice x { ${body} }\nweb -> x\n`)
    const seconds = system.facts.waiting(idOf(system, 'x'))?.waitSeconds
    expect(seconds === undefined ? undefined : Number((1000 * seconds).toFixed(9))).toBe(
      expectedMs === undefined ? undefined : Number(expectedMs.toFixed(9)),
    )
  })

  it('says that calls which say neither count as reads', () => {
    const system = asked(
      'client web { rps: 100 }\nservice api\ndatabase x { capacity: 1/s }\nweb -> api -> x\n',
    )
    const found = system.facts.utilization(idOf(system, 'x'))!
    expect(found.load).toMatchObject({ countsAsReads: true, isKnown: false })
    expect(found.load.guesses()).toEqual([{ kind: 'calls', edge: 1 }])
  })
})

describe('what goes round', () => {
  const ring = (calls: string) =>
    `client web { rps: 100 }\nservice a\nservice b\nservice c\nweb -> a\na -> b\nb -> a { calls: ${calls} }\nb -> c\n`

  it('adds up', () => expect(peaks(asked(ring('0.5')))).toEqual({ a: 200, b: 200, c: 200 }))

  it.each(['1', '2', '1000000'])('has no bound at %s', (calls) => {
    const system = asked(ring(calls))
    const c = system.facts.load(idOf(system, 'c'))!
    expect(c.isUnbounded).toBe(true)
    expect(c.peak.total).toBe(0)
  })

  it('between flows that feed each other', () => {
    const text = (part: string) => `client web { rps: 100 }
queue left
queue right
worker a
worker b
web ~> left ~> a ~> right ~> b ~> left
flow "In" { web ~> left }
flow "There" { left ~> a ~> right }
flow "Back" { right ~> b ~> left { writes: ${part} } }
`
    expect(peaks(asked(text('0.75')))).toEqual({ left: 400, right: 400, a: 400, b: 400 })
    const endless = asked(text('1'))
    expect(endless.facts.load(idOf(endless, 'a'))!.isUnbounded).toBe(true)
  })
})
