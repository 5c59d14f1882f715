// Load after losses and at other demand, in numbers that a person can follow; that it is conserved; and that nothing
// that can be typed breaks the arithmetic.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Condition } from '#src/analysis/load-facts.ts'
import { lintText } from './support/linting.ts'
import { type Asked, asked, changed, idOf, peaks } from './support/loads.ts'
import { modelOf } from './support/model.ts'

describe('after a loss', () => {
  const regions = `client web { rps: 300, peak: 2x }
dns names
region eu { zone a  zone b  service api { replicas: 4, zones: [a, b] } }
region us { zone c  service api { replicas: 2 } }
web -> names -> eu.api, us.api
`
  const lose =
    (...names: string[]) =>
    (system: Asked) => ({
      failed: names.map((name) => {
        const [component, copy] = name.split('#')
        return {
          component: idOf(system, component!),
          ...(copy === undefined ? {} : { copy: Number(copy) - 1 }),
        }
      }),
    })

  it.each([
    [[], { names: 600, 'eu.api': 400, 'us.api': 200 }],
    [['us'], { names: 600, 'eu.api': 600, 'us.api': 0 }],
    [['eu.a'], { names: 600, 'eu.api': 300, 'us.api': 300 }],
    [['eu.api#1'], { names: 600, 'eu.api': 360, 'us.api': 240 }],
    [['eu', 'us'], { names: 600, 'eu.api': 0, 'us.api': 0 }],
  ])('of %j', (lost, expected) => {
    expect(changed(regions, lose(...lost))).toEqual(expected)
  })

  it('of everything, or of more than there is, is a plain answer', () => {
    expect(
      changed(regions, ({ model }) => ({
        failed: model.components.map(({ id }) => ({ component: id })),
      })),
    ).toEqual({
      names: 0,
      'eu.api': 0,
      'us.api': 0,
    })
    expect(changed(regions, lose('eu.api#99'))).toEqual({
      names: 600,
      'eu.api': 400,
      'us.api': 200,
    })
  })

  it('at ten times the load', () => {
    expect(changed(regions, () => ({ load: 10 }))).toEqual({
      names: 6000,
      'eu.api': 4000,
      'us.api': 2000,
    })
    expect(changed(regions, () => ({ load: 0 }))).toEqual({ names: 0, 'eu.api': 0, 'us.api': 0 })
  })

  it('behind a cache leaves it what it holds', () => {
    const text = `client web { rps: 1000 }
cdn edge { hit: 90% }
service api { replicas: 4 }
cache hot { replicas: 2, hit: 80% }
database db { replicas: 2 }
web -> edge -> api -> hot -> db
`
    expect(changed(text, lose())).toEqual({ edge: 1000, api: 100, hot: 100, db: 20 })
    expect(changed(text, lose('db'))).toEqual({ edge: 1000, api: 100, hot: 100, db: 0 })
    expect(changed(text, lose('hot'))).toEqual({ edge: 1000, api: 100, hot: 0, db: 0 })
    // What is down itself holds nothing.
    expect(changed(text, lose('edge'))).toEqual({ edge: 0, api: 0, hot: 0, db: 0 })
  })

  it('a cache holds less', () => {
    const text = `client web { rps: 100 }
service api
cache hot { replicas: 3, hit: 90% }
database db
web -> api -> hot
api -> db { reads: 1 }
`
    expect(changed(text, lose()).db).toBe(10)
    expect(changed(text, lose('hot#2')).db).toBe(40)
    expect(changed(text, lose('hot')).db).toBe(100)
  })

  it('reads go to the others of a replica set, writes to what takes over', () => {
    const text = `client web { rps: 100 }
service api
database main { failover: auto }
database copy
main => copy
web -> api
api -> main { reads: 1, writes: 1 }
api -> copy { reads: 2 }
`
    expect(changed(text, lose('main'))).toMatchObject({ main: 0, copy: 400 })
    expect(changed(text.replace('auto', 'manual'), lose('main'))).toMatchObject({ copy: 300 })
  })

  it('calls are tried again where they fail, and not otherwise', () => {
    const text = (more: string) => `client web { rps: 100 }
service api
service auth
database db
web -> api
api -> auth { retries: 3${more} }
auth -> db
`
    expect(changed(text(''), lose())).toMatchObject({ auth: 100 })
    expect(changed(text(''), lose('db'))).toMatchObject({ auth: 400, db: 0 })
    expect(changed(text(', breaker: yes'), lose('db'))).toMatchObject({ auth: 100 })
    expect(changed(text('').replace('3', 'unlimited'), lose('db'))).toMatchObject({ auth: 1100 })
  })

  it('a fallback gets what falls on it', () => {
    const text =
      'client web { rps: 100 }\nservice api\nexternal a\nexternal b\nweb -> api\napi -> a { fallback: b, calls: 2 }\n'
    expect(changed(text, lose())).toEqual({ api: 100, a: 200, b: 0 })
    expect(changed(text, lose('a'))).toEqual({ api: 100, a: 0, b: 200 })
  })
})

