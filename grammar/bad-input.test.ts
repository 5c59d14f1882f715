// Texts that go wrong as a whole: nothing in them, too much, too deep, cut short.

import { expect, test } from 'vitest'
import { decode } from './decode.ts'
import type { Diagnostic } from './diagnostic.ts'
import { parse } from './parse.ts'
import { positionAt, sourceText } from './source.ts'
import { tokenize } from './tokens.ts'

const statements = [
  'import "./shared.arch" as p',
  'title "Photo sharing"',
  'kind s3 : blob { managed: yes }',
  'every service { zones: all }',
  'every -> { timeout: 1s }',
  'service api "API" { replicas: 2, zones: [a, b] }',
  'web, mobile -> edge "images" { timeout: 1s }, x ~> photos | y',
  'a -> 2 of (b, c "l" { x: 1 }, d) "g" { t: 1s }',
  'api { replicas: 9 }',
  'flow "View" { web -> api  share: 20% }',
  'require survive 1 zone',
  'require availability >= 99.9% for "View" -> api "why"',
  'forbid path client -> database "reason"',
  'only @pii -> * "reason"',
  'scenario "B" { load: 2x, fail: us-east.a }',
  'view main "Main" { depth: 2 }',
  'ignore missing-timeout "why" { until: 2027-03-31 }',
  'service x { meta: { "a b": [1..2, { c: d }], when: 2027-03-31 } }',
]

/** Cut behind these words the statement is whole. */
const wholeEarlier: ReadonlySet<string> = new Set([
  'import "./shared.arch"',
  'kind s3 : blob',
  'service api',
  'service api "API"',
  'web, mobile -> edge',
  'web, mobile -> edge "images"',
  'web, mobile -> edge "images" { timeout: 1s }',
  'web, mobile -> edge "images" { timeout: 1s }, x',
  'web, mobile -> edge "images" { timeout: 1s }, x ~> photos',
  'a -> 2 of (b, c "l" { x: 1 }, d)',
  'a -> 2 of (b, c "l" { x: 1 }, d) "g"',
  'require availability',
  'require availability >= 99.9%',
  'require availability >= 99.9% for "View"',
  'require availability >= 99.9% for "View" -> api',
  'ignore missing-timeout "why"',
  'service x',
])

for (const statement of statements) {
  test(`cut short at every token: ${statement}`, () => {
    for (const token of tokenize(sourceText('cut.arch', statement)).tokens) {
      const cut = statement.slice(0, token.startOffset + token.image.length)
      const expected = cut === statement || wholeEarlier.has(cut) ? 0 : 1
      expect(said(cut), cut).toHaveLength(expected)
      const followed = `${cut}\nservice next { replicas: 1 }\n`
      expect(said(followed), followed).toHaveLength(expected)
      expect(declares(followed, 'next'), followed).toBe(true)
    }
  })
}

test('nothing, blank lines and comments alone say nothing', () => {
  for (const text of ['', '\n\n', '  \t\r\n', '# only\n# comments', '#']) {
    expect(said(text)).toEqual([])
    expect(parse(sourceText('a.arch', text)).value.statements).toEqual([])
  }
})

test('a byte-order mark, \\r\\n and a lone \\r are read as if they were not there', () => {
  const text = 'service a # first\nservice b {\n  replicas: 2\n}\na -> b\n'
  for (const other of [
    `\ufeff${text}`,
    text.replaceAll('\n', '\r\n'),
    text.replaceAll('\n', '\r'),
  ]) {
    const { value, diagnostics } = parse(sourceText('a.arch', other))
    expect(diagnostics).toEqual([])
    expect(value.statements.map((one) => one.kind)).toEqual(['component', 'component', 'edge'])
  }
  const source = sourceText('a.arch', '\ufeffservice a\r\n\r\nflow')
  const [diagnostic] = parse(source).diagnostics
  expect(positionAt(source, diagnostic!.at.start)).toMatchObject({ line: 3, column: 1 })
})

