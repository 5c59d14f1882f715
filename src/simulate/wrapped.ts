// A sentence or list that is too long for a line → lines, those after the first indented. It is broken at spaces
// alone, so that a long name stays whole, and a number stays with its unit.

import { display } from '#src/report/display.ts'

const widest = 80

export function wrapped(lead: string, text: string, indent = lead.length): readonly string[] {
  const lines: string[] = []
  let line = lead
  let isEmpty = true
  for (const word of text.split(/(?<!\d) (?!%)/)) {
    if (!isEmpty && widthOf(line) + 1 + widthOf(word) > widest) {
      lines.push(line)
      line = ' '.repeat(indent)
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line]
}

export function widthOf(text: string): number {
  return display(text).columns.at(-1)!
}

/** Of a name that is longer than so many columns the beginning and the end. */
export function shortened(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  const { columns } = display(text)
  const places = beginnings(text, columns)
  const half = (most - 1) / 2
  const end = places.findLast((place) => columns[place]! <= half) ?? 0
  const total = columns.at(-1)!
  const start = places.find((place) => total - columns[place]! <= half) ?? text.length
  return `${text.slice(0, end)}…${text.slice(start)}`
}

/** Where characters begin that have a width: marks stay with what they stand on. */
function beginnings(text: string, columns: Uint32Array): readonly number[] {
  const found: number[] = []
  let at = 0
  for (const character of text) {
    if (columns[at + character.length]! > columns[at]!) found.push(at)
    at += character.length
  }
  return found
}
