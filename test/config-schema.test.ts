// The JSON Schema of a config and our own reader agree: over generated configs, right and wrong ones, what
// the one refuses the other refuses too. They are made from one table; this shows that both read it alike.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { configSchema, loadConfig } from '#src/config.ts'
import schema from '#src/workspace/generated/config.schema.json' with { type: 'json' }
import { matcher } from '#src/workspace/glob.ts'
import { memoryHost } from '#src/workspace/memory-host.ts'
import { violations } from './support/json-schema.ts'
import { everyService } from './support/made-up.ts'
import { folderWith } from './support/run.ts'
import { readText } from './tidy/tree.ts'

async function isReadable(value: unknown): Promise<boolean> {
  const host = memoryHost({
    'loadpath.config.json': JSON.stringify(value),
    'team.json': '{}',
    'acme.ts': { exports: { default: { ...everyService, id: 'acme-service' } } },
  })
  return (await loadConfig(host, { folder: '/' })).diagnostics.length === 0
}

const isValid = (value: unknown): boolean => violations(schema, value).length === 0

/** Mostly right, now and then one of the wrong ones, or anything. */
function mostly<T>(right: fc.Arbitrary<T>, ...wrong: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: right, weight: 60 },
    { arbitrary: fc.constantFrom<unknown>(null, ...wrong), weight: 1 },
    { arbitrary: fc.jsonValue({ maxDepth: 1 }), weight: 1 },
  )
}

/** Some of the keys, now and then with one that is none. */
function some(keys: Readonly<Record<string, fc.Arbitrary<unknown>>>, wrong: string) {
  const right = fc.record(keys, { requiredKeys: [], noNullPrototype: true })
  const more = fc.tuple(right, ...Object.values(keys).slice(0, 1))
  return fc.oneof(
    { arbitrary: right, weight: 20 },
    { arbitrary: more.map(([value, other]) => ({ ...value, [wrong]: other })), weight: 1 },
  )
}

const severity = mostly(fc.constantFrom('error', 'warning', 'info', 'hint', 'off'), 'warn', '')
const number = mostly(fc.integer({ min: 1, max: 20 }), 0, -1)
const options = mostly(some({ max: number, maxOfGateway: number }, 'most'))
const none = mostly(fc.constant({}), { max: 3 })
const withOptions = (inner: fc.Arbitrary<unknown>) =>
  mostly(fc.oneof(severity, fc.tuple(severity, inner)), [], ['off'], ['off', {}, {}])
const rules = mostly(
  some(
    {
      'high-fan-out': withOptions(options),
      'client-to-store': withOptions(none),
      'not-evaluated': withOptions(none),
    },
    'no-such-rule',
  ),
)
const pattern = mostly(
  fc.constantFrom('**', 'a/*.arch', 'a', './a', '../b', 'a b', 'ä', '{a,b}'),
  ...['', '!a', '/a', 'a\\b'],
)
const patterns = mostly(fc.array(pattern, { minLength: 1, maxLength: 3 }), [])
const override = mostly(
  fc.record({ files: patterns, rules }),
  { files: ['a'] },
  { rules: {} },
  { files: ['a'], rules: {}, rulez: {} },
)
const excluding = fc.record({ files: patterns, ignores: patterns, rules })
const base = mostly(
  fc.constantFrom('loadpath:strict', 'loadpath:all', './team.json'),
  'loadpath:x',
  '',
)
const config = mostly(
  some(
    {
      rules,
      $schema: mostly(fc.constant('./config.schema.json')),
      extends: mostly(fc.array(base, { maxLength: 2 })),
      overrides: mostly(fc.array(fc.oneof(override, excluding), { maxLength: 2 })),
      plugins: mostly(fc.constantFrom([], ['./acme.ts']), ['']),
      files: patterns,
      ignores: patterns,
    },
    'include',
  ),
)

/** What the text of a config alone cannot tell: whether other files are there, and what they bring. */
function needsOthers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const named = Object.entries(value)
    .filter(([key]) => key === 'plugins' || key === 'extends')
    .flatMap(([, list]) => (Array.isArray(list) ? list : []))
  return named.some(
    (one) =>
      typeof one === 'string' && one !== '' && !/^loadpath:|^\.\/(acme\.ts|team\.json)$/.test(one),
  )
}

/** What no regular expression of the schema tells: a bracket of a pattern without its partner. */
function leavesBracketOpen(value: unknown): boolean {
  if (typeof value === 'string') return matcher(value) === undefined
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(leavesBracketOpen)
}

/** A rule that is known to none, where a plugin may have brought it: the schema lets it pass. */
function namesUnknownRule(value: unknown): boolean {
  const text = JSON.stringify(value)
  return (
    text.includes('no-such-rule') || (text.includes('acme-service') && !text.includes('./acme.ts'))
  )
}

describe('the schema and the reader', () => {
  test('agree on generated configs', async () => {
    const seen = { taken: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(config, async (value) => {
        if (needsOthers(value) || leavesBracketOpen(value)) return
        const readable = await isReadable(value)
        const valid = isValid(value)
        seen[readable ? 'taken' : 'refused']++
        if (readable) expect(violations(schema, value)).toEqual([])
        else if (!namesUnknownRule(value)) expect(valid).toBe(false)
      }),
      { numRuns: 3000 },
    )
    expect(seen.taken).toBeGreaterThan(300)
    expect(seen.refused).toBeGreaterThan(300)
  })

  test.each<[unknown, boolean]>([
    [{ rules: { 'no-such-rule': 'off' } }, false],
    [{ rules: { 'no-such-rule': 'off' }, plugins: [] }, false],
    [{ rules: { 'no-such-rule': 'off' }, extends: ['loadpath:strict'] }, false],
    [{ overrides: [{ files: ['a'], rules: { 'no-such-rule': 'off' } }] }, false],
    [{ rules: { 'acme-service': ['off', { least: 1 }] }, plugins: ['./acme.ts'] }, true],
    [{ rules: { 'high-fan-out': ['off', { least: 1 }] }, plugins: ['./acme.ts'] }, false],
    [
      { overrides: [{ files: ['a'], rules: { 'acme-service': 'off' } }], plugins: ['./acme.ts'] },
      true,
    ],
  ])('agree on %j: %s', async (value, isRight) => {
    expect([isValid(value), await isReadable(value)]).toEqual([isRight, isRight])
  })

  test('where a plugin may bring a rule, the reader alone knows', async () => {
    const value = { rules: { 'no-such-rule': 'off' }, extends: ['./team.json'] }
    expect([isValid(value), await isReadable(value)]).toEqual([true, false])
  })

  test('it is printed, and shipped, as it is generated', async () => {
    expect(await configSchema()).toEqual(schema)
    const folder = folderWith({})
    const { status, out, err } = folder.run(['config', 'schema'])
    expect([status, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toEqual(schema)
    expect(JSON.parse(readText('dist/config.schema.json'))).toEqual(schema)
  })
})
