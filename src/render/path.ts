// Outlines as data: steps of a path in pixels, from which come both the text of an SVG path and, with
// its curves as short lines, the place where a line meets the outline. Curves are cubic; arcs are not
// needed, because a quarter of an ellipse is a cubic to within a thousandth.

export type Step =
  | readonly ['M' | 'L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z']

export interface Spot {
  readonly x: number
  readonly y: number
}

/** Control distance that makes a cubic a quarter of a circle. */
const quarter = 0.5523

export function pathText(steps: readonly Step[]): string {
  return steps.map(([letter, ...numbers]) => letter + numbers.map(shortNumber).join(' ')).join('')
}

/** At most two decimals, without trailing zeros. */
export function shortNumber(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return String(rounded === 0 ? 0 : rounded)
}

export function polygon(...corners: readonly (readonly [number, number])[]): readonly Step[] {
  return corners.map(([x, y], i): Step => [i === 0 ? 'M' : 'L', x, y]).concat([['Z']])
}

/** A quarter of an ellipse from where the pen is; it leaves along the axis named. */
export function bow(from: Spot, to: Spot, leaves: 'across' | 'along'): Step {
  const dx = (to.x - from.x) * quarter
  const dy = (to.y - from.y) * quarter
  return leaves === 'across'
    ? ['C', from.x + dx, from.y, to.x, to.y - dy, to.x, to.y]
    : ['C', from.x, from.y + dy, to.x - dx, to.y, to.x, to.y]
}

export function roundedBox(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): readonly Step[] {
  const r = Math.min(radius, width / 2, height / 2)
  const right = x + width
  const bottom = y + height
  return [
    ['M', x + r, y],
    ['L', right - r, y],
    bow({ x: right - r, y }, { x: right, y: y + r }, 'across'),
    ['L', right, bottom - r],
    bow({ x: right, y: bottom - r }, { x: right - r, y: bottom }, 'along'),
    ['L', x + r, bottom],
    bow({ x: x + r, y: bottom }, { x, y: bottom - r }, 'across'),
    ['L', x, y + r],
    bow({ x, y: y + r }, { x: x + r, y }, 'along'),
    ['Z'],
  ]
}

export function shiftedSteps(steps: readonly Step[], x: number, y: number): readonly Step[] {
  return steps.map((step): Step => {
    if (step[0] === 'Z') return step
    if (step[0] !== 'C') return [step[0], step[1] + x, step[2] + y]
    return ['C', step[1] + x, step[2] + y, step[3] + x, step[4] + y, step[5] + x, step[6] + y]
  })
}

/** The closed outline as corners, each curve as eight short lines. */
export function flattened(steps: readonly Step[]): readonly Spot[] {
  const spots: Spot[] = []
  for (const step of steps) {
    if (step[0] === 'Z') continue
    if (step[0] !== 'C') spots.push({ x: step[1], y: step[2] })
    else {
      const from = spots.at(-1) ?? { x: step[1], y: step[2] }
      for (let i = 1; i <= 8; i++) spots.push(onCurve(from, step, i / 8))
    }
  }
  return spots
}

/** How far from `from` along a unit direction the outline is first met; undefined where it is not. */
export function distanceTo(
  outline: readonly Spot[],
  from: Spot,
  direction: Spot,
): number | undefined {
  let nearest: number | undefined
  for (const [i, a] of outline.entries()) {
    const distance = crossing(from, direction, a, outline[(i + 1) % outline.length]!)
    if (distance !== undefined && (nearest === undefined || distance < nearest)) nearest = distance
  }
  return nearest
}

function crossing(from: Spot, direction: Spot, a: Spot, b: Spot): number | undefined {
  const side = { x: b.x - a.x, y: b.y - a.y }
  const determinant = direction.x * side.y - direction.y * side.x
  if (Math.abs(determinant) < 1e-9) return undefined
  const to = { x: a.x - from.x, y: a.y - from.y }
  const distance = (to.x * side.y - to.y * side.x) / determinant
  const share = (to.x * direction.y - to.y * direction.x) / determinant
  return distance >= -1e-6 && share >= 0 && share <= 1 ? Math.max(0, distance) : undefined
}

function onCurve(from: Spot, step: Extract<Step, readonly ['C', ...unknown[]]>, t: number): Spot {
  const [, ax, ay, bx, by, x, y] = step
  const s = 1 - t
  const at = (p0: number, p1: number, p2: number, p3: number) =>
    s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3
  return { x: at(from.x, ax, bx, x), y: at(from.y, ay, by, y) }
}
