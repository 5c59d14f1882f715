// Many files in one run: each linted on its own, what they share read and parsed once, the same bytes
// whatever the order of the arguments, and no name, link or kind of file that throws, hangs or gets lost.

import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Host, lint, load, loadAll, memoryHost } from '#src/index.ts'
import { load as loadWorkspace } from '#src/workspace/load.ts'
import { sourcesOf } from '#src/workspace/sources.ts'
import { folderWith } from './support/run.ts'

const clean = 'client web\nservice api { managed: yes }\nweb -> api\n'
const warned = 'client web\nservice api { managed: yes }\ndatabase db\nweb -> api -> db\n'

describe('what files share', () => {
  const importer = 'import "shared.arch"\nclient web\nweb -> api -> db\n'
  const files = {
    'loadpath.config.json': '{}',
    'a.arch': importer,
    'b.arch': importer,
    'leaf.arch': warned,
    'middle.arch': 'import "shared.arch"\nservice other\nother -> api\n',
    'shared.arch': 'service api { replicas: 2 }\ndatabase db\n',
    'top.arch': 'import "middle.arch"\nclient web\nweb -> other\n',
  }
  const paths = Object.keys(files).filter((path) => path.endsWith('.arch'))

  test('is read once', () => {
    const { host, reads } = counting(memoryHost(files))
    for (const _ of loadAll(host, paths));
    expect(Object.fromEntries(reads)).toEqual(
      Object.fromEntries(paths.map((path) => [`/${path}`, 1])),
    )
  })

  test('is one tree in every workspace', () => {
    const host = memoryHost(files)
    const sources = sourcesOf(host)
    const trees = ['a.arch', 'b.arch', 'shared.arch'].map((path) => {
      const loaded = loadWorkspace(host, path, sources)
      return loaded.kind === 'loaded' ? loaded.value.files.get('/shared.arch') : undefined
    })
    expect(trees[0]).toBeDefined()
    expect(new Set(trees).size).toBe(1)
  })

  test('is a fragment, and each file is what it is by itself', () => {
    const host = memoryHost(files)
    const today = host.today()
    const together = [...loadAll(host, paths)].map(({ path, result, fragment }) => ({
      path,
      fragment,
      findings: result.kind === 'system' ? lint(result, { today, fragment }) : [],
    }))
    const fragments = ['/middle.arch', '/shared.arch']
    const alone = paths.map((path) => {
      const fragment = fragments.includes(`/${path}`)
      const system = load(host, path)
      return {
        path,
        fragment,
        findings: system.kind === 'system' ? lint(system, { today, fragment }) : [],
      }
    })
    expect(together).toEqual(alone)
  })

  test('is ignored where every file that imports it ignores it, whatever it finds by itself', () => {
    const importing = 'import "shared.arch"\nservice own\nown -> db\n'
    const ignoring = `${importing}ignore unreplicated-database "known"\n`
    const suppressed = (importers: Readonly<Record<string, string>>): readonly boolean[] => {
      const folder = folderWith({ 'shared.arch': warned, ...importers })
      const { findings } = JSON.parse(folder.run(['check', '--format', 'json', '.']).out)
      return findings
        .filter(({ rule }: { rule: string }) => rule === 'unreplicated-database')
        .map((one: { suppressed?: unknown }) => Boolean(one.suppressed))
    }
    expect(suppressed({})).toEqual([false])
    for (const name of ['a.arch', 'z.arch']) {
      expect(suppressed({ [name]: ignoring })).toEqual([true])
      expect(suppressed({ [name]: ignoring, 'm.arch': importing })).toEqual([false])
    }
    const folder = folderWith({ 'shared.arch': warned, 'z.arch': ignoring })
    expect(folder.run(['check', '--fail-on', 'warning', 'shared.arch', 'z.arch']).status).toBe(0)
    expect(folder.run(['check', '--fail-on', 'warning', 'shared.arch']).status).toBe(1)
  })

  test('the way up to the root of the workspace is looked at once for a folder', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`x/y/${i}.arch`, clean]))
    const one = counting(memoryHost({ 'x/y/0.arch': clean }))
    const all = counting(memoryHost(many))
    for (const _ of loadAll(one.host, ['x/y/0.arch']));
    for (const _ of loadAll(all.host, Object.keys(many)));
    expect(all.looks.size).toBeGreaterThan(0)
    expect(all.looks).toEqual(one.looks)
  })
})

describe('the order of the arguments', () => {
  test('changes no byte', () => {
    const folder = folderWith({
      'a.arch': warned,
      'b/c.arch': 'servce api\n',
      'b/d.arch': clean,
      'e.arch': warned,
    })
    const words = ['a.arch', 'b', 'e.arch', 'gone.arch', 'none.arch', 'b/c.arch', './a.arch']
    const format = ['--format', 'pretty', '--format', 'json=out.json']
    const forth = folder.run([...words, ...format])
    const json = folder.read('out.json')
    expect(forth.status).toBe(2)
    expect(folder.run([...words.toReversed(), ...format])).toEqual(forth)
    expect(folder.read('out.json')).toBe(json)
  })
})

