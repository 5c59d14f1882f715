// Configs through the built program: which one counts, what it sets, which files it leaves out, and how its
// mistakes are told. It is past 250 lines because a config is one thing with many sides.

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

describe('files and ignores', () => {
  const files = {
    'systems/a.arch': warned,
    'systems/old/b.arch': warned,
    'drafts/c.arch': warned,
    'loadpath.config.json': config({ files: ['systems'], ignores: ['systems/old', 'drafts'] }),
  }
  const ignores = (path: string) =>
    `loadpath: ${path} was not linted: loadpath.config.json ignores it\n`

  test('say what a run without paths takes, from any folder', () => {
    const folder = folderWith(files)
    expect(folder.run([]).out).toMatch(/1 file: 1 warning/)
    expect(folder.shell('cd systems/old && loadpath')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/a\.arch:3[\s\S]*1 file: 1 warning/),
    })
  })

  test.each<[string, readonly string[], string]>([
    ['the folder of the config itself', ['.'], '.'],
    ['the working folder', ['systems'], 'systems'],
    ['one beside the working folder', ['systems', 'drafts'], 'drafts'],
    ['patterns of folders', ['sys*/**'], 'systems/old'],
  ])('files may name %s', (_, paths, working) => {
    const folder = folderWith({ ...files, 'loadpath.config.json': config({ files: paths }) })
    const { status, out, err } = folder.shell(`cd ${working} && loadpath --format json`)
    const wanted = paths.length > 1 || paths[0] === '.' ? 3 : 2
    expect([status, err, JSON.parse(out).summary.files]).toEqual([0, '', wanted])
    for (const command of ['fmt --check', 'fix --diff']) {
      expect(folder.shell(`cd ${working} && loadpath ${command}`).err).not.toContain('""')
    }
  })

  test('an entry of files that leads to nothing names the config', () => {
    const written = config({ files: ['systms', 'chek', 'systems'] })
    const folder = folderWith({ ...files, 'loadpath.config.json': written })
    const line = (path: string) =>
      `loadpath: ${path} was not linted: there is no such file (loadpath.config.json names it in "files")\n`
    expect(folder.run([])).toMatchObject({ status: 2, err: line('chek') + line('systms') })
    const alone = folderWith({
      'a.arch': warned,
      'loadpath.config.json': config({ files: ['chek'] }),
    })
    expect(alone.run([])).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: "chek": there is no such file (loadpath.config.json names it in "files")\n',
    })
  })

  test('a file that is named and ignored is said, and counts for nothing', () => {
    const folder = folderWith(files)
    expect(folder.run(['drafts/c.arch'])).toEqual({
      status: 0,
      out: '0 files: no findings\n',
      err: ignores('drafts/c.arch'),
    })
    expect(folder.run(['drafts/c.arch', 'systems/a.arch'])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/1 file: 1 warning/),
      err: ignores('drafts/c.arch'),
    })
    expect(folder.shell('loadpath --stdin --stdin-filename drafts/c.arch < drafts/c.arch')).toEqual(
      {
        status: 0,
        out: '0 files: no findings\n',
        err: ignores('drafts/c.arch'),
      },
    )
  })

  test('a folder or pattern of ignored files leads to nothing', () => {
    const folder = folderWith(files)
    const nothing = (path: string) =>
      `loadpath: "${path}": loadpath.config.json ignores all that lies there\n`
    expect(folder.run(['drafts'])).toEqual({ status: 2, out: '', err: nothing('drafts') })
    expect(folder.run(['drafts/*.arch'])).toMatchObject({
      status: 2,
      err: nothing('drafts/*.arch'),
    })
    expect(folder.run(['drafts', 'systems'])).toMatchObject({
      status: 2,
      out: expect.stringMatching(/1 file: 1 warning/),
      err: 'loadpath: drafts was not linted: loadpath.config.json ignores all that lies there\n',
    })
  })

  test('a pattern of the config that leads to nothing is told', () => {
    const folder = folderWith({
      'a.arch': warned,
      'loadpath.config.json': config({ files: ['*.txt'] }),
    })
    expect(folder.run([])).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: "*.txt": no file matches it (loadpath.config.json names it in "files")\n',
    })
  })

  test('are relative to a folder, whatever its name', () => {
    const inside = Object.entries(files).map(([path, text]) => [`a[1]{b}*/${path}`, text])
    const folder = folderWith(Object.fromEntries(inside))
    expect(folder.shell("cd 'a[1]{b}*/drafts' && loadpath").out).toMatch(
      /a\.arch:3[\s\S]*1 file: 1 warn/,
    )
  })

  test('hold for fmt, which gives ignored standard input back as it is', () => {
    const folder = folderWith(files)
    expect(folder.run(['fmt', '--check'])).toEqual({ status: 1, out: 'systems/a.arch\n', err: '' })
    const ignored = 'loadpath: drafts/c.arch was not formatted: loadpath.config.json ignores it\n'
    expect(folder.run(['fmt', 'drafts/c.arch'])).toEqual({ status: 0, out: '', err: ignored })
    expect(folder.read('drafts/c.arch')).toBe(warned)
    expect(
      folder.run(['fmt', '--stdin', '--stdin-filename', 'drafts/c.arch'], { input: warned }),
    ).toEqual({
      ...{ status: 0, out: warned, err: ignored },
    })
  })
})
