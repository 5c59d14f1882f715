// The report for programs against its own schema, in full and field by field.

import { expect, test } from 'vitest'
import { type Diagnostic, problem } from '#grammar/diagnostic.ts'
import { sourceText } from '#grammar/source.ts'
import { violations } from '../../test/support/json-schema.ts'
import schema from './check.schema.json' with { type: 'json' }
import { formats } from './formats.ts'
import { plain } from './palette.ts'
import type { Report } from './report.ts'

const source = sourceText('systems/shop.arch', 'client web\nservice größe\n')
const at = { source, start: 19, end: 24 }

const bare = problem('model', 'unknown-kind', { source, start: 0, end: 6 }, 'there is no kind')

const full: Diagnostic = {
  ...bare,
  category: 'availability',
  rule: 'single-point-of-failure',
  severity: 'warning',
  message: 'losing "größe" stops "web"',
  at,
  notes: ['it runs as one copy'],
  help: 'write a second',
  subjects: ['größe'],
  related: [{ message: 'the flow', at: { source, start: 7, end: 10 } }],
  witness: { flows: ['web'], path: ['web', 'größe'], probability: 0.005 },
  fix: { title: 'a second copy', safe: false, edits: [{ at: { ...at, start: 24 }, text: ' { }' }] },
}

const suppressed: Diagnostic = { ...full, severity: 'info', suppressed: { reason: 'a demo' } }

const run: Report = {
  tool: { name: 'loadpath', version: '1.2.3' },
  findings: [bare, full, suppressed],
  notLinted: [],
  files: 1,
  limits: { failOn: 'error' },
  shown: { minSeverity: 'hint', suppressed: 'counted' },
  strictWouldAdd: 0,
  fixable: new Set(),
}

test('a report fits the schema, with everything in it and with nothing', () => {
  expect(violations(schema, parsed(run))).toEqual([])
  const closed = [{ file: 'secret.arch', reason: 'permission denied' }]
  expect(violations(schema, parsed({ ...run, findings: [], notLinted: closed }))).toEqual([])
})

test('the schema is strict', () => {
  const report = parsed(run)
  expect(violations(schema, { ...report, extra: 1 })).toEqual(['/extra: unknown'])
  expect(violations(schema, { ...report, schemaVersion: 2 })).toEqual(['/schemaVersion: not 1'])
  const [first, ...others] = report.findings
  const findings = [{ ...first, severity: 'fatal', subjects: [''] }, ...others]
  expect(violations(schema, { ...report, findings })).toEqual([
    '/findings/0/severity: none of error, warning, info, hint',
    '/findings/0/subjects/0: too short',
  ])
  const { summary: _, ...rest } = report
  expect(violations(schema, rest)).toEqual([': lacks summary'])
})

test('a finding in full', () => {
  expect(parsed(run).findings[1]).toEqual({
    rule: 'single-point-of-failure',
    category: 'availability',
    severity: 'warning',
    message: 'losing "größe" stops "web"',
    notes: ['it runs as one copy'],
    help: 'write a second',
    subjects: ['größe'],
    location: {
      file: 'systems/shop.arch',
      start: { line: 2, column: 9, offset: 19 },
      end: { line: 2, column: 14, offset: 24 },
    },
    related: [
      {
        message: 'the flow',
        location: {
          file: 'systems/shop.arch',
          start: { line: 1, column: 8, offset: 7 },
          end: { line: 1, column: 11, offset: 10 },
        },
      },
    ],
    witness: { flows: ['web'], path: ['web', 'größe'], probability: 0.005 },
    fix: {
      title: 'a second copy',
      safe: false,
      edits: [
        {
          location: {
            file: 'systems/shop.arch',
            start: { line: 2, column: 14, offset: 24 },
            end: { line: 2, column: 14, offset: 24 },
          },
          text: ' { }',
        },
      ],
    },
  })
})

test('the summary counts the whole run, whatever is listed', () => {
  const { findings, summary } = parsed({ ...run, shown: { ...run.shown, minSeverity: 'error' } })
  expect(findings.map((one: { rule: string }) => one.rule)).toEqual([
    'unknown-kind',
    'single-point-of-failure',
  ])
  expect(findings[1].suppressed).toEqual({ reason: 'a demo' })
  expect(summary).toEqual({
    ...{ files: 1, errors: 1, warnings: 1, infos: 0, hints: 0 },
    ...{ suppressed: 1, baselined: 0, exit: 1 },
    perFile: [
      {
        file: 'systems/shop.arch',
        ...{ errors: 1, warnings: 1, infos: 0, hints: 0, suppressed: 1 },
      },
    ],
  })
})

test('the summary has each file in which something stands, by path', () => {
  const other = sourceText('b.arch', 'service api')
  const elsewhere = { ...suppressed, at: { source: other, start: 0, end: 7 }, related: [] }
  const report = parsed({ ...run, findings: [bare, full, elsewhere], files: 5 })
  expect(violations(schema, report)).toEqual([])
  const none = { errors: 0, warnings: 0, infos: 0, hints: 0, suppressed: 0 }
  expect(report.summary.perFile).toEqual([
    { ...none, file: 'b.arch', suppressed: 1 },
    { ...none, file: 'systems/shop.arch', errors: 1, warnings: 1 },
  ])
})

function parsed(report: Report) {
  return JSON.parse(formats.json(report, plain))
}
