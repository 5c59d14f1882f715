// The pieces that the content of a node is made of: lines of text, and short texts on plates in a row.

import type { Box, Plate, Point, TextLine } from './drawing.ts'
import { shortenText, textWidth, type Weight } from './measure.ts'

export interface Content {
  readonly width: number
  readonly height: number
  /** Offset of the stacked outlines behind, to the right and upward. */
  readonly stack: number
  readonly icon: Box
  readonly lines: readonly TextLine[]
  readonly badge?: Plate
  readonly marks: readonly Plate[]
  /** Of a container: where what it holds may begin. */
  readonly inset: Point
}

export const labelSize = 14
export const detailSize = 12
export const markSize = 11
export const markHeight = 16
const markGap = 4
const widestMark = 120
const narrowestMark = 34

/** A text on a plate whose left top corner is `at`. */
export function plateAt(text: string, at: Point, size = markSize, height = markHeight): Plate {
  const width = Math.ceil(textWidth(text, size)) + 10
  return { text, size, box: { ...at, width, height } }
}

/**
 * Marks side by side from `at` in `room` pixels. Where they do not fit, the long ones are shortened to
 * what is left for each, and what does not fit even then is told as a number.
 */
export function rowOfMarks(texts: readonly string[], at: Point, room: number): readonly Plate[] {
  const widths = texts.map((text) => Math.ceil(textWidth(text, markSize)))
  const most = markRoom(widths, room)
  const fitsAll = total(widths, most) <= room
  const marks: Plate[] = []
  let x = at.x
  for (const [i, text] of texts.entries()) {
    const mark = plateAt(shortenText(text, most, markSize, 'regular'), { x, y: at.y })
    const rest = texts.length - i
    const needed = rest > 1 ? mark.box.width + 40 : mark.box.width
    if (marks.length > 0 && !fitsAll && x + needed > at.x + room)
      return [...marks, plateAt(`+${rest}`, { x, y: at.y })]
    marks.push(mark)
    x += mark.box.width + markGap
  }
  return marks
}

/** The largest width of a text at which all marks fit; never below a few characters. */
function markRoom(widths: readonly number[], room: number): number {
  let most = widestMark
  while (most > narrowestMark && total(widths, most) > room) most--
  return most
}

function total(widths: readonly number[], most: number): number {
  return widths.reduce((sum, width) => sum + Math.min(width, most) + 10 + markGap, -markGap)
}

export function lineOf(
  text: string,
  x: number,
  y: number,
  size: number,
  weight: Weight,
  role: TextLine['role'],
): TextLine {
  return { text, x, y, size, weight, role, width: textWidth(text, size, weight) }
}

export function rightEnds(plates: readonly Plate[]): readonly number[] {
  return plates.map(({ box }) => box.x + box.width)
}
