// Latency budgets against the oracle that unfolds each request (./support/oracle/latency.ts) on thousands of random
// systems, and by hand where the language says how time adds up. A failure prints the seed and the smallest text.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { chanceOfSlow } from '#src/analysis/fan-outs.ts'
import type { FlowLatency } from '#src/analysis/latency-facts.ts'
import { latencyDifference } from './support/latency-agreement.ts'
import { errorsOf, modelOf, validModelOf } from './support/model.ts'
import { plantTiming } from './support/random/timing.ts'
import { randomArch } from './support/random-model.ts'
import { shrunk } from './support/shrink.ts'

describe('the budget of a flow', () => {
  it('is what the oracle says on random systems', () => {
    const seeds = Array.from({ length: 3000 }, (_, index) => index + 1)
    expect(firstDifference(seeds, (seed) => 3 + (seed % 8))).toBe(undefined)
  })
})

/** The budget of the first flow. */
function latencyOf(text: string): FlowLatency {
  const model = validModelOf(text)
  return analyze(model).latency(model.flows[0]!)
}

const parts = `client web
dns route
lb front { latency: 1ms }
service api { latency: 10ms }
service left { latency: 20ms }
service right { latency: 30ms }
cache hot { latency: 2ms, for: main }
database main { latency: 5ms }
`

describe('time adds up', () => {
  it.each([
    ['of what is called in a row', 'web -> api -> main', 15],
    ['of what is called one after another', 'web -> api -> left, right', 60],
    ['as often as it is called', 'web -> api -> main { calls: 3 }', 25],
    ['in whole calls', 'web -> api -> main { reads: 1.1, writes: 1.1 }', 25],
    ['in no calls', 'web -> api -> main { calls: 0 }', 10],
    [
      'with the network, for each call',
      'web -> api { latency: 40ms } -> main { latency: 1ms, calls: 2 }',
      62,
    ],
    ['of the longest made at the same time', 'web -> api -> (left, right) { parallel: yes }', 40],
    [
      'of the longest and of what is not',
      'web -> api -> left { parallel: yes }, right { parallel: yes }, main',
      45,
    ],
    [
      'once for calls of one edge at the same time',
      'web -> api -> main { calls: 50, parallel: yes }',
      15,
    ],
    ['of the slowest alternative', 'web -> api -> left | right', 40],
    ['of the slowest of so many', 'web -> api -> 2 of (left, right, main)', 40],
    ['of the slowest that is spread over', 'web -> front -> left, right', 31],
    ['of what is optional', 'web -> api -> main { optional: yes }', 15],
    ['of a cache and the store beside it', 'web -> api -> hot, main', 17],
    ['past a dns', 'web -> route -> front -> left', 21],
    ['not of messages', 'queue jobs { latency: 9s }  web -> api ~> jobs', 10],
    ['not of a fallback', 'web -> api -> main { fallback: right }', 15],
    ['not of what is watched or told', 'monitor eye  web -> api -> eye  api -> web', 10],
    ['of what is needed by two, twice', 'web -> api -> left, right -> main', 70],
  ])('%s: %s', (_, edges, budgetMs) => {
    const { budgetMs: found, atLeast } = latencyOf(`${parts}${edges}`)
    expect([found, atLeast]).toEqual([budgetMs, false])
  })

  it.each([
    [
      'the consumer of a queue',
      'queue jobs  worker mail { latency: 7ms }  jobs ~> mail -> main',
      'jobs ~> mail -> main',
      12,
    ],
    [
      'a worker that polls',
      'queue jobs  worker mail { latency: 7ms }  mail -> jobs  mail -> main',
      'mail -> jobs  mail -> main',
      12,
    ],
    [
      'the slower of two consumers',
      'topic news  worker a { latency: 7ms }  worker b { latency: 9ms }  news ~> a, b',
      'news ~> a, b',
      9,
    ],
    [
      'what a scheduler starts',
      'scheduler tick { latency: 1ms }  worker a { latency: 7ms }  tick -> a',
      'tick -> a',
      8,
    ],
    ['what an external asks for', 'external shop { latency: 1h }  shop -> api', 'shop -> api', 10],
    ['a message that a client sends', 'queue jobs { latency: 3ms }  web ~> jobs', 'web ~> jobs', 3],
    [
      'the slower of two starts',
      'client far  web, far -> front -> api  far -> api',
      'web -> front -> api  far -> api',
      11,
    ],
  ])('from %s on', (_, edges, flow, budgetMs) => {
    expect(latencyOf(`${parts}${edges}  flow "F" { ${flow} }`)).toMatchObject({
      budgetMs,
      unknown: [],
    })
  })

  it('is at least what is known, and says what is not', () => {
    const model = validModelOf(
      'client web  dns names  service api  database main { latency: 5ms }  web -> names -> api -> main',
    )
    const { budgetMs, atLeast, unknown, edgesWithoutLatency } = analyze(model).latency(
      model.flows[0]!,
    )
    expect({ budgetMs, atLeast, unknown, edgesWithoutLatency }).toEqual({
      budgetMs: 5,
      atLeast: true,
      unknown: [2],
      edgesWithoutLatency: 3,
    })
  })

  it('can be traced to its terms and to the longest way', () => {
    const { terms, path } = latencyOf(
      `${parts}web -> api -> left, right -> main { calls: 2, latency: 1ms }`,
    )
    expect(
      terms.map((term) => [term.kind === 'own' ? term.component : 'network', term.times, term.ms]),
    ).toEqual([
      [3, 1, 10],
      [5, 1, 30],
      ['network', 2, 1],
      [4, 1, 20],
      ['network', 2, 1],
      [7, 4, 5],
    ])
    expect(path).toEqual([0, 3, 5, 7])
  })

  it.each([
    ['api', 70],
    ['left', 25],
    ['main', 5],
    ['shop', 75],
  ])('of %s and what it waits for', (name, budgetMs) => {
    const edges = 'external shop { latency: 5ms }  shop -> api -> left, right -> main'
    const model = validModelOf(`${parts}${edges}  web -> shop`)
    const { id } = model.components.find((one) => one.name === name)!
    expect(analyze(model).latencyFrom(model.flows[0]!, id)).toMatchObject({ budgetMs, unknown: [] })
  })

  it('counts once what goes round', () => {
    const round = 'web -> left -> right { latency: 4ms, calls: 9 } -> left  right -> main'
    expect(latencyOf(`${parts}${round}`)).toMatchObject({ budgetMs: 59, circles: [4, 5] })
    expect(latencyOf(`${parts}web -> left -> left`)).toMatchObject({ budgetMs: 20, circles: [4] })
  })
})

