// What tests of helps share: the findings of one rule, the line that a help says to write, and the text with
// that line in place of the author's own.

import { expect } from 'vitest'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { lintText, only, unsuppressed } from './linting.ts'

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

export const combined = <A, B>(
  some: readonly A[],
  others: readonly B[],
): readonly (readonly [A, B])[] =>
  some.flatMap((one) => others.map((other) => [one, other] as const))

const told = (text: string): ReadonlySet<string> =>
  new Set(unsuppressed(lintText(text)).map(({ rule }) => rule))

/** How many helps were written; each option of a help by itself. */
export function tried(text: string, rule: string): number {
  const found = findings(text, rule)
  const before = told(text)
  const options = found.flatMap(({ help }) =>
    /^no single change|^not enough|^each of /.test(help!) ? [] : help!.split('; or '),
  )
  for (const option of options) {
    const better = replaced(text, toWrite(option))
    expect(findings(better, rule), `${text}\n${option}`).toEqual([])
    const added = [...told(better)].filter((one) => !before.has(one))
    expect(added, `${text}\n${option}`).toEqual([])
  }
  return options.length
}
