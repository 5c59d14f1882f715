// What a simulation is asked for on the command line: names, copies, a load, a flow; what it takes and what it refuses,
// with what to write instead.

import { describe, expect, it } from 'vitest'
import { shop } from './support/shop.ts'
import { json, simulated } from './support/simulating.ts'

describe('asked for something that is not there', () => {
  it.each([
    [{ fail: ['ordrs'] }, '--fail "ordrs" names nothing that could fail, did you mean "orders"?'],
    [
      { fail: ['web'] },
      '--fail "web" is a client, and never fails: name a component, one of its copies, a zone or a region',
    ],
    [
      { fail: ['api#3'] },
      '--fail "api#3" names no copy, since "api" has 2: write "api#1" to "api#2"',
    ],
    [
      { fail: ['pay#1'] },
      '--fail "pay#1" names a copy, and "pay" is run by somebody else: write "pay"',
    ],
    [
      { scenario: 'Lose b' },
      '--scenario "Lose b" is no scenario of the file, did you mean "Lose a"?',
    ],
    [{ flow: 'Brwse' }, '--flow "Brwse" is no flow of the file, did you mean "Browse"?'],
    [{ load: 'ten' }, '--load wants a multiplier such as 10x, and "ten" is none'],
    [
      { scenario: 'Lose a', fail: ['pay'] },
      '--scenario has its own failures and load: leave out --fail, or the scenario',
    ],
    [
      { fail: ['pay', ''] },
      '--fail wants names with commas between them, and one of them is empty',
    ],
    [
      { fail: ['eu#1'] },
      '--fail "eu#1" names a copy, and "eu" has no copies of its own: write "eu"',
    ],
    [
      { fail: ['zzzzzzzz'] },
      '--fail "zzzzzzzz" names nothing that could fail: write "eu", "eu.a", "eu.b", "eu.api", "eu.orders", "eu.hot" or "pay"',
    ],
    [
      { fail: ['api#0'] },
      '--fail "api#0" names no copy, since "api" has 2: write "api#1" to "api#2"',
    ],
    [{ scenario: ' ' }, '--scenario wants the name of a scenario, and it is empty'],
    [{ flow: '' }, '--flow wants the name of a flow, and it is empty'],
    [{ load: '-1x' }, '--load wants a multiplier such as 10x, and "-1x" is none: it is below 0'],
    [
      { load: '150%' },
      '--load wants a multiplier such as 10x, and "150%" is none: write 1.5x for 150%',
    ],
    [{ order: '0' }, '--order wants a whole number from 1 to 6, and "0" is none'],
    [{ order: '2.5' }, '--order wants a whole number from 1 to 6, and "2.5" is none'],
    [{ load: '1e400x' }, '--load wants a multiplier such as 10x, and "1e400x" is none'],
    [
      { load: '9999999999999999' },
      '--load wants a multiplier such as 10x, and "9999999999999999" is none: it is over 1e15',
    ],
  ])('refuses %j', async (options, message) => {
    expect(await simulated(shop, options)).toBe(`refused: ${message}`)
  })

  it('asks which of two is meant', async () => {
    const twice =
      'client web\nregion eu { service api }\nregion us { service api }\nweb -> eu.api | us.api\n'
    expect(await simulated(twice, { fail: ['api'] })).toBe(
      'refused: --fail "api" may be "eu.api" or "us.api": write one of them',
    )
  })

  it('asks which of two flows is meant', async () => {
    const twice = `${shop}flow "eu: Look" { web -> eu.api }\nflow "us: Look" { web -> eu.api }\n`
    expect(await simulated(twice, { flow: 'Look' })).toBe(
      'refused: --flow "Look" may be "eu: Look" or "us: Look": write one of them',
    )
    const once = `${shop}flow "eu: Look" { web -> eu.api }\n`
    expect(await simulated(once, { flow: 'Look' })).toContain('1 flow, ')
  })

  it('says that there is none', async () => {
    expect(await simulated('service api\n', { flow: 'A' })).toBe(
      'refused: --flow "A" is no flow of the file: there is none',
    )
    expect(await simulated('client web\n', { fail: ['A'] })).toBe(
      'refused: --fail "A" names nothing that could fail: there is none',
    )
    expect(await simulated('client web\n', { scenario: 'A' })).toBe(
      'refused: --scenario "A" is no scenario of the file: there is none',
    )
  })
})

const busy = `client web { rps: 100 }
service api { replicas: 2, capacity: 60/s }
service cron
web -> api
`

describe('asked for something', () => {
  it('takes no load, any load, and a load without its x', async () => {
    expect(await simulated(busy, { load: '0x' })).toContain('With no load\n  web  goes on\n')
    const ten = await simulated(busy, { load: '10' })
    expect(ten).toBe(await simulated(busy, { load: '10x' }))
    expect(ten).toContain(
      'With 10 times the load\n  web  goes on  too much for api\n  at peak api gets more than it can do (8.3x)\n',
    )
    const { state } = await json(busy, { load: '1000000000000000x' })
    expect(state.overloads[0].utilization).toBeCloseTo(100e15 / 120)
  })

  it('loses one copy, several things, the same thing twice, everything', async () => {
    expect((await json(busy, { fail: ['api#2'] })).state).toMatchObject({
      lost: ['api#2'],
      flows: [{ effect: 'fine', overloads: ['api'] }],
    })
    expect((await json(busy, { fail: ['api#2, api#1', 'api#2'] })).state).toMatchObject({
      lost: ['api#2', 'api#1'],
      flows: [{ effect: 'broken', lacks: ['api'], overloads: [] }],
    })
    const all = ['eu', 'eu.a', 'eu.b', 'eu.api', 'eu.orders', 'eu.hot', 'pay']
    const { state } = await json(shop, { fail: all })
    expect(state.flows.map(({ effect }: { effect: string }) => effect)).toEqual([
      'broken',
      'broken',
    ])
  })

  it('says of what is on no flow that no flow depends on it', async () => {
    expect(await simulated(busy, { fail: ['cron'] })).toBe(
      'main.arch: 1 flow, 2 components\n\nWith cron lost\n  web  goes on\n\n= no flow depends on cron\n',
    )
    expect(await simulated(busy, { fail: ['api'] })).not.toContain('no flow depends')
  })

  it('says what would give a load where there is none', async () => {
    const plain = await simulated(shop, { load: '3x' })
    expect(plain).toContain('nothing says how much is asked for')
    expect(plain).toContain('write\n  users and requests, or rps, on a client')
    expect(await simulated(shop, { fail: ['pay'] })).not.toContain('how much is asked for')
  })
})

describe('the order of cut sets', () => {
  const text =
    'client web\nservice api { replicas: 4 }\ndatabase db { replicas: 2 }\nweb -> api -> db\n'
  const sizes = async (order?: string) => {
    const { flows } = await json(text, order === undefined ? {} : { order })
    return [flows[0].cutSetOrder, ...flows[0].cutSets.map(({ text }: { text: string }) => text)]
  }

  it('is three, or what is asked for', async () => {
    expect(await sizes()).toEqual([3, 'both copies of db'])
    expect(await sizes('1')).toEqual([1])
    expect(await sizes('4')).toEqual([4, 'both copies of db', 'all 4 copies of api'])
    expect(await simulated(text, { order: '1' })).toContain('survives     any copy')
  })
})
