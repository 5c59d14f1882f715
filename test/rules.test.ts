// What holds for every rule: its three files belong together, its cases and the blocks of its page find
// exactly what their carets say, and no rule breaks on another's cases. A rule may yield to one that a
// later version brings; those are listed here, so that a slip in a name fails.

import { describe, expect, it } from 'vitest'
import { type Diagnostic, severities } from '#grammar/diagnostic.ts'
import { pages } from '#rules/generated/pages.ts'
import { rules } from '#rules/generated/rules.ts'
import type { Rule } from '#src/lint/rule.ts'
import { generatedRules } from '../scripts/gen-rules.ts'
import { newRule } from '../scripts/new-rule.ts'
import { blocksOf } from './documents/blocks.ts'
import { actual, type Case, casesOf, expected } from './support/cases.ts'
import { lintRead, lintText, only, type Read, read, unsuppressed } from './support/linting.ts'
import { pathsBelow, readText } from './tidy/tree.ts'

/** Rules of the catalogue that are not here yet, and that rules here yield to. */
const toCome = [
  ...['acknowledged-write-loss', 'autoscale-to-one', 'cache-thrashing', 'external-hard-dependency'],
  ...['missing-retry-limit', 'no-api-gateway', 'peak-without-autoscaling', 'read-heavy-unscaled'],
  ...['scatter-gather', 'slow-detection', 'stale-search-index', 'storage-exhausted'],
]

/** Rules that say one thing of a whole file. */
const oncePerFile = [
  ...['bottleneck', 'growth-headroom', 'missing-client', 'missing-requirements'],
  'requirement-not-shown',
]

const sections = [
  ...['What it finds', 'Why it matters', 'Reported', 'Not reported', 'How to fix'],
  ...['When to ignore it', 'Method and source'],
]

const ids = rules.map(({ id }) => id)

const pathOf = ({ category, id }: Rule, ending: string): string =>
  `rules/${category}/${id}.${ending}`

const allCases: readonly (Case & { readonly rule: Rule })[] = rules.flatMap((rule) =>
  casesOf(readText(pathOf(rule, 'arch'))).map((one) => ({ ...one, rule })),
)

describe('the rules together', () => {
  it('are all that have files, each with its three', () => {
    const files = pathsBelow('rules').filter((path) => !path.startsWith('rules/generated/'))
    expect(files).toEqual(
      rules.flatMap((rule) => ['arch', 'md', 'ts'].map((ending) => pathOf(rule, ending))).sort(),
    )
  })

  it('have ids of their own', () => expect(new Set(ids).size).toBe(ids.length))

  it('yield to rules that there are, or that are to come', () => {
    const winners = new Set(rules.flatMap(({ yieldsTo }) => yieldsTo))
    expect([...winners].filter((id) => !ids.includes(id)).sort()).toEqual(toCome)
  })

  it('never yield to each other in a circle', () => {
    const yieldsTo = new Map(rules.map((rule) => [rule.id, rule.yieldsTo]))
    const above = (id: string, seen: readonly string[]): void => {
      expect(seen).not.toContain(id)
      for (const winner of yieldsTo.get(id) ?? []) above(winner, [...seen, id])
    }
    for (const id of ids) above(id, [])
  })

  it('break on no case of another', () => {
    expect(allCases.length).toBeGreaterThan(100)
    for (const { text } of allCases) expect(() => lintText(text, { preset: 'all' })).not.toThrow()
  })

  it('have files made by the generator', async () => {
    for (const { path, text } of await generatedRules()) expect(readText(path), path).toBe(text)
  })
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('says what it is', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
    expect(severities).toContain(rule.severity)
    expect(rule.presets).toContain('strict')
    expect(rule.summary).toMatch(/^[^A-Z].*[^.]$/)
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/)
    for (const { default: value, minimum, description } of Object.values(rule.options)) {
      expect(value).toBeGreaterThanOrEqual(minimum)
      expect(description).not.toBe('')
    }
  })

  it('has a page with all sections, which the program can show', () => {
    const text = readText(pathOf(rule, 'md'))
    expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(sections)
    expect(pages[id]).toBe(text)
  })

  const cases = allCases.filter((one) => one.rule === rule)

  it('has a case that fires, one that is silent, and one with two findings', () => {
    const counts = cases.map(({ text }) => expected(text).length)
    expect(counts).toContain(1)
    expect(counts).toContain(0)
    if (!oncePerFile.includes(id)) expect(counts.some((count) => count >= 2)).toBe(true)
  })

  it.each(cases)('$name (line $line)', ({ text }) => findsWhatItSays(text, id))

  const blocks = blocksOf(readText(pathOf(rule, 'md'))).filter(
    ({ language }) => language === 'arch',
  )

  it('shows examples, one of which fires and one of which does not', () => {
    const counts = blocks.map(({ text }) => expected(text).length)
    expect(counts.some((count) => count > 0)).toBe(true)
    expect(counts).toContain(0)
  })

  it.each(blocks)('line $line of its page', ({ text }) => findsWhatItSays(text, id))
})

