// The other commands through the built program, and the program itself: what it loads, an old Node, and a
// fault of its own.

import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { folderWith } from './support/run.ts'

const clean = 'client web\nservice api { replicas: 2 }\nweb -> api\n'
const warned = 'client web\nservice api { replicas: 2 }\ndatabase db\nweb -> api -> db\n'
const broken = 'client web\nservce api\nweb -> api\n'

describe('render', () => {
  test('writes the picture and says nothing', () => {
    const folder = folderWith({ 'a.arch': clean })
    expect(folder.run(['render', 'a.arch', '-o', 'a.svg'])).toEqual({ status: 0, out: '', err: '' })
    expect(folder.read('a.svg')).toMatch(/^<svg /)
    expect(folder.run(['render', 'a.arch', '-o', '-']).out).toBe(folder.read('a.svg'))
  })

  test('draws what it understood, tells the errors on standard error, and ends with 1', () => {
    const folder = folderWith({ 'a.arch': broken })
    const { status, out, err } = folder.run(['render', 'a.arch', '-o', 'a.svg'])
    expect([status, out]).toEqual([1, ''])
    expect(err).toContain('error[unknown-kind]')
    expect(folder.read('a.svg')).toMatch(/^<svg /)
  })

  test('does not make folders', () => {
    const folder = folderWith({ 'a.arch': clean })
    expect(folder.run(['render', 'a.arch', '-o', 'out/a.svg'])).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: out/a.svg was not written: the folder does not exist\n',
    })
    mkdirSync(join(folder.path, 'a.svg'))
    expect(folder.run(['render', 'a.arch', '-o', 'a.svg']).err).toBe(
      'loadpath: a.svg was not written: it is a folder\n',
    )
  })
})

describe('rules and explain', () => {
  test('list every rule, and print its page', () => {
    const folder = folderWith({})
    const all = JSON.parse(folder.run(['rules', '--format', 'json']).out)
    const list = folder.run(['rules']).out
    expect(all.length).toBeGreaterThan(10)
    for (const rule of all) {
      expect(Object.keys(rule)).toEqual([
        ...['id', 'category', 'severity', 'presets', 'fixable', 'since'],
        ...['summary', 'options', 'docs'],
      ])
      expect(list).toContain(`  ${rule.id} `)
    }
    const page = folder.run(['explain', all[0].id])
    expect(page.status).toBe(0)
    expect(page.out).toMatch(new RegExp(`^# ${all[0].id}\n`))
  })
})

describe('init', () => {
  test('writes a file that lints with 0 and can be drawn', () => {
    const folder = folderWith({})
    expect(folder.run(['init'])).toMatchObject({ status: 0, err: '' })
    const { status, out } = folder.run([])
    expect(out).not.toMatch(/^error/m)
    expect(status).toBe(0)
    expect(folder.run(['render', 'main.arch', '-o', 'main.svg']).status).toBe(0)
  })

  test('never writes over a file', () => {
    const folder = folderWith({ 'main.arch': clean })
    expect(folder.run(['init'])).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: main.arch is there already, and was left as it is\n',
    })
    expect(folder.read('main.arch')).toBe(clean)
  })

  test('says why it could not', () => {
    const folder = folderWith({})
    symlinkSync('no/such/folder.arch', join(folder.path, 'main.arch'))
    expect(folder.run(['init'])).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: main.arch was not written: the folder does not exist\n',
    })
  })
})

describe('the program itself', () => {
  test.each([[['--version']], [['-V']], [['-V', 'x']]])('tells its version: %j', (words) => {
    expect(folderWith({}).run(words)).toEqual({ status: 0, out: `${manifest.version}\n`, err: '' })
  })

  test.each([[['--help']], [['check', '-h']], [['help', 'check']], [['render', '--help']]])(
    'has help with an example: %j',
    (words) => {
      const { status, out, err } = folderWith({}).run(words)
      expect([status, err]).toEqual([0, ''])
      expect(out).toMatch(/^Usage: loadpath/)
      expect(out).toMatch(/Examples:\n {2}loadpath /)
    },
  )

  // Tells every module that is loaded, in worker threads too, on standard error.
  const telling = `import { registerHooks } from 'node:module'
    import { writeSync } from 'node:fs'
    registerHooks({ resolve(name, context, next) {
      const found = next(name, context)
      writeSync(2, found.url + '\\n')
      return found
    } })`
  const nodeFlags = ['--import', `data:text/javascript,${encodeURIComponent(telling)}`]
  const pictures = ['elkjs', 'svgdom', '@svgdotjs', 'pictures.mjs']

  test('loads for a check nothing that draws', () => {
    const folder = folderWith({ 'a.arch': warned })
    const checking = folder.run(['a.arch'], { nodeFlags }).err
    expect(checking).toContain('/dist/main.mjs')
    expect(pictures.filter((name) => checking.includes(name))).toEqual([])

    const drawing = folder.run(['render', 'a.arch', '-o', 'a.svg'], { nodeFlags }).err
    expect(pictures.filter((name) => drawing.includes(name))).toEqual(pictures)
  })

  test('loads for its version nothing at all', () => {
    const { err } = folderWith({}).run(['--version'], { nodeFlags })
    expect(
      err
        .trimEnd()
        .split('\n')
        .filter((url) => !url.startsWith('node:')),
    ).toEqual([expect.stringMatching(/\/dist\/bin\.mjs$/)])
  })

  test('turns an old Node away in one line', () => {
    const old = '/usr/bin/node'
    const version = /^v(\d+)/.exec(spawnSync(old, ['--version'], { encoding: 'utf8' }).stdout ?? '')
    const pretended = `Object.defineProperty(process.versions, 'node', { value: '20.9.0' })`
    const setting =
      version && Number(version[1]) < 22
        ? { node: old }
        : { nodeFlags: ['--import', `data:text/javascript,${encodeURIComponent(pretended)}`] }
    const { status, out, err } = folderWith({ 'a.arch': clean }).run(['a.arch'], setting)
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/^loadpath: Node 22\.18 or newer is needed, and this is 20\.\d+\.\d+\n$/)
  })

  test('calls a fault of its own by that name, with status 3', () => {
    const breaking = `Date.prototype.toISOString = () => { throw new Error('broken on purpose') }`
    const { status, out, err } = folderWith({ 'a.arch': clean }).run(['a.arch'], {
      nodeFlags: ['--import', `data:text/javascript,${encodeURIComponent(breaking)}`],
    })
    expect([status, out]).toEqual([3, ''])
    expect(err).toMatch(/^loadpath: this is a fault of loadpath, not of what you wrote;/)
    expect(err).toContain('broken on purpose')
  })
})
