// What holds for every fix, over the cases of all rules, the examples, random systems, and all of these with
// commas, comments and lines put in at random: the text reads well afterwards, the finding is gone, none
// is new, a second run changes nothing, comments stay, and nothing moves but the statement that was touched.

import { globSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { parse } from '#grammar/parse.ts'
import { sourceText } from '#grammar/source.ts'
import { tokenize } from '#grammar/tokens.ts'
import { bodiesOf } from '#grammar/walk.ts'
import { rules } from '#rules/generated/rules.ts'
import { type Candidate, candidatesIn } from '#src/fix/candidates.ts'
import { applied, type Edited, type Place } from '#src/fix/edits.ts'
import { layOut } from '#src/fix/touched.ts'
import { lint, load, memoryHost } from '#src/index.ts'
import { blocksOf } from './documents/blocks.ts'
import { casesOf } from './support/cases.ts'
import { fixedText, fixing, found, type Meaning, today } from './support/fixing.ts'
import { randomArch } from './support/random-model.ts'
import { pathsBelow, readText } from './tidy/tree.ts'

const meanings: readonly Meaning[] = ['safe', 'unsafe']

const cases = pathsBelow('rules')
  .filter((path) => path.endsWith('.arch'))
  .flatMap((path) => casesOf(readText(path)).map(({ text }) => ({ path, text })))
const pages = pathsBelow('rules')
  .filter((path) => path.endsWith('.md'))
  .flatMap((path) => blocksOf(readText(path)).filter(({ language }) => language === 'arch'))
const examples = globSync('examples/**/*.arch').sort().map(readText)
const faulty = readText('test/fixes/before.arch')

const sound = [...cases, ...pages].map(({ text }) => text)

/** Mistakes, and findings by rule and what they are about, each as often as it is there. */
function tally(findings: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { rule, identity, subjects, message, category } of findings) {
    const about = ['model', 'workspace', 'syntax'].includes(category)
      ? message
      : (identity ?? subjects)
    const key = `${rule}: ${about}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

const isMistake = ({ category, severity }: Diagnostic): boolean =>
  severity === 'error' && ['syntax', 'model', 'workspace'].includes(category)

/** Everything that is promised about a text as a whole. */
async function expectPromises(text: string, meaning: Meaning): Promise<number> {
  const before = found(text)
  const run = await fixing(text, meaning)
  const after = run.files[0]?.after ?? text
  const made = run.files.flatMap((file) => file.made)
  const now = found(after)
  expect(now.filter(isMistake).length).toBeLessThanOrEqual(before.filter(isMistake).length)
  if (!before.some(isMistake)) {
    const was = tally(before)
    for (const [key, count] of tally(now))
      expect([key, count <= (was.get(key) ?? 0)]).toEqual([key, true])
    expect(now.length).toBeLessThanOrEqual(before.length - made.length)
  }
  expect(parse(sourceText('', after)).diagnostics.length).toBeLessThanOrEqual(
    parse(sourceText('', text)).diagnostics.length,
  )
  expect(commentsOf(after)).toEqual(commentsOf(text))
  if (made.length === 0) expect(after).toBe(text)
  expect(await fixedText(after, meaning)).toBe(after)
  return made.length
}

function commentsOf(text: string): readonly string[] {
  return tokenize(sourceText('', text)).comments.map(({ image }) => image.trimEnd())
}

describe.each(meanings)('%s fixes', (meaning) => {
  it('keep what they promise in the cases and pages of all rules', async () => {
    let made = 0
    for (const text of new Set(sound)) made += await expectPromises(text, meaning)
    if (meaning === 'unsafe') expect(made).toBeGreaterThan(60)
  })

  it('keep it in the examples, and in a text that has one of each mistake', async () => {
    for (const text of examples) await expectPromises(text, meaning)
    expect(await expectPromises(faulty, meaning)).toBeGreaterThan(8)
  })

  it('keep it in random systems', async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 2, max: 14 }), async (seed, components) => {
        made += await expectPromises(randomArch(seed, { components }), meaning)
      }),
      { numRuns: 120, seed: 20270331 },
    )
    if (meaning === 'unsafe') expect(made).toBeGreaterThan(50)
  })

  it('keep it however commas, lines and comments stand', async () => {
    let made = 0
    const change = fc.record({ at: fc.nat(), change: fc.constantFrom(...changes) })
    const some = fc.array(change, { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sound, faulty), some, async (text, edits) => {
        made += await expectPromises(mutated(text, edits), meaning)
      }),
      { numRuns: 600, seed: 20270331 },
    )
    if (meaning === 'unsafe') expect(made).toBeGreaterThan(60)
  })
})

const severest = ['safe', 'unsafe'] as const

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('declares the fixes that its findings have', () => {
    const own = cases.filter(({ path }) => path.endsWith(`/${id}.arch`))
    const fixes = own
      .flatMap(({ text }) => found(text))
      .flatMap((one) => (one.rule === id && one.fix ? [one.fix] : []))
    const meant = severest.filter((meaning) =>
      fixes.some(({ safe }) => safe === (meaning === 'safe')),
    )
    expect(meant).toEqual(rule.fixes === undefined ? [] : [rule.fixes])
  })

  it('has them on its page', () => {
    const howToFix = /## How to fix\n(.*)\n## /s.exec(
      readText(`rules/${rule.category}/${id}.md`),
    )![1]!
    const command = rule.fixes === 'unsafe' ? '`loadpath fix --unsafe`' : '`loadpath fix`'
    expect(howToFix.includes('`loadpath fix')).toBe(rule.fixes !== undefined)
    if (rule.fixes) expect(howToFix).toContain(command)
  })
})

