// Plugins through the built program: their rules are rules like any other, and what is wrong with them is told.

import { describe, expect, test } from 'vitest'
import { folderWith } from './support/run.ts'

const warned = 'client web\nservice api { managed: yes }\ndatabase db\nweb -> api -> db\n'

const acme = (check: string): string => `
interface Component { readonly name: string; readonly at: object }
export default {
  id: 'acme-naming', category: 'acme', severity: 'warning', presets: ['recommended', 'strict'],
  since: '1.0.0', summary: 'names are short', yieldsTo: [],
  options: { max: { default: 2, minimum: 1, description: 'longest name' } },
  *check({ model, options }: { model: { components: readonly Component[] }, options: { max: number } }) {
    for (const { name, at } of model.components) { ${check} }
  },
}
`
const finding = "{ message: name + ' is longer than ' + options.max, at, subjects: [name] }"
const found = `if (name.length > options.max) yield ${finding}`

describe('a plugin', () => {
  const files = { 'a.arch': warned, 'loadpath.config.json': '{ "plugins": ["./acme.ts"] }' }

  test('finds, is set, is ignored and is listed like any rule', () => {
    const folder = folderWith({
      ...files,
      'acme.ts': acme(found),
      'b.arch': 'client web\nservice api { ignore acme-naming "old" managed: yes }\nweb -> api\n',
    })
    expect(folder.run(['a.arch']).out).toContain(
      'warning[acme-naming]: web is longer than 2\n --> a.arch:1:8',
    )
    expect(folder.run(['b.arch']).out).toMatch(/1 file: 1 warning; 1 ignored with a reason/)
    const list = JSON.parse(folder.run(['rules', '--format', 'json']).out)
    expect(list.find(({ id }: { id: string }) => id === 'acme-naming')).toMatchObject({
      plugin: 'acme.ts',
      summary: 'names are short',
    })
    expect(folder.run(['rules']).out).toContain('  names are short (of a plugin)')
    expect(folder.run(['explain', 'acme-naming']).out).toMatch(
      /^# acme-naming\n[\s\S]*`max` \(2\): longest name\n$/,
    )
    expect(folder.run(['explain', 'acme-namin']).err).toBe(
      'loadpath: there is no rule "acme-namin", did you mean "acme-naming"?\n',
    )
  })

  test.each<[string, string, string]>([
    ['throws', "throw new Error('boom')", 'boom'],
    [
      'throws nothing that can be shown',
      'throw { toString() { throw 1 } }',
      'it threw something that cannot be shown',
    ],
    [
      'yields no finding',
      'yield { message: 3 }',
      'it yielded what is no finding: its "message" is missing or not what it should be',
    ],
    [
      'yields a finding without a place',
      'yield { message: name, subjects: [] }',
      'it yielded what is no finding: its "at" is missing or not what it should be',
    ],
    ['yields without end', `for (;;) yield ${finding}`, 'it yields more than 100000 findings'],
  ])('whose rule %s is an error that names it', (_, check, why) => {
    const { status, out, err } = folderWith({ ...files, 'acme.ts': acme(check) }).run(['a.arch'])
    expect([status, err]).toEqual([1, ''])
    expect(out).toContain(`error[acme-naming]: the rule acme-naming of a plugin failed: ${why}`)
    expect(out).toContain('warning[unreplicated-database]')
  })

  const generator =
    'its check has to be a generator, *check(…) { yield … }, or to give a list, and gives '
  test.each<[string, string, string]>([
    ['nothing', 'check() {', `${generator}nothing`],
    [
      'a promise',
      'async check() { throw new Error()',
      `${generator}a promise, for which nobody waits`,
    ],
    [
      'an asynchronous generator',
      'async *check() {',
      `${generator}an asynchronous generator, for which nobody waits`,
    ],
    ['a number', 'check() { return 3', `${generator}a number`],
  ])('whose check gives %s is told what it has to be', (_, check, why) => {
    const text = acme('').replace(/\*check[\s\S]*?\n {2}\},/, `${check} },`)
    const { status, out, err } = folderWith({ ...files, 'acme.ts': text }).run(['a.arch'])
    expect([status, err]).toEqual([1, ''])
    expect(out).toContain(`error[acme-naming]: the rule acme-naming of a plugin failed: ${why}\n`)
    expect(out).toContain('warning[unreplicated-database]')
  })

  test.each([
    'model.components.length = 0',
    'model.components.reverse()',
    'model.edges.push(model.edges[0])',
    "model.components[1].name = 'other'",
    "model.components[1].attributes.set('replicas', { value: 9 })",
    'model.components[1].attributes.clear()',
    'delete model.flows',
    "model.source.text = ''",
    'facts.singlePoints().length = 0',
    'facts.needsOf(1).sort((a, b) => b - a).push(7)',
    'facts.singlePoints = () => []',
  ])('that changes what all rules read is told, and changes nothing: %s', (change) => {
    const text = acme(change).replace(
      'model, options }: { model: { components: readonly Component[] }, options: { max: number } }',
      'model, facts }: any',
    )
    const quiet = folderWith({ 'a.arch': warned, 'loadpath.config.json': '{}' }).run(['a.arch'])
    const { status, out, err } = folderWith({ ...files, 'acme.ts': text }).run(['a.arch'])
    expect([status, err]).toEqual([1, ''])
    expect(out).toMatch(/^error\[acme-naming\]: the rule acme-naming of a plugin failed: Cannot /)
    const frame = /warning\[unreplicated-database\][\s\S]*?\n\n/
    expect(frame.exec(out)?.[0]).toBe(frame.exec(quiet.out)![0])
  })

  test('in a package is JavaScript', () => {
    const text = acme(found)
    const folder = folderWith({
      'a.arch': warned,
      'loadpath.config.json': '{ "plugins": ["acme"] }',
      'node_modules/acme/package.json': '{ "type": "module", "exports": "./acme.ts" }',
      'node_modules/acme/acme.ts': text,
    })
    expect(
      folder.run(['a.arch']).err,
    ).toBe(`error[config-module]: node_modules/acme/acme.ts is TypeScript, which Node does not run inside node_modules
 --> loadpath.config.json:1:15
  |
1 | { "plugins": ["acme"] }
  |               ^^^^^^
  |
  = help: the package has to ship JavaScript; what is TypeScript lives in the project

1 file: 1 error
loadpath: the config has mistakes, so nothing was linted
`)
  })

  test('with mistakes in its config still leaves the list of rules', () => {
    const { status, out, err } = folderWith({ ...files, 'acme.ts': 'export default 1' }).run([
      'rules',
    ])
    expect(status).toBe(2)
    expect(out).toContain('high-fan-out')
    expect(err).toMatch(/rules of plugins are not listed\n$/)
  })
})
