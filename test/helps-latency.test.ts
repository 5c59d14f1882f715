// What the helps about times, timeouts and retries tell an author to write is tried: it is written onto her line, the
// text reads well, and the finding is gone.

import { describe, expect, it } from 'vitest'
import { findings, replaced, toWrite } from './support/helps.ts'

/** The text with the attributes of `a -> b { x: 1 }, c { y: 2 }` put onto its lines `a -> b` and `a -> c`. */
function merged(text: string, line: string): string {
  const [from, targets] = line.split(' -> ') as [string, string]
  return [...targets.matchAll(/([\w.-]+) \{ ([\w-]+): ([^}]+) \}/g)].reduce((sofar, match) => {
    const [, to = '', name = '', value = ''] = match
    const old = new RegExp(`^( *)${from} -> ${to}( \\{ (.*) \\})?$`, 'm')
    expect(sofar).toMatch(old)
    return sofar.replace(old, (_, indent: string, __, body = '') => {
      const kept = body
        .split(', ')
        .filter((one: string) => one !== '' && !one.startsWith(`${name}:`))
      return `${indent}${from} -> ${to} { ${[...kept, `${name}: ${value}`].join(', ')} }`
    })
  }, text)
}

function helpOf(text: string, rule: string): string {
  const [found, ...others] = findings(text, rule)
  expect(others).toEqual([])
  return found!.help!
}

describe('latency-budget-exceeded', () => {
  const rule = 'latency-budget-exceeded'
  const system = (target: string, calls: string) => `client web
service api { latency: 15ms }
service prices { latency: 120ms }
database orders { latency: 100ms }
web -> api
api -> prices
api -> orders${calls}
flow "Look" { web -> api -> prices  api -> orders  latency: ${target} }
`

  it('makes calls at the same time where that is enough', () => {
    const text = system('200ms', '')
    const help = helpOf(text, rule)
    expect(help).toContain('that makes 135 ms: api -> prices { parallel: yes }, orders')
    expect(findings(merged(text, help.split(': api')[1]!.replace(/^/, 'api')), rule)).toEqual([])
  })

  it('does not ask a cache and what is behind it at the same time', () => {
    const text = `client web
service api { latency: 15ms }
cache hot { latency: 1ms, for: orders }
database orders { latency: 100ms }
web -> api -> hot, orders
flow "Look" { web -> api -> hot, orders  latency: 115ms }
`
    const help = helpOf(text, rule)
    expect(help).toBe('bring "orders" down to 99 ms: database orders { latency: 99ms }')
    expect(findings(replaced(text, toWrite(help)), rule)).toEqual([])
  })

  it('makes the largest part faster where that is enough', () => {
    const text = `client web
service api { latency: 15ms }
database orders { latency: 100ms }
web -> api -> orders
flow "Look" { web -> api -> orders { calls: 3 }  latency: 300ms }
`
    const help = helpOf(text, rule)
    expect(help).toBe('bring "orders" down to 95 ms: database orders { latency: 95ms }')
    expect(findings(replaced(text, toWrite(help)), rule)).toEqual([])
  })

  it('meets what the file asks for, too, and says what it asks', () => {
    const text = (required: string, flow: string) => `client web
service api { latency: 15ms }
database orders { latency: 400ms }
web -> api -> orders
flow "Look" { web -> api -> orders  latency: ${flow} }
require latency <= ${required} for "Look"
`
    for (const [required, flow, time] of [
      ['100ms', '200ms', 85],
      ['300ms', '200ms', 185],
    ] as const) {
      const written = text(required, flow)
      const [found] = findings(written, rule)
      expect(found!.notes).toContain(`the file asks for \`latency <= ${required} for "Look"\` too`)
      expect(found!.help).toBe(
        `bring "orders" down to ${time} ms: database orders { latency: ${time}ms }`,
      )
      const better = replaced(written, toWrite(found!.help!))
      expect([findings(better, rule), findings(better, 'requirement-failed')]).toEqual([[], []])
    }
    expect(helpOf(text('20ms', '30ms'), rule)).toBe(
      'ask less of what is behind, or give it the time that it takes: latency: 415ms in flow "Look", and as much in `latency <= 20ms for "Look"`',
    )
  })

  it('says the time that it writes', () => {
    const text = `client web
service api { latency: 1ms }
worker report { latency: 2h }
web -> api -> report
flow "Look" { web -> api -> report  latency: 1h }
`
    const help = helpOf(text, rule)
    expect(help).toBe('bring "report" down to 59 min 59 s: worker report { latency: 59.99m }')
    expect(findings(replaced(text, toWrite(help)), rule)).toEqual([])
  })

  it('asks nothing of what others run', () => {
    const text = `client web
service api { latency: 100ms }
external pay { latency: 150ms }
web -> api -> pay
flow "Buy" { web -> api -> pay  latency: 200ms }
`
    expect(helpOf(text, rule)).toBe('bring "api" down to 50 ms: service api { latency: 50ms }')
  })

  it('promises what it takes where nothing else is enough', () => {
    const text = system('20ms', ' { calls: 3 }')
    const help = helpOf(text, rule)
    expect(help).toContain('give it the time that it takes: latency: 435ms in flow "Look"')
    expect(findings(text.replace('latency: 20ms', 'latency: 435ms'), rule)).toEqual([])
  })

  it('moves a deadline', () => {
    const text = `scheduler nightly { deadline: 1m }
worker report { latency: 10s }
warehouse facts { latency: 20s }
nightly -> report
report -> facts
flow "Report" { nightly -> report -> facts { calls: 300 } }
`
    const help = helpOf(text, rule)
    expect(toWrite(help)).toBe('scheduler nightly { deadline: 1.67h }')
    expect(findings(replaced(text, toWrite(help)), rule)).toEqual([])
  })
})

