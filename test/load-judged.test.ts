// Load where it is judged: what is required of throughput and utilization, in the normal state and in scenarios, which
// change gives enough room, and what a simulation says is too full. All numbers are worked out by hand.
// It is past 250 lines because each number has its case.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Answer } from '#src/analysis/requirements/answers.ts'
import { load, memoryHost, type SimulateOptions, simulate } from '#src/index.ts'
import schema from '#src/simulate/simulate.schema.json' with { type: 'json' }
import { violations } from './support/json-schema.ts'
import { read } from './support/linting.ts'
import { busyShop as shop } from './support/shop.ts'

const bare = 'client web { rps: 100 }\nservice api\nweb -> api\n'

function answersTo(text: string): readonly Answer[] {
  const { facts } = read(text)
  return facts.requirements().map(facts.answer)
}

function casesOf(requirement: string, text = shop) {
  const [answer] = answersTo(`${text}require ${requirement}\n`)
  return answer!.cases.map(({ low, high, status, missing }) => ({ low, high, status, missing }))
}

describe('utilization', () => {
  it.each([
    ['utilization <= 90% for api', 0.9, 'held'],
    ['utilization <= 89% for api', 0.9, 'failed'],
    ['utilization <= 100% for db', 1.2, 'failed'],
    ['utilization <= 9% for front', 0.09, 'held'],
  ])('%s', (requirement, value, status) => {
    const [one, ...others] = casesOf(requirement)
    expect(others).toEqual([])
    expect(one).toMatchObject({ status, missing: [] })
    expect(one!.low).toBeCloseTo(value, 12)
    expect(one!.high).toBeCloseTo(value, 12)
  })

  it('of everything is that of each', () => {
    expect(casesOf('utilization <= 100%').map(({ status }) => status)).toEqual([
      'held',
      'held',
      'failed',
    ])
  })

  it.each([
    ['capacity', bare, 'capacity of api'],
    ['demand', 'client web\nservice api { capacity: 1k/s }\nweb -> api\n', 'rps'],
    [
      'calls',
      'client web { rps: 100 }\nservice api\nservice b { capacity: 1k/s }\nweb -> api -> b\n',
      'calls of api -> b',
    ],
  ])('is not shown without %s', (_, text, missing) => {
    const name = text.includes('service b') ? 'b' : 'api'
    const [one] = casesOf(`utilization <= 1% for ${name}`, text)
    expect(one!.status).toBe('not-shown')
    expect(one!.missing.join()).toContain(missing)
  })

  it('below an upper bound is held', () => {
    const text =
      'client web { rps: 100 }\nservice api\nservice b { capacity: 1k/s }\nweb -> api -> b\n'
    expect(casesOf('utilization <= 20% for b', text)[0]).toMatchObject({ status: 'held' })
  })

  it('of what nothing asks is 0', () => {
    const text = `${shop}service idle { capacity: 0/s }\nservice other\nother -> idle\n`
    expect(casesOf('utilization <= 1% for idle', text)[0]).toMatchObject({ high: 0 })
  })

  it('of what can do nothing is not met by any number of copies', () => {
    const text = shop.replace('capacity: 1k/s', 'capacity: 0/s')
    const { facts } = read(`${text}require utilization <= 70% for api\n`)
    const [asked] = facts.requirements()
    expect(facts.answer(asked!).status).toBe('failed')
    expect(facts.remedies(asked!)).toEqual([])
  })
})

describe('throughput', () => {
  it.each([
    ['throughput >= 1500/s for "Buy"', 1500, 'held'],
    ['throughput >= 1501/s for "Buy"', 1500, 'failed'],
    ['throughput >= 2k/s for api', 2000, 'held'],
    ['throughput >= 20001/s for front', 20_000, 'failed'],
  ])('%s', (requirement, value, status) => {
    const [one] = casesOf(requirement)
    expect(one).toMatchObject({ status, missing: [] })
    expect(one!.low).toBeCloseTo(value, 6)
    expect(one!.high).toBeCloseTo(value, 6)
  })

  it('of what a client leads to is not held back by what another one leads to', () => {
    const text = `client web { rps: 10 }
client app { rps: 10 }
service a { capacity: 20/s }
service b { capacity: 1k/s }
web -> a
app -> b
`
    const values = casesOf('throughput >= 100/s', text).map(({ low, status }) => [low, status])
    expect(values).toEqual([
      [20, 'failed'],
      [1000, 'held'],
    ])
  })

  it('of a flow that goes round without end is not shown', () => {
    const text = `client web { rps: 10 }
lb front { capacity: 1k/s }
service a { capacity: 1k/s }
service b { capacity: 1k/s }
web -> front -> a -> b { calls: 2 }
b -> a { calls: 1 }
`
    const [one] = casesOf('throughput >= 100/s', text)
    expect(one).toMatchObject({ low: 0, status: 'not-shown' })
    expect(one!.missing).toContain('an end to what goes round through a')
  })

  it('of a flow with a capacity unwritten can fail, and not hold', () => {
    const text = shop.replace(', capacity: 10k/s', '')
    expect(casesOf('throughput >= 1k/s for "Buy"', text)[0]!.status).toBe('not-shown')
    expect(casesOf('throughput >= 2k/s for "Buy"', text)[0]!.status).toBe('failed')
  })
})

