// Outlines: every kind has its own, it stays within its box, and it holds what stands inside it.

import { describe, expect, test } from 'vitest'
import { contentOf, movedContent } from '#src/layout/boxes.ts'
import type { Box, BuiltinKind } from '#src/layout/drawing.ts'
import type { SceneNode } from '#src/view/scene.ts'
import { iconOf } from './icons.ts'
import { distanceTo, flattened, pathText, type Spot } from './path.ts'
import { silhouetteOf } from './silhouettes.ts'
import { familyOf } from './theme.ts'

// The keys of a complete record over the kinds are the kinds.
const kinds = Object.keys(iconOf) as readonly BuiltinKind[]
const containers = new Set(['group', 'system', 'network', 'region', 'zone', 'pool'])
const components = kinds.filter((kind) => !containers.has(kind))

const component = (kind: BuiltinKind, label: string, copies: number): SceneNode => ({
  name: kind,
  kind,
  role: 'component',
  label,
  detail: `${kind} · technology`,
  parent: -1,
  copies,
  count: copies > 1 ? `×${copies}` : '',
  marks: copies > 1 ? ['a', 'b', 'c'] : [],
  tooltip: '',
  account: '',
})

test('there are 20 components and 6 containers, each with an icon of its own', () => {
  expect(components).toHaveLength(20)
  expect(kinds).toHaveLength(26)
  expect(new Set(Object.values(iconOf)).size).toBe(26)
  expect(Object.keys(familyOf).sort()).toEqual([...kinds].sort())
})

test('no two kinds of component share an outline', () => {
  const outlines = components.map((kind) => pathText(silhouetteOf(kind, 150, 60).outline))
  expect(new Set(outlines).size).toBe(20)
})

describe.each(components)('%s', (kind) => {
  test.each([
    [104, 44],
    [150, 60],
    [240, 400],
    [600, 70],
  ])('stays within its box and fills it, %i by %i', (width, height) => {
    const { outline } = silhouetteOf(kind, width, height)
    expect(pathText(outline)).not.toMatch(/NaN|Infinity/)
    const spots = flattened(outline)
    const xs = spots.map(({ x }) => x)
    const ys = spots.map(({ y }) => y)
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(-0.6)
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(-0.6)
    expect(Math.max(...xs)).toBeLessThanOrEqual(width + 0.6)
    expect(Math.max(...ys)).toBeLessThanOrEqual(height + 0.6)
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(width - 3)
    expect(Math.max(...ys) - Math.min(...ys)).toBeGreaterThan(height - 3)
  })

  test.each([
    ['x', 1],
    ['Payments', 1],
    ['Orders and returns of the whole shop', 3],
    ['A very long name that takes more than two lines to be shown in full', 12],
  ])('holds its texts, icon and marks: %s', (label, copies) => {
    const node = component(kind, label, copies)
    const content = contentOf(node, 'right')
    for (const extra of [0, 60]) {
      const width = Math.max(content.width, 104)
      const height = content.height + extra
      const placed = movedContent(node, content, { x: 0, y: 0, width, height }, 'right')
      const front = { width: width - content.stack, height: height - content.stack }
      const outline = flattened(silhouetteOf(kind, front.width, front.height).outline)
      const texts = placed.lines.map(({ x, y, width, size }) => ({
        x,
        y: y - size * 0.74 - content.stack,
        width,
        height: size * 0.94,
      }))
      const plates = [...placed.marks, ...(placed.badge ? [placed.badge] : [])]
      const boxes = [placed.icon, ...plates.map(({ box }) => box)].map((box) => ({
        ...box,
        y: box.y - content.stack,
      }))
      for (const spot of [...texts, ...boxes].flatMap(cornersOf)) {
        expect(isWithin(outline, spot), `${kind} ${JSON.stringify(spot)}`).toBe(true)
      }
    }
  })
})

test('a line meets an outline where it should', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 0, y: 10 },
  ]
  expect(distanceTo(square, { x: -5, y: 5 }, { x: 1, y: 0 })).toBeCloseTo(5)
  expect(distanceTo(square, { x: 5, y: 5 }, { x: 0, y: -1 })).toBeCloseTo(5)
  expect(distanceTo(square, { x: -5, y: 15 }, { x: 1, y: 0 })).toBeUndefined()
})

function cornersOf({ x, y, width, height }: Box): readonly Spot[] {
  return [
    { x, y },
    { x: x + width, y },
    { x, y: y + height },
    { x: x + width, y: y + height },
  ]
}

/** By the number of edges to the right of the spot. */
function isWithin(outline: readonly Spot[], { x, y }: Spot): boolean {
  let inside = false
  for (const [i, a] of outline.entries()) {
    const b = outline[(i + 1) % outline.length]!
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside
  }
  return inside
}
