// What a simulation prints, in which formats, and what it refuses; and input that is absurd.

import { describe, expect, it } from 'vitest'
import { simulate } from '#src/index.ts'
import { shop } from './support/shop.ts'
import { json, simulated, systemOf } from './support/simulating.ts'

describe('without options', () => {
  it('tells each loss, the numbers, the requirements and the scenarios', async () => {
    const text = await simulated(shop)
    expect(text).toMatch(/^ {2}lost {18,}1 {2}2$/m)
    expect(text).toMatch(/^ {2}eu\.api \(both copies\) +X {2}X$/m)
    expect(text).toMatch(/^ {2}eu\.hot \(both copies\) +~ {2}\.$/m)
    expect(text).toMatch(/^ {2}pay +\. {2}X$/m)
    expect(text).toContain('2 others stop nothing: zone eu.a, zone eu.b')
    expect(text).toContain('"Pay": 99 %*, down 3 d 16 h a year, 7 h 13 min a month')
    expect(text).toMatch(/^ {2}comes from {3}pay 100 %$/m)
    expect(text).toMatch(/^ {2}failed +availability >= 99\.9% for "Pay" +Pay +99 %\*$/m)
    expect(text).toMatch(/^ {2}passed {2}Lose a$/m)
    expect(text).toMatch(/^ {2}failed {2}Without paying {2}"Pay" is not served$/m)
    expect(text).toContain(
      '* by default of their kind, the availability: 99.5 % for eu.api; 99.95 % for\n  eu.orders; write availability to replace it',
    )
    expect(text).toContain(
      '* taken never to fail: eu, eu.a, eu.b; write availability to count them',
    )
  })

  it('says how it ends', async () => {
    const result = await simulate(systemOf(shop))
    expect(result).toMatchObject({ kind: 'simulated', scenarios: 'failed' })
    const passing = await simulate(systemOf(shop.replace('fail: pay', 'load: 2x')))
    expect(passing).toMatchObject({ scenarios: 'passed' })
  })

  it('of one flow speaks of that alone', async () => {
    const text = await simulated(shop, { flow: 'Browse' })
    expect(text).not.toMatch(/^ {2}pay/m)
    expect(text).not.toContain('"Pay":')
    expect(text).toContain('1 flow, ')
  })

  it('gives the same bytes whatever the order of statements of another file', async () => {
    expect(await simulated(shop)).toBe(await simulated(shop))
  })
})

describe('in JSON', () => {
  it('keeps to its schema and to the names of the file', async () => {
    const { flows, components, scenarios, requirements } = await json(shop)
    expect(flows.map(({ name }: { name: string }) => name)).toEqual(['Browse', 'Pay'])
    const [browse, pay] = flows
    expect(browse.availability).toMatchObject({ method: 'exact' })
    expect(browse.availability.value).toBeCloseTo(0.9995 * (1 - 0.005 ** 2), 12)
    expect(browse.downtimeMsPerYear / (365 * 86_400_000)).toBeCloseTo(
      1 - browse.availability.value,
      12,
    )
    expect(browse.tolerance).toEqual({ copies: 2, zones: 2, regions: 1, any: 1 })
    expect(browse.cutSets.map(({ events }: { events: string[] }) => events)).toEqual([
      ['eu.orders'],
      ['eu.api#1', 'eu.api#2'],
      ['eu'],
      ['eu.a', 'eu.b'],
      ['eu.a', 'eu.api#2'],
      ['eu.b', 'eu.api#1'],
    ])
    expect(pay.requirements).toEqual([
      expect.objectContaining({ metric: 'survive', status: 'held', target: 1 }),
      expect.objectContaining({ metric: 'availability', status: 'failed', target: 0.999 }),
    ])
    expect(requirements).toEqual([])
    expect(scenarios).toEqual([
      { name: 'Lose a', ran: true, passed: true, failures: [], overloads: [] },
      {
        name: 'Without paying',
        ran: true,
        passed: false,
        failures: ['"Pay" is not served'],
        overloads: [],
      },
    ])
    const hot = components.find(({ name }: { name: string }) => name === 'eu.hot')
    expect(hot).toMatchObject({ breaks: [], degrades: ['Browse'], overloads: [] })
    const api = components.find(({ name }: { name: string }) => name === 'eu.api')
    expect(api.availability).toBeCloseTo(1 - 0.005 ** 2, 12)
    expect(api.importance).toMatchObject({ birnbaum: expect.any(Number), flow: 'Browse' })
  })

  it('of a state has what goes on', async () => {
    const { state } = await json(shop, { fail: ['hot'], load: '3x' })
    expect(state).toEqual({
      title: '',
      lost: ['eu.hot'],
      load: 3,
      flows: [
        { name: 'Browse', effect: 'degraded', lacks: ['eu.hot'], overloads: [] },
        { name: 'Pay', effect: 'fine', lacks: [], overloads: [] },
      ],
      overloads: [],
      requirements: [],
    })
  })

  it('has the importance of what nothing would be left without', async () => {
    const { components } = await json('client web\nservice api { availability: 90% }\nweb -> api\n')
    expect(components[0].importance).toEqual({
      flow: 'web',
      birnbaum: 1,
      fussellVesely: 1,
      riskAchievement: expect.closeTo(10, 9),
      riskReduction: null,
    })
  })
})

