// Where the common tokens end: names, numbers, arrows and texts of nothing unusual. They are read from the text's
// code units, since reading a string by position costs several times as much as reading an array. What
// letters beyond ASCII, escapes or odd characters take part in is left to the patterns.

const letter = 1
const digit = 2
const underscore = 4
const percent = 8
/** After it a number is over. The zero stands behind the text. */
const ender = 16
const wide = 32

const inNumber = digit | underscore
const inName = letter | digit | underscore
const inUnit = letter | digit | underscore | percent

const classes = new Uint8Array(65_536).fill(wide, 128)
for (let code = 48; code <= 57; code++) classes[code] = digit
for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32] = letter
classes[95] = underscore
classes[37] = percent
for (const code of [0, 10, 13, 32, 44, 93, 125]) classes[code] = ender

const hyphen = 45
const dot = 46
const slash = 47
const quote = 34
const backslash = 92
const colon = 58
const greater = 62

/** The code units of a text, and zeros behind them. */
export function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length + 3)
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at)
  return codes
}

/** End of a name; the offset itself where the patterns have to tell. */
export function plainNameEnd(codes: Uint16Array, offset: number): number {
  let at = past(codes, offset + 1, inName)
  for (;;) {
    const joint = codes[at]
    const wanted = joint === hyphen ? inName : joint === dot ? letter | underscore : 0
    if ((classes[codes[at + 1]!]! & wanted) === 0) break
    at = past(codes, at + 2, inName)
  }
  const isWide = ((classes[codes[at]!]! | classes[codes[at + 1]!]!) & wide) !== 0
  const mayBeAddress = codes[at] === colon && codes[at + 1] === slash
  return isWide || mayBeAddress ? offset : at
}

/** End of a number; the offset itself where the patterns have to tell. */
export function plainNumberEnd(codes: Uint16Array, offset: number): number {
  let at = past(codes, offset, inNumber)
  while (codes[at] === dot && classes[codes[at + 1]!] === digit) at = past(codes, at + 2, inNumber)
  at = past(codes, at, inUnit)
  while (codes[at] === slash && classes[codes[at + 1]!] === letter) {
    at = past(codes, at + 2, letter | digit)
  }
  return classes[codes[at]!] === ender ? at : offset
}

/** End of an arrow; the offset itself where the patterns have to tell. */
export function plainArrowEnd(codes: Uint16Array, offset: number): number {
  const isPlain = codes[offset + 1] === greater && codes[offset + 2] !== greater
  return isPlain ? offset + 2 : offset
}

/** End of a text; the offset itself where the patterns have to tell. */
export function plainTextEnd(codes: Uint16Array, offset: number): number {
  let at = offset + 1
  if (codes[at] === quote && codes[at + 1] === quote) return offset
  for (;;) {
    const code = codes[at]!
    at++
    if (code === quote) return at
    if (code === backslash || code === 10 || code === 13 || code === 0) return offset
  }
}

function past(codes: Uint16Array, offset: number, wanted: number): number {
  let at = offset
  while ((classes[codes[at]!]! & wanted) !== 0) at++
  return at
}
