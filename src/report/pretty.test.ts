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

describe('several files', () => {
  const files = ['a.arch', 'systems/größe.arch', '日本.arch', 'z.arch'].map((path) =>
    sourceText(path, 'service api\n'),
  )
  const [a, b, c, z] = files as [SourceText, SourceText, SourceText, SourceText]
  const warned = { severity: 'warning' } as const

  test('are listed with what stands in them, the worst first, then by path', () => {
    const findings = [
      found(a, 'api', 'one', warned),
      found(b, 'api', 'one', warned),
      found(b, 'service', 'two'),
      found(c, 'api', 'one', warned),
      { ...found(z, 'api', 'one'), suppressed: { reason: 'known' } },
    ]
    expect(tail(pretty({ ...report(findings), files: 9 }, plain), 5)).toEqual([
      '  systems/größe.arch   1 error, 1 warning',
      '  a.arch               1 warning',
      '  日本.arch            1 warning',
      '',
      '9 files: 1 error, 3 warnings; 1 ignored with a reason',
    ])
  })

  test('one file with findings among many needs no list', () => {
    const run = { ...report([found(a, 'api', 'one', warned)]), files: 9 }
    expect(tail(pretty(run, plain), 2)).toEqual([
      '',
      '9 files: 1 warning; --fail-on warning would end with 1',
    ])
  })

  test('what is not listed names no file', () => {
    const run = {
      ...report([found(a, 'api', 'one', warned), found(b, 'api', 'one', warned)]),
      files: 2,
    }
    const quiet = { ...run, shown: { ...run.shown, minSeverity: 'error' as const } }
    expect(pretty(quiet, plain)).toBe('2 files: 2 warnings; --fail-on warning would end with 1\n')
  })

  test('past twelve the rest is counted', () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      sourceText(`${100 + i}.arch`, 'service api\n'),
    )
    const findings = many.map((source, i) => found(source, 'api', 'one', i === 29 ? {} : warned))
    expect(tail(pretty({ ...report(findings), files: 2000 }, plain), 14)).toEqual([
      '  129.arch   1 error',
      ...Array.from({ length: 10 }, (_, i) => `  ${100 + i}.arch   1 warning`),
      '  … and 19 more files: 19 warnings',
      '',
      '2000 files: 1 error, 29 warnings',
    ])
  })
})

function tail(text: string, count: number): readonly string[] {
  return text.trimEnd().split('\n').slice(-count)
}

function report(findings: readonly Diagnostic[]): Report {
  return {
    tool: { name: 'loadpath', version: '1.2.3' },
    findings,
    notLinted: [],
    files: 1,
    limits: { failOn: 'error' },
    shown: { minSeverity: 'hint', suppressed: 'counted' },
    strictWouldAdd: 0,
    fixable: new Set(),
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
