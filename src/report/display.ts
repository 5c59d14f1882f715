// Text as a terminal shows it: how many columns each character takes, and what stands in for a
// character that would move the cursor, ring a bell or turn the reading direction.
// Widths follow Unicode's East Asian Width (wide and full-width are two columns, UAX #11); marks and
// format characters take none. Deterministic: no locale, and no question to the terminal.

export interface Displayed {
  readonly text: string
  /** Column of each code unit of the input, and behind the last one the total width. */
  readonly columns: Uint32Array
}

const tabWidth = 4

/** Complexity is linear in the text: cut a long line before. */
export function display(input: string): Displayed {
  const columns = new Uint32Array(input.length + 1)
  const shown: string[] = []
  let column = 0
  let joined = false
  let flags = 0
  for (let i = 0; i < input.length; ) {
    const point = input.codePointAt(i)!
    const units = point > 0xffff ? 2 : 1
    const text = input.slice(i, i + units)
    flags = isRegional(point) ? flags + 1 : 0
    const width = joined || (flags > 0 && flags % 2 === 0) ? 0 : widthOf(point, text)
    columns.fill(column, i, i + units)
    shown.push(standIn(point, text))
    column += width
    joined = point === 0x200d
    i += units
  }
  columns[input.length] = column
  return { text: shown.join(''), columns }
}

/** The text on one line, with nothing in it that a terminal would act on. */
export function harmless(text: string): string {
  if (isPlain(text)) return text
  return Array.from(text, (character) => standIn(character.codePointAt(0)!, character)).join('')
}

/** Whether every character is shown as it is, in one column. */
export function isPlain(text: string): boolean {
  return /^[ -~\u00a0-\u02ff]*$/.test(text)
}

function standIn(point: number, text: string): string {
  if (point === 9) return ' '.repeat(tabWidth)
  if (point < 0x20) return String.fromCharCode(0x2400 + point)
  if (point === 0x7f) return '\u2421'
  return isUnsafe(point) ? '\ufffd' : text
}

/** Controls, line and paragraph separators, lone surrogates, and what turns the reading direction. */
function isUnsafe(point: number): boolean {
  if (point < 0x80) return false
  if (point < 0xa0 || (point >= 0xd800 && point <= 0xdfff)) return true
  if (point === 0x61c || point === 0x200e || point === 0x200f) return true
  return (point >= 0x2028 && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069)
}

function widthOf(point: number, text: string): number {
  if (point === 9) return tabWidth
  if (point < 0x300 || isUnsafe(point)) return 1
  if (/^[\p{Mn}\p{Me}\p{Cf}\p{Emoji_Modifier}\u1160-\u11ff]$/u.test(text)) return 0
  return isWide(point) ? 2 : 1
}

function isRegional(point: number): boolean {
  return point >= 0x1f1e6 && point <= 0x1f1ff
}

// First and last code points of the wide ranges, ascending (blocks are taken whole where what they
// hold besides is unassigned).
const wide = Uint32Array.of(
  ...[0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0],
  ...[0x23f3, 0x23f3, 0x25fd, 0x25fe, 0x2614, 0x2615, 0x2630, 0x2637, 0x2648, 0x2653],
  ...[0x267f, 0x267f, 0x268a, 0x268f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab],
  ...[0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea],
  ...[0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705],
  ...[0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755],
  ...[0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c],
  ...[0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xa960, 0xa97f],
  ...[0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6f, 0xff01, 0xff60],
  ...[0xffe0, 0xffe6, 0x16fe0, 0x16fff, 0x17000, 0x18d08, 0x1aff0, 0x1b2ff, 0x1d300, 0x1d376],
  ...[0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f1e6, 0x1f1ff],
  ...[0x1f200, 0x1f320, 0x1f32d, 0x1f335, 0x1f337, 0x1f37c, 0x1f37e, 0x1f393, 0x1f3a0, 0x1f3ca],
  ...[0x1f3cf, 0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440],
  ...[0x1f442, 0x1f4fc, 0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a, 0x1f57a],
  ...[0x1f595, 0x1f596, 0x1f5a4, 0x1f5a4, 0x1f5fb, 0x1f64f, 0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc],
  ...[0x1f6d0, 0x1f6d2, 0x1f6d5, 0x1f6d7, 0x1f6dc, 0x1f6df, 0x1f6eb, 0x1f6ec, 0x1f6f4, 0x1f6fc],
  ...[0x1f7e0, 0x1f7eb, 0x1f7f0, 0x1f7f0, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff],
  ...[0x1fa70, 0x1faff, 0x20000, 0x3fffd],
)

function isWide(point: number): boolean {
  let low = 0
  let high = wide.length / 2 - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (point < wide[2 * middle]!) high = middle - 1
    else if (point > wide[2 * middle + 1]!) low = middle + 1
    else return true
  }
  return false
}
