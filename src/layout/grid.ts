// The layout of last resort: every container is a grid of what it holds, in the order written, and
// edges are straight lines between borders. Always quick, never pretty, and nothing is left out.
// Labels of edges sit at the middle of their line.

import type { Box, Point } from './drawing.ts'
import { boxSize, degreesOf, padding, type Sized } from './elk-graph.ts'
import type { Line, Places } from './places.ts'

const gap = 60

interface Size {
  readonly width: number
  readonly height: number
}

interface Grid extends Size {
  readonly cells: readonly { readonly node: number; readonly x: number; readonly y: number }[]
}

export function gridPlaces(sized: Sized): Places {
  const { nodes, edges, direction } = sized.scene
  const degrees = degreesOf(sized)
  const members = membersOf(sized)
  const sizes: Size[] = []
  const grids: Grid[] = []
  for (let node = nodes.length - 1; node >= 0; node--) {
    const grid = gridOf(members.get(node) ?? [], sizes)
    const content = sized.contents[node]!
    grids[node] = grid
    sizes[node] =
      grid.cells.length === 0
        ? boxSize(content, degrees[node]!, direction)
        : {
            width: Math.max(content.width, content.inset.x + grid.width + padding),
            height: Math.max(content.height, content.inset.y + grid.height + padding),
          }
  }
  const root = gridOf(members.get(-1) ?? [], sizes)
  const boxes: Box[] = []
  for (const { node, x, y } of root.cells) boxes[node] = { x, y, ...sizes[node]! }
  for (const [container, grid] of grids.entries()) {
    const { x, y } = boxes[container]!
    const { inset } = sized.contents[container]!
    for (const cell of grid.cells) {
      boxes[cell.node] = { x: x + inset.x + cell.x, y: y + inset.y + cell.y, ...sizes[cell.node]! }
    }
  }
  const lines = edges.map(({ from, to }, edge) => straight(boxes[from]!, boxes[to]!, sized, edge))
  return { width: root.width, height: root.height, boxes, lines }
}

/** Rows of about as many cells as there are rows; columns as wide as their widest cell. */
function gridOf(members: readonly number[], sizes: readonly Size[]): Grid {
  const columns = Math.max(1, Math.ceil(Math.sqrt(members.length)))
  const rows = Math.ceil(members.length / columns)
  const across = (column: number) => members.filter((_, i) => i % columns === column)
  const along = (row: number) => members.slice(row * columns, (row + 1) * columns)
  const widths = range(columns).map((c) => largest(across(c).map((node) => sizes[node]!.width)))
  const heights = range(rows).map((r) => largest(along(r).map((node) => sizes[node]!.height)))
  const cells = members.map((node, i) => ({
    node,
    x: before(widths, i % columns),
    y: before(heights, Math.floor(i / columns)),
  }))
  return {
    cells,
    width: Math.max(0, before(widths, columns) - gap),
    height: Math.max(0, before(heights, rows) - gap),
  }
}

function straight(from: Box, to: Box, sized: Sized, edge: number): Line {
  const start = borderToward(from, middle(to))
  const end = borderToward(to, middle(from))
  const points = from === to ? loop(from) : [start, end]
  const plate = sized.plates[edge]?.box
  if (!plate) return { points }
  const x = (points[0]!.x + points.at(-1)!.x - plate.width) / 2
  const y = (points[0]!.y + points.at(-1)!.y - plate.height) / 2
  return { points, plate: { ...plate, x: Math.max(0, x), y: Math.max(0, y) } }
}

function loop({ x, y, width, height }: Box): readonly Point[] {
  const right = x + width
  const low = y + height / 2 + 10
  const high = y + height / 2 - 10
  return [
    { x: right, y: high },
    { x: right + 20, y: high },
    { x: right + 20, y: low },
    { x: right, y: low },
  ]
}

/** Where the line from the middle of the box to a point leaves the box. */
function borderToward(box: Box, target: Point): Point {
  const from = middle(box)
  const dx = target.x - from.x
  const dy = target.y - from.y
  if (dx === 0 && dy === 0) return { x: box.x + box.width, y: from.y }
  const scale = Math.min(
    dx === 0 ? Infinity : box.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : box.height / 2 / Math.abs(dy),
  )
  return { x: from.x + dx * scale, y: from.y + dy * scale }
}

function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

function membersOf(sized: Sized): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>()
  for (const [index, { parent }] of sized.scene.nodes.entries()) {
    const siblings = members.get(parent)
    if (siblings) siblings.push(index)
    else members.set(parent, [index])
  }
  return members
}

function before(lengths: readonly number[], count: number): number {
  return lengths.slice(0, count).reduce((sum, length) => sum + length + gap, 0)
}

function largest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0)
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, i) => i)
}