describe('one fix by itself', () => {
  const each = [...new Set([...sound, faulty])].flatMap((text) =>
    candidatesOf(text).map((fix) => ({ fix, text })),
  )

  it('changes the statements that it touches, and no other byte', () => {
    expect(each.length).toBeGreaterThan(100)
    for (const { fix, text } of each) {
      const [[, { text: edited, places }]] = [
        ...applied([fix], new Map([['/main.arch', text]])),
      ] as [[string, Edited]]
      const laidOut = layOut(edited, places)
      expect(treeOf(laidOut)).toBe(treeOf(edited))
      const spans = places.flatMap((place) => around(edited, place))
      const start = Math.min(...spans.map((span) => span.start), edited.length)
      const end = Math.max(...spans.map((span) => span.end), 0)
      if (end === 0) expect(laidOut).toBe(edited)
      else {
        expect(laidOut.slice(0, start)).toBe(edited.slice(0, start))
        expect(laidOut.slice(laidOut.length - (edited.length - end))).toBe(edited.slice(end))
      }
    }
  })

  it('writes the attributes that the help shows', () => {
    const withHelp = each.filter(({ fix }) => / on "/.test(fix.title) && fix.edits.length === 1)
    expect(withHelp.length).toBeGreaterThan(30)
    for (const { fix, text } of withHelp) {
      const told = found(text).find(
        ({ fix: own, rule }) => own?.title === fix.title && rule === fix.rule,
      )
      const [written] = /[\w-]+: [^{}\n]*[^{}\s]/.exec(fix.edits[0]!.text)!
      expect(told!.help).toContain(written)
    }
  })
})

function candidatesOf(text: string): readonly Candidate[] {
  const source = sourceText('main.arch', text)
  const system = load(memoryHost({ 'main.arch': text }, today), 'main.arch')
  if (system.kind === 'unreadable') throw new Error(source.path)
  const { path: root, files } = system
  const looked = { path: root, root, files, findings: lint(system, { preset: 'all', today }) }
  return candidatesIn([looked], { meaning: 'unsafe', mayWrite: () => true })
}

function treeOf(text: string): string {
  const { statements } = parse(sourceText('', text)).value
  return JSON.stringify(statements, (key, part) => (key === 'span' ? undefined : part))
}

/** The innermost statements that hold the place, or lie in it: attributes are none. */
function around(text: string, { start, end }: Place): readonly Place[] {
  const found: Place[] = []
  const visit = (items: readonly Item[]): boolean => {
    const before = found.length
    for (const item of items) {
      const { kind, span } = item
      const holds = span.start <= start && end <= span.end
      const isInside = start <= span.start && span.end <= end
      if (kind === 'attribute' || (!holds && !isInside)) continue
      const inner = bodiesOf(item).flatMap((body) => body.items)
      if (isInside || !visit(inner)) found.push({ start: span.start, end: span.end })
    }
    return found.length > before
  }
  visit(parse(sourceText('', text)).value.statements)
  return found
}

const changes = [
  '\n',
  '\n\n',
  '  ',
  ', ',
  ' # why\n',
  '\n# own line\n',
  '\n\n    # far\n',
  '# a\n# b\n',
  '\t',
]

function mutated(text: string, edits: readonly { at: number; change: string }[]): string {
  const { tokens } = tokenize(sourceText('', text))
  const byPlace = new Map(
    edits.map(({ at, change }) => [tokens[at % tokens.length]!.startOffset, change]),
  )
  let result = ''
  let last = 0
  for (const [place, change] of [...byPlace].sort(([a], [b]) => a - b)) {
    result += text.slice(last, place) + change
    last = place
  }
  return result + text.slice(last)
}