describe('absurd input', () => {
  const chain = (count: number, attributes: string): string => {
    const names = Array.from({ length: count }, (_, index) => `s${index}`)
    const declared = names.map((name) => `service ${name} { latency: 1ms }`).join('\n')
    return `client web\n${declared}\nweb -> ${names.map((name) => `${name} { ${attributes} }`).join(' -> ')}`
  }

  it('of thousands of calls in a row is a long time and no stack overflow', () => {
    expect(latencyOf(chain(10_000, 'calls: 1'))).toMatchObject({ budgetMs: 10_000 })
  })

  it('that multiplies past the largest number stays a number', () => {
    const { budgetMs, terms } = latencyOf(chain(1000, 'calls: 1T, latency: 1y'))
    expect(budgetMs).toBeGreaterThan(1e300)
    expect(Number.isFinite(budgetMs)).toBe(true)
    for (const { times, ms } of terms) expect([times, ms].every(Number.isFinite)).toBe(true)
  })

  it('of many calls side by side is their sum', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `s${index}`)
    const declared = names.map((name) => `service ${name} { latency: 1ms }`).join('\n')
    expect(latencyOf(`client web\n${declared}\nweb -> ${names.join(', ')}`)).toMatchObject({
      budgetMs: 5000,
    })
  })
})

// J. Dean, L. A. Barroso, The Tail at Scale, Communications of the ACM 56(2), 2013: 63 % of requests to 100 servers
// of which each is slow once in 100 take over a second; 18 % of those to 2,000 servers slow once in 10,000.
describe('the tail', () => {
  it.each([
    [0.01, 100, 0.6339676587267709, 0.63],
    [0.0001, 2000, 0.18127743473445046, 0.18],
  ])('where one is slow with %d, of %d', (p, calls, value, published) => {
    expect(Math.abs(chanceOfSlow(p, calls) / value - 1)).toBeLessThan(1e-9)
    expect(chanceOfSlow(p, calls)).toBeCloseTo(published, 2)
  })

  it.each([
    [0.01, 5],
    [0.0001, 512],
  ])('where one is slow with %d stays under 5 %% up to %d', (p, calls) => {
    expect(chanceOfSlow(p, calls)).toBeLessThan(0.05)
    expect(chanceOfSlow(p, calls + 1)).toBeGreaterThan(0.05)
  })

  it.each([
    [0, 100, 0],
    [1, 3, 1],
    [0.01, 0, 0],
    [0.01, 1e12, 1],
    [1e-15, 1, 1e-15],
  ])('of %d and %d calls is a number', (p, calls, value) =>
    expect(chanceOfSlow(p, calls)).toBe(value),
  )
})

function firstDifference(
  seeds: readonly number[],
  components: (seed: number) => number,
): string | undefined {
  for (const seed of seeds) {
    const text = randomArch(seed, { components: components(seed) }, plantTiming)
    if (differenceIn(text) === undefined) continue
    const least = shrunk(text, (smaller) => differenceIn(smaller) !== undefined)
    return `seed ${seed}: ${differenceIn(least)}\n${least}`
  }
  return undefined
}

function differenceIn(text: string): string | undefined {
  const { model, diagnostics } = modelOf(text)
  return errorsOf(diagnostics).length > 0 ? undefined : latencyDifference(model)
}
