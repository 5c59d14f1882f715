// The linter around its rules: severities, plugins that throw, fragments, what is not evaluated yet, and
// the order of it all.

import { describe, expect, it } from 'vitest'
import { spanText } from '#grammar/source.ts'
import { lintRead, lintText, read } from '../../test/support/linting.ts'
import { brief, everyService, run } from '../../test/support/made-up.ts'
import type { Finding, Rule } from './rule.ts'

const throwing: Rule = {
  ...everyService,
  id: 'acme-throws',
  check: () => {
    throw new Error('boom')
  },
}

describe('the severity', () => {
  const text = 'service small service vital service usual'

  it('is the raised one or the lowered one where the finding asks', () => {
    expect(run(text)).toEqual([
      'hint every-service: found small',
      'error every-service: found vital',
      'warning every-service: found usual',
    ])
  })

  it('is the configured one for all of them where there is one', () => {
    const severities = lintText(text, {
      rules: [everyService],
      settings: { 'every-service': 'info' },
    }).map(({ severity }) => severity)
    expect(severities).toEqual(['info', 'info', 'info'])
  })

  it('leaves options alone, which are set beside it', () => {
    const settings = { 'every-service': ['warning', { least: 2 }] } as const
    expect(run('service a service b { replicas: 2 }', { settings })).toEqual([
      'warning every-service: found b',
    ])
  })
})

describe('a rule that throws', () => {
  it('is a finding that names it where a plugin brought it, and stops no other', () => {
    expect(run('service a', { plugins: [throwing] })).toEqual([
      'error acme-throws: the rule acme-throws of a plugin failed: boom',
      'warning every-service: found a',
    ])
  })

  it('is our bug where it is ours', () => {
    expect(() => run('service a', { rules: [throwing] })).toThrow('boom')
  })
})

describe('a rule of a plugin', () => {
  const yielding = (narrow: Finding['narrow']): Rule => ({
    ...everyService,
    id: 'acme-all',
    *check({ model }) {
      const subjects = model.components.map(({ name }) => name)
      const finding = { message: 'all of them', at: model.components[0]!.at, subjects }
      yield narrow ? { ...finding, narrow } : finding
    },
  })
  const text = 'service a { ignore acme-all "old" }\nservice b'

  it('whose finding cannot be narrowed is told whole, and that it failed', () => {
    const failing = yielding(() => {
      throw new Error('boom')
    })
    expect(run(text, { rules: [], plugins: [failing] })).toEqual([
      'error acme-all: the rule acme-all of a plugin failed: boom',
      'warning acme-all: all of them',
    ])
  })

  it('is narrowed where it can be', () => {
    const narrowing = yielding(({ subjects }) => ({
      ...{ message: `only ${subjects.join(', ')}`, subjects },
      at: read('service a').model.components[0]!.at,
    }))
    expect(run(text, { rules: [], plugins: [narrowing] })).toEqual([
      'warning acme-all: only a (off)',
      'warning acme-all: only b',
    ])
  })

  it('whose finding is none is told', () => {
    const circle: unknown[] = []
    circle.push(circle)
    const at = read('service a').model.components[0]!.at
    const right = { message: 'x', at, subjects: [] }
    const wrong: readonly unknown[] = [
      ...[null, 3, {}, { ...right, message: '' }, { ...right, at: { ...at, end: 1e9 } }],
      ...[
        { ...right, notes: 'a' },
        { ...right, witness: { circle } },
        { ...right, fix: {} },
      ],
      ...[
        { ...right, related: [{ message: 'a' }] },
        { ...right, narrow: 1 },
      ],
    ]
    for (const one of wrong) {
      const rule = { ...everyService, id: 'acme-wrong', check: () => [one as Finding] } // it is none
      const [told = ''] = run('service a', { rules: [], plugins: [rule] })
      expect(told).toMatch(/^error acme-wrong: .* failed: it yielded what is no finding: /)
    }
  })
})

describe('a rule about whole systems', () => {
  const whole = { ...everyService, wholeSystem: true }
  const files = { 'main.arch': 'import "./part.arch"\nservice own', 'part.arch': 'service theirs' }

  it('is silent in a fragment', () => {
    expect(run('service a', { rules: [whole], fragment: true })).toEqual([])
    expect(run('service a', { rules: [everyService], fragment: true })).toHaveLength(1)
  })

  it('is silent where an error left something out', () => {
    const { model, facts } = read('service a')
    expect(lintRead({ model, facts }, { rules: [whole] })).toHaveLength(1)
    expect(lintRead({ model: { ...model, complete: false }, facts }, { rules: [whole] })).toEqual(
      [],
    )
  })

  it('is silent about what an import brought', () => {
    expect(brief(lintText(files, { rules: [whole] }))).toEqual(['warning every-service: found own'])
    expect(lintText(files, { rules: [everyService] })).toHaveLength(2)
  })
})

describe('what is not evaluated yet', () => {
  const text = `client web
service api
web -> api
flow "View" { web -> api  latency: 200ms  availability: 99% }
require survive 1 copy
forbid client -> database "no"
scenario "A" { load: 2x }
scenario "B" { load: 3x }
view all { include: [*] }
view some { depth: 1 }
`
  it('is one info for each kind of statement, at the first of them', () => {
    const findings = lintText(text, { rules: [] })
    expect(findings.map(({ message, at }) => `${spanText(at)}|${message}`)).toEqual([
      'all|2 views are read but not yet evaluated by this version',
    ])
    expect(new Set(findings.map(({ rule, severity }) => `${rule} ${severity}`))).toEqual(
      new Set(['not-evaluated info']),
    )
  })

  it('can be switched off and ignored', () => {
    expect(lintText(text, { rules: [], settings: { 'not-evaluated': 'off' } })).toEqual([])
    const ignored = lintText(`ignore not-evaluated "known"\n${text}`, { rules: [] })
    expect(ignored.filter(({ suppressed }) => !suppressed)).toEqual([])
  })

  it('says nothing about views that an import leaves behind', () => {
    const files = {
      'main.arch': 'region a { import "./part.arch" }',
      'part.arch': 'service api\nview part { depth: 1 }\n',
    }
    expect(lintText(files, { rules: [] })).toEqual([])
  })
})

describe('the order', () => {
  it('is by file, start, rule and message, and nothing stands twice', () => {
    const other = { ...everyService, id: 'a-first' }
    const twice: Rule = {
      ...everyService,
      *check(context) {
        yield* [...everyService.check({ ...context, options: { least: 0 } })].reverse()
        yield* everyService.check({ ...context, options: { least: 0 } })
      },
    }
    expect(run('service b service a', { rules: [twice, other] })).toEqual([
      'warning a-first: found b',
      'warning every-service: found b',
      'warning a-first: found a',
      'warning every-service: found a',
    ])
  })
})
