// The reference of the language is right: each `arch` block of it parses and links, each `arch error` block does not,
// and its grammar names every statement.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { statementWords } from '#grammar/words.ts'
import { modelOf } from './support/model.ts'

const page = readFileSync(new URL('../grammar/README.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/^```arch( error)?\n([\s\S]*?)^```$/gm)].map((match) => ({
  isWrong: match[1] !== undefined,
  text: match[2]!,
  line: page.slice(0, match.index).split('\n').length,
}))

describe('blocks of grammar/README.md', () => {
  test('there are some of both sorts', () => {
    expect(blocks.filter((block) => block.isWrong).length).toBeGreaterThan(1)
    expect(blocks.filter((block) => !block.isWrong).length).toBeGreaterThan(6)
  })

  test.each(blocks)('line $line', ({ text, isWrong }) => {
    const { diagnostics } = modelOf(text)
    if (isWrong) expect(diagnostics.length).toBeGreaterThan(0)
    else expect(diagnostics.map((one) => one.message)).toEqual([])
  })
})

test('the grammar names every statement word', () => {
  const grammar = /```ebnf\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  for (const word of statementWords) expect(grammar).toContain(`"${word}"`)
})
