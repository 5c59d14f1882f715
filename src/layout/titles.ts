// The title of a container: its icon, label, kind, and the zones in it that hold nothing.
// It is a row above the contents where edges run sideways, and a column to their left where edges run
// up and down, so that no edge which crosses the border runs through it.

import type { SceneNode } from '#src/view/scene.ts'
import { shortenText, wrapText } from './measure.ts'
import { type Content, detailSize, labelSize, lineOf, rightEnds, rowOfMarks } from './pieces.ts'

const padding = 18
const textLeft = 36
const columnWidth = 120

export function titleRow(node: SceneNode): Content {
  const labelText = shortenText(node.label, 300, labelSize, 'bold')
  const label = lineOf(labelText, textLeft, 25, labelSize, 'bold', 'label')
  const detailText = shortenText(node.detail, 200, detailSize, 'regular')
  const detail = lineOf(detailText, label.x + label.width + 8, 25, detailSize, 'regular', 'detail')
  const lines = detailText === '' ? [label] : [label, detail]
  const last = lines.at(-1)!
  const marksAt = { x: Math.ceil(last.x + last.width) + 10, y: 12 }
  const marks = rowOfMarks(node.marks, marksAt, 420)
  return {
    width: Math.ceil(Math.max(last.x + last.width, ...rightEnds(marks))) + 16,
    height: 40,
    stack: 0,
    icon: { x: 12, y: 11, width: 18, height: 18 },
    lines,
    marks,
    inset: { x: padding, y: 40 },
  }
}

export function titleColumn(node: SceneNode): Content {
  const labels = wrapText(node.label, columnWidth, labelSize, 'bold', 3)
  const details = wrapText(node.detail, columnWidth, detailSize, 'regular', 2)
  const below = 25 + 17 * labels.length
  const lines = [
    ...labels.map((text, i) => lineOf(text, textLeft, 25 + 17 * i, labelSize, 'bold', 'label')),
    ...details.map((text, i) =>
      lineOf(text, textLeft, below - 1 + 15 * i, detailSize, 'regular', 'detail'),
    ),
  ]
  const marksY = below - 8 + 15 * details.length
  const marks = rowOfMarks(node.marks, { x: textLeft, y: marksY }, columnWidth)
  const ends = [...lines.map(({ x, width }) => x + width), ...rightEnds(marks)]
  const width = Math.ceil(Math.max(...ends)) + 16
  return {
    width,
    height: marksY + (marks.length > 0 ? 28 : 4),
    stack: 0,
    icon: { x: 12, y: 11, width: 18, height: 18 },
    lines,
    marks,
    inset: { x: width, y: padding },
  }
}
