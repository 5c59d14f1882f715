// How large each node of a scene is, and where its icon, texts and marks stand inside it.
// A component is an icon with lines of text beside it, and below them its copies and zones; how much
// room its outline takes on each side depends on its kind, because outlines differ.
// A container has a title, above what it holds or, where edges come from above, to its left.

import type { BuiltinKind, Direction, SceneNode } from '#src/view/scene.ts'
import type { Box, Plate } from './drawing.ts'
import { wrapText } from './measure.ts'
import {
  type Content,
  detailSize,
  labelSize,
  lineOf,
  markHeight,
  plateAt,
  rightEnds,
  rowOfMarks,
} from './pieces.ts'
import { higherColumn, titleColumn, titleRow, widerRow } from './titles.ts'

interface Insets {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const plain: Insets = { left: 12, right: 12, top: 10, bottom: 10 }

/** What lies between the box and the text, where the outline is not a plain rectangle. */
const insetsOf: Readonly<Partial<Record<BuiltinKind, Insets>>> = {
  client: { left: 12, right: 12, top: 12, bottom: 19 },
  dns: { left: 12, right: 22, top: 10, bottom: 10 },
  cdn: { left: 24, right: 24, top: 10, bottom: 10 },
  lb: { left: 14, right: 12, top: 14, bottom: 14 },
  gateway: { left: 20, right: 20, top: 10, bottom: 10 },
  worker: { left: 19, right: 19, top: 10, bottom: 10 },
  function: { left: 20, right: 20, top: 10, bottom: 10 },
  scheduler: { left: 14, right: 14, top: 11, bottom: 11 },
  cache: { left: 13, right: 13, top: 14, bottom: 14 },
  database: { left: 12, right: 12, top: 23, bottom: 15 },
  search: { left: 12, right: 12, top: 17, bottom: 10 },
  warehouse: { left: 12, right: 12, top: 20, bottom: 10 },
  queue: { left: 19, right: 27, top: 10, bottom: 10 },
  topic: { left: 12, right: 20, top: 10, bottom: 10 },
  stream: { left: 12, right: 12, top: 16, bottom: 16 },
  blob: { left: 18, right: 18, top: 23, bottom: 11 },
  lock: { left: 12, right: 12, top: 25, bottom: 10 },
  monitor: { left: 22, right: 20, top: 10, bottom: 10 },
  external: { left: 19, right: 19, top: 17, bottom: 17 },
}

const iconSize = 24
const gap = 9
const labelWidth = 170

export function contentOf(node: SceneNode, direction: Direction): Content {
  if (node.role === 'component') return componentContent(node)
  return direction === 'right' || direction === 'left' ? titleRow(node) : titleColumn(node)
}

/** The content again, in the box that the layout gave: centred in a component, a title in a container. */
export function movedContent(
  node: SceneNode,
  first: Content,
  box: Box,
  direction: Direction,
): Content {
  const isComponent = node.role === 'component'
  const content = isComponent ? first : fittedTitle(node, first, box, direction)
  const x = box.x + (isComponent ? Math.floor((box.width - content.width) / 2) : 0)
  const y = box.y + (isComponent ? Math.floor((box.height - content.height) / 2) : 0)
  const plate = (one: Plate): Plate => ({ ...one, box: moved(one.box, x, y) })
  return {
    ...content,
    icon: moved(content.icon, x, y),
    lines: content.lines.map((line) => ({ ...line, x: line.x + x, y: line.y + y })),
    ...(content.badge ? { badge: plate(content.badge) } : {}),
    marks: content.marks.map(plate),
  }
}

function fittedTitle(node: SceneNode, first: Content, box: Box, direction: Direction): Content {
  return direction === 'right' || direction === 'left'
    ? widerRow(node, first, box.width)
    : higherColumn(node, first, box.height)
}

function componentContent(node: SceneNode): Content {
  const insets = insetsOf[node.kind] ?? plain
  const stack = node.copies > 2 ? 8 : node.copies === 2 ? 4 : 0
  const labels = wrapText(node.label, labelWidth, labelSize, 'bold', 3)
  const details = wrapText(node.detail, labelWidth, detailSize, 'regular', 2)
  const hasMarks = node.count !== '' || node.marks.length > 0
  const textHeight = 17 * labels.length + 15 * details.length + 1
  const bodyHeight = hasMarks ? textHeight + 4 + markHeight : textHeight
  const height = Math.max(iconSize, bodyHeight)
  const left = insets.left + iconSize + gap
  const top = insets.top + stack
  const bodyTop = top + Math.floor((height - bodyHeight) / 2)
  const lines = [
    ...labels.map((text, i) =>
      lineOf(text, left, bodyTop + 14 + 17 * i, labelSize, 'bold', 'label'),
    ),
    ...details.map((text, i) => {
      const y = bodyTop + 13 + 17 * labels.length + 15 * i
      return lineOf(text, left, y, detailSize, 'regular', 'detail')
    }),
  ]
  const { badge, marks } = componentMarks(node, left, bodyTop + textHeight + 4)
  const plates = badge ? [badge, ...marks] : marks
  const ends = [...lines.map(({ x, width }) => x + width), ...rightEnds(plates)]
  return {
    width: Math.ceil(Math.max(...ends)) + insets.right + stack,
    height: height + insets.top + insets.bottom + stack,
    stack,
    inset: { x: 0, y: 0 },
    icon: {
      x: insets.left,
      y: top + Math.floor((height - iconSize) / 2),
      width: iconSize,
      height: iconSize,
    },
    lines,
    ...(badge ? { badge } : {}),
    marks,
  }
}

/** The row below the texts: `×3`, then the zones; those past the room are counted. */
function componentMarks(
  node: SceneNode,
  left: number,
  y: number,
): { readonly badge?: Plate; readonly marks: readonly Plate[] } {
  const badge = node.count === '' ? undefined : plateAt(node.count, { x: left, y })
  const x = badge ? left + badge.box.width + 4 : left
  const marks = rowOfMarks(node.marks, { x, y }, labelWidth - (x - left))
  return badge ? { badge, marks } : { marks }
}

function moved(box: Box, x: number, y: number): Box {
  return { ...box, x: box.x + x, y: box.y + y }
}
