// What an `ignore` covers and what it leaves, and what is said about one that is idle, over or unknown.

import { describe, expect, it } from 'vitest'
import { lintText } from '../../test/support/linting.ts'
import { brief, everyService, run } from '../../test/support/made-up.ts'
import type { Finding, Rule } from './rule.ts'

describe('an ignore', () => {
  it('covers its component, and all inside a container', () => {
    const text = `service a { ignore every-service "known" }
group g { ignore every-service "all of them"  service b  service c }
service d`
    expect(run(text)).toEqual([
      'warning every-service: found a (off)',
      'warning every-service: found g.b (off)',
      'warning every-service: found g.c (off)',
      'warning every-service: found d',
    ])
  })

  it('keeps its reason', () => {
    const [finding] = lintText('service a { ignore every-service "known" }', {
      rules: [everyService],
    })
    expect(finding!.suppressed).toEqual({ reason: 'known' })
  })

  it('can be disregarded', () => {
    const text = 'service a { ignore every-service "known" }'
    expect(run(text, { inlineIgnores: 'disregarded' })).toEqual(['warning every-service: found a'])
  })

  it('of a rule that cannot be ignored is a warning', () => {
    const strict = { ...everyService, ignorable: false }
    expect(run('service a { ignore every-service "known" }', { rules: [strict] })).toEqual([
      'warning every-service: found a',
      'warning ignore-without-effect: every-service cannot be ignored in the text',
    ])
  })

  it('of no rule is an error with the nearest', () => {
    const [found, unknown] = lintText('service a { ignore evry-service "known" }', {
      rules: [everyService],
    })
    expect(brief([found!, unknown!])).toEqual([
      'warning every-service: found a',
      'error unknown-rule: there is no rule "evry-service"',
    ])
    expect(unknown!.help).toContain('ignore every-service "known"')
  })
})

describe('an ignore that silences nothing', () => {
  const text = 'database a { ignore every-service "known" }'
  const idle = ['warning ignore-without-effect: this ignore of every-service silences nothing']

  it('is a warning', () => expect(run(text)).toEqual(idle))

  it('is none where the rule did not run', () => {
    expect(run(text, { settings: { 'every-service': 'off' } })).toEqual([])
  })

  it('is none in a fragment, whose findings show elsewhere, or in an imported file', () => {
    expect(run(text, { fragment: true })).toEqual([])
    const files = { 'main.arch': 'import "./part.arch"', 'part.arch': text }
    expect(lintText(files, { rules: [everyService] })).toEqual([])
  })

  it('names the rule that tells it, where it was folded', () => {
    const general = { ...everyService, id: 'general-one', yieldsTo: ['every-service'] }
    const findings = lintText('service a { ignore general-one "known" }', {
      rules: [general, everyService],
    })
    expect(brief(findings)).toEqual([
      'warning every-service: found a',
      'warning ignore-without-effect: this ignore of general-one silences nothing',
    ])
    expect(findings[1]!.help).toContain('ignore every-service "known"')
  })

  it('of the winner does not raise the loser', () => {
    const general = { ...everyService, id: 'general-one', yieldsTo: ['every-service'] }
    const findings = run('service a { ignore every-service "known" }', {
      rules: [general, everyService],
    })
    expect(findings).toEqual(['warning every-service: found a (off)'])
  })
})

describe('an ignore with an end', () => {
  const text = 'service a { ignore every-service "until spring" { until: 2026-03-31 } }'

  it('holds on its last day', () => {
    expect(run(text, { today: '2026-03-31' })).toEqual(['warning every-service: found a (off)'])
  })

  it('is a warning on the next, and the finding is back', () => {
    const expired = 'warning ignore-expired: this ignore of every-service ended on 2026-03-31'
    expect(run(text, { today: '2026-04-01' })).toEqual(['warning every-service: found a', expired])
  })
})

/** Tells all services in one finding, for each of two flows. */
const together: Rule = {
  ...everyService,
  id: 'together',
  *check({ model }) {
    const tell = (subjects: readonly string[], flows: readonly string[]): Finding => ({
      message: `${subjects.join('+')} on ${flows.join('+')}`,
      at: model.components[0]!.at,
      subjects,
      witness: { flows },
      raised: subjects.includes('vital'),
      narrow: (rest) => tell(rest.subjects, rest.flows),
    })
    const services = model.components.filter(({ builtin }) => builtin === 'service')
    yield tell(
      services.map(({ name }) => name),
      ['A', 'B'],
    )
  },
}

/** Two services and two flows, with what stands in the bodies of `vital` and of the flow A. */
const pair = (vital: string, flowA: string): string => `client web
service usual
service vital { ${vital} }
web -> usual -> vital
flow "A" { web -> usual  ${flowA} }
flow "B" { web -> usual -> vital }
`

describe('a finding that can be narrowed', () => {
  const told = (text: string) => run(text, { rules: [together] })

  it('is told without an ignored component, at the severity that the rest has', () => {
    expect(told(pair('', ''))).toEqual(['error together: usual+vital on A+B'])
    expect(told(pair('ignore together "known"', ''))).toEqual([
      'warning together: usual on A+B',
      'error together: vital on A+B (off)',
    ])
  })

  it('is told without an ignored flow', () => {
    expect(told(pair('', 'ignore together "known"'))).toEqual([
      'error together: usual+vital on A (off)',
      'error together: usual+vital on B',
    ])
  })

  it('keeps the severity of what it folded', () => {
    const grave: Rule = { ...everyService, id: 'grave', severity: 'error', yieldsTo: ['together'] }
    const findings = run(pair('ignore together "known"', ''), { rules: [together, grave] })
    expect(findings[0]).toBe('error together: usual on A+B')
  })
})

describe('an ignore in a flow', () => {
  const plain: Rule = {
    ...together,
    *check(context) {
      for (const { narrow: _, ...finding } of together.check(context)) yield finding
    },
  }
  const text = pair('', 'ignore together "known"')

  it('silences nothing while another flow has the finding', () => {
    expect(run(text, { rules: [plain] })).toEqual([
      'error together: usual+vital on A+B',
      'warning ignore-without-effect: this ignore of together silences nothing',
    ])
  })

  it('silences it where every flow ignores it', () => {
    const both = text.replace(
      'web -> usual -> vital }',
      'web -> usual -> vital ignore together "too" }',
    )
    expect(run(both, { rules: [plain] })).toEqual(['error together: usual+vital on A+B (off)'])
  })
})

describe('an ignore at an edge', () => {
  const edges: Rule = {
    ...everyService,
    id: 'every-edge',
    *check({ model }) {
      for (const { id, at } of model.edges) {
        yield { message: `edge ${id}`, at, subjects: ['web', 'api'], edges: [id] }
      }
    },
  }

  it('covers the findings about that edge, and no others', () => {
    const text =
      'client web service api web -> api "a" { ignore every-edge "known" } web -> api "b"'
    expect(run(text, { rules: [edges] })).toEqual([
      'warning every-edge: edge 0 (off)',
      'warning every-edge: edge 1',
    ])
  })
})
