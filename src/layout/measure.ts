// Widths of texts without a font at hand, from a table of Liberation Sans (the widths of Arial).
// Where the table is silent: wide East Asian characters and emoji are at least an em, marks nothing.
// Every width carries room for a fallback font that is wider than the measured one.

import { bold, regular, type WidthRun } from './generated/widths.ts'

export type Weight = 'regular' | 'bold'

/** What a wider fallback font may take: DejaVu Sans is 7 to 15 % wider in its regular cut. */
export const fallbackRoom = 1.12

const tables: Readonly<Record<Weight, ReadonlyMap<number, number>>> = {
  regular: tableOf(regular),
  bold: tableOf(bold),
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
const pictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u
const weightless = /\p{Mn}|\p{Me}|\p{Cf}|\p{Emoji_Modifier}/u

/** Width in pixels at a font size in pixels, room for a wider font included. */
export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  let thousandths = 0
  for (const character of text) thousandths += widthOf(character, tables[weight])
  return (thousandths * size * fallbackRoom) / 1000
}

/**
 * At most `lines` lines of at most `width` pixels, broken at spaces, at joints of a word where it is too
 * long, and shortened with an ellipsis at the end; never within a character that is drawn as one.
 */
export function wrapText(
  text: string,
  width: number,
  size: number,
  weight: Weight,
  lines: number,
): readonly string[] {
  const fits = (line: string) => textWidth(line, size, weight) <= width
  const wrapped: string[] = []
  let line = ''
  for (const piece of piecesOf(text, fits)) {
    if (line === '' || fits((line + piece).trimEnd())) line += piece
    else {
      wrapped.push(line.trim())
      if (wrapped.length > lines) break
      line = piece
    }
  }
  wrapped.push(line.trim())
  const whole = wrapped.filter((one) => one !== '')
  if (whole.length <= lines) return whole
  const last = `${whole[lines - 1]!} ${whole[lines]!}`
  return [...whole.slice(0, lines - 1), shortenText(last, width, size, weight)]
}

/** The text, or its beginning and an ellipsis where it is wider than `width`. */
export function shortenText(text: string, width: number, size: number, weight: Weight): string {
  if (textWidth(text, size, weight) <= width) return text
  let kept = ''
  for (const cluster of clustersOf(text)) {
    if (textWidth(`${kept}${cluster}…`, size, weight) > width) break
    kept += cluster
  }
  return `${kept.trimEnd()}…`
}

function widthOf(character: string, table: ReadonlyMap<number, number>): number {
  const known = table.get(character.codePointAt(0)!)
  if (weightless.test(character)) return 0
  if (pictograph.test(character)) return Math.max(known ?? 0, 1300)
  if (known !== undefined) return known
  return wide.test(character) ? 1000 : 800
}

/** Words with the space behind them; a word that fits no line falls into its clusters. */
function* piecesOf(text: string, fits: (line: string) => boolean): Generator<string> {
  for (const word of text.split(/(?<=\s)/u)) {
    if (fits(word.trimEnd())) yield word
    else yield* partsOf(word, fits)
  }
}

function* partsOf(word: string, fits: (line: string) => boolean): Generator<string> {
  for (const part of word.split(/(?<=[-_./:,])/u)) {
    if (fits(part)) yield part
    else yield* clustersOf(part)
  }
}

/** Characters as they are drawn: with their marks, and emoji joined to one. */
function clustersOf(text: string): readonly string[] {
  return (
    text.match(/\p{Regional_Indicator}{2}|.(?:\p{M}|\p{Cf}|\p{Emoji_Modifier}|(?<=\u200d).)*/gsu) ??
    []
  )
}

function tableOf(runs: readonly WidthRun[]): ReadonlyMap<number, number> {
  const table = new Map<number, number>()
  for (const [start, widths] of runs) {
    for (const [i, width] of widths.entries()) table.set(start + i, width)
  }
  return table
}
