// The matrix of many losses and flows, in text and in Markdown: it stays within its width, folds what is alike, and no
// name breaks it.

import { describe, expect, it } from 'vitest'
import { display } from '#src/report/display.ts'
import { json, simulated } from './support/simulating.ts'

/** Flows over three services each, of which some are shared; names of all sorts. */
function system(flows: number, services: number, nameOf: (flow: number) => string): string {
  const on = (flow: number) => [0, 3, 5].map((step) => `s${(flow * 7 + step) % services}`)
  const all = Array.from({ length: flows }, (_, flow) => flow)
  return [
    'client web { rps: 100 }',
    ...Array.from({ length: services }, (_, i) => `service s${i} { replicas: ${1 + (i % 3)} }`),
    ...all.map((flow) => `web -> ${on(flow).join(' -> ')}`),
    ...all.map(
      (flow) => `flow ${JSON.stringify(nameOf(flow))} { web -> ${on(flow).join(' -> ')} }`,
    ),
    '',
  ].join('\n')
}

const widthOf = (line: string): number => display(line).columns.at(-1)!

describe('the matrix', () => {
  it('has a column for each of 24 flows within 80 columns, their numbers upright', async () => {
    const text = await simulated(system(24, 60, (flow) => `Flow ${flow}`))
    const lines = text.split('\n')
    const heading = lines.findIndex((line) => /^ {2}lost/.test(line))
    expect(lines[heading - 1]).toMatch(/^ +1( 1){9}( 2){5}$/)
    expect(lines[heading]).toMatch(/ 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4$/)
    const rows = lines.filter((line) => /^ {2}\S.* [X.]( [X.]){23}$/.test(line))
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.length).toBeLessThanOrEqual(40)
    expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(80)
  })

  it('lists the numbers of 40 flows, and folds 290 losses into 40 rows', async () => {
    const text = await simulated(system(40, 290, (flow) => `Flow ${flow}`))
    expect(text).toMatch(/^ {2}lost +flows that stop/m)
    expect(text).toMatch(/^ {2}any of 3: s0, s3, s5 +1$/m)
    expect(text).toMatch(/^ {2}40 +Flow 39 /m)
    const from = text.indexOf('What each loss does')
    const block = text.slice(from, text.indexOf('\n\n', from)).split('\n')
    expect(block.length).toBeLessThanOrEqual(44)
    expect(text).not.toMatch(/others stop nothing: (s\d+, ){13}/)
  })

  it('counts 70 flows, and lists the least available with their numbers', async () => {
    const text = await simulated(system(70, 290, (flow) => `Flow ${flow}`))
    expect(text).toContain('What each loss does: how many flows\n')
    expect(text).toContain('  and 46 more available ones\n')
    expect(text).toMatch(/^ {2}4 +Flow 3 +99/m)
  })

  it('cuts a name of 200 characters, by what it takes on a screen', async () => {
    const long = 'x'.repeat(200)
    const wide = '日本語の流れ'.repeat(30)
    const text = await simulated(system(3, 20, (flow) => [long, wide, 'A'][flow]!))
    const rows = text.split('\n').filter((line) => /^ {2}[123] {2}/.test(line))
    expect(rows).toHaveLength(3)
    const places = rows.map((line) => widthOf(line.slice(0, line.indexOf('99.'))))
    expect(new Set(places).size).toBe(1)
    expect(places[0]).toBeLessThanOrEqual(50)
    expect(text).toContain('xxx…xxx')
    expect(text).toContain('日本語…の流れ')
    expect((await json(system(1, 20, () => long))).flows[0].name).toBe(long)
  })

  it('is left out where there is no flow, or where nothing bears on it', async () => {
    expect(await simulated('service a\n')).toBe(
      'main.arch: 0 flows, 1 component\n\nthere is no flow: a client with an edge makes one\n\n' +
        '= nothing says how much is asked for, so that nothing is ever too full; write\n  users and requests, or rps, on a client\n',
    )
    expect(await simulated('service a\n', { format: 'markdown' })).toContain('There is no flow')
    const never = await simulated('client web\nservice a { needs: 3 }\nweb -> a\n')
    expect(never).not.toContain('What each loss does')
    expect(never).toContain('  1  web  0 %  never served\n')
  })

  it('says once what the loss of one copy does, where that of all does no more', async () => {
    const text = await simulated('client web\nservice a { replicas: 3, needs: 3 }\nweb -> a\n')
    expect(text).toMatch(/^ {2}one copy of a {2}X$/m)
    expect(text).not.toContain('a (all 3 copies)')
  })
})

describe('Markdown', () => {
  const odd = [
    'a | b',
    '`code`',
    '**bold** ~~gone~~',
    '<b>&amp;</b>',
    'two\nlines',
    '[x](y) $1$',
    '\\| \\',
  ]

  it.each([7, 30, 70])('has whole tables for %i flows of odd names', async (flows) => {
    const text = await simulated(
      system(flows, 60, (flow) => `${odd[flow % odd.length]} ${flow}`),
      {
        format: 'markdown',
      },
    )
    const tables = text.split('\n\n').filter((block) => block.startsWith('|'))
    expect(tables).toHaveLength(2)
    for (const table of tables) {
      const counts = table.split('\n').map((row) => row.replaceAll(/\\./g, '').split('|').length)
      expect(new Set(counts).size).toBe(1)
    }
    const bare = tables.join('').replaceAll(/\\./g, '')
    expect(bare).not.toMatch(/[`~<$[]|\*/)
  })
})

describe('JSON', () => {
  it('has finite numbers alone, and the names of the file', async () => {
    const text = `client web { rps: 100 }
service a { replicas: 2, capacity: 0/s }
database b { availability: 0%, capacity: 10/s }
web -> a -> b
require survive 1 copy
require utilization <= 50%
require latency <= 1s
scenario "much" { load: 1000000x }
`
    const value = await json(text)
    const numbers: unknown[] = []
    JSON.stringify(value, (key, one) => {
      if (typeof one === 'number' || one === null) numbers.push([key, one])
      return one
    })
    const unknown = numbers.filter((one) => Array.isArray(one) && one[1] === null)
    expect(
      unknown.every(
        (one) =>
          Array.isArray(one) &&
          ['utilization', 'riskReduction', 'zones', 'regions', 'copies', 'any'].includes(one[0]),
      ),
    ).toBe(true)
    expect(numbers.length).toBeGreaterThan(20)
    const [flow] = value.flows
    expect(Object.keys(flow.tolerance)).toEqual(['copies', 'zones', 'regions', 'any'])
    expect(flow.requirements.map(({ status }: { status: string }) => status)).toEqual([
      'failed',
      'not-shown',
    ])
    expect(value.bottleneck.name).toBe('a')
    expect(Object.keys(value.components[0].importance)).toEqual(
      expect.arrayContaining(['birnbaum', 'fussellVesely', 'riskAchievement', 'riskReduction']),
    )
  })
})
