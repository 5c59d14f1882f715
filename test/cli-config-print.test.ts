// `config print` through the built program: what a run uses, and which line of which config says so.

import { describe, expect, test } from 'vitest'
import { folderWith } from './support/run.ts'

const warned = 'client web\nservice api { managed: yes }\ndatabase db\nweb -> api -> db\n'

const config = (value: unknown): string => JSON.stringify(value)

describe('config print', () => {
  const files = {
    'sketches/a.arch': warned,
    'team.json': config({ rules: { 'high-fan-out': ['error', { max: 5 }] } }),
    'loadpath.config.jsonc': `{
  "extends": ["./team.json"],
  "rules": { "high-fan-out": "info" },
  "overrides": [{ "files": ["sketches/**"], "rules": { "missing-client": "off" } }],
  "ignores": ["old"] // so
}`,
  }

  test('says where everything comes from', () => {
    const { out, err } = folderWith(files).run(['config', 'print', 'sketches/a.arch'])
    expect(err).toBe('')
    const lines = out.split('\n').map((line) => line.replace(/ {2,}/g, '  ').trimEnd())
    expect(lines.slice(0, 8)).toEqual([
      'config  loadpath.config.jsonc',
      'extends  team.json',
      'preset  recommended  (default)',
      'files  every .arch file below the working folder',
      'ignores  old',
      'override  sketches/**: missing-client  (applies)',
      'for  sketches/a.arch',
      '',
    ])
    expect(lines).toContain('high-fan-out  info  loadpath.config.jsonc:3')
    expect(lines).toContain('  max: 5  team.json:1')
    expect(lines).toContain('  maxOfGateway: 15  default')
    expect(lines).toContain('missing-client  off  loadpath.config.jsonc:4')
    expect(lines).toContain('client-to-store  error, sometimes warning  preset')
  })

  test('tells the same as JSON, and what the run then does', () => {
    const folder = folderWith(files)
    const print = (...words: readonly string[]) =>
      JSON.parse(folder.run(['config', 'print', '--format', 'json', ...words]).out)
    const severityOf = (used: { rules: { id: string; severity: string }[] }) =>
      used.rules.find(({ id }) => id === 'missing-client')?.severity
    expect(severityOf(print())).toBe('info')
    expect(severityOf(print('sketches/a.arch'))).toBe('off')
    expect(print('sketches/a.arch')).toMatchObject({
      schemaVersion: 1,
      config: 'loadpath.config.jsonc',
      extends: ['team.json'],
      file: { path: 'sketches/a.arch', ignored: false },
      overrides: [{ applies: true, rules: ['missing-client'] }],
      ignores: [{ folder: '.', patterns: ['old'] }],
    })
  })

  test('without a config prints what holds then', () => {
    const { status, out } = folderWith({}).run(['config', 'print'])
    expect(status).toBe(0)
    expect(out).toMatch(/^config {4}none\npreset {4}recommended {2}\(default\)\n/)
  })

  test.each<[readonly string[], string]>([
    [['config', 'prnt'], 'config does not know "prnt", did you mean "print"?'],
    [['config', 'x'], 'config does not know "x" (there are print, schema)'],
    [['config', 'print', 'x.arch'], '"x.arch": there is no such file'],
    [['config', 'print', '.'], '"." is a folder, and overrides are for files'],
    [['config', 'schema', 'x'], 'the schema is the same for every file; leave out x'],
    [['config', 'schema', '--preset', 'all'], '--preset means nothing to the schema'],
    [
      ['config', 'print', '--preset', 'alll'],
      '--preset does not know "alll", did you mean "all"? (it knows recommended, strict, all)',
    ],
  ])('refuses %j', (words, line) => {
    expect(folderWith({}).run(words)).toEqual({ status: 2, out: '', err: `loadpath: ${line}\n` })
  })
})
