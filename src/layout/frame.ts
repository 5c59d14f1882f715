// Places to Drawing: puts a margin around what was laid out, the title above it and the legend below,
// and the content of every node into its box.

import type { Arrow } from '#src/view/scene.ts'
import { movedContent } from './boxes.ts'
import type { Box, Drawing, DrawnEdge, DrawnNode, LegendEntry, Point } from './drawing.ts'
import type { Sized } from './elk-graph.ts'
import { wrapText } from './measure.ts'
import { lineOf, rowOfMarks } from './pieces.ts'
import type { Places } from './places.ts'

const margin = 24
const headingSize = 22
const headingPitch = 28
const legendSize = 12

const arrowTexts: readonly (readonly [Arrow, string])[] = [
  ['->', 'call'],
  ['~>', 'message'],
  ['=>', 'copy of data'],
]

export function frame(sized: Sized, places: Places): Drawing {
  const { scene } = sized
  const bounds = boundsOf(places)
  const wide = Math.max(bounds.width, 360)
  const texts = scene.title ? wrapText(scene.title, wide, headingSize, 'bold', 2) : []
  const heading = texts.map((text, i) =>
    lineOf(text, margin, margin + 20 + headingPitch * i, headingSize, 'bold', 'heading'),
  )
  const marksY = margin + (heading.length > 0 ? headingPitch * heading.length + 6 : 0)
  const marks = rowOfMarks(scene.marks, { x: margin, y: marksY }, wide)
  const top = marksY + (marks.length > 0 ? 28 : heading.length > 0 ? 8 : 0)
  const by: Point = { x: margin - bounds.x, y: top - bounds.y }
  const bottom = top + bounds.height
  const legend = legendOf(sized, bottom + 30)
  const rights = [
    margin + bounds.width,
    ...heading.map(({ x, width }) => x + width),
    ...marks.map(({ box }) => box.x + box.width),
    ...legend.map(({ text }) => text.x + text.width),
  ]
  return {
    ...(scene.title ? { title: scene.title } : {}),
    width: Math.ceil(Math.max(...rights) + margin),
    height: Math.ceil((legend.length > 0 ? bottom + 40 : bottom) + margin),
    heading,
    marks,
    nodes: drawnNodes(sized, places, by),
    edges: scene.edges.map((_, edge) => drawnEdge(sized, places, edge, by)),
    legend,
  }
}

function drawnNodes(sized: Sized, places: Places, by: Point): readonly DrawnNode[] {
  const depths: number[] = []
  return sized.scene.nodes.map((node, index) => {
    const depth = node.parent < 0 ? 0 : depths[node.parent]! + 1
    depths.push(depth)
    const box = shifted(places.boxes[index]!, by)
    const { stack, icon, lines, badge, marks } = movedContent(node, sized.contents[index]!, box)
    const { name, kind, role, parent, copies, tooltip, account, link } = node
    return {
      ...{ name, kind, role, parent, depth, copies, box },
      front: { x: box.x, y: box.y + stack, width: box.width - stack, height: box.height - stack },
      ...{ icon, lines, ...(badge ? { badge } : {}), marks, tooltip, account },
      ...(link ? { link } : {}),
    }
  })
}

function drawnEdge(sized: Sized, places: Places, edge: number, by: Point): DrawnEdge {
  const { from, to, arrow, tooltip, account } = sized.scene.edges[edge]!
  const { points, plate } = places.lines[edge]!
  const label = sized.plates[edge]
  return {
    ...{ from, to, arrow, tooltip, account },
    points: points.map((point) => ({ x: tenth(point.x + by.x), y: tenth(point.y + by.y) })),
    ...(label && plate ? { plate: { ...label, box: shifted(plate, by) } } : {}),
  }
}

/** Only where lines differ is there something to explain. */
function legendOf(sized: Sized, y: number): readonly LegendEntry[] {
  const used = new Set(sized.scene.edges.map(({ arrow }) => arrow))
  if (!used.has('~>') && !used.has('=>')) return []
  let x = margin
  return arrowTexts
    .filter(([arrow]) => used.has(arrow))
    .map(([arrow, words]) => {
      const text = lineOf(words, x + 40, y + 4, legendSize, 'regular', 'detail')
      const line = [
        { x, y },
        { x: x + 32, y },
      ] as const
      x = Math.ceil(text.x + text.width) + 20
      return { arrow, line, text }
    })
}

/** What was placed, lines included: the outermost loops can reach past the boxes. */
function boundsOf(places: Places): Box {
  const boxes = [...places.boxes, ...places.lines.flatMap(({ plate }) => (plate ? [plate] : []))]
  let [left, top, right, bottom] = [0, 0, places.width, places.height]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  for (const { x, y } of places.lines.flatMap(({ points }) => points)) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function shifted(box: Box, by: Point): Box {
  return { ...box, x: tenth(box.x + by.x), y: tenth(box.y + by.y) }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
