// `fix` through the built program: what it writes and says, standard input, files with errors, and files that
// several others import.

import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { golden } from './documents/program.ts'
import { folderWith } from './support/run.ts'
import { readText } from './tidy/tree.ts'

const idle = 'client web\nservice api { managed: yes, ignore high-fan-out "never" }\nweb -> api\n'
const tidy = 'client web\nservice api { managed: yes }\nweb -> api\n'
const lone = 'client web\nservice api { managed: yes }\ndatabase db\nweb -> api -> db\n'
const clean = 'client web\nservice api { managed: yes }\nweb -> api\n'
const unreadable = 'client web\nservice { ignore high-fan-out "never" }\nweb -> \n'

describe('fix', () => {
  test('writes in place, and says what it did', () => {
    const folder = folderWith({ 'a.arch': idle, 'b.arch': clean, 'c/d.arch': idle })
    expect(folder.run(['fix'])).toEqual({
      status: 0,
      out: `a.arch
  ignore-without-effect: remove the ignore of high-fan-out
c/d.arch
  ignore-without-effect: remove the ignore of high-fan-out
2 fixed in 2 files; no findings left
`,
      err: '',
    })
    expect(folder.read('a.arch')).toBe(tidy)
    expect(folder.read('c/d.arch')).toBe(tidy)
    expect(folder.run(['fix'])).toEqual({
      status: 0,
      out: 'nothing to fix; no findings left\n',
      err: '',
    })
  })

  test('writes what must be made true only with --unsafe', () => {
    const folder = folderWith({ 'a.arch': lone })
    expect(folder.run(['fix', 'a.arch']).out).toBe(
      'nothing to fix; 1 finding left, with an unsafe fix (--unsafe)\n',
    )
    expect(folder.read('a.arch')).toBe(lone)
    expect(folder.run(['fix', '--unsafe', 'a.arch']).out).toBe(`a.arch
  unreplicated-database: write replicas: 2 on "db"
1 fixed in 1 file; no findings left
`)
    expect(folder.read('a.arch')).toBe(lone.replace('database db', 'database db { replicas: 2 }'))
  })

  test('ends with 1 while errors are left, as check does', () => {
    const folder = folderWith({ 'a.arch': `${idle}web -> nothing-like-it\n` })
    expect(folder.run(['fix']).status).toBe(1)
    expect(folder.run(['fix', '--unsafe']).status).toBe(1)
  })

  test('keeps line ends and the byte-order mark', () => {
    const folder = folderWith({ 'a.arch': `\ufeff${lone.replaceAll('\n', '\r\n')}` })
    folder.run(['fix', '--unsafe'])
    const wanted = lone.replace('database db', 'database db { replicas: 2 }')
    expect(folder.read('a.arch')).toBe(`\ufeff${wanted.replaceAll('\n', '\r\n')}`)
  })

  test('gives standard input fixed, and changes nothing beside it', () => {
    const folder = folderWith({ 'parts/db.arch': 'database db { replicas: 1 }\n' })
    const input = `import "./parts/db.arch"\n${idle}api -> db\n`
    const words = ['fix', '--stdin', '--stdin-filename', 'a.arch', '--unsafe']
    const fixed = `import "./parts/db.arch"\n${tidy}api -> db\n`
    expect(folder.run(words, { input })).toEqual({ status: 0, out: fixed, err: '' })
    expect(folder.run(words, { input: fixed })).toEqual({ status: 0, out: fixed, err: '' })
    expect(folder.read('parts/db.arch')).toBe('database db { replicas: 1 }\n')
    expect(folder.run(['fix', '-'], { input: `\ufeff${clean}` }).out).toBe(`\ufeff${clean}`)
  })

  test('leaves a file with errors in its text as it is, and says so', () => {
    const folder = folderWith({ 'a.arch': unreadable, 'b.arch': idle })
    const { status, err } = folder.run(['fix'])
    expect([status, err]).toEqual([
      1,
      'loadpath: a.arch has errors in its text and was left as it is\n',
    ])
    expect(folder.read('a.arch')).toBe(unreadable)
    expect(folder.read('b.arch')).toBe(tidy)
    const { out } = folder.run(['fix', '--stdin'], { input: unreadable })
    expect(out).toBe('')
  })

  test('says what cannot be done, and ends with 2', () => {
    const folder = folderWith({ 'a.arch': idle })
    expect(folder.run(['fix', 'b.arch'])).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: "b.arch": there is no such file\n',
    })
    expect(folder.run(['fix', 'b.arch', 'a.arch'])).toMatchObject({
      status: 2,
      err: 'loadpath: b.arch was not fixed: there is no such file\n',
    })
    expect(folder.run(['fix', '--stdin', 'a.arch']).err).toBe(
      'loadpath: standard input is fixed by itself; leave out a.arch\n',
    )
    expect(folder.run(['fix', '--unsave']).err).toContain('--unsafe')
  })

  test('heeds the config: what runs, and what is ignored', () => {
    const config = (value: object): string => JSON.stringify(value)
    const rules = { 'unreplicated-database': 'off', 'single-point-of-failure': 'off' }
    const off = config({ rules })
    const folder = folderWith({ 'loadpath.config.json': off, 'a.arch': lone })
    expect(folder.run(['fix', '--unsafe']).out).toBe('nothing to fix; no findings left\n')

    const files = { 'a.arch': `import "./parts/db.arch"\n${lone.replace('database db\n', '')}` }
    const ignoring = config({ ignores: ['parts/**'] })
    const parts = { 'parts/db.arch': 'database db\n', 'loadpath.config.json': ignoring }
    const other = folderWith({ ...files, ...parts })
    expect(other.run(['fix', '--unsafe'])).toMatchObject({ status: 0, err: '' })
    expect(other.read('parts/db.arch')).toBe('database db\n')
    expect(other.run(['fix', 'parts/db.arch']).err).toBe(
      'loadpath: parts/db.arch was not fixed: loadpath.config.json ignores it\n',
    )
    const words = ['fix', '--stdin', '--stdin-filename', 'parts/x.arch']
    expect(other.run(words, { input: idle })).toMatchObject({ status: 0, out: idle })
    const wrong = folderWith({ 'loadpath.config.json': '{ "rulez": 1 }', 'a.arch': idle })
    const { status, err } = wrong.run(['fix'])
    expect(status).toBe(2)
    expect(err).toContain('nothing was fixed')
    expect(wrong.read('a.arch')).toBe(idle)
  })

  test('names a fix that would bring about another finding', () => {
    const text = 'client web\nlb front\nservice api { replicas: 1 }\nweb -> front -> api\n'
    const folder = folderWith({ 'a.arch': `${text}ignore single-point-of-failure "later"\n` })
    const { out, err, status } = folder.run(['fix', '--unsafe'])
    expect([status, out]).toEqual([0, expect.stringContaining('nothing to fix; ')])
    expect(err).toContain(
      'a.arch:2:4: single-load-balancer was left (write replicas: 2 on "front"): it would bring about ',
    )
    expect(folder.read('a.arch')).toContain('lb front\n')
  })
})

