// What a mended mistake brings to light: mistakes that were hidden stay the author's, and no fix leaves one in
// the statement that it changed, whatever is fixed beside it.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { fixedText, fixing, found } from './support/fixing.ts'

const mistakes = (findings: readonly Diagnostic[]): readonly string[] =>
  findings.flatMap(({ rule, category, severity, message }) =>
    severity === 'error' && ['model', 'workspace', 'syntax'].includes(category)
      ? [`${rule}: ${message}`]
      : [],
  )

const good = 'client web\nlb     front { replicas: 2, availability: 0.99 }\nweb -> front -> api\n'

describe('a mistake in the statement that a fix mends', () => {
  const bad = 'servce api { replicas: 2, ttl: 5m }\n'

  it('refuses the fix, by itself', async () => {
    const text = good.replace('0.99', '99%') + bad
    const run = await fixing(text, 'unsafe')
    expect(run.files).toEqual([])
    expect(run.refused.map(({ rule }) => rule)).toEqual(['unknown-kind'])
  })

  it('refuses it beside others, too', async () => {
    const run = await fixing(good + bad, 'unsafe')
    expect(run.files.map(({ after }) => after)).toEqual([good.replace('0.99', '99%') + bad])
    expect(run.refused.map(({ rule, reason }) => [rule, reason])).toEqual([
      ['unknown-kind', expect.stringMatching(/^it would bring about unknown-attribute: .*ttl/)],
    ])
  })

  it.each([
    'servce api {\n  replicas: 2\n  ttl: 5m\n}\n',
    'zne a {\n  ttl: 5m\n  service api { replicas: 2 }\n}\n',
  ])('refuses it on another line, too', async (text) => {
    const mended = good.replace('0.99', '99%') + text
    expect(await fixedText(good + text, 'unsafe')).toBe(mended)
  })
})

describe('what was hidden elsewhere', () => {
  it('in a file that was not read before does not hinder', async () => {
    const files = { 'main.arch': 'import "./stck.arch"\nclient web\n', 'stack.arch': 'servic\n' }
    const run = await fixing(files, 'unsafe')
    expect(run.files.map(({ path, after }) => [path, after])).toEqual([
      ['/main.arch', 'import "./stack.arch"\nclient web\n'],
    ])
    expect(mistakes(run.findings).length).toBeGreaterThan(0)
  })

  it('by rules comes to light', async () => {
    const text = `${good.replace('0.99', '99%')}servce api\n`
    const after = text.replace('servce', 'service')
    expect(found(text).map(({ rule }) => rule)).toEqual(['unknown-kind'])
    expect(found(after).map(({ rule }) => rule)).not.toEqual([])
    expect(await fixedText(text, 'unsafe')).toContain('service api')
  })
})

describe('whatever is fixed together', () => {
  const lines = [
    'lb x0 { replicas: 2, availability: 0.99 }',
    'servce x1 { replicas: 2, ttl: 5m }',
    'servce x2',
    'databse x3 { replcas: 2 }',
    'cache x4 { evction: lru, hit: 0.5 }',
    'queu x5 { failover: no }',
    'service x6 { owner: a }',
    'x6 -> x7 { timeot: 5s }',
    'service x7 { replicas: 2, zones: [nowhere] }',
    'x6 -> x-7',
    'workr x8 { eviction: lru }',
    'require availability >= 1.2',
    'clint x9 { replicas: 3, for: x6 }',
  ]

  it('leaves no mistake in a line that it changed but one that was there', async () => {
    let made = 0
    const some = fc.uniqueArray(fc.constantFrom(...lines), { minLength: 2, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(some, async (chosen) => {
        const before = `${chosen.join('\n')}\n`
        const after = await fixedText(before, 'unsafe')
        const changed = new Set(
          after.split('\n').flatMap((line, at) => (chosen.includes(line) ? [] : [at])),
        )
        made += changed.size - 1
        const known = new Set(mistakes(found(before)))
        const lineOf = (one: Diagnostic) => after.slice(0, one.at.start).split('\n').length - 1
        const own = found(after).filter((one) => changed.has(lineOf(one)))
        for (const one of mistakes(own)) expect([...known]).toContain(one)
      }),
      { numRuns: 80, seed: 20270331 },
    )
    expect(made).toBeGreaterThan(80)
  })
})
