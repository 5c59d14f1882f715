// Every message of the language, pinned: `messages.golden` holds texts and what is said about them, to be
// read aloud. `npm run bless` rewrites the answers; the texts stay as they are.

import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from './parse.ts'
import { positionAt, sourceText } from './source.ts'

const golden = new URL('./messages.golden', import.meta.url)

test('each mistake has its message', () => {
  const written = readFileSync(golden, 'utf8')
  const cases = written
    .split(/^=== .*\n/m)
    .slice(1)
    .map((one) => one.split(/^---\n/m)[0]!)
  const titles = [...written.matchAll(/^=== .*\n/gm)].map((match) => match[0])
  const answered = cases.map((text, at) => `${titles[at]}${text}---\n${answer(text)}\n`).join('')
  if (process.env.LOADPATH_BLESS) writeFileSync(golden, answered)
  expect(cases.length).toBeGreaterThan(90)
  expect(answered).toBe(process.env.LOADPATH_BLESS ? answered : written)
})

test('messages are in lower case, without a final stop and without token classes', () => {
  const answers = readFileSync(golden, 'utf8').matchAll(/^\d+:\d+ (.*)$/gm)
  for (const [, message = ''] of answers) {
    expect(message).toMatch(/^[a-z`]/)
    expect(message).not.toMatch(/\.$|Token|EOF|CloseBrace|undefined|NaN/)
  }
})

function answer(text: string): string {
  const source = sourceText('case.arch', text)
  const { diagnostics } = parse(source)
  if (diagnostics.length === 0) return 'nothing to say\n'
  return diagnostics
    .map(({ at, message, help }) => {
      const { line, column } = positionAt(source, at.start)
      return `${line}:${column} ${message}\n${help === undefined ? '' : `    help: ${help}\n`}`
    })
    .join('')
}
