// What a newcomer sees: her first file gives one finding that she can act on, and a thing that she has
// never written is never held against her.

import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { spanText } from '#grammar/source.ts'
import { lintText } from './support/linting.ts'

const first = `client web
lb front
service api
database orders
queue jobs
worker mail
web -> front -> api -> orders
api ~> jobs ~> mail
`

const withCopies = first.replace('service api', 'service api { replicas: 3 }')

const rulesOf = (findings: readonly Diagnostic[]): readonly string[] =>
  findings.map(({ rule, subjects }) => `${rule}: ${subjects.join(', ')}`).sort()

describe('the first file', () => {
  const findings = lintText(first)

  it('gives one warning, which names what stops the flow', () => {
    expect(findings).toHaveLength(1)
    const [only] = findings
    expect(only).toMatchObject({ rule: 'single-point-of-failure', severity: 'warning' })
    expect(only!.message).toBe('losing any one of front, api, orders, jobs stops "web"')
    expect(spanText(only!.at)).toBe('front')
  })

  it('says why, and what to write', () => {
    expect(findings[0]!.notes).toEqual(['each runs as one copy, because nothing says otherwise'])
    expect(findings[0]!.help).toContain('lb front { replicas: 2 }')
  })

  it('is about the flow, however many components join in', () => {
    expect(findings[0]!.identity).toEqual(['web'])
    const more = lintText(`${first}service pay\napi -> pay\n`)
    expect(more).toHaveLength(1)
    expect(more[0]!.identity).toEqual(['web'])
  })

  it('fails nothing: there is no error', () => {
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('on one line, too', () => {
    const line = `client web  lb front  service api  database orders  queue jobs  worker mail
web -> front -> api -> orders
api ~> jobs ~> mail`
    expect(rulesOf(lintText(line))).toEqual(rulesOf(findings))
  })
})

describe('her next step', () => {
  it('with copies of one service each other one is told by itself', () => {
    expect(rulesOf(lintText(withCopies))).toEqual([
      'single-load-balancer: front',
      'single-point-of-failure: jobs',
      'unreplicated-database: orders',
    ])
  })

  it('a client that calls the database is an error', () => {
    const findings = lintText(`${withCopies}web -> orders\n`)
    expect(rulesOf(findings)).toContain('client-to-store: web, orders')
    expect(findings.find(({ rule }) => rule === 'client-to-store')!.severity).toBe('error')
  })

  it.each(['replicas: 2', 'autoscale: 2..4', 'zones: [a, b]', 'managed: yes'])(
    '%s on one component ends the common finding',
    (written) => {
      const zones = 'region eu { zone a  zone b }\n'
      const findings = lintText(zones + first.replace('service api', `service api { ${written} }`))
      expect(findings.length).toBeGreaterThan(1)
      expect(findings.map(({ message }) => message).join('\n')).not.toContain('any one of')
    },
  )

  it('what she copies from the help silences the finding', () => {
    const copies = ['lb front', 'service api', 'database orders', 'queue jobs']
    const done = copies.reduce((text, one) => text.replace(one, `${one} { replicas: 2 }`), first)
    expect(lintText(done)).toEqual([])
  })
})

describe('an ignore in the first file', () => {
  it('takes its component out of the common finding', () => {
    const reason = 'rebuilt in a minute'
    const findings = lintText(
      first.replace('lb front', `lb front { ignore single-point-of-failure "${reason}" }`),
    )
    expect(findings.map(({ message, suppressed }) => [message, suppressed?.reason])).toEqual([
      ['losing "front" stops "web"', reason],
      ['losing any one of api, orders, jobs stops "web"', undefined],
    ])
  })
})

describe('what she has never written', () => {
  it('is never held against her, even by the strictest preset', () => {
    const known = ['single-point-of-failure']
    for (const preset of ['recommended', 'strict', 'all'] as const) {
      expect([...new Set(lintText(first, { preset }).map(({ rule }) => rule))]).toEqual(known)
    }
  })
})
