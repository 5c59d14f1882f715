// Requests in flight by the sheet of estimates, worked out by hand by Little's law: own times and calls as often as they
// are made, what is made together, what may be given up, circles.

import { describe, expect, it } from 'vitest'
import { lineOf, sheetOf, told, value } from './support/estimates.ts'

describe('in flight', () => {
  it('is the rate times the time that a request takes with all it waits for', async () => {
    const sheet = await sheetOf(`client web { rps: 1000, peak: 2x }
service api { latency: 10ms }
database db { latency: 5ms }
web -> api -> db { reads: 2 }
flow "Read" { web -> api -> db }
`)
    expect(value(sheet, 'api', 'in-flight')).toBeCloseTo(2000 * 0.02, 9)
    expect(value(sheet, 'db', 'in-flight')).toBeCloseTo(4000 * 0.005, 9)
    expect(value(sheet, '*', 'in-flight')).toBeCloseTo(40, 9)
    expect(value(sheet, 'web', 'in-flight')).toBeCloseTo(40, 9)
  })

  it.each([
    // A call that is rare is waited for rarely: 1000 × 5 ms, and 10 × 1 s.
    ['calls: 0.01', '15'],
    ['calls: 2.5', '2505'],
    ['calls: 2, latency: 10ms', '2025'],
    // Made at the same time they take once what one takes.
    ['calls: 3, parallel: yes', '1005'],
    // Half of the requests may make two calls, or all of them one and a few two.
    ['calls: 1.5, parallel: yes', 'at-most 1005'],
  ])('counts calls as often as they are made: %s', async (attributes, inFlight) => {
    const sheet = await sheetOf(`client web { rps: 1000 }
service api { latency: 5ms }
service slow { latency: 1s }
worker mill { latency: 1m }
queue jobs { latency: 0s }
web -> api { calls: 1 } -> slow { ${attributes} }
api ~> jobs ~> mill
`)
    expect(told(sheet, 'api', 'in-flight')).toBe(inFlight)
    expect(told(sheet, 'web', 'in-flight')).toBe(inFlight)
    expect(told(sheet, '*', 'in-flight')).toBe(inFlight)
  })

  it('adds up: a caller has its own, and those that it waits for', async () => {
    const sheet = await sheetOf(`client web { rps: 1000 }
service api { latency: 5ms }
cache hot { latency: 1ms, hit: 90%, for: db }
database db { latency: 20ms, record: 1KB }
web -> api { calls: 1 }
api -> hot { reads: 2 }
api -> db { reads: 2, writes: 0.1 }
`)
    // 1000 × 5 ms, 2000 × 1 ms, and of 2000 reads a tenth with 100 writes, × 20 ms
    expect(lineOf(sheet, 'api', 'in-flight')).toMatchObject({
      value: expect.closeTo(5 + 2 + 6, 9),
      bound: 'exact',
      arithmetic: '1k/s × 5 ms + 2k/s hot × 1 ms + 300/s db × 20 ms',
    })
    expect(value(sheet, 'hot', 'in-flight')).toBeCloseTo(2, 9)
    expect(value(sheet, 'db', 'in-flight')).toBeCloseTo(6, 9)
  })

  it('is between the longest and the sum of what is made at the same time', async () => {
    const fan = (calls: number) => `client web { rps: 1000 }
service api { latency: 5ms }
service a { latency: 10ms }
service b { latency: 30ms }
web -> api { calls: 1 }
api -> a { calls: 1, parallel: yes }
api -> b { calls: ${calls}, parallel: yes }
`
    expect(told(await sheetOf(fan(1)), 'api', 'in-flight')).toBe('35')
    // 5 + 10 + 0.1 × 30 where all are made one after the other
    expect(told(await sheetOf(fan(0.1)), 'api', 'in-flight')).toBe('at-most 18')
    const given = `client web { rps: 1000 }
service api { latency: 5ms }
service slow { latency: 1s }
web -> api { calls: 1 } -> slow { calls: 1, optional: yes, timeout: 100ms, retries: 2 }
`
    expect(told(await sheetOf(given), 'api', 'in-flight')).toBe('at-most 1005')
  })

  it('in a circle that ends counts every time round', async () => {
    // b is called half as often as a, and a once for two of its answers: a gets 4/3 of what begins.
    const sheet = await sheetOf(`client web { rps: 300 }
service a { latency: 10ms }
service b { latency: 20ms }
web -> a { calls: 1 } -> b { calls: 0.5 } -> a { calls: 0.5 }
`)
    // What begins waits for 400 × 10 ms and 200 × 20 ms.
    expect(told(sheet, 'web', 'in-flight')).toBe('8')
  })

  it('of calls that nobody counts is no less than it is', async () => {
    const sheet = await sheetOf(`client web { rps: 1000 }
service api { latency: 5ms }
service other { latency: 10ms }
web -> api -> other
`)
    expect(told(sheet, 'api', 'in-flight')).toBe('at-most 15')
  })

  it('is at least that where something below says no time', async () => {
    const sheet = await sheetOf(`client web { rps: 1000 }
service api { latency: 10ms }
service other
web -> api -> other { calls: 1 }
`)
    expect(told(sheet, 'api', 'in-flight')).toBe('at-least 10')
    expect(sheet.missing).toContain('requests in flight need `latency`: other')
  })
})
