// What the package offers to others, by the names in its package.json: a file is linted and drawn through
// `loadpath` and `loadpath/node` as it is on the command line, and what is bundled comes with its licence.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { run } from './documents/program.ts'
import { readText, root } from './tidy/tree.ts'

const example = 'examples/photo-sharing/main'

const program = `
  import { draw, lint, load } from 'loadpath'
  import { nodeHost, runLayout } from 'loadpath/node'
  const system = load(nodeHost(process.cwd()), '${example}.arch')
  const { svg, notes } = await draw(system, runLayout)
  const rules = lint(system, { today: '2026-01-01' }).map(({ rule }) => rule)
  console.log(JSON.stringify({ svg, notes, rules }))`

const given = [
  ['--input-type=module', '-e'],
  ['--input-type', 'module', '--eval'],
]

test.each(given)('a program of one’s own lints and draws a file: %s %s', (...flags) => {
  const { status, out, error } = run(process.execPath, [...flags, program])
  expect([status, error]).toEqual([0, ''])
  expect(JSON.parse(out)).toEqual({
    svg: readText(`${example}.svg`),
    notes: [],
    rules: [],
  })
})

test('a program of one’s own estimates a file', () => {
  const estimating = `
    import { estimate, load } from 'loadpath'
    import { nodeHost } from 'loadpath/node'
    const system = load(nodeHost(process.cwd()), '${example}.arch')
    const asked = await estimate(system, { format: 'json', load: '2x' })
    const { lines } = JSON.parse(asked.text)
    console.log(JSON.stringify(lines.find(({ metric }) => metric === 'requests-peak')))
    console.log(JSON.stringify(await estimate(system, { scenario: 'Xmas' })))`
  const { out, error } = run(process.execPath, ['--input-type=module', '-e', estimating])
  expect(error).toBe('')
  const [line, refused] = out.trim().split('\n')
  expect(JSON.parse(line!)).toMatchObject({ component: '*', unit: 'per-second', bound: 'exact' })
  expect(JSON.parse(line!).value).toBeCloseTo((2 * 2.5e6 * 40 * 3) / 86_400, 9)
  expect(JSON.parse(refused!)).toMatchObject({ kind: 'refused' })
})

test('every entry can be imported', () => {
  const entries = Object.entries(manifest.exports).filter(([, entry]) => typeof entry === 'object')
  expect(entries.map(([name]) => name)).toEqual(['.', './graph', './node'])
  for (const [name] of entries) {
    const code = `if (Object.keys(await import('loadpath${name.slice(1)}')).length === 0) throw 1`
    expect(run(process.execPath, ['--input-type=module', '-e', code]).error).toBe('')
  }
})

test('every schema can be imported', () => {
  const schemas = Object.keys(manifest.exports).filter((name) => name.endsWith('.schema.json'))
  expect(schemas).toEqual(
    ['check', 'config', 'estimate', 'simulate'].map((name) => `./${name}.schema.json`),
  )
  for (const name of schemas) {
    const path = `loadpath${name.slice(1)}`
    const code = `const { default: it } = await import('${path}', { with: { type: 'json' } }); if (!it.$schema) throw 1`
    expect(run(process.execPath, ['--input-type=module', '-e', code]).error).toBe('')
  }
})

test('what is bundled comes with its licence', () => {
  expect(readdirSync(join(root, 'dist/licenses')).sort()).toEqual([
    'chevrotain.txt',
    'commander.txt',
    'jsonc-parser.txt',
  ])
  expect(readText('dist/licenses/chevrotain.txt')).toContain('Apache License')
  expect(readText('dist/licenses/commander.txt')).toContain('Copyright (c) 2011 TJ Holowaychuk')
  expect(readText('dist/licenses/jsonc-parser.txt')).toContain('Copyright (c) Microsoft')
  for (const name of ['chevrotain', 'commander', 'jsonc-parser']) {
    expect(readText('NOTICE')).toContain(`dist/licenses/${name}.txt`)
  }
})
