// The files that a config names and ignores, through the built program: what a run without paths takes, from
// whichever folder, and what is said where an entry leads to nothing.

import { describe, expect, test } from 'vitest'
import { folderWith } from './support/run.ts'

const warned = 'client web\nservice api { managed: yes }\ndatabase db\nweb -> api -> db\n'

const config = (value: unknown): string => JSON.stringify(value)

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