describe('a change that gives room', () => {
  it.each([
    ['utilization <= 70% for api', { replicas: '3' }],
    ['utilization <= 20% for api', { replicas: '9' }],
    ['utilization <= 70% for db', { capacity: '2.6k/s' }],
    ['throughput >= 1800/s for "Buy"', { capacity: '1.8k/s' }],
  ])('%s', (requirement, given) => {
    const { facts } = read(`${shop}require ${requirement}\n`)
    const [remedy] = facts.remedies(facts.requirements()[0]!)
    expect(remedy).toMatchObject({ given, status: 'held' })
    expect(remedy!.before.status).toBe('failed')
    expect(remedy!.after.status).toBe('held')
  })

  it('is the upper end of an autoscale', () => {
    const text = shop.replace('replicas: 2, capacity: 1k/s', 'autoscale: 1..2, capacity: 1k/s')
    const { facts } = read(`${text}require utilization <= 70% for api\n`)
    const [remedy] = facts.remedies(facts.requirements()[0]!)
    expect(remedy).toMatchObject({ given: { autoscale: '1..3' }, status: 'held' })
  })
})

describe('a scenario', () => {
  const played = (statements: string) => {
    const { facts } = read(shop + statements)
    const [one] = facts.scenarios()
    return { ...one!, rescues: facts.rescues(one!) }
  }

  it('is held against the utilization that the file asks for, under its load', () => {
    const rush = 'require utilization <= 95% for api\nscenario "Rush" { load: 2x }\n'
    const { passed, answers, rescues } = played(rush)
    expect(passed).toBe(false)
    expect(answers[0]!.answer.cases[0]!.low).toBeCloseTo(1.8, 12)
    expect(rescues[0]!.given).toEqual({ replicas: '4' })
  })

  it('and with what it loses', () => {
    const { passed, overloads } = played(
      'require utilization <= 95% for api\nscenario "One copy" { fail: ["api#1"] }\n',
    )
    expect(passed).toBe(false)
    expect(overloads.map(({ peak }) => peak)).toEqual([
      expect.closeTo(1.8, 12),
      expect.closeTo(1.2, 12),
    ])
  })

  it('carries nothing where the flow stops', () => {
    const { answers } = played(
      'scenario "No service" { fail: api  require throughput >= 1/s for "Buy" }\n',
    )
    expect(answers[0]!.answer.cases[0]).toMatchObject({ high: 0, status: 'failed' })
  })
})

describe('a simulation', () => {
  const simulated = async (text: string, options: Partial<SimulateOptions> = {}) => {
    const system = load(memoryHost({ 'main.arch': text }), 'main.arch')
    if (system.kind === 'unreadable') throw new Error(system.reason)
    const result = await simulate(system, { fail: [], ...options })
    if (result.kind === 'refused') throw new Error(result.message)
    return result.text
  }
  const json = async (text: string, options: Partial<SimulateOptions> = {}) => {
    const parsed = JSON.parse(await simulated(text, { ...options, format: 'json' }))
    expect(violations(schema, parsed)).toEqual([])
    return parsed
  }

  it('shows the copy whose loss is too much for the others, and what is full first', async () => {
    const text = await simulated(shop)
    expect(text).toMatch(/^ {2}one copy of api +! {2}api$/m)
    expect(text).not.toContain('one copy of front')
    expect(text).toContain('\ndb is full at 0.83x of the peak load\n')
    expect(await simulated(shop.replace('1500/s', '3600/s'))).toContain(
      '\nthe load grows 1.1x before api is full\n',
    )
  })

  it('says of each component what arrives, what it can do and how busy it is', async () => {
    const { components, bottleneck } = await json(shop)
    expect(components.find(({ name }: { name: string }) => name === 'api')).toMatchObject({
      ratePerSecond: 1800,
      capacityPerSecond: 2000,
      utilization: 0.9,
      overloads: [],
    })
    expect(bottleneck).toEqual({ name: 'db', growth: 1500 / 1800, isLeast: false })
  })

  it('names what an alternative cannot carry alone', async () => {
    const text = `client web { rps: 1500 }
lb front { replicas: 2 }
service one { replicas: 2, capacity: 500/s }
service two { replicas: 2, capacity: 500/s }
web -> front -> one | two
`
    const { components } = await json(text)
    expect(components.find(({ name }: { name: string }) => name === 'one')).toMatchObject({
      breaks: [],
      overloads: ['two'],
    })
    expect(await simulated(text)).toMatch(/^ {2}one \(both copies\) +! {2}two$/m)
  })

  it('marks the flows that reach what is too full, and no others', async () => {
    const text = `client web { rps: 1500 }
client app { rps: 10 }
lb front { replicas: 2 }
service one { replicas: 2, capacity: 500/s }
service two { replicas: 2, capacity: 500/s }
service other { replicas: 2 }
web -> front -> one | two
app -> other
`
    expect(await simulated(text)).toMatch(/^ {2}one \(both copies\) +! {2}\. {2}two$/m)
  })

  it('of more load shows what is too full', async () => {
    expect(await simulated(shop, { load: '2x' })).toContain(
      'db and api get more than they can do (db 2.4x)',
    )
    const { state } = await json(shop, { load: '2x' })
    expect(state.overloads.map(({ name }: { name: string }) => name)).toEqual(['db', 'api'])
  })

  it('of more load on nothing says so', async () => {
    const text = 'client web\nservice api\nweb -> api\n'
    expect(await simulated(text, { load: '2x' })).toContain('nothing says how much is asked for')
  })

  it('of a system without load shows none', async () => {
    const text = await simulated('client web\nservice api\nweb -> api\n')
    expect(text).not.toMatch(/!|is full|too much/)
  })
})

describe('facts', () => {
  it('compute no load where nobody asks', () => {
    const { facts } = read(`${bare}require availability >= 1%\n`)
    expect(facts.answer(facts.requirements()[0]!).status).toBe('held')
    expect(analyze(read('client web\n').model).saturations()).toEqual([])
  })
})