describe('absurd numbers', () => {
  const texts = [
    'client web { rps: 0 }\nservice api { capacity: 0/s }\nweb -> api\n',
    'client web { rps: 10 }\nservice api { capacity: 0/s }\nweb -> api\n',
    'client web { users: 0, requests: 1/s, peak: 0x }\nservice api { replicas: 10000, capacity: 1/s }\nweb -> api\n',
    'client web { rps: 10 }\nservice a { capacity: 1/s }\nservice b { capacity: 1/s }\nweb -> a { calls: 1000000000000 }\na -> b { calls: 1000000000000 }\nb -> a { calls: 1000000000000 }\n',
    'client web { rps: 10 }\nservice api\n',
    'scheduler s\nservice api { capacity: 1/s }\ns -> api\n',
    'scheduler s\nservice api { capacity: 1/s }\ns -> api\nflow "F" { s -> api  rate: 10/day }\n',
    'client web { rps: 1 }\ncdn edge { hit: 100%, capacity: 1/s }\nblob files { capacity: 0/s }\nweb -> edge -> files\n',
    'client web { rps: 1 }\nlb f\nservice a { capacity: 1/s }\nservice b { capacity: 1/s }\nweb -> f\nf -> a { weight: 0 }, b { weight: 0 }\n',
    'client web { rps: 1 }\nservice a { capacity: 1/s }\nweb -> a -> a\n',
    'client web { rps: 1 }\nqueue q { partitions: 1, capacity: 0/s }\nworker w { replicas: 10000, capacity: 0/s }\nweb ~> q ~> w ~> q\nflow "F" { q ~> w ~> q }\n',
    'client web { rps: 1 }\nservice a { capacity: 1/s }\nweb -> a\nflow "A" { web -> a  share: 0% }\nflow "B" { web -> a  rate: 0/s }\n',
  ]

  it.each(texts)('%j', (text) => {
    const { model, facts } = asked(text)
    const conditions: readonly Condition[] = [
      {},
      { load: 0 },
      { load: 1e12 },
      ...model.components.map(({ id }) => ({ failed: [{ component: id }] })),
    ]
    for (const condition of conditions) {
      const loads = facts.loadsUnder(condition)
      for (const { id } of model.components) {
        const load = loads.load(id)
        const numbers = [
          ...(load ? Object.values({ ...load.mean, ...load.peak }) : []),
          ...Object.values(loads.utilization(id) ?? {}).filter((one) => typeof one === 'number'),
        ]
        for (const number of numbers) expect(Number.isFinite(number) && number >= 0).toBe(true)
      }
    }
    for (const { message, notes, help } of lintText(text, { preset: 'all' }))
      expect([message, ...notes, help ?? ''].join(' ')).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('reads what has mistakes without failing', () => {
    const { model } = modelOf(
      'client web { rps: 10 }\nservice api {\nweb -> api -> nowhere\nflow "F" { web -> api share: 200% }\n',
    )
    expect(() => analyze(model).saturations()).not.toThrow()
  })
})

describe('load', () => {
  it('is conserved: what a balancer gets arrives behind it, times its calls', () => {
    for (const weights of [
      [1, 2],
      [3, 0],
      [0.1, 7],
    ]) {
      const text = `client web { rps: 97 }\nlb f\nservice a\nservice b { replicas: 3 }\nweb -> f\nf -> a { weight: ${weights[0]}, calls: 3 }, b { weight: ${weights[1]}, calls: 3 }\n`
      const { a, b } = peaks(asked(text))
      expect(a! + b!).toBeCloseTo(3 * 97, 0)
    }
  })

  it('does not hang on names or order', () => {
    const lines = [
      'client web { rps: 50 }',
      'lb f',
      'service a { replicas: 2 }',
      'service b',
      'database d',
      'web -> f',
      'f -> a, b',
      'a, b -> d { reads: 2 }',
    ]
    const forward = peaks(asked(lines.join('\n')))
    expect(peaks(asked([...lines].reverse().join('\n')))).toEqual(forward)
  })
})
