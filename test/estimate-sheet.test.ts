// The sheet of estimates as a whole: its formats and its schema, in other states, without numbers, and with absurd ones.

import { describe, expect, it } from 'vitest'
import schema from '#src/estimate/estimate.schema.json' with { type: 'json' }
import { estimated, sheetOf, told, value, workedOut } from './support/estimates.ts'
import { violations } from './support/json-schema.ts'
import { readText } from './tidy/tree.ts'

describe('the sheet', () => {
  const full = readText('examples/photo-sharing/main.arch')

  it('keeps to its schema, and every line can be worked out again', async () => {
    for (const name of ['photo-sharing', 'mint', 'pastebin', 'social-graph', 'everything-right']) {
      const sheet = await sheetOf(readText(`examples/${name}/main.arch`))
      expect(violations(schema, sheet)).toEqual([])
      for (const line of sheet.lines) {
        const found = workedOut(line)
        if (found === undefined) continue
        const wanted = /rounded up/.test(line.arithmetic) ? Math.ceil(found) : found
        expect([line, Math.abs(wanted - line.value) <= 0.02 * line.value + 1e-12]).toEqual([
          line,
          true,
        ])
      }
    }
  })

  it('in a scenario, and with more load', async () => {
    const usual = await sheetOf(full)
    const more = await sheetOf(full, { load: '10x' })
    expect(more.state).toBe('10 times the load')
    const peak = value(usual, 'us-east.api', 'requests-peak')!
    expect(value(more, 'us-east.api', 'requests-peak')).toBeCloseTo(10 * peak, 6)
    const friday = await sheetOf(full, { scenario: 'Black Friday' })
    expect(value(friday, 'us-east.api', 'requests-peak')).toBeCloseTo(2 * peak, 6)
    const text =
      'client web { rps: 10 }\nservice api\nweb -> api\nscenario "S" { api { capacity: 5/s } }\n'
    expect(value(await sheetOf(text, { scenario: 'S' }), 'api', 'utilization')).toBe(2)
    expect(await estimated(full, { scenario: 'Xmas' })).toMatch(
      /^refused: --scenario "Xmas" is no scenario/,
    )
    expect(await estimated(full, { load: 'much' })).toMatch(/^refused: --load wants a multiplier/)
  })

  it('of a file without numbers says what to write', async () => {
    const text = await estimated('client web\nservice api\nweb -> api\n')
    expect(text).toContain('There is nothing to estimate')
    expect(text).toContain('client web { users: 2M, requests: 40/day, peak: 3x }')
    expect(await sheetOf('')).toEqual({ schemaVersion: 1, lines: [], missing: [], assumptions: [] })
  })

  it('is grouped by component, with what is alike at peak in one row', async () => {
    const text = await estimated(
      'client web { rps: 10 }\nservice api { capacity: 5/s }\nweb -> api\n',
    )
    expect(text).toBe(`main.arch: 2 components

The whole system
  requests             10/s    = 10/s web

web (client)
  requests             10/s*   = 10/s
  to api
    requests           10/s    = 10/s × 1

api (service)
  requests             10/s    = 10/s web
  busy at peak         200 %*  = 10/s ÷ (1 × 5/s)
  copies for the peak  3       = 10/s ÷ (5/s × 70 %), rounded up

? bandwidth needs \`size\`: web -> api
? requests in flight need \`latency\`: api

* peak as high as the average: web; write peak to replace it
* one copy: api; write replicas to replace it
= enough copies are 70 % busy at peak
`)
  })

  it('in Markdown is tables, in which names stand as they are', async () => {
    const text = await estimated('client web { rps: 10 }\nservice api "A|B"\nweb -> api "x|y"\n', {
      format: 'markdown',
    })
    expect(text).toContain('## api ("A\\|B", service)')
    expect(text).toContain('| to api "x\\|y": requests | 10/s | 10/s × 1 |')
    expect(text).toContain('- by default: ')
  })
})

