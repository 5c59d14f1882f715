// The title of a container: its icon, label, kind, and the zones in it that hold nothing.
// It is a row above the contents where edges run sideways, and a column to their left where edges run
// up and down, so that no edge which crosses the border runs through it.

import type { SceneNode } from '#src/view/scene.ts'
import { shortenText, wrapText } from './measure.ts'
import { type Content, detailSize, labelSize, lineOf, rightEnds, rowOfMarks } from './pieces.ts'

const padding = 18
const textLeft = 36
const columnWidth = 120
/** What the parts of a title may take, in pixels or lines. */
interface Room {
  readonly label: number
  readonly marks: number
}

/** Before the size of the container is known. */
const rowRoom: Room = { label: 300, marks: 420 }
const columnRoom: Room = { label: 3, marks: columnWidth }

export function titleRow(node: SceneNode): Content {
  return row(node, rowRoom)
}

/** The title of a container that became wider: what was cut takes the room that there is. */
export function widerRow(node: SceneNode, first: Content, width: number): Content {
  const room = Math.floor(width - first.width)
  const label = first.lines[0]!
  const isCut = label.text !== node.label
  const second = isCut && room > 0 ? row(node, { ...rowRoom, label: label.width + room }) : first
  const left = Math.floor(width - second.width)
  const areCut = second.marks.map(({ text }) => text).join() !== node.marks.join()
  if (!areCut || left < 40) return second
  const taken = Math.max(...rightEnds(second.marks)) - second.marks[0]!.box.x
  return row(node, { label: Math.ceil(second.lines[0]!.width), marks: taken + left })
}

function row(node: SceneNode, room: Room): Content {
  const labelText = shortenText(node.label, room.label, labelSize, 'bold')
  const label = lineOf(labelText, textLeft, 25, labelSize, 'bold', 'label')
  const detailText = shortenText(node.detail, 200, detailSize, 'regular')
  const detail = lineOf(detailText, label.x + label.width + 8, 25, detailSize, 'regular', 'detail')
  const lines = detailText === '' ? [label] : [label, detail]
  const last = lines.at(-1)!
  const marksAt = { x: Math.ceil(last.x + last.width) + 10, y: 12 }
  const marks = rowOfMarks(node.marks, marksAt, room.marks)
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
  return column(node, columnRoom, columnWidth)
}

/** The same for one that became higher. */
export function higherColumn(node: SceneNode, first: Content, height: number): Content {
  const more = Math.floor((height - first.height - padding) / 17)
  const isCut = first.lines.some(({ text, role }) => role === 'label' && text.endsWith('…'))
  if (!isCut || more < 1) return first
  const width = first.width - 16 - textLeft
  return column(node, { ...columnRoom, label: columnRoom.label + more, marks: width }, width)
}

function column(node: SceneNode, room: Room, width: number): Content {
  const labels = wrapText(node.label, width, labelSize, 'bold', room.label)
  const details = wrapText(node.detail, width, detailSize, 'regular', 2)
  const below = 25 + 17 * labels.length
  const lines = [
    ...labels.map((text, i) => lineOf(text, textLeft, 25 + 17 * i, labelSize, 'bold', 'label')),
    ...details.map((text, i) =>
      lineOf(text, textLeft, below - 1 + 15 * i, detailSize, 'regular', 'detail'),
    ),
  ]
  const marksY = below - 8 + 15 * details.length
  const marks = rowOfMarks(node.marks, { x: textLeft, y: marksY }, room.marks)
  const ends = [...lines.map(({ x, width }) => x + width), ...rightEnds(marks)]
  const right = Math.ceil(Math.max(...ends)) + 16
  return {
    width: right,
    height: marksY + (marks.length > 0 ? 28 : 4),
    stack: 0,
    icon: { x: 12, y: 11, width: 18, height: 18 },
    lines,
    marks,
    inset: { x: right, y: padding },
  }
}
