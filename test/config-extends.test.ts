// Configs in memory: what extending and plugins come to, and what is said where they cannot be used.

import { describe, expect, test } from 'vitest'
import { isIgnored, presetOf, rulesInForce, settingsFor } from '#src/config.ts'
import { configOf, exporting, json, mistakes } from './support/configs.ts'
import { everyService } from './support/made-up.ts'

describe('extending', () => {
  const team = json({
    extends: ['loadpath:strict'],
    rules: { 'high-fan-out': ['error', { max: 3 }], 'client-to-store': 'off' },
    overrides: [{ files: ['old/**'], rules: { 'mixed-targets': 'off' } }],
    ignores: ['vendor'],
    files: ['*.arch'],
  })

  test('takes all, and what is written later wins', async () => {
    const own = {
      extends: ['./shared/team.json'],
      rules: { 'high-fan-out': 'info' },
      ignores: ['x'],
    }
    const config = await configOf({ 'loadpath.config.json': json(own), 'shared/team.json': team })
    expect(presetOf(config)).toBe('strict')
    expect(presetOf(config, 'all')).toBe('all')
    expect(settingsFor(config, '/a.arch')).toEqual({
      'high-fan-out': ['info', { max: 3 }],
      'client-to-store': 'off',
    })
    expect(config.extended).toEqual(['/shared/team.json'])
    expect(config.files?.folder).toBe('/shared')
  })

  test('a file: its patterns are relative to it', async () => {
    const own = json({ extends: ['./shared/team.json'], ignores: ['x'] })
    const config = await configOf({ 'loadpath.config.json': own, 'shared/team.json': team })
    const ignored = ['/shared/vendor/a.arch', '/vendor/a.arch', '/x/a.arch', '/shared/x/a.arch']
    expect(ignored.map((file) => isIgnored(config, file))).toEqual([true, false, true, false])
    expect(settingsFor(config, '/shared/old/a.arch')['mixed-targets']).toBe('off')
    expect(settingsFor(config, '/old/a.arch')['mixed-targets']).toBeUndefined()
  })

  test('a package: its patterns are relative to the config that names it', async () => {
    const config = await configOf({
      'loadpath.config.json': json({ extends: ['team', 'more.json'] }),
      'node_modules/team': exporting(JSON.parse(team)),
      'node_modules/more.json': json({ extends: ['loadpath:all'] }),
    })
    expect(isIgnored(config, '/vendor/a.arch')).toBe(true)
    expect(settingsFor(config, '/old/a.arch')['mixed-targets']).toBe('off')
    expect(presetOf(config)).toBe('all')
  })

  test('the last preset that is named is the preset; single rules stay over it', async () => {
    const config = await configOf({
      'loadpath.config.json': json({
        extends: ['./a.json', 'loadpath:all', 'loadpath:recommended'],
      }),
      'a.json': json({ extends: ['loadpath:strict'], rules: { 'high-fan-out': 'off' } }),
    })
    expect(presetOf(config)).toBe('recommended')
    expect(settingsFor(config, '/a.arch')).toEqual({ 'high-fan-out': 'off' })
  })

  test('the same config by two ways reads it once, and plays it twice', async () => {
    const config = await configOf({
      'loadpath.config.json': json({ extends: ['./a.json', './b.json'] }),
      'a.json': json({ extends: ['./base.json'], rules: { 'high-fan-out': 'error' } }),
      'b.json': json({ extends: ['./base.json'] }),
      'base.json': json({ rules: { 'high-fan-out': 'hint' } }),
    })
    expect(settingsFor(config, '/x')).toEqual({ 'high-fan-out': 'hint' })
    expect(config.extended).toEqual(['/base.json', '/a.json', '/b.json'])
  })

  test('tells the mistakes of all files', async () => {
    const files = {
      'loadpath.config.json': json({ extends: ['./a.json'], rulez: 1 }),
      'a.json': '{ "rules": { "x": "off" } /* so */ }',
    }
    expect((await mistakes(files)).map((one) => one.split(':')[0])).toEqual([
      'config-syntax /* so */',
      'config-unknown-rule "x"',
      'config-unknown-key "rulez"',
    ])
  })

  test('in a circle is told', async () => {
    expect(
      await mistakes({
        'loadpath.config.json': json({ extends: ['./a.json'] }),
        'a.json': json({ extends: ['./loadpath.config.json'] }),
      }),
    ).toEqual([
      'config-circle "./loadpath.config.json": the configs extend each other in a circle: loadpath.config.json → a.json → loadpath.config.json; put what both need into a third config',
    ])
    expect(await mistakes(json({ extends: ['./loadpath.config.json'] }))).toEqual([
      'config-circle "./loadpath.config.json": the config extends itself; put what both need into a third config',
    ])
  })

  test('many configs, each twice by the next, is done at once', async () => {
    const rules = { 'high-fan-out': 'hint' }
    const extending = (next: number) =>
      json({ extends: [`./${next}.json`, `./${next}.json`], rules })
    const names = Array.from({ length: 18 }, (_, index) => index)
    const config = await configOf({
      'loadpath.config.json': extending(0),
      ...Object.fromEntries(names.map((index) => [`${index}.json`, extending(index + 1)])),
      '18.json': json({ rules: { 'high-fan-out': ['off', { max: 3 }] } }),
    })
    expect(config.layers).toHaveLength(20)
    expect(settingsFor(config, '/x')).toEqual({ 'high-fan-out': ['hint', { max: 3 }] })
  })

  test('names a file that may be meant', async () => {
    const files = { 'loadpath.config.json': json({ extends: ['./team'] }), 'team.json': '{}' }
    expect(await mistakes(files)).toEqual([
      'config-not-found "./team": there is no config "./team"; did you mean "./team.json"?',
    ])
  })
})

