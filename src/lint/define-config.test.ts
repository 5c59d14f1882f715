// What an editor refuses in a config and a plugin, and what it takes: the compiler reads this file, so each
// expected error that it does not find is one.

import { expect, test } from 'vitest'
import { defineConfig, defineRule } from '#src/index.ts'

test('a config is what it was', () => {
  const config = defineConfig({
    extends: ['loadpath:strict', './team.json'],
    rules: { 'high-fan-out': ['warning', { max: 8 }], 'client-to-store': 'off' },
    overrides: [{ files: ['sketches/**'], rules: { 'missing-client': 'off' } }],
    plugins: ['./acme.ts'],
  })
  expect(config.rules?.['high-fan-out']).toEqual(['warning', { max: 8 }])
})

test('the compiler knows rules, severities and options', () => {
  // @ts-expect-error there is no such rule
  defineConfig({ rules: { 'high-fan-ot': 'off' } })
  // @ts-expect-error there is no such severity
  defineConfig({ rules: { 'high-fan-out': 'warn' } })
  // @ts-expect-error there is no such option
  defineConfig({ rules: { 'high-fan-out': ['warning', { most: 8 }] } })
  // @ts-expect-error an option is a number
  defineConfig({ rules: { 'high-fan-out': ['warning', { max: '8' }] } })
  // @ts-expect-error this rule has no options
  defineConfig({ rules: { 'client-to-store': ['warning', { max: 8 }] } })
  // @ts-expect-error an override has rules
  defineConfig({ overrides: [{ files: ['a'] }] })
  // @ts-expect-error there is no such key
  defineConfig({ include: [] })
  expect(
    defineConfig<'acme-naming'>({ rules: { 'acme-naming': ['off', { max: 1 }] } }),
  ).toBeDefined()
})

test('the compiler knows a rule and its options', () => {
  const rule = defineRule({
    ...{ id: 'acme-naming', category: 'acme', severity: 'warning', presets: ['strict'] },
    ...{ since: '1.0.0', summary: 'names are short', yieldsTo: [] },
    options: { max: { default: 8, minimum: 1, description: 'longest name' } },
    *check({ model, options }) {
      const most: number = options.max
      // @ts-expect-error there is no such option
      options.most
      for (const { name, at } of model.components) {
        if (name.length > most) yield { message: `${name} is long`, at, subjects: [name] }
      }
    },
  })
  expect(rule.options.max.default).toBe(8)
})
