// Finds names in text: a letter, mark or `_`, then letters, marks, digits, `_` with single inner
// hyphens, and dots between such parts. ASCII runs through a table; anything else through one sticky
// `u` pattern, since chevrotain drops that flag. Names are compared in NFC: a name with other letters
// carries its normal form as the token's payload.

import type { CustomPatternMatcherReturn } from 'chevrotain'

const letter = 1
const digit = 2

const asciiClass = new Uint8Array(128)
for (let code = 48; code <= 57; code++) asciiClass[code] = digit
for (let code = 65; code <= 90; code++) asciiClass[code] = letter
for (let code = 97; code <= 122; code++) asciiClass[code] = letter
asciiClass[95] = letter

const hyphen = 45
const dot = 46

// A pattern without an end runs out of stack on characters beyond 16 bits; these take 1000 at a time.
const wideStart = /[\p{L}\p{M}_]/uy
const wideRest = /[\p{L}\p{M}\p{Nd}_]{1,1000}/uy

/** The lexer takes the image out of a match at once, so that all plain names share one. */
const plain: CustomPatternMatcherReturn = ['']

/** The name that begins at the offset, as chevrotain wants it; null where none does. */
export function matchName(text: string, offset: number): CustomPatternMatcherReturn | null {
  const end = asciiNameEnd(text, offset)
  if (end === offset) return null
  if (end > offset) {
    plain[0] = text.slice(offset, end)
    return plain
  }
  const wideEnd = wideNameEnd(text, offset)
  if (wideEnd === offset) return null
  const image = text.slice(offset, wideEnd)
  const match: CustomPatternMatcherReturn = [image]
  match.payload = image.normalize('NFC')
  return match
}

/** End of the name made of ASCII alone; the offset itself for none, -1 where other letters take part. */
function asciiNameEnd(text: string, offset: number): number {
  let at = offset
  for (;;) {
    const first = text.charCodeAt(at)
    if (first >= 128) return -1
    if (asciiClass[first] !== letter) return at === offset ? offset : at - 1
    at = asciiPartEnd(text, at + 1)
    const code = text.charCodeAt(at)
    if (code >= 128) return -1
    if (code !== dot) return at
    at++
  }
}

function asciiPartEnd(text: string, offset: number): number {
  let at = offset
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === hyphen) {
      const next = text.charCodeAt(at + 1)
      // A letter beyond ASCII behind the hyphen: stop on it, so that the caller sees it.
      if (next >= 128) return at + 1
      if (!asciiClass[next]) return at
      at += 2
      continue
    }
    if (code >= 128 || !asciiClass[code]) return at
    at++
  }
}

/** End of the name whatever its letters; the offset itself for none. */
function wideNameEnd(text: string, offset: number): number {
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