describe('a plugin', () => {
  const acme = { ...everyService, id: 'acme-service' }
  const withPlugin = (value: unknown, more = {}) => ({
    'loadpath.config.json': json({ plugins: ['./acme.ts'], ...more }),
    'acme.ts': exporting(value),
  })

  test.each([
    ['a rule', acme],
    ['a list of rules', [acme]],
  ])('is %s', async (_, value) => {
    const config = await configOf(
      withPlugin(value, { rules: { 'acme-service': ['hint', { least: 2 }] } }),
    )
    expect(rulesInForce(config, 'recommended').at(-1)).toMatchObject({
      rule: 'acme-service',
      severity: 'hint',
      options: [{ name: 'least', value: 2 }],
    })
  })

  test('counts once, whoever names it', async () => {
    const files = withPlugin(acme, { extends: ['./team.json'] })
    const config = await configOf({ ...files, 'team.json': json({ plugins: ['./acme.ts'] }) })
    expect(config.plugins.map(({ path }) => path)).toEqual(['/acme.ts'])
  })

  test('has its options checked like any rule', async () => {
    const rules = { 'acme-service': ['hint', { least: -1 }], 'acme-servic': 'off' }
    expect(await mistakes(withPlugin(acme, { rules }))).toEqual([
      'config-wrong-value -1: the option "least" is a number from 0, not -1',
      'config-unknown-rule "acme-servic": there is no rule "acme-servic"; did you mean "acme-service"?',
    ])
  })

  test('that cannot be used leaves its rules unjudged', async () => {
    expect(await mistakes(withPlugin(3, { rules: { 'acme-service': 'off' } }))).toEqual([
      'config-plugin "./acme.ts": the plugin "./acme.ts" cannot be used: its default export is no rule and no list of rules; make one with defineRule',
    ])
  })

  test('without a default export is told', async () => {
    const files = { ...withPlugin(1), 'acme.ts': { exports: { rule: acme } } }
    expect(await mistakes(files)).toEqual([
      'config-module "./acme.ts": ./acme.ts has no default export; write: export default { … }',
    ])
  })

  test.each<[string, unknown, string]>([
    ['nothing', [], 'it brings no rule'],
    [
      'a taken id',
      { ...acme, id: 'high-fan-out' },
      'there is a rule "high-fan-out" already; ids are unique: begin them with a name of your own',
    ],
    [
      'the same id twice',
      [acme, acme],
      'there is a rule "acme-service" already; ids are unique: begin them with a name of your own',
    ],
    [
      'no id',
      { ...acme, id: undefined },
      'one of its rules has no "id", which is a text in kebab-case',
    ],
    ['a strange id', { ...acme, id: 'Acme' }, '"id" of Acme is not a text in kebab-case'],
    [
      'no severity',
      { ...acme, severity: 'off' },
      '"severity" of acme-service is not one of error, warning, info, hint',
    ],
    [
      'a preset alone',
      { ...acme, presets: ['recommended'] },
      `"presets" of acme-service is not a list of recommended and strict, the second wherever the first is; write ['recommended', 'strict']`,
    ],
    [
      'an unknown rule to yield to',
      { ...acme, yieldsTo: ['high-fan-ot'] },
      'acme-service yields to "high-fan-ot", and there is no such rule; did you mean "high-fan-out"?',
    ],
    [
      'a rule to yield to that is like none',
      [acme, { ...acme, id: 'acme-other', yieldsTo: ['acme-service', 'nope'] }],
      'acme-other yields to "nope", and there is no such rule; a plugin that brings it has to stand before',
    ],
    [
      'options without a default',
      { ...acme, options: { max: {} } },
      '"options" of acme-service is not an object of { default, minimum, description }',
    ],
    ['no check', { ...acme, check: 1 }, '"check" of acme-service is not a function'],
    [
      'a misspelt field',
      { ...acme, ignoreable: true },
      'acme-service has a field "ignoreable", which no rule has; did you mean "ignorable"?',
    ],
    [
      'a getter that fails',
      {
        get id() {
          throw new Error('no')
        },
      },
      'it fails when it is looked at: no',
    ],
  ])('with %s is told', async (_, value, problem) => {
    expect(await mistakes(withPlugin(value))).toEqual([
      `config-plugin "./acme.ts": the plugin "./acme.ts" cannot be used: ${problem}`,
    ])
  })

  test('with an id of another plugin is told', async () => {
    const files = {
      ...withPlugin(acme, { plugins: ['./acme.ts', './b.ts'] }),
      'b.ts': exporting(acme),
    }
    expect(await mistakes(files)).toEqual([
      'config-plugin "./b.ts": the plugin "./b.ts" cannot be used: there is a rule "acme-service" already; ids are unique: begin them with a name of your own',
    ])
  })
})