describe('in Markdown', () => {
  it('is tables, whatever names hold', async () => {
    const text = await simulated(
      'client web\nservice api\nweb -> api\nflow "a | b" { web -> api }\n',
      {
        format: 'markdown',
      },
    )
    expect(text).toContain('| 1 | a \\| b | 99.5 %\\* |')
    for (const line of text.split('\n').filter((one) => one.startsWith('|'))) {
      expect(line.endsWith('|')).toBe(true)
    }
  })
})

describe('asked for something', () => {
  it('tells what goes on and what is lost', async () => {
    const text = await simulated(shop, { fail: ['eu.a,pay'] })
    expect(text).toContain('With eu.a, pay lost\n')
    expect(text).toMatch(/^ {2}Pay +stops +lost: pay$/m)
    expect(text).toMatch(/^ {2}Browse +goes on$/m)
  })

  it('plays a scenario of the file', async () => {
    expect(await simulated(shop, { scenario: 'Without paying' })).toMatch(
      /In scenario "Without paying": pay lost\n {2}Browse +goes on\n {2}Pay +stops +lost: pay\n/,
    )
  })

  it('takes a pool or group for all that is in it', async () => {
    const text = 'client web\npool apis { service a  service b }\nweb -> apis\n'
    expect((await json(text, { fail: ['apis'] })).state.flows).toEqual([
      { name: 'web', effect: 'broken', lacks: ['apis.a', 'apis.b'], overloads: [] },
    ])
  })
})

/** Probabilities are numbers of 0…1, and what is simulated lies where it says. */
function isPlain({ availability }: { availability: Record<string, number> }): boolean {
  const { value, low = value, high = value } = availability
  return (
    [value, low, high].every((one) => one! >= 0 && one! <= 1) && low! <= value! && value! <= high!
  )
}

describe('absurd input', () => {
  it('that can do nothing has no number of how full it is', async () => {
    const text =
      'client web { rps: 100 }\nservice api { replicas: 2, capacity: 0/s }\nweb -> api\nrequire utilization <= 70% for api\nrequire throughput >= 1/s\nscenario "More" { load: 2x }\n'
    const told = await simulated(text)
    expect(told).toContain('more than it can do, which is nothing')
    expect(told).not.toMatch(/e\+?\d/)
    expect(told).not.toMatch(/e-\d/)
    const found = await json(text)
    expect(found.bottleneck.growth).toBe(0)
    expect(found.components[0].utilization).toBe(null)
    expect(found.requirements[0].value).toBe(undefined)
  })

  it('leaves a scenario with a mistake in it unplayed', async () => {
    const text = (body: string) =>
      `client web\nservice api { replicas: 2 }\nweb -> api\nscenario "A" { ${body} }\nscenario "B" { load: 2x }\n`
    for (const body of ['fail: nowhere', 'load: -2x', 'api { replicas: 0 }', 'fial: api']) {
      const told = await simulated(text(body))
      expect(told, body).toMatch(/^ {2}not run {2}A/m)
      expect(told, body).toMatch(/^ {2}passed {3}B/m)
      expect(await simulated(text(body), { format: 'markdown' })).toContain('| not run | A |')
      expect((await json(text(body))).scenarios).toMatchObject([
        { name: 'A', ran: false, passed: false },
        { name: 'B', ran: true, passed: true },
      ])
    }
  })

  const zones = Array.from({ length: 500 }, (_, i) => `zone z${i}`).join('\n  ')

  it.each([
    ['nothing at all', ''],
    [
      'a client with no path',
      'client web\nrequire availability >= 99.9%\nrequire survive 3 copies\n',
    ],
    [
      'an availability of nothing',
      'client web\nservice api { availability: 0% }\nweb -> api\nrequire availability >= 99.9%\n',
    ],
    [
      'an availability of everything',
      'client web\nservice api { availability: 100% }\nweb -> api\nrequire availability >= 100%\n',
    ],
    [
      'five hundred zones',
      `client web\nregion eu {\n  ${zones}\n  service api { replicas: 600, zones: all, needs: 300 }\n}\nweb -> eu.api\nrequire survive 1 zone\nrequire survive 400 zones\n`,
    ],
    [
      'ten thousand replicas',
      'client web\nregion eu {\n  zone a\n  zone b\n  database db { replicas: 10000, zones: all, replication: quorum }\n}\nweb -> eu.db\nrequire survive 2 copies\nrequire availability >= 99.999%\n',
    ],
    [
      'a scenario that fails everything',
      'client web\nregion eu { zone a { service api { replicas: 9 } } }\nweb -> eu.a.api\nscenario "All" { fail: [eu, eu.a, eu.a.api, "eu.a.api#1"], load: 1000000x }\n',
    ],
    [
      'a flow that goes in a circle',
      'client web\nservice a\nservice b\nweb -> a -> b\nb -> a\nrequire latency <= 1ms\nrequire survive 1 copy\n',
    ],
    [
      'what needs more than it has',
      'client web\nservice a { needs: 9 }\nweb -> a\nrequire availability >= 99%\nrequire survive 1 zone\nscenario "S" { load: 0x }\n',
    ],
  ])('%s gets a plain answer', async (_, text) => {
    const system = systemOf(text)
    const value = await json(system)
    expect(value.flows.every(isPlain)).toBe(true)
    expect(await simulated(system)).not.toMatch(/NaN|Infinity|undefined/)
  })
})