test('10,000 nested braces are told once, balanced or not', () => {
  const count = 10_000
  const balanced = `${'a { '.repeat(count)}${'}'.repeat(count)}\nservice b`
  expect(rules(balanced)).toEqual(['nested-too-deep'])
  expect(declares(balanced, 'b')).toBe(true)
  expect(rules('a {\n'.repeat(count))).toEqual(['nested-too-deep'])
  expect(rules('a { '.repeat(count))).toEqual(['nested-too-deep'])
  expect(rules(`service a { x: ${'['.repeat(count)}${']'.repeat(count)} }`)).toEqual([
    'nested-too-deep',
  ])
  expect(rules('}'.repeat(3))).toEqual(['surplus-brace', 'surplus-brace', 'surplus-brace'])
})

test('a hundred levels are fine', () => {
  expect(said(`${'group a { '.repeat(100)}${'}'.repeat(100)}`)).toEqual([])
  expect(rules(`${'group a { '.repeat(101)}${'}'.repeat(101)}`)).toEqual(['nested-too-deep'])
})

test('a line of 10 MB is read in time', () => {
  const long = 10_000_000
  const started = performance.now()
  expect(said(`service ${'a'.repeat(long)}`)).toEqual([])
  expect(said(`service ${'é'.repeat(long)}`)).toEqual([])
  expect(said(`service ${'𠀀'.repeat(long / 2)}`)).toEqual([])
  expect(said(`title "${'x'.repeat(long)}"`)).toEqual([])
  expect(said(`title "${'\\n'.repeat(long / 2)}"`)).toEqual([])
  expect(said(`# ${'x'.repeat(long)}`)).toEqual([])
  expect(said(' '.repeat(long))).toEqual([])
  expect(rules(`title "${'x'.repeat(long)}`)).toEqual(['unterminated-text'])
  expect(rules('\u0000'.repeat(long))).toEqual(['control-character'])
  expect(rules('😀'.repeat(long / 2))).toEqual(['unknown-character'])
  expect(rules(`service a { x: ${'9'.repeat(long)} }`)).toEqual(['bad-number'])
  expect(rules(`a ${'-'.repeat(long)}> b`)).toEqual(['foreign-arrow'])
  expect(performance.now() - started).toBeLessThan(30_000)
})

test('long lists and edges on one line take time in proportion', () => {
  const names = Array.from({ length: 100_000 }, (_, at) => `n${at}`)
  const started = performance.now()
  expect(said(`web -> ${names.join(', ')}`)).toEqual([])
  expect(said(`web -> ${names.join(',\n')}`)).toEqual([])
  expect(said(names.join(' -> '))).toEqual([])
  expect(said(`${names.join(', ')} -> web`)).toEqual([])
  expect(said(`service a { zones: [${names.join(', ')}] }`)).toEqual([])
  expect(rules(`service a { zones: ${names.join(', ')} }`)).toEqual(['list-without-brackets'])
  expect(performance.now() - started).toBeLessThan(20_000)
})

test('many mistakes take time in proportion', () => {
  const count = 20_000
  const started = performance.now()
  expect(said('service a }\n'.repeat(count))).toHaveLength(count)
  expect(said('a -> 5\n'.repeat(count))).toHaveLength(count)
  expect(said('service a { x: [1 }\n'.repeat(count))).toHaveLength(count)
  expect(said(`region x {\n${'service a { }}\n'.repeat(count)}}`)).toHaveLength(count)
  expect(performance.now() - started).toBeLessThan(20_000)
})

test('an unterminated text takes nothing with it but its line', () => {
  const text = 'region x {\n  service a "API { replicas: 2 }\n  service b\n}\nservice c'
  expect(rules(text)).toEqual(['unterminated-text'])
  for (const name of ['a', 'b', 'c']) expect(declares(text, name), name).toBe(true)
})