describe('tail-amplification', () => {
  it('lets a caller do without what is late', () => {
    const rule = 'tail-amplification'
    const text = `client web
service page
service ads
service posts
service likes
web -> page
page -> ads { parallel: yes }
page -> posts { parallel: yes }
page -> likes { parallel: yes }
flow "Show" { web -> page -> ads { calls: 12 }, posts { calls: 8 }, likes { calls: 3 }  latency: 200ms }
`
    const help = helpOf(text, rule)
    expect(help).toBe(
      'answer without those that are late: page -> ads { optional: yes }, posts { optional: yes }',
    )
    expect(findings(merged(text, help.split(': page')[1]!.replace(/^/, 'page')), rule)).toEqual([])
  })
})

describe('timeout-inversion', () => {
  it.each(['1s, retries: 2', '333ms, retries: 3', '7s'])('lets the caller wait for %s', (below) => {
    const rule = 'timeout-inversion'
    const text = `client web
service front { latency: 10ms }
service orders
web -> front { timeout: 1s }
front -> orders { timeout: ${below} }
`
    const help = helpOf(text, rule)
    expect(findings(merged(text, toWrite(help)), rule)).toEqual([])
  })
})

describe('timeout-inversion above', () => {
  const rule = 'timeout-inversion'
  const above = (tries: number, outer: string): string => `client web
gateway edge { latency: 5ms }
service front { latency: 5ms }
service orders
web -> edge { timeout: ${outer} }
edge -> front { timeout: 1s, retries: ${tries} }
front -> orders { timeout: 2s }
`

  it.each([
    [0, '3s', ['edge -> front { timeout: 2.005s }']],
    [1, '3s', ['edge -> front { timeout: 2.005s }', 'web -> edge { timeout: 4.015s }']],
    [2, '6s', ['edge -> front { timeout: 2.005s }']],
    [2, '7s', ['edge -> front { timeout: 2.005s }']],
  ])('waits longer with what is called: %d tries more, %s', (tries, outer, lines) => {
    const text = above(tries, outer)
    const help = findings(text, rule)[0]!.help!
    expect(help).toBe(`let it wait, or give up sooner below: ${lines.join(', and ')}`)
    expect(findings(lines.reduce(merged, text), rule)).toEqual([])
  })
})

describe('retry-amplification', () => {
  it.each([
    ['3, 3, 3', ['web -> edge { retries: 0 }']],
    ['1, 9, 9', ['web -> edge { retries: 0 }', 'edge -> api { retries: 0 }']],
    ['0, 1, 40', ['edge -> api { retries: 0 }']],
    ['2, 0, 40', ['web -> edge { retries: 0 }']],
    ['2, 3, 40', ['web -> edge { retries: 0 }', 'edge -> api { retries: 0 }']],
  ])('tries again in one place: %s', (written, lines) => {
    const rule = 'retry-amplification'
    const [a, b, c] = written.split(', ')
    const text = `client web
gateway edge
service api
database main
web -> edge { retries: ${a} }
edge -> api { retries: ${b} }
api -> main { retries: ${c} }
`
    const help = helpOf(text, rule)
    expect(help).toBe(`try again in one place, next to what fails: ${lines.join(', and ')}`)
    expect(findings(lines.reduce(merged, text), rule)).toEqual([])
  })
})
