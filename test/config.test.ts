// Configs in memory: every mistake with its place and what to write instead, and modules.

import { describe, expect, test } from 'vitest'
import { settingsFor } from '#src/config.ts'
import { configOf, exporting, load, mistakes } from './support/configs.ts'

const words = 'error, warning, info, hint, off'

describe('a mistake', () => {
  test.each<[string, string]>([
    [
      '{ "rulez": {} }',
      'config-unknown-key "rulez": there is no key "rulez" here; did you mean "rules"?',
    ],
    [
      '{ "__proto__": 1 }',
      'config-unknown-key "__proto__": there is no key "__proto__" here; there are $schema, extends, rules, overrides, plugins, files, ignores',
    ],
    [
      '{ "rules": { "high-fan-ot": "off" } }',
      'config-unknown-rule "high-fan-ot": there is no rule "high-fan-ot"; did you mean "high-fan-out"?',
    ],
    [
      '{ "rules": { "constructor": "off" } }',
      'config-unknown-rule "constructor": there is no rule "constructor"; `loadpath rules` lists them all',
    ],
    [
      '{ "rules": { "high-fan-out": "eror" } }',
      'config-wrong-value "eror": there is no severity "eror"; did you mean "error"?',
    ],
    [
      '{ "rules": { "high-fan-out": "warn" } }',
      'config-wrong-value "warn": there is no severity "warn"; did you mean "warning"?',
    ],
    [
      '{ "rules": { "high-fan-out": "fatal" } }',
      `config-wrong-value "fatal": there is no severity "fatal"; there are ${words}`,
    ],
    [
      '{ "rules": { "high-fan-out": 2 } }',
      `config-wrong-value 2: "high-fan-out" is set to a severity or to [severity, { options }], not to the number 2; the severities are ${words}`,
    ],
    [
      '{ "rules": { "high-fan-out": ["error"] } }',
      `config-wrong-value ["error"]: "high-fan-out" is set to a severity or to [severity, { options }], not to a list of 1; the severities are ${words}`,
    ],
    [
      '{ "rules": { "high-fan-out": ["error", { "maxx": 3 }] } }',
      'config-unknown-option "maxx": high-fan-out has no option "maxx"; did you mean "max"?',
    ],
    [
      '{ "rules": { "high-fan-out": ["error", { "least": 3 }] } }',
      'config-unknown-option "least": high-fan-out has no option "least"; it has max, maxWithoutFlows, maxOfGateway',
    ],
    [
      '{ "rules": { "client-to-store": ["error", { "max": 3 }] } }',
      'config-unknown-option "max": client-to-store has no option "max"; it has no options',
    ],
    [
      '{ "rules": { "high-fan-out": ["error", { "max": 0 }] } }',
      'config-wrong-value 0: the option "max" is a number from 1, not 0',
    ],
    [
      '{ "rules": { "high-fan-out": ["error", { "max": "3" }] } }',
      'config-wrong-value "3": the option "max" is a number, not "3"',
    ],
    [
      '{ "rules": { "high-fan-out": ["error", 3] } }',
      'config-wrong-value 3: what follows the severity of "high-fan-out" is an object of options, not the number 3',
    ],
    [
      '{ "overrides": [{ "files": ["a"], "rules": { "ignore-without-effect": "off" } }] }',
      'config-unknown-rule "ignore-without-effect": "ignore-without-effect" is about an ignore in a text, and is no rule to set; remove that ignore, as `loadpath fix` does; `loadpath explain ignore-without-effect` says more',
    ],
    [
      '{ "rules": [] }',
      'config-wrong-value []: "rules" is an object with rules for its keys, not a list',
    ],
    [
      '{ "extends": ["loadpath:strct"] }',
      'config-wrong-value "loadpath:strct": there is no preset "loadpath:strct"; did you mean "loadpath:strict"?',
    ],
    [
      '{ "extends": "loadpath:strict" }',
      'config-wrong-value "loadpath:strict": "extends" is a list of presets, configs and packages, not "loadpath:strict"; write ["loadpath:strict"]',
    ],
    [
      '{ "extends": ["strict"] }',
      'config-not-found "strict": there is no config "strict"; did you mean "loadpath:strict"?',
    ],
    [
      '{ "extends": ["./team"] }',
      'config-not-found "./team": there is no config "./team"; a path is relative to the config that names it, and begins with "./"',
    ],
    [
      '{ "extends": [""] }',
      'config-wrong-value "": an entry of "extends" cannot be used: it is empty',
    ],
    [
      '{ "overrides": [{ "rules": {} }] }',
      'config-missing-key { "rules": {} }: an entry of "overrides" has no "files"',
    ],
    [
      '{ "overrides": [{ "files": [], "rules": {} }] }',
      'config-wrong-value []: "files" is empty, so it means no file at all; name a folder or a pattern, such as "systems" or "systems/**/*.arch"',
    ],
    [
      '{ "ignores": ["!a"] }',
      'config-wrong-value "!a": "!a" cannot be used: it cannot begin with "!"; what is to be left out stands in "ignores"',
    ],
    [
      '{ "ignores": ["a\\\\b"] }',
      'config-wrong-value "a\\\\b": "a\\b" cannot be used: its parts are divided by "/"',
    ],
    [
      '{ "ignores": ["a[1"] }',
      'config-wrong-value "a[1": a bracket of the pattern "a[1" lacks its partner',
    ],
    [
      '{ "files": ["a"], "files": ["b"] }',
      'config-duplicate-key "files": the key "files" is written twice; keep one of them',
    ],
    ['[]', 'config-wrong-value []: the config is an object, not a list'],
    ['null', 'config-wrong-value null: the config is an object, not null'],
    ['', 'config-syntax : the config is empty; a config that sets nothing is {}'],
    ['{ "files": ["a" "b"] }', 'config-syntax "b": a comma is missing here'],
    [
      '{ "plugins": ["./a.ts"] }',
      'config-not-found "./a.ts": there is no file "./a.ts"; a path is relative to the config that names it',
    ],
    [
      '{ "plugins": ["acme"] }',
      'config-not-found "acme": there is no package "acme"; install it, or write a path that begins with "./": "./acme"',
    ],
  ])('%s', async (text, mistake) => {
    expect(await mistakes(text)).toEqual([mistake])
  })

  test('does not hide the next one', async () => {
    const text =
      '{ "rulez": {}, "files": 3, // so\n "rules": { "a-b": "x", "high-fan-out": "y" }, }'
    expect((await mistakes(text)).map((one) => one.split(' ')[0])).toEqual([
      ...['config-syntax', 'config-syntax', 'config-unknown-key', 'config-wrong-value'],
      ...['config-unknown-rule', 'config-wrong-value'],
    ])
  })

  test('in a byte that is no text is told', async () => {
    const wide = Uint8Array.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0])
    expect(await mistakes({ 'loadpath.config.json': wide })).toEqual([
      'not-utf-8 : loadpath.config.json is not UTF-8: a byte here does not fit; save it as UTF-8',
    ])
  })

  test('is no byte-order mark', async () => {
    expect(await mistakes('\ufeff{}')).toEqual([])
  })

  test('is two configs side by side', async () => {
    expect(await mistakes({ 'loadpath.config.json': '{}', 'loadpath.config.ts': '' })).toEqual([
      'config-several : configs lie side by side: loadpath.config.ts and loadpath.config.json; keep one of them: a run has one config',
    ])
  })

  test('is a folder of that name', async () => {
    expect(await mistakes({ 'loadpath.config.json/a': '' })).toEqual([
      'config-unreadable : loadpath.config.json cannot be read: it is a folder',
    ])
  })
})

