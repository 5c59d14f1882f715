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
  expect(schemas).toEqual(['./check.schema.json', './config.schema.json', './simulate.schema.json'])
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
