// What the lines of a picture mean, in a row below it. Only where lines differ is there something to
// explain, and only what occurs is explained.

import type { Arrow, Scene } from '#src/view/scene.ts'
import type { LegendEntry, Point } from './drawing.ts'
import { lineOf, plateAt } from './pieces.ts'

const size = 12
const lineLength = 32
const gap = 20

const arrowTexts: readonly (readonly [Arrow, string])[] = [
  ['->', 'call'],
  ['~>', 'message'],
  ['=>', 'copy of data'],
]

export function legendOf({ edges }: Scene, at: Point): readonly LegendEntry[] {
  const choice = edges.find((edge) => edge.choice !== undefined)?.choice
  const optional = edges.find((edge) => edge.optional)
  const used = new Set(edges.map(({ arrow }) => arrow))
  if (!used.has('~>') && !used.has('=>') && !choice && !optional) return []
  const entries: LegendEntry[] = []
  const left = () => (entries.length > 0 ? rightOf(entries.at(-1)!) + gap : at.x)
  for (const [arrow, words] of arrowTexts) {
    if (used.has(arrow)) entries.push(lineEntry(arrow, false, words, { x: left(), y: at.y }))
  }
  if (optional) entries.push(lineEntry(optional.arrow, true, 'optional', { x: left(), y: at.y }))
  if (choice) entries.push(choiceEntry(choice, { x: left(), y: at.y }))
  return entries
}

function lineEntry(arrow: Arrow, optional: boolean, words: string, { x, y }: Point): LegendEntry {
  const line = [
    { x, y },
    { x: x + lineLength, y },
  ] as const
  const text = lineOf(words, x + lineLength + 8, y + 4, size, 'regular', 'detail')
  return { kind: 'line', arrow, optional, line, text }
}

function choiceEntry(choice: string, { x, y }: Point): LegendEntry {
  const plate = plateAt(choice, { x, y: y - 9 }, size, 18)
  const textX = x + plate.box.width + 8
  const words = 'alternatives, of which so many are enough'
  return { kind: 'plate', plate, text: lineOf(words, textX, y + 4, size, 'regular', 'detail') }
}

function rightOf({ text }: LegendEntry): number {
  return Math.ceil(text.x + text.width)
}
