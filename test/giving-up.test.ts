// How long a flow takes whose caller goes on without an answer: by hand, where grammar/README.md says so. The oracle
// of test/latency.test.ts knows it too.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { FlowLatency } from '#src/analysis/latency-facts.ts'
import { validModelOf } from './support/model.ts'

const parts = `client web
service api { latency: 10ms }
service left { latency: 20ms }
service right { latency: 30ms }
cache hot { latency: 2ms, for: main }
database main { latency: 5ms }
`

/** The budget of the first flow. */
function latencyOf(text: string): FlowLatency {
  const model = validModelOf(text)
  return analyze(model).latency(model.flows[0]!)
}

describe('time adds up', () => {
  it.each([
    [
      'as long as who can do without it waits',
      'web -> api -> right { optional: yes, timeout: 12ms }',
      22,
    ],
    [
      'for each try of who can do without it',
      'web -> api -> right { optional: yes, timeout: 12ms, retries: 2 }',
      46,
    ],
    ['of what comes before the timeout', 'web -> api -> left { optional: yes, timeout: 20ms }', 30],
    [
      'in all where tries have no end',
      'web -> api -> right { optional: yes, timeout: 12ms, retries: unlimited }',
      40,
    ],
    ['in all of what has to answer', 'web -> api -> right { timeout: 12ms }', 40],
    ['and then of a fallback', 'web -> api -> right { timeout: 12ms, fallback: main }', 27],
    [
      'but for a fallback that is not asked',
      'web -> api -> left { timeout: 1s, fallback: right }',
      30,
    ],
    [
      'of a cache that is late, and the store beside it',
      'web -> api -> hot { timeout: 1ms }  api -> main',
      16,
    ],
    [
      'of one of a choice in which another is needed',
      'web -> api -> left { optional: yes, timeout: 1ms } | right { timeout: 1ms }',
      40,
    ],
    [
      'as often as it is waited for',
      'web -> api -> right { optional: yes, timeout: 12ms, calls: 3 }',
      46,
    ],
  ])('%s: %s', (_, edges, budgetMs) => {
    const { budgetMs: found, atLeast } = latencyOf(`${parts}${edges}`)
    expect([found, atLeast]).toEqual([budgetMs, false])
  })

  it('knows what is given up before it has answered, whatever it calls', () => {
    const text = `${parts}service slow  service calm { latency: 3ms }
web -> api -> right { optional: yes, timeout: 12ms } -> slow
api -> left { timeout: 5ms, fallback: calm }`
    const { budgetMs, atLeast, unknown, terms, path } = latencyOf(text)
    expect({ budgetMs, atLeast, unknown }).toEqual({ budgetMs: 30, atLeast: false, unknown: [] })
    expect(terms.map(({ kind, times, ms }) => [kind, times, ms])).toEqual([
      ['own', 1, 10],
      ['timeout', 1, 12],
      ['timeout', 1, 5],
      ['own', 1, 3],
    ])
    expect(path).toEqual([0, 1])
  })

  it('is at least the timeout where the fallback says nothing', () => {
    const text = `${parts}service calm
web -> api -> left { timeout: 5ms, fallback: calm }`
    expect(latencyOf(text)).toMatchObject({ budgetMs: 15, atLeast: true, unknown: [6] })
  })
})