describe('a module', () => {
  test('is as good as JSON', async () => {
    const value = { rules: { 'high-fan-out': ['error', { max: 3 }] }, files: undefined }
    const config = await configOf({ 'loadpath.config.ts': exporting(value) })
    expect(settingsFor(config, '/a.arch')).toEqual({ 'high-fan-out': ['error', { max: 3 }] })
    expect(config.files).toBeUndefined()
  })

  test('has its mistakes where they are written', async () => {
    const text =
      "export default defineConfig({\n  rules: { 'high-fan-out': ['error', { max: NaN }] },\n  file: [],\n})"
    const value = { rules: { 'high-fan-out': ['error', { max: Number.NaN }] }, file: [] }
    expect(await mistakes({ 'loadpath.config.ts': exporting(value, text) })).toEqual([
      'config-wrong-value NaN: the option "max" is a number, not NaN',
      'config-unknown-key file: there is no key "file" here; did you mean "files"?',
    ])
  })

  test.each<[string, { readonly [name: string]: unknown }, string]>([
    [
      'nothing',
      {},
      'config-module : loadpath.config.js has no default export; write: export default { … }',
    ],
    [
      'a promise',
      { default: Promise.resolve({}) },
      'config-module : loadpath.config.js exports a promise; wait for it: export default await …',
    ],
    [
      'a function',
      { default: () => ({}) },
      'config-wrong-value : the config is an object, not a function',
    ],
    [
      'undefined',
      { default: undefined },
      'config-wrong-value : the config is an object, not undefined',
    ],
  ])('that exports %s is told', async (_, exports, mistake) => {
    expect(await mistakes({ 'loadpath.config.js': { exports } })).toEqual([mistake])
  })
})

describe('the config of a folder', () => {
  const files = { 'loadpath.config.json': '{}', 'a/loadpath.config.jsonc': '{}', 'a/b/c.arch': '' }

  test.each([
    ['/', '/loadpath.config.json'],
    ['/a', '/a/loadpath.config.jsonc'],
    ['/a/b', '/a/loadpath.config.jsonc'],
  ])('%s is %s', async (folder, path) => {
    expect((await configOf(files, folder)).path).toBe(path)
  })

  test('without any is none', async () => {
    expect(await load({ 'a.arch': '' })).toEqual({ value: undefined, diagnostics: [] })
  })
})