test('of thousands of blocks that nothing closes a few are told, and all are read', () => {
  const count = 5000
  const lines = Array.from({ length: count }, (_, at) => `service a${at} { replicas: [`)
  const { value, diagnostics } = parse(sourceText('open.arch', `${lines.join('\n')}\n`))
  expect(diagnostics.map((one) => one.at.start)).toEqual([23, 48, 73, 98, 123])
  expect(diagnostics.at(-1)!.notes).toEqual(['4995 more blocks behind it are never closed'])
  expect(value.statements).toHaveLength(count)
})

test('what a message quotes is cut, however long it is', () => {
  const word = 'x'.repeat(100_000)
  const wrong = [
    word,
    `service ${word} y`,
    `service a { ${word} }`,
    `${word} "label" { a: 1 }`,
    `${word} calls b`,
    `service a { b: ${word} ${word} }`,
    `flow "${word}"`,
    `require ${word} of b`,
    `forbid ${word}, ${word} -> b "x"`,
    `a -> b { c: 1 }, ${word}: 2`,
    `service ${word}, ${word}`,
    `service ${word}.${word}`,
    `${word} → b`,
    `kind a : ${word}, ${word}`,
  ]
  for (const text of wrong) {
    const told = parse(sourceText('long.arch', text)).diagnostics
    expect(told.length, text.slice(0, 30)).toBeGreaterThan(0)
    for (const { message, help = '' } of told) {
      expect(
        message.length + help.length,
        `${text.slice(0, 30)} ${help.slice(0, 60)}`,
      ).toBeLessThan(500)
    }
  }
})

test('control characters are told once per run', () => {
  expect(rules('service a\u0000\u0001\u0002\nservice b\u0007')).toEqual([
    'control-character',
    'control-character',
  ])
})

test('bytes that are no UTF-8 are refused at their place', () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('title "é"\nservice '), 0xe9, 0x20])
  const decoded = decode(bytes, 'latin.arch')
  if (!('diagnostic' in decoded)) throw new Error('decoded')
  const { rule, at } = decoded.diagnostic
  expect(rule).toBe('not-utf-8')
  expect(positionAt(at.source, at.start)).toMatchObject({ line: 2, column: 9 })
})

test.each([
  [[0x80]],
  [[0xc0, 0x80]],
  [[0xe0, 0x80, 0x80]],
  [[0xed, 0xa0, 0x80]],
  [[0xf4, 0x90, 0x80, 0x80]],
  [[0xff]],
  [[0xe2, 0x82]],
])('no character begins with %j', (bad) => {
  const decoded = decode(new Uint8Array([0x61, 0x0a, 0x62, ...bad]), 'x.arch')
  if (!('diagnostic' in decoded)) throw new Error('decoded')
  expect(positionAt(decoded.diagnostic.at.source, decoded.diagnostic.at.start)).toMatchObject({
    line: 2,
    column: 2,
  })
})

test('a NUL byte makes a binary, and UTF-8 with a mark is text', () => {
  const binary = decode(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0]), 'a.out')
  expect('diagnostic' in binary && binary.diagnostic.rule).toBe('binary-file')
  const wide = decode(new Uint8Array([0xff, 0xfe, 0x61, 0]), 'wide.arch')
  expect('diagnostic' in wide && wide.diagnostic.help).toContain('UTF-16')
  const text = decode(new TextEncoder().encode('\ufefftitle "日本"'), 'x.arch')
  expect('source' in text && text.source.text).toBe('title "日本"')
})

function said(text: string): readonly Diagnostic[] {
  return parse(sourceText('a.arch', text)).diagnostics
}

function rules(text: string): string[] {
  return said(text).map((one) => one.rule)
}

function declares(text: string, name: string): boolean {
  const found = JSON.stringify(parse(sourceText('a.arch', text)).value.statements, (key, value) =>
    key === 'span' ? undefined : value,
  )
  return found.includes(`"name":{"text":"${name}"}`)
}
