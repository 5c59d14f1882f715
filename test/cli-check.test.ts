// `check` through the built program: what stands on which stream, which files it finds, standard input,
// and names of every script.

import { describe, expect, test } from 'vitest'
import schema from '#src/report/check.schema.json' with { type: 'json' }
import manifest from '../package.json' with { type: 'json' }
import { violations } from './support/json-schema.ts'
import { folderWith } from './support/run.ts'

const clean = 'client web\nservice api { managed: yes }\nweb -> api\n'
const warned = 'client web\nservice api { managed: yes }\ndatabase db\nweb -> api -> db\n'
const broken = 'client web\nservce api\nweb -> api\n'

describe('standard output', () => {
  test('holds the report alone, and standard error nothing', () => {
    const { out, err } = folderWith({ 'a.arch': clean }).run(['a.arch'])
    expect([out, err]).toEqual(['1 file: no findings\n', ''])
  })

  test('is empty where every report goes into a file', () => {
    const folder = folderWith({ 'a.arch': warned })
    const words = ['a.arch', '--format', 'json=a.json', '--format', 'pretty=a.txt', '--color']
    expect(folder.run(words)).toEqual({ status: 0, out: '', err: '' })
    expect(JSON.parse(folder.read('a.json')).summary.warnings).toBe(1)
    expect(folder.read('a.txt')).toContain('1 file: 1 warning')
    expect(folder.read('a.txt')).not.toContain(String.fromCharCode(27))
  })

  test('is painted where asked', () => {
    const folder = folderWith({ 'a.arch': warned })
    const painted = folder.run(['a.arch', '--color']).out
    expect(painted).toContain(String.fromCharCode(27))
    expect(folder.run(['a.arch'], { env: { FORCE_COLOR: '1' } }).out).toBe(painted)
    expect(folder.run(['a.arch', '--no-color'], { env: { FORCE_COLOR: '1' } }).out).not.toContain(
      String.fromCharCode(27),
    )
  })

  test('may be closed by its reader', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `servce s${i}\n`).join('')
    const folder = folderWith({ 'a.arch': many })
    const { out, err } = folder.shell('loadpath a.arch | head -n 1; echo "$PIPESTATUS"')
    expect(out.split('\n')[0]).toMatch(/^error\[unknown-kind\]/)
    expect(out.trimEnd().split('\n')[1]).toBe('1')
    expect(err).toBe('')
  })

  test('that is full is told, with status 2', () => {
    const { out, err } = folderWith({ 'a.arch': clean }).shell(
      'loadpath a.arch > /dev/full; echo $?',
    )
    expect(out).toBe('2\n')
    expect(err).toMatch(/^loadpath: standard output was not written: ENOSPC/)
  })

  test('takes a long report whole', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `servce s${i}\n`).join('')
    const { out } = folderWith({ 'a.arch': many }).run(['a.arch', '--format', 'json'])
    const { findings, summary } = JSON.parse(out)
    expect(summary.errors).toBe(20_000)
    expect(findings.at(-1).location.start.line).toBe(20_000)
  })
})

