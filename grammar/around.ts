// What stands around a piece of text on its own line, where that shows what was meant. It looks no
// further than a few hundred characters, so that a long line costs no more than a short one.

import type { Span } from './source.ts'

const reach = 200
const name = '[\\p{L}\\p{M}_][\\p{L}\\p{M}\\p{Nd}_.-]*'
const lastName = new RegExp(`(${name})[ \\t]*$`, 'u')
const firstName = new RegExp(`^[ \\t]*(${name})`, 'u')

export interface Around {
  /** Of the same line, in front of it and behind it. */
  readonly before: string
  readonly after: string
}

export function around({ source: { text }, start, end }: Span): Around {
  const before = text.slice(Math.max(0, start - reach), start)
  const after = text.slice(end, end + reach)
  return { before: before.split(/[\r\n]/).at(-1)!, after: after.split(/[\r\n]/, 1)[0]! }
}

/** The names on both sides of a sign between them. */
export function namesAround(at: Span): { readonly from: string; readonly to: string } | undefined {
  const { before, after } = around(at)
  const from = lastName.exec(before)?.[1]
  const to = firstName.exec(after)?.[1]
  return from === undefined || to === undefined ? undefined : { from, to }
}

/** True for `%` and `/s` behind a number and a space. */
export function isSpacedUnit(at: Span, image: string): boolean {
  return (
    /^(?:%|\/\p{L}+)$/u.test(image) && /(?:^|[^\p{L}\w])\d[\d_.]*[ \t]+$/u.test(around(at).before)
  )
}

/** True for a lone `-` or `>` where an arrow between two names is meant. */
export function isShortArrow(at: Span): boolean {
  const { before, after } = around(at)
  if (/^[ \t]*(?:require)\b/.test(before) || !/^[ \t]+[\p{L}_]/u.test(after)) return false
  return new RegExp(`${name}[ \\t]+$`, 'u').test(before) && !/:[^"{},]*$/.test(before)
}

/** True for the text behind the word `import`. */
export function isPath(at: Span): boolean {
  return /(?:^|[\s}])import[ \t]*$/.test(around(at).before)
}
