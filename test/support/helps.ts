// What tests of helps share: the findings of one rule, the line that a help says to write, and the text with
// that line in place of the author's own.

import { expect } from 'vitest'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { lintText, only } from './linting.ts'

export const findings = (text: string, rule: string): readonly Diagnostic[] =>
  lintText(text, { preset: 'all', settings: only(rule) })

/** The line behind the last colon that a declaration or an edge follows. */
export const toWrite = (help: string): string =>
  /^.*?: ((?:[a-z]+ )?[\w.]+ .*)$/.exec(help.replace(/^then it is not shown to fail: /, ''))?.[1] ??
  ''

export const attributesOf = (line: string): readonly string[] =>
  [...(line.match(/[\w-]+: [\w.]+/g) ?? [])].sort()

/** The text with the line of the same kind and name replaced. */
export function replaced(text: string, line: string): string {
  const [kind, name] = line.split(' ')
  const old = new RegExp(`^( *)${kind} +${name}\\b.*$`, 'm')
  expect(text).toMatch(old)
  return text.replace(old, (_, indent: string) => indent + line)
}