describe('files that others import', () => {
  const shared = 'database db\n'
  const importer =
    'import "./shared.arch"\nclient web\nservice api { managed: yes }\nweb -> api -> db\n'

  test('are changed once, for all who import them', () => {
    const folder = folderWith({ 'a.arch': importer, 'b.arch': importer, 'shared.arch': shared })
    expect(folder.run(['fix', '--unsafe']).out).toContain('\n1 fixed in 1 file; no findings left\n')
    expect(folder.read('shared.arch')).toBe('database db { replicas: 2 }\n')
  })

  test('are changed through one of them, and where a link leads', () => {
    const folder = folderWith({
      'a.arch': importer.replace('shared', 'link'),
      'shared.arch': shared,
    })
    symlinkSync('shared.arch', join(folder.path, 'link.arch'))
    folder.run(['fix', '--unsafe', 'a.arch'])
    expect(readFileSync(join(folder.path, 'shared.arch'), 'utf8')).toBe(
      'database db { replicas: 2 }\n',
    )
  })

  test('are changed where they declare, and an importer where it amends', () => {
    const amended = `${importer}db { replicas: 1 }\n`
    const folder = folderWith({ 'a.arch': importer, 'b.arch': amended, 'shared.arch': shared })
    expect(folder.run(['fix', '--unsafe'])).toMatchObject({ status: 0, err: '' })
    expect(folder.read('b.arch')).toContain('db { replicas: 2 }')
    expect(folder.read('shared.arch')).toBe('database db { replicas: 2 }\n')
  })

  test('are left where one of their importers would be worse off', () => {
    const front = 'import "./front.arch"\nclient web\nweb -> front -> api\n'
    const one = `${front}service api { replicas: 1, ignore single-point-of-failure "later" }\n`
    const two = `${front}service api { replicas: 2 }\n`
    const folder = folderWith({ 'a.arch': two, 'b.arch': one, 'front.arch': 'lb front\n' })
    const { err } = folder.run(['fix', '--unsafe', 'a.arch', 'b.arch'])
    expect(err).toContain('front.arch:1:4: single-load-balancer was left')
    expect(folder.read('front.arch')).toBe('lb front\n')
    folder.run(['fix', '--unsafe', 'a.arch'])
    expect(folder.read('front.arch')).toBe('lb front { replicas: 2 }\n')
  })

  test('get one body for what two importers find in them', () => {
    const zones = 'region eu {\n  zone a\n  zone b\n  import "./shared.arch"\n}\n'
    const main = `client web\n${zones}web -> api\n`
    const part = 'service api {\n  replicas: 2\n  # here\n}\n'
    const folder = folderWith({
      'a.arch': main
        .replace('zone a\n', 'zone a {\n  ')
        .replace('  zone b\n  import', 'import')
        .replace('arch"\n}', 'arch"\n  }\n  zone b\n}'),
      'shared.arch': part,
    })
    const { out } = folder.run(['fix', '--unsafe', 'a.arch'])
    expect(out).toContain('zone-failure-outage: write zones: all on "eu.a.api"')
    expect(folder.read('shared.arch')).toBe(
      'service api {\n  replicas: 2\n  # here\n  zones: all\n}\n',
    )
  })

  test('a mended import is followed', () => {
    const folder = folderWith({
      'a.arch': importer.replace('./shared.arch', 'shared'),
      'shared.arch': shared,
    })
    expect(folder.run(['fix']).out).toBe(`a.arch
  import-not-found: write "shared.arch"
1 fixed in 1 file; 1 finding left, with an unsafe fix (--unsafe)
`)
    expect(folder.run(['fix', '--unsafe', 'a.arch']).out).toContain(
      'shared.arch\n  unreplicated-database: ',
    )
  })
})

test('a text that has one of each is as the golden file shows', () => {
  const folder = folderWith({ 'a.arch': readText('test/fixes/before.arch') })
  folder.run(['fix'])
  const after = folder.read('a.arch')
  expect(after).toBe(golden('test/fixes/after.arch', after))
})
