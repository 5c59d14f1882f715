// How good a drawing is, as numbers that a test can hold. The overlaps must all be zero: nodes with
// nodes, labels with labels, with nodes and with edges that are not theirs, edges with nodes that they
// do not belong to, texts that leave their box, and anything outside the picture. Crossings, bends and
// area are recorded. Quadratic in nodes and segments.

import type { Box, Drawing, DrawnNode, Point, TextLine } from '#src/layout/drawing.ts'

export interface Overlaps {
  readonly nodeNode: number
  readonly labelLabel: number
  readonly labelNode: number
  readonly labelForeignEdge: number
  readonly edgeForeignNode: number
  readonly textOutsideBox: number
  readonly outsidePicture: number
}

export const none: Overlaps = {
  nodeNode: 0,
  labelLabel: 0,
  labelNode: 0,
  labelForeignEdge: 0,
  edgeForeignNode: 0,
  textOutsideBox: 0,
  outsidePicture: 0,
}

export interface Costs {
  readonly crossings: number
  readonly bends: number
  /** Thousands of square pixels. */
  readonly area: number
}

interface Label {
  readonly box: Box
  /** The edge it belongs to, or -1. */
  readonly edge: number
  /** The container it titles, or -1. */
  readonly node: number
}

interface Segment {
  readonly edge: number
  readonly from: Point
  readonly to: Point
}

/** A touch of less than this, in pixels, is no overlap: coordinates are rounded to tenths. */
const slack = 0.25

export function overlapsOf(drawing: Drawing): Overlaps {
  const labels = labelsOf(drawing)
  const segments = segmentsOf(drawing)
  return {
    nodeNode: pairs(drawing.nodes).filter(([a, b]) => nodesClash(drawing, a, b)).length,
    labelLabel: pairs(labels).filter(([a, b]) => overlap(labels[a]!.box, labels[b]!.box)).length,
    labelNode: labels.reduce((sum, label) => sum + nodesUnder(drawing, label), 0),
    labelForeignEdge: labels.reduce(
      (sum, { box, edge }) =>
        sum + segments.filter((one) => one.edge !== edge && cuts(one, box)).length,
      0,
    ),
    edgeForeignNode: drawing.nodes.reduce(
      (sum, { box }, node) =>
        sum + segments.filter((one) => isForeign(drawing, one.edge, node) && cuts(one, box)).length,
      0,
    ),
    textOutsideBox: drawing.nodes.reduce((sum, node) => sum + textsOutside(node), 0),
    outsidePicture: outside(drawing, labels, segments),
  }
}

export function costsOf(drawing: Drawing): Costs {
  const segments = segmentsOf(drawing)
  return {
    crossings: pairs(segments).filter(([a, b]) => cross(segments[a]!, segments[b]!)).length,
    bends: drawing.edges.reduce((sum, { points }) => sum + points.length - 2, 0),
    area: Math.round((drawing.width * drawing.height) / 1000),
  }
}

/** Pairs of siblings in one column, and how many of them stand the other way round in the second drawing. */
export function flipsBetween(
  before: Drawing,
  after: Drawing,
): { readonly pairs: number; readonly flipped: number } {
  const later = new Map(after.nodes.map((node) => [node.name, node.box]))
  const inColumns = pairs(before.nodes).flatMap(([a, b]) => {
    const [first, second] = [before.nodes[a]!, before.nodes[b]!]
    const isColumn = first.parent === second.parent && overlapAcross(first.box, second.box)
    const [nowFirst, nowSecond] = [later.get(first.name), later.get(second.name)]
    if (!isColumn || !nowFirst || !nowSecond) return []
    return [first.box.y < second.box.y === nowFirst.y < nowSecond.y]
  })
  return { pairs: inColumns.length, flipped: inColumns.filter((kept) => !kept).length }
}

function overlapAcross(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width
}

function nodesClash(drawing: Drawing, a: number, b: number): boolean {
  const first = drawing.nodes[a]!
  const second = drawing.nodes[b]!
  if (isInside(drawing, b, a)) return !contains(first.box, second.box)
  if (isInside(drawing, a, b)) return !contains(second.box, first.box)
  return overlap(first.box, second.box)
}

