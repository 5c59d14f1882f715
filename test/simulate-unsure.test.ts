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