describe('--format json', () => {
  test.each([
    ['a clean file', clean],
    ['warnings', warned],
    ['errors', broken],
    ['nothing', ''],
    ['a syntax error', 'service api {'],
  ])('fits the schema: %s', (_, text) => {
    const { out } = folderWith({ 'a.arch': text }).run(['a.arch', '--format', 'json'])
    const report = JSON.parse(out)
    expect(violations(schema, report)).toEqual([])
    expect(report.tool).toEqual({ name: 'loadpath', version: manifest.version })
  })

  test('and pretty tell the same findings', () => {
    const folder = folderWith({ 'a.arch': warned, 'b.arch': broken })
    const { findings } = JSON.parse(folder.run(['--format', 'json']).out)
    const titles = findings.map(
      (one: { rule: string; severity: string; message: string }) =>
        `${one.severity}[${one.rule}]: ${one.message}`,
    )
    const shown = folder
      .run([])
      .out.split('\n')
      .filter((line) => /^[a-z]+\[/.test(line))
    expect(titles.length).toBeGreaterThan(1)
    expect(shown).toEqual(titles)
  })
})

describe('the files of a run', () => {
  test('are those below the folder, node_modules and dot folders apart', () => {
    const folder = folderWith({
      'a.arch': clean,
      'deep/er/b.arch': clean,
      'node_modules/x/c.arch': broken,
      '.cache/d.arch': broken,
      'e.txt': broken,
    })
    expect(folder.run([]).out).toBe('2 files: no findings\n')
    expect(folder.run(['.cache']).status).toBe(1)
  })

  test('tell an imported file as a fragment', () => {
    const folder = folderWith({
      'main.arch': 'import "./part.arch"\nclient web\nweb -> api\n',
      'part.arch': 'service api { managed: yes }\n',
    })
    expect(folder.run(['part.arch']).out).toContain('missing-client')
    expect(folder.run([]).out).toBe('2 files: no findings\n')
  })

  test('tell a mistake of an imported file once', () => {
    const folder = folderWith({
      'main.arch': 'import "./part.arch"\nclient web\nweb -> api\n',
      'part.arch': 'service api { managed: yes }\nservce x\n',
    })
    expect(folder.run([]).out.match(/^error/gm)).toHaveLength(1)
  })
})

describe('standard input', () => {
  test.each([[['-']], [['--stdin']], [['check', '-']]])('is linted by %j', (words) => {
    const { status, out } = folderWith({}).run(words, { input: broken })
    expect(status).toBe(1)
    expect(out).toContain(' --> <stdin>:2:1')
  })

  test('has the name and the imports of the file that it stands for', () => {
    const folder = folderWith({
      'systems/main.arch': broken,
      'systems/part.arch': 'service api { managed: yes }\n',
    })
    const input = 'import "./part.arch"\nclient web\nweb -> api\nservce x\n'
    const words = ['--stdin', '--stdin-filename', 'systems/main.arch']
    const { out } = folder.run(words, { input })
    expect(out).toContain(' --> systems/main.arch:4:1')
    expect(out.match(/^error/gm)).toHaveLength(1)
  })

  test('may be no text at all', () => {
    const { status, out } = folderWith({}).run(['-'], { input: Uint8Array.of(0xff, 0xfe, 0, 1) })
    expect(status).toBe(1)
    expect(out).toMatch(/^error\[/)
  })
})

describe('what is no plain file', () => {
  test.each(['loadpath <(cat a.arch)', 'cat a.arch | loadpath /dev/stdin'])(
    '%s is read',
    (words) => {
      const { out } = folderWith({ 'a.arch': broken }).shell(`${words}; echo "$?"`)
      expect(out).toMatch(/^error\[unknown-kind\]: there is no kind `servce`/)
      expect(out).toMatch(/\n1 file: 1 error\n1\n$/)
    },
  )

  test.each(['/dev/zero', '/dev/null'])('%s is not', (device) => {
    expect(folderWith({}).run([device])).toMatchObject({
      status: 2,
      err: `loadpath: ${device} was not linted: it is a device\n`,
    })
  })
})

describe('names of every script', () => {
  test.each(['größe', '日本', 'cafe\u0301'])('%s', (name) => {
    const text = `client web\nservice ${name} { managed: yes }\nweb -> ${name.normalize('NFC')}\n`
    const folder = folderWith({ 'a.arch': text })
    expect(folder.run(['a.arch']).out).toBe('1 file: no findings\n')

    const wrong = folderWith({ 'a.arch': `${text}web -> ${name}x\n` })
    const { findings } = JSON.parse(wrong.run(['a.arch', '--format', 'json']).out)
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ rule: 'unknown-component' })
    expect(findings[0].message + findings[0].help).toContain(name.normalize('NFC'))
  })
})