function findsWhatItSays(text: string, id: string): void {
  const findings = unsuppressed(lintText(text, { preset: 'all', settings: only(id) }))
  expect(actual(text, findings)).toEqual(expected(text))
}

describe('as long as nothing says how many copies run', () => {
  const ofOneCopy = [
    ...['single-load-balancer', 'unreplicated-database', 'lb-single-target'],
    ...['unreplicated-shard', 'quorum-unsafe'],
  ]

  it.each(ofOneCopy)('%s is silent', (id) => {
    const cases = allCases.filter(({ rule }) => rule.id === id).map(({ text }) => read(text))
    const found = (system: Read) => lintRead(system, { settings: only(id) }).length
    expect(cases.some((system) => found(system) > 0)).toBe(true)
    for (const { model, facts } of cases) {
      const unwritten = Object.create(facts, { copiesUnwritten: { value: true } })
      const findings = lintRead({ model, facts: unwritten }, { settings: only(id) })
      expect(findings.filter(({ rule }) => rule === id)).toEqual([])
    }
  })
})

describe('the messages', () => {
  const findingsOfAll = (): readonly Diagnostic[] =>
    allCases.flatMap(({ text }) => lintText(text, { preset: 'all' }))

  it('begin in lower case or with a name, and end without a stop', () => {
    const findings = findingsOfAll()
    expect(findings.length).toBeGreaterThan(100)
    for (const { message, notes, help } of findings) {
      for (const text of [message, ...notes, ...(help === undefined ? [] : [help])]) {
        expect(text).not.toMatch(/^[A-Z]|[.\s]$|\bundefined\b|\bNaN\b|\[object/)
        expect(text).not.toBe('')
      }
    }
  })

  it('say why and what to write', () => {
    const ofRules = findingsOfAll().filter(({ rule }) => ids.includes(rule))
    expect(ofRules.filter(({ notes, help }) => notes.length === 0 || help === undefined)).toEqual(
      [],
    )
  })
})

describe('the form of a fixture', () => {
  it('places an expectation on the line above', () => {
    expect(expected('service a\n#       ^ warning: one\n#       ^ error: two')).toEqual([
      '1:9-10 error: two',
      '1:9-10 warning: one',
    ])
  })

  it('refuses text before the first case and carets that say nothing', () => {
    expect(() => casesOf('service a\n# === late\n')).toThrow('=== name')
    expect(() => expected('service a\n#       ^')).toThrow('carets')
  })
})

describe('a new rule', () => {
  it('gets three files of its name', () => {
    expect(newRule('availability/lone-lock')?.map(({ path }) => path)).toEqual([
      'rules/availability/lone-lock.ts',
      'rules/availability/lone-lock.md',
      'rules/availability/lone-lock.arch',
    ])
  })

  it('has a page of the right sections and cases that read well', () => {
    const [, page, cases] = newRule('availability/lone-lock')!
    expect([...page!.text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(sections)
    for (const { text } of [...blocksOf(page!.text), ...casesOf(cases!.text)]) lintText(text)
  })

  it.each(['lone-lock', 'availability/Lone', 'a/b/c-d', 'generated/a-b', '../a/b-c'])(
    'is refused the name %s',
    (name) => expect(newRule(name)).toBeUndefined(),
  )
})
