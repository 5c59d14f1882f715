// Finds numbers in text: digits, and all that is glued to them (a unit, a rate, a misspelt rest). It is one
// sticky `u` pattern, since chevrotain drops that flag.

import type { CustomPatternMatcherReturn } from 'chevrotain'

const numberPattern =
  /\d[\d_]*(?:\.\d[\d_]*)*(?:[\p{L}\p{M}_%][\p{L}\p{M}\p{Nd}_%]*)?(?:\/[\p{L}\p{M}][\p{L}\p{M}\p{Nd}]*)*(?:-[\p{L}_][\p{L}\p{M}\p{Nd}_-]*)?/uy

export function matchNumber(text: string, offset: number): CustomPatternMatcherReturn | null {
  numberPattern.lastIndex = offset
  const image = numberPattern.exec(text)?.[0]
  return image === undefined ? null : [image]
}
