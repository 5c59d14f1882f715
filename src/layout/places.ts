// What ELK answers, in absolute coordinates: a box for every node, a line and a plate for every edge.
// ELK's own numbers are used as they are, rounded to tenths of a pixel; nothing is moved afterwards, and
// an edge that was handed over the other way round is turned again.
// An answer that lacks a place counts as a failure.

import type { Box, Point } from './drawing.ts'
import { nodeId, type Sized } from './elk-graph.ts'
import type { ElkEdge, ElkGraph, ElkNode, ElkPoint } from './elk-types.ts'

export interface Places {
  readonly width: number
  readonly height: number
  /** By node. */
  readonly boxes: readonly Box[]
  /** By edge. */
  readonly lines: readonly Line[]
}

export interface Line {
  readonly points: readonly Point[]
  readonly plate?: Box
}

export function readPlaces(sized: Sized, graph: ElkGraph): Places | 'failed' {
  const boxOf = absoluteBoxes(graph)
  const boxes = sized.scene.nodes.map((_, index) => boxOf.get(nodeId(index)))
  const lines = graph.edges.map((edge, index) => {
    const line = lineOf(edge, boxOf)
    return line && sized.back[index] ? { ...line, points: line.points.toReversed() } : line
  })
  if (!boxes.every((box) => box !== undefined)) return 'failed'
  if (!lines.every((line) => line !== undefined)) return 'failed'
  return { width: graph.width ?? 0, height: graph.height ?? 0, boxes, lines }
}

function absoluteBoxes(graph: ElkGraph): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>()
  const stack: { readonly node: ElkNode; readonly origin: Point }[] = [
    { node: graph, origin: { x: 0, y: 0 } },
  ]
  while (stack.length > 0) {
    const { node, origin } = stack.pop()!
    const at = { x: origin.x + (node.x ?? 0), y: origin.y + (node.y ?? 0) }
    boxes.set(node.id, {
      ...rounded(at),
      width: tenth(node.width ?? 0),
      height: tenth(node.height ?? 0),
    })
    for (const child of node.children ?? []) stack.push({ node: child, origin: at })
  }
  return boxes
}

function lineOf(edge: ElkEdge, boxOf: ReadonlyMap<string, Box>): Line | undefined {
  const origin = boxOf.get(edge.container ?? 'root')
  const section = edge.sections?.[0]
  if (!origin || !section) return undefined
  const placed = ({ x, y }: ElkPoint) => rounded({ x: x + origin.x, y: y + origin.y })
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(placed)
  const label = edge.labels?.[0]
  if (!label) return { points }
  const { x = 0, y = 0, width = 0, height = 0 } = label
  return { points, plate: { ...placed({ x, y }), width, height } }
}

function rounded({ x, y }: Point): Point {
  return { x: tenth(x), y: tenth(y) }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
