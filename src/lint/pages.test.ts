// The pages of what the linter itself reports have the sections of a rule's page, are printed by the name
// that a finding has, and their examples find exactly what their carets say.

import { describe, expect, it } from 'vitest'
import { rules } from '#rules/generated/rules.ts'
import { explain, explained } from '#src/index.ts'
import { blocksOf } from '../../test/documents/blocks.ts'
import { actual, expected } from '../../test/support/cases.ts'
import { lintText, read, unsuppressed } from '../../test/support/linting.ts'
import { aboutIgnores, ignoreExpired, ignoreWithoutEffect } from './ignores.ts'
import { notEvaluated } from './not-evaluated.ts'
import { pages } from './pages.ts'

const headings = (page: string): readonly string[] =>
  [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]!)

it('are those of every finding that no rule gives', () => {
  const ignore = read('ignore missing-client "known"').model.ignores[0]!
  const codes = [ignoreExpired(ignore).rule, ignoreWithoutEffect(ignore, undefined).rule]
  expect(Object.keys(pages).sort()).toEqual([notEvaluated.id, ...codes].sort())
  expect([...aboutIgnores].sort()).toEqual(codes.sort())
})

it('are explained like those of rules, and every rule is', async () => {
  expect([...(await explained())].sort()).toEqual(
    [...rules.map(({ id }) => id), ...Object.keys(pages)].sort(),
  )
  expect(await explain('not-evaluated')).toBe(pages['not-evaluated'])
  expect(await explain('no-such-rule')).toBeUndefined()
})

describe.each(Object.entries(pages))('%s', (name, page) => {
  it('has the sections of a rule', async () => {
    const ofRule = (await explain('single-point-of-failure')) ?? ''
    expect(page).toMatch(new RegExp(`^# ${name}\n\n\\*\\*`))
    expect(headings(page)).toEqual(headings(ofRule))
  })

  const blocks = blocksOf(page)

  it('shows what it reports and what it does not', () => {
    const counts = blocks.map(({ text }) => expected(text).length)
    expect(new Set(counts)).toEqual(new Set([0, 1]))
  })

  it.each(blocks)('line $line', ({ text }) => {
    const findings = unsuppressed(lintText(text)).filter(({ rule }) => rule in pages)
    expect(actual(text, findings)).toEqual(expected(text))
  })
})
