// Configs through the built program: which one counts, what it sets, which files it leaves out, and how its
// mistakes are told.

import { describe, expect, test } from 'vitest'
import { folderWith } from './support/run.ts'

const warned = 'client web\nservice api { managed: yes }\ndatabase db\nweb -> api -> db\n'
const rule = 'unreplicated-database'

const config = (value: unknown): string => JSON.stringify(value)

const off = config({ rules: { [rule]: 'off', 'single-point-of-failure': 'off' } })
const error = config({ rules: { [rule]: 'error' } })

describe('the config of a run', () => {
  test('sets severities', () => {
    const folder = folderWith({ 'a.arch': warned, 'loadpath.config.json': error })
    const { status, out, err } = folder.run([])
    expect([status, err]).toEqual([1, ''])
    expect(out).toMatch(new RegExp(`^error\\[${rule}\\]`))
  })

  test('sets severities that hold, whatever a finding stands in for', () => {
    const severities = (rules: object) => {
      const written = config({ extends: ['loadpath:all'], rules })
      const folder = folderWith({ 'a.arch': warned, 'loadpath.config.json': written })
      const { findings } = JSON.parse(folder.run(['--format', 'json']).out)
      const about = findings.filter(({ subjects }: { subjects: string[] }) =>
        subjects.includes('db'),
      )
      return about.map((one: { rule: string; severity: string }) => `${one.rule} ${one.severity}`)
    }
    expect(severities({ [rule]: 'hint' })).toContain(`${rule} hint`)
    expect(severities({ [rule]: 'off' })).toContain('single-point-of-failure warning')
  })

  test('is the nearest upward', () => {
    const folder = folderWith({
      'loadpath.config.json': error,
      'near/loadpath.config.jsonc': `// near\n${off}`,
      'near/deep/a.arch': warned,
    })
    expect(folder.shell('cd near/deep && loadpath a.arch')).toMatchObject({ status: 0, err: '' })
    expect(
      folder.shell('cd near/deep && loadpath a.arch --config ../../loadpath.config.json'),
    ).toMatchObject({
      status: 1,
      err: '',
    })
  })

  test('is one: a nearer one that says something is named, once', () => {
    const folder = folderWith({
      'near/loadpath.config.json': error,
      'near/a.arch': warned,
      'near/deep/b.arch': warned,
      'marked/loadpath.config.json': ' {\n}\n',
      'marked/c.arch': warned,
    })
    expect(folder.run([])).toMatchObject({
      status: 0,
      err: 'loadpath: near/loadpath.config.json is not read: a run has one config, and this one has none\n',
    })
    const shell = `echo '${off}' > loadpath.config.json && loadpath near marked`
    expect(folder.shell(shell)).toMatchObject({
      status: 0,
      out: '3 files: no findings\n',
      err: 'loadpath: near/loadpath.config.json is not read: a run has one config, and loadpath.config.json counts for all files\n',
    })
  })

  test('named by --config may have any name', () => {
    const folder = folderWith({
      'a.arch': warned,
      'loadpath.config.json': error,
      'ci/lint.jsonc': off,
    })
    expect(folder.run(['--config', 'ci/lint.jsonc'])).toMatchObject({ status: 0, err: '' })
  })

  test.each<[readonly string[], string]>([
    [['--config', 'x.json'], '--config x.json: there is no such file'],
    [
      ['--config', 'a.json', '--config', 'b.json'],
      '--config is given twice: "a.json" and "b.json"',
    ],
  ])('refuses %j', (words, line) => {
    expect(folderWith({ 'a.arch': warned }).run(words)).toEqual({
      status: 2,
      out: '',
      err: `loadpath: ${line}\n`,
    })
  })

  test.each(['mjs', 'yaml'])('is not called loadpath.config.%s, which is told', (ending) => {
    const folder = folderWith({ 'a.arch': warned, [`loadpath.config.${ending}`]: '' })
    expect(folder.run([])).toEqual({
      status: 2,
      out: '',
      err: `loadpath: loadpath.config.${ending} is no name of a config: its ending is ts, js, json or jsonc\n`,
    })
    expect(folder.shell(`echo '{}' > loadpath.config.json && loadpath`).status).toBe(0)
  })

  test('with mistakes ends the run: all of them on standard error', () => {
    const folder = folderWith({
      'a.arch': warned,
      'loadpath.config.json': '{\n  "rulez": {},\n  "files": 3\n}\n',
    })
    const { status, out, err } = folder.run(['--format', 'json'])
    expect([status, out]).toEqual([2, ''])
    expect(err).toBe(`error[config-unknown-key]: there is no key "rulez" here
 --> loadpath.config.json:2:3
  |
2 |   "rulez": {},
  |   ^^^^^^^
  |
  = help: did you mean "rules"?

error[config-wrong-value]: "files" is a list of file patterns, not the number 3
 --> loadpath.config.json:3:12
  |
3 |   "files": 3
  |            ^

1 file: 2 errors
loadpath: the config has mistakes, so nothing was linted
`)
  })

  test('is a file: a folder in its place is said, where it is named', () => {
    const folder = folderWith({ 'a.arch': warned, 'loadpath.config.json': '{ "extends": ["./"] }' })
    const extending = folder.run([])
    expect(extending.status).toBe(2)
    expect(extending.err).toContain('error[config-unreadable]: . cannot be read: it is a folder\n')
    expect(extending.err).toContain(' --> loadpath.config.json:1:15\n')
    const named = folder.run(['--config', '.'])
    expect(named.status).toBe(2)
    expect(named.err).toContain('error[config-unreadable]: . cannot be read: it is a folder\n')
    expect(named.err).toContain(' --> .:1:1\n')
  })

  test('may extend a preset, which --preset beats', () => {
    const all = config({ extends: ['loadpath:all'] })
    const folder = folderWith({ 'loadpath.config.json': all })
    const presets = [[], ['--preset', 'strict']].map(
      (words) =>
        JSON.parse(folder.run(['config', 'print', '--format', 'json', ...words]).out).preset,
    )
    expect(presets).toEqual([
      { name: 'all', from: { file: 'loadpath.config.json', line: 1, column: 13 } },
      { name: 'strict', from: 'flag' },
    ])
  })
})

describe('overrides', () => {
  test('hold for their files, whichever way these are named', () => {
    const overrides = [{ files: ['sketches/**'], rules: JSON.parse(off).rules }]
    const folder = folderWith({
      'a.arch': warned,
      'sketches/b.arch': warned,
      'loadpath.config.json': config({ overrides }),
    })
    expect(folder.run([]).out).toMatch(/a\.arch:3[\s\S]*2 files: 1 warning/)
    expect(folder.shell('cd sketches && loadpath b.arch').out).toBe('1 file: no findings\n')
    expect(folder.shell('loadpath --stdin --stdin-filename sketches/new.arch < a.arch').out).toBe(
      '1 file: no findings\n',
    )
  })
})