/** Components that a label covers, and borders of containers that it lies across. */
function nodesUnder(drawing: Drawing, label: Label): number {
  return drawing.nodes.filter(({ role, box }, node) => {
    if (node === label.node || !overlap(label.box, box)) return false
    return role === 'component' || !contains(box, label.box)
  }).length
}

/** Neither an end of the edge, nor around or inside one. */
function isForeign({ nodes, edges }: Drawing, edge: number, node: number): boolean {
  const { from, to } = edges[edge]!
  const around = (end: number) => end === node || isInside({ nodes }, end, node)
  return !around(from) && !around(to)
}

function textsOutside(node: DrawnNode): number {
  const plates = [...node.marks, ...(node.badge ? [node.badge] : [])]
  const boxes = [...node.lines.map(boxOfLine), ...plates.map(({ box }) => box), node.icon]
  return boxes.filter((box) => !contains(node.front, box)).length
}

function outside(drawing: Drawing, labels: readonly Label[], segments: readonly Segment[]): number {
  const picture = { x: 0, y: 0, width: drawing.width, height: drawing.height }
  const boxes = [...drawing.nodes, ...labels].map(({ box }) => box)
  const ends = segments.flatMap(({ from, to }) => [from, to])
  return (
    boxes.filter((box) => !contains(picture, box)).length +
    ends.filter(({ x, y }) => !contains(picture, { x, y, width: 0, height: 0 })).length
  )
}

function labelsOf(drawing: Drawing): readonly Label[] {
  const alone = (box: Box): Label => ({ box, edge: -1, node: -1 })
  return [
    ...drawing.heading.map((line) => alone(boxOfLine(line))),
    ...drawing.marks.map(({ box }) => alone(box)),
    ...drawing.legend.map(({ text }) => alone(boxOfLine(text))),
    ...drawing.edges.flatMap(({ plate }, edge) =>
      plate ? [{ box: plate.box, edge, node: -1 }] : [],
    ),
    ...drawing.nodes.flatMap(({ role, lines, marks }, node) =>
      role === 'component'
        ? []
        : [...lines.map(boxOfLine), ...marks.map(({ box }) => box)].map((box) => ({
            box,
            edge: -1,
            node,
          })),
    ),
  ]
}

function segmentsOf(drawing: Drawing): readonly Segment[] {
  return drawing.edges.flatMap(({ points }, edge) =>
    points.slice(1).map((to, i) => ({ edge, from: points[i]!, to })),
  )
}

function boxOfLine({ x, y, size, width }: TextLine): Box {
  return { x, y: y - size * 0.76, width, height: size }
}

function isInside({ nodes }: Pick<Drawing, 'nodes'>, node: number, container: number): boolean {
  let at = nodes[node]!.parent
  while (at >= 0 && at !== container) at = nodes[at]!.parent
  return at === container
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x + slack < b.x + b.width &&
    b.x + slack < a.x + a.width &&
    a.y + slack < b.y + b.height &&
    b.y + slack < a.y + a.height
  )
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  )
}

/** Does the segment run through the inside of the box? By Liang and Barsky's clipping. */
function cuts({ from, to }: Segment, box: Box): boolean {
  let low = 0
  let high = 1
  const sides: readonly (readonly [number, number])[] = [
    [from.x - to.x, from.x - box.x - slack],
    [to.x - from.x, box.x + box.width - slack - from.x],
    [from.y - to.y, from.y - box.y - slack],
    [to.y - from.y, box.y + box.height - slack - from.y],
  ]
  for (const [step, room] of sides) {
    if (step === 0 && room <= 0) return false
    if (step < 0) low = Math.max(low, room / step)
    if (step > 0) high = Math.min(high, room / step)
  }
  return low < high
}

/** Proper crossings alone: lines that share an end or run along each other do not count. */
function cross(a: Segment, b: Segment): boolean {
  if (a.edge === b.edge) return false
  return (
    side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0 &&
    side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0
  )
}

function side(from: Point, to: Point, point: Point): number {
  return Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x))
}

function pairs(list: readonly unknown[]): readonly (readonly [number, number])[] {
  const all: (readonly [number, number])[] = []
  for (let a = 0; a < list.length; a++) for (let b = a + 1; b < list.length; b++) all.push([a, b])
  return all
}
