// What failed requirements and scenarios of load and latency say to write is written, over grids of systems: the
// requirement holds then, the scenario passes, and nothing recommended is said that was not said before.

import { describe, expect, it } from 'vitest'
import { combined, findings, replaced, toWrite, tried } from './support/helps.ts'

const zones = ['a', 'b', 'c', 'd']

const busy = (copies: number, places: number, rps: number, more: string): string => `
client web { rps: ${rps} }
region eu {
  ${zones
    .slice(0, places)
    .map((name) => `zone ${name}`)
    .join('  ')}
  lb front { managed: yes }
  service api { replicas: ${copies}, zones: all, capacity: 100/s }
}
web -> eu.front -> eu.api
${more}
`

describe('more copies', () => {
  const sizes = combined([1, 2, 3, 4, 7], [1, 2, 3, 4])
  const loads = [0.4, 0.75, 0.95, 1.4, 3]

  it.each(sizes)('%d of them in %d zones meet a limit', (copies, places) => {
    let count = 0
    for (const [part, limit] of combined(loads, [60, 90, 100])) {
      const text = busy(
        copies,
        places,
        Math.round(100 * copies * part),
        `require utilization <= ${limit}%`,
      )
      count += tried(text, 'requirement-failed')
    }
    expect(count).toBeGreaterThan(4)
  })

  it.each(sizes)('%d of them in %d zones live through a scenario', (copies, places) => {
    let count = 0
    for (const part of loads) {
      const rps = Math.round(100 * copies * part)
      const scenarios = [
        'load: 2x  require utilization <= 100%',
        'load: 1.3x',
        ...(places > 1 ? ['fail: eu.a  require utilization <= 100%', 'fail: eu.b  load: 2x'] : []),
        ...(copies > 1 ? ['fail: ["eu.api#1"]  require utilization <= 80%'] : []),
      ]
      for (const one of scenarios) {
        const text = busy(copies, places, rps, `scenario "S" { ${one} }`)
        const found = findings(text, 'scenario-failed')
        for (const { help } of found) {
          if (/^no single|^let it do/.test(help!)) continue
          for (const option of help!.split('; or ')) {
            const better = replaced(text, toWrite(option))
            expect(findings(better, 'scenario-failed'), `${text}\n${option}`).toEqual([])
            count++
          }
        }
        // What one change of copies can do is always found.
        if (!one.startsWith('load') && copies > 1)
          for (const { help } of found) expect(help, text).not.toContain('no single change')
      }
    }
    expect(count).toBeGreaterThan(1)
  })

  it('are as few as are enough', () => {
    const helpOf = (text: string, rule: string) => findings(text, rule)[0]!.help
    expect(
      helpOf(
        busy(3, 3, 250, 'scenario "S" { fail: eu.a  require utilization <= 100% }'),
        'scenario-failed',
      ),
    ).toContain('run 5 copies')
    expect(
      helpOf(
        busy(3, 3, 250, 'scenario "S" { fail: ["eu.api#1"]  require utilization <= 100% }'),
        'scenario-failed',
      ),
    ).toContain('run a fourth copy')
    expect(helpOf(busy(3, 3, 275, 'require utilization <= 90%'), 'requirement-failed')).toContain(
      'run 5 copies',
    )
  })
})

describe('a faster part', () => {
  const slow = (one: number, other: number, calls: number, required: string): string => `
client web
lb front { managed: yes, latency: 1ms }
service api { managed: yes, latency: ${one}ms }
database db { managed: yes, latency: ${other}ms }
web -> front -> api
api -> db { calls: ${calls} }
flow "Look" { web -> front -> api -> db { calls: ${calls} } }
require ${required}
`

  it.each(combined([30, 120, 400], [60, 90, 300]))('of %d ms and %d ms', (one, other) => {
    let count = 0
    for (const [calls, target] of combined([1, 3], [50, 150, 333, 600]))
      for (const meant of ['', ' for "Look"', ' for api', ' for front -> db'])
        count += tried(
          slow(one, other, calls, `latency <= ${target}ms${meant}`),
          'requirement-failed',
        )
    expect(count).toBeGreaterThan(0)
  })
})

describe('an attribute that has to be there', () => {
  it.each([
    ['service', 'owner'],
    ['service', 'rate-limit'],
    ['service', 'deploy'],
    ['service', 'healthcheck'],
    ['database', 'backup'],
    ['database', 'replication'],
    ['database', 'data'],
    ['database', 'residency'],
    ['database', 'restore-tested'],
    ['service', 'autoscale'],
  ])('of a %s: %s', (kind, name) => {
    const text = `
client web
service api { managed: no, description: "The api" }
database db { managed: yes }
web -> api -> db
require ${name} for ${kind}
`
    const [found] = findings(text, 'requirement-failed')
    expect(found!.help).toContain(`write the ${name} on `)
    const better = replaced(text, toWrite(found!.help!))
    expect(findings(better, 'requirement-failed')).toEqual([])
  })

  it('is written as others have it, on each that fails', () => {
    const text = `
client web
service api { managed: yes }
service pay { managed: yes, owner: shop }
service mail { managed: yes }
web -> api -> pay, mail
require owner for service
`
    const [found] = findings(text, 'requirement-failed')
    expect(found!.help).toBe(
      'each by itself; to begin with, write the owner on api: service api { managed: yes, owner: "shop" }',
    )
    const once = replaced(text, toWrite(found!.help!))
    const [next] = findings(once, 'requirement-failed')
    expect(next!.help).toBe('write the owner on mail: service mail { managed: yes, owner: "shop" }')
    expect(findings(replaced(once, toWrite(next!.help!)), 'requirement-failed')).toEqual([])
  })

  it('is not made up where it names a component', () => {
    const text = 'client web\nqueue jobs\nworker mail\nweb ~> jobs ~> mail\nrequire dlq for queue\n'
    expect(findings(text, 'requirement-failed')[0]!.help).toContain('no single change')
  })
})

it('writes lost are said with what loses them', () => {
  const text =
    'client web\nregion main {\n  database orders { replicas: 2, replication: sync, backup: 1d }\n}\nweb -> main.orders\nrequire rpo <= 1h\n'
  expect(findings(text, 'requirement-failed')[0]!.notes).toContain('so much when main is lost')
})
