// How a run ends is a question of what was found and of --fail-on, and of nothing that is shown.

import { describe, expect, test } from 'vitest'
import { problem, type Severity } from '#grammar/diagnostic.ts'
import { sourceText } from '#grammar/source.ts'
import { exitOf, type FailOn, failOns, type Report } from './report.ts'

const source = sourceText('x.arch', 'service api')

function run(severity: Severity, failOn: FailOn, rule = 'some-rule'): Report {
  const finding = problem('model', rule, { source, start: 0, end: 1 }, 'odd', { severity })
  return {
    tool: { name: 'loadpath', version: '1' },
    findings: [finding],
    notLinted: [],
    files: 1,
    limits: { failOn },
    shown: { minSeverity: 'hint', suppressed: 'counted' },
    strictWouldAdd: 0,
    fixable: new Set(),
  }
}

describe('how a run ends', () => {
  test.each([
    ['error', [1, 1, 1, 1, 0]],
    ['warning', [0, 1, 1, 1, 0]],
    ['info', [0, 0, 1, 1, 0]],
    ['hint', [0, 0, 0, 1, 0]],
  ] as const)('%s, under each --fail-on', (severity, exits) => {
    expect(failOns.map((failOn) => exitOf(run(severity, failOn)))).toEqual(exits)
  })

  test('what is listed does not matter', () => {
    const hidden = { minSeverity: 'error', suppressed: 'counted' } as const
    expect(exitOf({ ...run('warning', 'warning'), shown: hidden })).toBe(1)
  })

  test('an ignored finding does not fail it', () => {
    const { findings, ...rest } = run('error', 'hint')
    const ignored = findings.map((one) => ({ ...one, suppressed: { reason: 'known' } }))
    expect(exitOf({ ...rest, findings: ignored })).toBe(0)
  })

  test('what is not evaluated yet never fails it', () => {
    expect(exitOf(run('info', 'info', 'not-evaluated'))).toBe(0)
  })

  test('more warnings than allowed fail it, but not under --fail-on never', () => {
    const one = run('warning', 'error')
    expect(exitOf({ ...one, limits: { failOn: 'error', maxWarnings: 1 } })).toBe(0)
    expect(exitOf({ ...one, limits: { failOn: 'error', maxWarnings: 0 } })).toBe(1)
    expect(exitOf({ ...one, limits: { failOn: 'never', maxWarnings: 0 } })).toBe(0)
  })

  test('a file that was not linted is worse than a finding', () => {
    const notLinted = [{ file: 'a.arch', reason: 'permission denied' }]
    expect(exitOf({ ...run('error', 'never'), notLinted })).toBe(2)
  })
})
