// Waiting in one queue before several servers, against published numbers, by their textbook definitions.

import { describe, expect, it } from 'vitest'
import { waitingTime } from './waiting-time.ts'

describe('the county hospital', () => {
  // F. S. Hillier, G. J. Lieberman, Introduction to Operations Research: two patients an hour, three treated an
  // hour by each doctor; one doctor and two.
  const [arrivals, served] = [2, 3]

  it.each([
    { servers: 1, nobody: 1 / 3, queue: 4 / 3, inside: 2, waits: 2 / 3, stays: 1 },
    { servers: 2, nobody: 1 / 2, queue: 1 / 12, inside: 3 / 4, waits: 1 / 24, stays: 3 / 8 },
  ])('with $servers', ({ servers, nobody, queue, inside, waits, stays }) => {
    const { utilization, waits: delayed, waitSeconds } = waitingTime(arrivals, servers, served)!
    expect(waitSeconds).toBeCloseTo(waits, 12)
    expect(arrivals * waitSeconds).toBeCloseTo(queue, 12)
    expect(waitSeconds + 1 / served).toBeCloseTo(stays, 12)
    expect(arrivals * (waitSeconds + 1 / served)).toBeCloseTo(inside, 12)
    const offered = arrivals / served
    const factorial = servers === 1 ? 1 : 2
    expect((delayed * (1 - utilization) * factorial) / offered ** servers).toBeCloseTo(nobody, 12)
  })
})

describe("Erlang's C", () => {
  it.each([
    [2, 1, 1 / 3],
    [3, 2, 4 / 9],
    [10, 6, 0.101_299_242_687_417_48],
  ])('of %d servers and %d erlangs', (servers, offered, published) => {
    expect(waitingTime(offered, servers, 1)!.waits).toBeCloseTo(published, 12)
  })

  it('is defined for ten thousand servers, and where there is no work', () => {
    expect(waitingTime(9_999, 10_000, 1)!.waits).toBeGreaterThan(0.9)
    expect(waitingTime(0, 3, 1)).toEqual({ utilization: 0, waits: 0, waitSeconds: 0 })
  })

  it('is undefined where more comes than is served', () => {
    expect(waitingTime(3, 3, 1)).toBe(undefined)
    expect(waitingTime(1, 0, 1)).toBe(undefined)
    expect(waitingTime(1, 2, 0)).toBe(undefined)
  })
})

describe('one server', () => {
  it('that is busy for four fifths waits four times its work', () => {
    expect(waitingTime(0.8, 1, 1)!.waitSeconds).toBeCloseTo(4, 9)
    // 10 ms of work: 50 ms in all.
    expect(waitingTime(80, 1, 100)!.waitSeconds + 0.01).toBeCloseTo(0.05, 12)
  })

  it('waits for two at half their work', () => {
    expect(waitingTime(1, 2, 1)!.waitSeconds).toBeCloseTo(1 / 3, 12)
  })
})
