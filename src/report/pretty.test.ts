// The report for people as a whole: what is listed, what the last line says, and what paints it.

import { describe, expect, test } from 'vitest'
import { type Diagnostic, type Extras, problem } from '#grammar/diagnostic.ts'
import { type SourceText, sourceText } from '#grammar/source.ts'
import { ansi, plain } from './palette.ts'
import { pretty } from './pretty.ts'
import type { Report } from './report.ts'

describe('the whole report', () => {
  const source = sourceText('main.arch', 'service api\nservice web\n')
  const warning = found(source, 'api', 'one copy', { severity: 'warning' })
  const error = found(source, 'web', 'broken')

  test('a clean run says so', () => {
    expect(pretty(report([]), plain)).toBe('1 file: no findings\n')
  })

  test('the last line counts, and tells what a stricter run would do', () => {
    const text = pretty({ ...report([warning]), strictWouldAdd: 9 }, plain)
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      '1 file: 1 warning; --fail-on warning would end with 1; --preset strict would add 9',
    )
  })

  test('with --fail-on never it tells what the default would do', () => {
    const run = { ...report([warning, error]), files: 2, limits: { failOn: 'never' as const } }
    expect(last(pretty(run, plain))).toBe(
      '2 files: 1 error, 1 warning; --fail-on error would end with 1',
    )
  })

  test('lists from the least severity, and counts everything', () => {
    const run = report([warning, error])
    const text = pretty({ ...run, shown: { ...run.shown, minSeverity: 'error' } }, plain)
    expect(text).not.toContain('one copy')
    expect(last(text)).toBe('1 file: 1 error, 1 warning')
  })

  test('counts what is ignored, and lists it with its reason where asked', () => {
    const run = report([{ ...warning, suppressed: { reason: 'a demo' } }])
    expect(pretty(run, plain)).toBe('1 file: no findings; 1 ignored with a reason\n')
    const all = pretty({ ...run, shown: { minSeverity: 'hint', suppressed: 'listed' } }, plain)
    expect(all).toContain('ignored warning[some-rule]: one copy')
    expect(all).toContain('  = ignored: a demo')
  })

  test('paints with the palette and with nothing else', () => {
    const painted = pretty(report([warning]), ansi)
    const start = String.fromCharCode(27)
    expect(painted).toContain(`${start}[1;33m^^^${start}[0m`)
    expect(painted.replaceAll(new RegExp(`${start}\\[[0-9;]*m`, 'g'), '')).toBe(
      pretty(report([warning]), plain),
    )
    expect(pretty(report([warning]), plain)).not.toContain(start)
  })

  test('a message cannot reach the terminal', () => {
    const text = pretty(report([found(source, 'api', 'bad "\u001b[2J"')]), plain)
    expect(text).toContain('bad "␛[2J"')
  })
})

function report(findings: readonly Diagnostic[]): Report {
  return {
    tool: { name: 'loadpath', version: '1.2.3' },
    findings,
    notLinted: [],
    files: 1,
    limits: { failOn: 'error' },
    shown: { minSeverity: 'hint', suppressed: 'counted' },
    strictWouldAdd: 0,
  }
}

function last(text: string): string | undefined {
  return text.trimEnd().split('\n').at(-1)
}

function found(source: SourceText, word: string, message: string, extras: Extras = {}): Diagnostic {
  const start = source.text.indexOf(word)
  const at = { source, start, end: start + word.length }
  return problem('model', 'some-rule', at, message, extras)
}
