// What folds into what among findings about requirements and scenarios: one cause is one finding.

import { describe, expect, it } from 'vitest'
import { findings, replaced, toWrite } from './support/helps.ts'
import { lintText, unsuppressed } from './support/linting.ts'

describe('one cause is one finding', () => {
  const told = (text: string) =>
    unsuppressed(lintText(text)).map(({ rule, severity }) => `${severity} ${rule}`)

  const zones =
    'client web\nlb front { managed: yes }\nregion eu {\n  zone a\n  zone b\n  service api { replicas: 2, zones: [a] }\n}\nweb -> front -> eu.api\n'

  it('a loss that overloads the rest is told by the rule of the loss, and by a scenario that asks for more', () => {
    const text =
      'client web { rps: 120 }\nlb front { replicas: 2 }\nservice api { replicas: 3, capacity: 50/s }\nweb -> front -> api\n'
    expect(told(`${text}scenario "Lose a copy" { fail: ["api#1"] }\n`)).toEqual([
      'warning instance-loss-overload',
    ])
    expect(told(`${text}scenario "A copy, and more" { fail: ["api#1"]  load: 1.1x }\n`)).toEqual([
      'warning instance-loss-overload',
      'warning scenario-failed',
    ])
  })

  it('what a scenario has too little of is tried', () => {
    const text =
      'client web { rps: 120 }\nlb front { replicas: 2 }\nservice api { replicas: 4, capacity: 50/s }\nweb -> front -> api\nscenario "Twice" { load: 2x }\n'
    const [found] = findings(text, 'scenario-failed')
    expect(found!.severity).toBe('warning')
    expect(found!.help).toBe('run 5 copies of api: service api { replicas: 5, capacity: 50/s }')
    expect(findings(replaced(text, toWrite(found!.help!)), 'scenario-failed')).toEqual([])
  })

  it('a zone that has to be survived is told by zone-failure-outage, as an error', () => {
    expect(told(zones)).toEqual(['warning zone-failure-outage'])
    const found = unsuppressed(lintText(`${zones}require survive 1 zone\n`))
    expect(found.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      'error zone-failure-outage',
    ])
    expect(found[0]!.notes.at(-1)).toBe('the file asks for `survive 1 zone`')
  })

  it('unless something else breaks by it, too', () => {
    const text = `${zones.replace('zone b\n', 'zone b\n  service other { zones: [b], replicas: 1 }\n')}eu.api -> eu.other\nrequire survive 1 zone\n`
    expect(told(text)).toContain('error requirement-failed')
  })

  it('a latency of a flow is told by latency-budget-exceeded', () => {
    const text =
      'client web\nservice api { managed: yes, latency: 300ms }\nweb -> api\nflow "View" { web -> api  latency: 200ms }\n'
    expect(told(text)).toEqual(['error latency-budget-exceeded'])
  })

  it('and so is what the file asks for of the same flows, with its number', () => {
    const text = (more: string) =>
      `client web\nservice api { managed: yes, latency: 300ms }\nservice shop { managed: yes, latency: 500ms }\nweb -> api, shop\nflow "View" { web -> api  latency: 150ms }\nflow "Buy" { web -> shop${more} }\nrequire latency <= 200ms\n`
    const alone = text('  latency: 150ms')
    expect(told(alone)).toEqual(['error latency-budget-exceeded', 'error latency-budget-exceeded'])
    expect(unsuppressed(lintText(alone))[0]!.notes).toContain(
      'the file asks for `latency <= 200ms` too',
    )
    expect(told(text(''))).toEqual(['error latency-budget-exceeded', 'error requirement-failed'])
  })

  it('a target of 100 % that is not met is one that is not met', () => {
    const text =
      'client web\nservice api { managed: yes }\nweb -> api\nrequire availability >= 100%\n'
    expect(told(text)).toEqual(['error requirement-failed'])
    expect(told(text.replace('managed: yes', 'managed: yes, availability: 100%'))).toEqual([
      'warning target-100-percent',
    ])
  })

  it('what fails anyway is a note about the scenario', () => {
    const text =
      'client web\nservice api { managed: yes, latency: 300ms }\nweb -> api\nrequire latency <= 200ms\nscenario "Busy" { load: 2x }\n'
    const [found, ...others] = unsuppressed(lintText(text))
    expect(others).toEqual([])
    expect(found!.rule).toBe('requirement-failed')
    expect(found!.notes).toContain('it fails in 1 scenario too: "Busy"')
  })

  it('what fails anyway is a note there, too, where the scenario asks for it once more', () => {
    const text =
      'client web\nservice api { managed: yes, latency: 300ms }\nweb -> api\nrequire latency <= 200ms\nscenario "Busy" { load: 2x  require latency <= 0.2s }\n'
    const [found, ...others] = unsuppressed(lintText(text))
    expect(others).toEqual([])
    expect(found!.rule).toBe('requirement-failed')
    expect(found!.notes).toContain('it fails in 1 scenario too: "Busy"')
  })

  it('of many that fail it the furthest are told, and how many more there are', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const services = names.map(
      (name, index) => `service ${name} { managed: yes, latency: ${300 + 10 * index}ms }`,
    )
    const flows = names.map((name) => `web -> ${name}\nflow "${name}" { web -> ${name} }`)
    const own = (asked: string): string => ['client web', ...services, ...flows, asked].join('\n')
    const takes = (name: string, time: number): string => `"${name}" takes ${time} ms`
    const [required] = unsuppressed(lintText(own('require latency <= 200ms')))
    expect(required!.message).toContain(`${takes('h', 370)}, and 7 others fail it`)
    const next = [takes('g', 360), takes('f', 350), takes('e', 340), takes('d', 330)]
    expect(required!.notes.slice(0, 5)).toEqual([...next, 'and 3 more'])
    const [scenario] = unsuppressed(
      lintText(own('scenario "S" { load: 2x  require latency <= 200ms }')),
    )
    expect(scenario!.notes.slice(0, 5)).toEqual([
      takes('h', 370),
      ...next.slice(0, 3),
      'and 4 more',
    ])
  })

  it('an ignore in the flow takes its own target out', () => {
    const text =
      'client web\nservice api { managed: yes, availability: 99% }\nweb -> api\nflow "View" { ignore requirement-failed "known"  web -> api  availability: 99.9% }\n'
    expect(told(text)).toEqual([])
  })
})
