// Finds names in text: a letter, mark or `_`, then letters, marks, digits, `_` with single inner
// hyphens, and dots between such parts. Its patterns have the `u` flag, which chevrotain drops from its own.
// Names are compared in NFC: the token of a name that is written otherwise carries the normal form as its
// payload.

import type { CustomPatternMatcherReturn } from 'chevrotain'

const hyphen = 45
const dot = 46

// A pattern without an end runs out of stack on characters beyond 16 bits; these take 1000 at a time.
const wideStart = /[\p{L}\p{M}_]/uy
const wideRest = /[\p{L}\p{M}\p{Nd}_]{1,1000}/uy

/** The name that begins at the offset, as chevrotain wants it; null where none does. */
export function matchName(text: string, offset: number): CustomPatternMatcherReturn | null {
  const end = nameEnd(text, offset)
  if (end === offset) return null
  const image = text.slice(offset, end)
  const match: CustomPatternMatcherReturn = [image]
  const normal = image.normalize('NFC')
  if (normal !== image) match.payload = normal
  return match
}

/** End of the name; the offset itself for none. */
function nameEnd(text: string, offset: number): number {
  let end = offset
  for (let at = offset; ; at = end + 1) {
    wideStart.lastIndex = at
    if (!wideStart.test(text)) return end
    end = restEnd(text, at)
    while (text.charCodeAt(end) === hyphen && restEnd(text, end + 1) > end + 1) {
      end = restEnd(text, end + 1)
    }
    if (text.charCodeAt(end) !== dot) return end
  }
}

function restEnd(text: string, offset: number): number {
  let end = offset
  for (;;) {
    wideRest.lastIndex = end
    if (!wideRest.test(text)) return end
    end = wideRest.lastIndex
  }
}
