// What a simulation says of numbers that are not exact: those of random states, and loads that are upper bounds.

import { describe, expect, it } from 'vitest'
import { json, simulated } from './support/simulating.ts'

/** Copies that fail one by one, and with their zones: too many states for an exact number. */
function zones(count: number): string {
  const places = Array.from({ length: count }, (_, i) => `  zone z${i} { availability: 99.9% }`)
  const service = `  service s { replicas: ${count}, needs: ${count / 2}, zones: all }`
  return ['region eu {', ...places, service, '}', 'client c', 'c -> eu.s', ''].join('\n')
}

describe('a flow that never failed in a simulation', () => {
  it('is served at least as often as its interval says, and down for less than that', async () => {
    const [{ availability }] = (await json(zones(500))).flows
    expect(availability).toMatchObject({ method: 'simulated', unavailability: 0 })
    expect(availability.low).toBeLessThan(1)
    const percent = Number((availability.low * 100).toFixed(4))
    const text = await simulated(zones(500))
    expect(text).toMatch(
      new RegExp(
        `c {2}at least ${percent} %\\* {2}down less than \\d.* a year {2}simulated, 95 % sure$`,
        'm',
      ),
    )
    expect(text).toMatch(/"c": at least \S+ %\*, down less than \d.* a year, less than \d/)
    expect(text).not.toContain('0 ms')
    const markdown = await simulated(zones(500), { format: 'markdown' })
    expect(markdown).toMatch(/\| c \| at least \S+ %\\\* \| less than \d[^|]* \|/)
  })

  it('has no importance of its components, which would need an exact number', async () => {
    const { components } = await json(zones(500))
    expect(components.filter((one: object) => 'importance' in one)).toEqual([])
    const exact = await json(zones(10))
    expect(exact.flows[0].availability.method).toBe('exact')
    expect(exact.components.every((one: object) => 'importance' in one)).toBe(true)
  })
})

/** `calls` is written on what falls back, or it is not. */
function fallingBack(calls: string): string {
  return `client c { rps: 100 }
service s { replicas: 2, capacity: 1k/s }
service pay
service pay2 { capacity: 50/s }
c -> s
s -> pay { fallback: pay2${calls} }
scenario "pay down" { fail: pay require utilization <= 70% for pay2 }
require survive 1 copy
`
}

describe('an overload that rests on calls that nobody counts', () => {
  const unsure = fallingBack('')
  const known = fallingBack(', calls: 1')

  it('is told as a bound, which is what it is once they are written', async () => {
    const [{ state: may }, { state: does }] = await Promise.all(
      [unsure, known].map((text) => json(text, { fail: ['pay'] })),
    )
    expect(may.overloads).toEqual([])
    expect(may.mayOverload).toEqual([{ ...does.overloads[0], unless: ['write calls on s -> pay'] }])
    expect(does.overloads).toEqual([{ name: 'pay2', utilization: 2 }])
    expect(does).not.toHaveProperty('mayOverload')
    expect(may.flows[0].mayOverload).toEqual(does.flows[0].overloads)
  })

  it('grows with the load', async () => {
    const text = await simulated(unsure, { fail: ['pay'], load: '10x' })
    expect(text.replace(/\n +/g, ' ')).toContain(
      'at peak pay2 may get more than it can do (at most 20x): write calls on s -> pay',
    )
    expect(text).toContain('lost: pay; perhaps too much for pay2')
    const half = await simulated(unsure, { fail: ['pay'], load: '0.5x' })
    expect(half).not.toContain('at most')
  })

  it('has a sign of its own in the matrix, and a word in scenarios and requirements', async () => {
    const text = await simulated(unsure)
    expect(text).toMatch(/^ {2}pay {2,}\? {2}perhaps pay2$/m)
    expect(text.replace(/\n +/g, ' ')).toContain('? it goes on, and something may get more')
    expect(text).toMatch(/passed {2}pay down {2}pay2 may get more than it can do \(at most 2x\)/)
    expect(text).toContain(
      'served, perhaps overloaded: pay2 gets at most 2x what it can do after the loss of pay',
    )
    expect(await simulated(known)).not.toMatch(/perhaps|may get|at most/)
    const markdown = await simulated(unsure, { format: 'markdown' })
    expect(markdown).toContain('| pay | ? | perhaps pay2 |')
    expect(markdown).toMatch(/\| passed \| pay down \| pay2 may get .*\(at most 2x\)/)
    const { components, flows, scenarios } = await json(unsure)
    expect(components.find(({ name }: { name: string }) => name === 'pay')).toMatchObject({
      isMost: true,
      overloads: [],
      mayOverload: ['pay2'],
    })
    expect(flows[0].requirements[0].mayBeOverloaded).toEqual({
      name: 'pay2',
      utilization: 2,
      after: 'pay',
    })
    expect(scenarios[0].mayOverload[0].utilization).toBe(2)
  })
})

describe('a utilization that rests on what a cache holds', () => {
  const text = `client c { rps: 100 }
service s
cache r { capacity: 1k/s }
database d { replicas: 2, capacity: 60/s }
c -> s -> r -> d
require utilization <= 70%
`

  it('is at most so much in JSON, and in a row of its own', async () => {
    const { requirements } = await json(text)
    const of = requirements.find(({ subject }: { subject: string }) => subject === 'd')
    expect(of).toMatchObject({ status: 'not-shown' })
    expect(of.atMost).toBeCloseTo(100 / 120, 9)
    expect(of).not.toHaveProperty('value')
    expect(await simulated(text)).toMatch(
      /not shown {2}utilization <= 70% {2}d +at most 83.3 %; not known: /,
    )
  })
})