describe('absurd input', () => {
  const circle = `client web { rps: 10 }
service a { capacity: 100/s, latency: 1s }
service b
external pay
database db { record: 1KB }
service calm
web -> a { calls: 1, size: 1KB } -> b { calls: 2, size: 1KB } -> a { calls: 1, size: 1KB }
b -> db { writes: 1, size: 1KB }
web -> calm { calls: 1, size: 1KB } -> pay { calls: 1, size: 1KB }
b -> pay { calls: 1, size: 1KB }
`

  it('what no flow takes on from a broker has no number, and not zero', async () => {
    const handing = (flow: string) => `client web { rps: 10 }
queue jobs
service api
worker mill
database db { record: 1KB }
web -> api { calls: 1 } ~> jobs { calls: 1 } ~> mill { calls: 1 } -> db { writes: 1 }
flow "Send" { ${flow} }
`
    const sheet = await sheetOf(handing('web -> api ~> jobs'))
    expect(sheet.missing).toContain('no flow takes on what a broker hands over: jobs to mill')
    expect(sheet.lines.filter(({ component }) => ['mill', 'db'].includes(component))).toEqual([])
    const whole = await sheetOf(handing('web -> api ~> jobs ~> mill -> db'))
    expect(whole.missing.join('\n')).not.toContain('no flow takes on')
    expect(told(whole, 'db', 'requests-peak')).toBe('10')
  })

  it('bandwidth is at least that where an edge of several says no size, however often it is taken', async () => {
    const sheet = await sheetOf(`client web { rps: 10 }
service api
service a
service b
web -> api { calls: 1, size: 1KB }
api -> a { calls: 1, size: 1KB }
api -> b
`)
    expect(told(sheet, 'api', 'bandwidth-out-peak')).toBe('at-least 10000')
  })

  it('a circle that grows sends nowhere a number that is known', async () => {
    const sheet = await sheetOf(circle)
    const about = (name: string) =>
      sheet.lines.filter(({ component }) => component === name).map(({ metric }) => metric)
    expect([about('a'), about('b'), about('db'), about('pay')]).toEqual([[], [], [], []])
    expect(told(sheet, 'web -> a', 'requests-peak')).toBe('10')
    expect(told(sheet, 'calm -> pay', 'requests-peak')).toBe('10')
    expect(told(sheet, '*', 'bandwidth-in-peak')).toBe('20000')
    expect(told(sheet, '*', 'bandwidth-out-peak')).toBe('at-least 10000')
  })

  const huge = '9'.repeat(300)
  const cases: Readonly<Record<string, string>> = {
    nobody:
      'client web { users: 0, requests: 1/s, peak: 0x }\nservice api { capacity: 1/s, latency: 1s }\nweb -> api',
    'no time':
      'client web { rps: 10 }\nservice api { latency: 0s, capacity: 0/s }\nweb -> api { size: 0B, bandwidth: 0B/s }',
    'many copies':
      'client web { rps: 1M }\ndatabase db { replicas: 10000, shards: 9999, capacity: 1/s, record: 1PB, max-size: 1B, retention: 1ns }\nweb -> db { reads: 1, writes: 1 }',
    'huge numbers': `client web { users: ${huge}, requests: ${huge}T/s, peak: ${huge}x }\nservice api { capacity: 1/month, latency: 100y }\ndatabase db { record: ${huge}PB, size: ${huge}PB, max-size: ${huge}PB, retention: ${huge}y, replicas: 100000 }\nweb -> api { size: ${huge}PB, bandwidth: 1B/month } -> db { reads: ${huge}, writes: ${huge}, connections: ${huge}, size: ${huge}PB }`,
    'a circle that grows':
      'client web { rps: 10 }\nservice a { capacity: 1/s, latency: 1s }\nservice b\ndatabase db { record: 1B }\nweb -> a -> b { calls: 2 } -> a\na -> db { writes: 1 }',
    'a circle that ends':
      'client web { rps: 10 }\nservice a { capacity: 1/s, latency: 1s }\nservice b\nweb -> a -> b { calls: 0.5 } -> a',
    'all is answered':
      'client web { rps: 10 }\ncache hot { hit: 100%, for: db, working-set: 0B, max-size: 0B }\ndatabase db { retention: none, record: 0B, max-size: 0B, size: 0B }\nservice api\nweb -> api -> hot { reads: 1 }\napi -> db { reads: 1, writes: 0 }',
    'copies in a circle':
      'client web { rps: 1 }\ndatabase a { record: 1B }\ndatabase b\nweb -> a { writes: 1 }\na => b => a',
    mistakes: 'client web { rps: 10\nservce api\nweb -> api { size: 1 }\ndatabase db { record: x }',
    nothing: '',
    'words only': 'client web\nmonitor m\nregion eu { }\nlock l\nm -> web',
    'terminal signs': 'client web "\\u{1b}[31m" { rps: 10 }\nservice api\nweb -> api "a\\u{202e}b"',
  }

  it.each(Object.entries(cases))('%s gives no nonsense', async (_, text) => {
    const sheet = await sheetOf(text)
    for (const line of sheet.lines)
      expect([line, Number.isFinite(line.value) && line.value >= 0]).toEqual([line, true])
    for (const format of ['text', 'markdown'] as const) {
      const shown = await estimated(text, { format })
      expect(shown).not.toMatch(/NaN|Infinity|undefined|null/)
      expect(shown).not.toContain('\u001b')
      expect(shown).not.toContain('\u202e')
    }
  })

  it('what goes round without end is said', async () => {
    const sheet = await sheetOf(cases['a circle that grows']!)
    expect(sheet.missing.join('\n')).toContain('requests need an end')
    expect(value(sheet, 'a', 'requests-peak')).toBe(undefined)
    expect(sheet.lines.filter(({ component }) => !['*', 'web'].includes(component))).toEqual([])
    expect(value(await sheetOf(cases['a circle that ends']!), 'a', 'requests-peak')).toBeCloseTo(
      20,
      9,
    )
  })
})