describe('odd names', () => {
  const names = [
    'a[1].arch',
    'a b.arch',
    'a\\b.arch',
    '{x,y}.arch',
    '*.arch',
    "it's.arch",
    '日本.arch',
  ]

  test.each(names)('the file %s is linted where it is named, and found in its folder', (name) => {
    const folder = folderWith({ [name]: warned })
    expect(folder.run([name]).out).toContain('1 file: 1 warning')
    expect(folder.run([]).out).toContain('1 file: 1 warning')
    expect(folder.run(['*.arch']).out).toContain('1 file: 1 warning')
  })

  test('a pattern works in a folder that is called like one', () => {
    const folder = folderWith({ 'of [1]/{a}/x.arch': warned })
    expect(folder.run(['of [1]/{a}/*.arch']).out).toContain('1 file: 1 warning')
    expect(folder.shell('cd "of [1]" && loadpath "**/*.arch"').out).toContain('1 file: 1 warning')
  })

  test('small and capital letters are told apart', () => {
    const folder = folderWith({ 'A.arch': warned, 'B.ARCH': warned })
    expect(folder.run(['*.ARCH', '[A].arch']).out).toContain('2 files: 2 warnings')
    expect(folder.run([]).out).toContain('1 file: 1 warning')
  })

  test('a name that is not UTF-8 is said', () => {
    const folder = folderWith({ 'a.arch': clean })
    folder.shell("cp a.arch $'\\xff.arch'; mkdir $'b\\xfe'; cp a.arch $'b\\xfe/c.arch'")
    expect(folder.run([])).toEqual({
      status: 2,
      out: '1 file: no findings; 2 files not linted\n',
      err:
        'loadpath: b\ufffd was not linted: its name is not UTF-8\n' +
        'loadpath: \ufffd.arch was not linted: its name is not UTF-8\n',
    })
  })
})

describe('what is no plain file', () => {
  test('a circle of folders is walked once', () => {
    const folder = folderWith({ 'a/b/c.arch': warned })
    symlinkSync('..', join(folder.path, 'a/b/up'))
    symlinkSync('a', join(folder.path, 'again'))
    expect(folder.run([]).out).toContain('1 file: 1 warning')
    expect(folder.run(['again']).out).toContain('1 file: 1 warning')
  })

  test('links that lead nowhere or round are said', () => {
    const folder = folderWith({ 'a.arch': clean })
    symlinkSync('gone', join(folder.path, 'b.arch'))
    symlinkSync('d.arch', join(folder.path, 'c.arch'))
    symlinkSync('c.arch', join(folder.path, 'd.arch'))
    symlinkSync('a.arch', join(folder.path, 'e.arch'))
    const { status, err, out } = folder.run([])
    expect(status).toBe(2)
    expect(out).toBe('1 file: no findings; 3 files not linted\n')
    expect(err.trimEnd().split('\n')).toEqual([
      'loadpath: b.arch was not linted: the link leads nowhere',
      'loadpath: c.arch was not linted: its links go round in a circle',
      'loadpath: d.arch was not linted: its links go round in a circle',
    ])
  })

  test('a pipe in a folder is said, and waits for nobody', () => {
    const folder = folderWith({ 'a.arch': clean })
    expect(spawnSync('mkfifo', [join(folder.path, 'b.arch')]).status).toBe(0)
    expect(folder.run([])).toEqual({
      status: 2,
      out: '1 file: no findings; 1 file not linted\n',
      err: 'loadpath: b.arch was not linted: it is no file\n',
    })
  })

  test('a folder of which everything is ignored says how much that is', () => {
    const folder = folderWith({
      '.gitignore': 'built\n',
      'built/a.arch': '',
      'built/b.arch': clean,
    })
    mkdirSync(join(folder.path, '.git'))
    writeFileSync(join(folder.path, 'built/notes.md'), '')
    const { status, err } = folder.run(['built'])
    expect([status, err]).toEqual([
      2,
      'loadpath: "built": no .arch file lies in it; 2 are ignored by .gitignore, and linted where they are named\n',
    ])
    expect(folder.run(['fmt', '--check', 'built']).err).toContain('2 are ignored by .gitignore')
    expect(folder.run(['built/b.arch']).out).toBe('1 file: no findings\n')
  })
})

/** How often each file is read, and each path is looked at. */
function counting(host: Host) {
  const reads = new Map<string, number>()
  const looks = new Map<string, number>()
  const count = (table: Map<string, number>, path: string) =>
    table.set(path, (table.get(path) ?? 0) + 1)
  const counted: Host = {
    ...host,
    read(path) {
      count(reads, path)
      return host.read(path)
    },
    kindOf(path) {
      count(looks, path)
      return host.kindOf(path)
    },
  }
  return { host: counted, reads, looks }
}
