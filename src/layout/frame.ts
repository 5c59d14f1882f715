// Places to Drawing: puts a margin around what was laid out, the title above it and the legend below,
// and the content of every node into its box.

import { movedContent } from './boxes.ts'
import type { Box, Drawing, DrawnEdge, DrawnNode, Point } from './drawing.ts'
import type { Sized } from './elk-graph.ts'
import { legendOf } from './legend.ts'
import { wrapText } from './measure.ts'
import { lineOf, rowOfMarks } from './pieces.ts'
import type { Places } from './places.ts'

const margin = 24
const headingSize = 22
const headingPitch = 28
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
  const legend = legendOf(scene, { x: margin, y: bottom + 30 })
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
    const { stack, icon, lines, badge, marks } = movedContent(
      node,
      sized.contents[index]!,
      box,
      sized.scene.direction,
    )
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
  const { from, to, arrow, optional, tooltip, account } = sized.scene.edges[edge]!
  const { points, plate } = places.lines[edge]!
  const label = sized.plates[edge]
  return {
    ...{ from, to, arrow, optional, tooltip, account },
    points: points.map((point) => ({ x: tenth(point.x + by.x), y: tenth(point.y + by.y) })),
    ...(label && plate ? { plate: { ...label, box: shifted(plate, by) } } : {}),
  }
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
