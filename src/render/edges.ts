// Paints edges: solid for calls, dashed for messages, double for copies of data, each with a head of its
// own shape and its label on a plate. ELK ends an edge at the box of a node; here the line goes on, in
// its direction, to the outline inside that box.

import type { Container, G } from '@svgdotjs/svg.js'
import type { Arrow, Drawing, DrawnNode, LegendEntry, Point } from '#src/layout/drawing.ts'
import { addPlate, addText, addWords } from './marks.ts'
import { outlinesOf } from './nodes.ts'
import { distanceTo, flattened, pathText, type Step } from './path.ts'
import { paint, type Tone } from './theme.ts'

const headLength = 9
const headHalf = 4.5
const bendRadius = 6
/** No outline lies deeper inside its box than this. */
const deepest = 45

export function drawEdge(parent: Container, drawing: Drawing, index: number, prefix: string): void {
  const edge = drawing.edges[index]!
  const group = parent.group().attr('id', `${prefix}edge-${index}`)
  addWords(group, 'title', edge.tooltip)
  addWords(group, 'desc', edge.account)
  const from = drawing.nodes[edge.from]!
  const to = drawing.nodes[edge.to]!
  const ended = reached(reached(edge.points, to).toReversed(), from).toReversed()
  drawLine(group, ended, edge)
  if (edge.plate) addPlate(group, edge.plate, 'plate', 'rim')
}

export function drawLegend(parent: Container, legend: readonly LegendEntry[]): void {
  for (const entry of legend) {
    if (entry.kind === 'line') drawLine(parent.group(), entry.line, entry)
    else addPlate(parent, entry.plate, 'plate', 'rim')
    addText(parent, entry.text)
  }
}

/** How a line is painted: what is optional is thinner and lighter, its head hollow, its dashes dots. */
interface Strokes {
  readonly tone: Tone
  readonly head: Tone
  readonly width: number
  readonly dashes: string
  readonly twin: readonly [outer: number, inner: number]
}

const needed: Strokes = { tone: 'line', head: 'line', width: 1.5, dashes: '6 4', twin: [4.6, 1.8] }

const optional: Strokes = { tone: 'faint', head: 'page', width: 1, dashes: '2 3', twin: [3.6, 1.8] }

function drawLine(
  group: G,
  points: readonly Point[],
  line: { readonly arrow: Arrow; readonly optional: boolean },
): void {
  const { arrow } = line
  const { tone, head: inside, width, dashes, twin } = line.optional ? optional : needed
  const tip = points.at(-1)!
  const before = points.at(-2)!
  const direction = unit(before, tip)
  const back = (distance: number): Point => ({
    x: tip.x - direction.x * distance,
    y: tip.y - direction.y * distance,
  })
  const length = Math.hypot(tip.x - before.x, tip.y - before.y)
  const cut = Math.min(arrow === '~>' ? 1 : headLength - 1, length)
  const path = pathText(rounded([...points.slice(0, -1), back(cut)]))
  const solid = { ...paint('none', tone), 'stroke-linejoin': 'round' }
  const base = back(headLength)
  const across = { x: -direction.y * headHalf, y: direction.x * headHalf }
  const head: readonly Step[] = [
    ['M', base.x + across.x, base.y + across.y],
    ['L', tip.x, tip.y],
    ['L', base.x - across.x, base.y - across.y],
  ]
  const closed = () => {
    const rim = line.optional
      ? { ...paint(inside, tone), 'stroke-width': 1 }
      : paint(inside, 'none')
    group.path(pathText([...head, ['Z']])).attr(rim)
  }
  switch (arrow) {
    case '->':
      group.path(path).attr({ ...solid, 'stroke-width': width })
      closed()
      return
    case '~>':
      group.path(path).attr({ ...solid, 'stroke-width': width, 'stroke-dasharray': dashes })
      group
        .path(pathText(head))
        .attr({ ...solid, 'stroke-width': width + 0.2, 'stroke-linecap': 'round' })
      return
    case '=>':
      group.path(path).attr({ ...solid, 'stroke-width': twin[0] })
      group.path(path).attr({ ...paint('none', 'page'), 'stroke-width': twin[1] })
      closed()
      return
  }
}

/** The same line, its last point moved on to where it meets an outline of the node. */
function reached(points: readonly Point[], node: DrawnNode): readonly Point[] {
  if (node.role === 'container') return points
  const end = points.at(-1)!
  const direction = unit(points.at(-2)!, end)
  const outside = { x: end.x - direction.x, y: end.y - direction.y }
  const distances = outlinesOf(node).flatMap((outline) => {
    const distance = distanceTo(flattened(outline), outside, direction)
    return distance === undefined ? [] : [distance - 1]
  })
  const nearest = Math.min(...distances)
  if (!(nearest > 0 && nearest <= deepest)) return points
  return [
    ...points.slice(0, -1),
    { x: end.x + direction.x * nearest, y: end.y + direction.y * nearest },
  ]
}

/** Corners become short bows. */
function rounded(points: readonly Point[]): readonly Step[] {
  const steps: Step[] = [['M', points[0]!.x, points[0]!.y]]
  for (let i = 1; i < points.length - 1; i++) {
    const corner = points[i]!
    const into = toward(corner, points[i - 1]!)
    const out = toward(corner, points[i + 1]!)
    steps.push(['L', into.x, into.y], ['C', corner.x, corner.y, corner.x, corner.y, out.x, out.y])
  }
  const end = points.at(-1)!
  return [...steps, ['L', end.x, end.y]]
}

function toward(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y)
  const share = length === 0 ? 0 : Math.min(bendRadius, length / 2) / length
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share }
}

function unit(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  return length === 0
    ? { x: 1, y: 0 }
    : { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
}
