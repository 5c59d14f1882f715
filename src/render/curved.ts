// Silhouettes of curves: vessels for what stores, pipes for what passes messages on, and a few signs.

import { bow, roundedBox, type Spot, type Step } from './path.ts'
import type { Draw } from './silhouette.ts'

/** A globe pulled wide, with its meridians. */
export const globe: Draw = (w, h) => {
  const r = Math.min(h / 2, 34)
  const meridian = (x: number, bulge: number): readonly Step[] => [
    ['M', x, 1],
    ['C', x + bulge, h * 0.25, x + bulge, h * 0.75, x, h - 1],
  ]
  return {
    outline: roundedBox(0, 0, w, h, r),
    inner: [...meridian(r * 0.8, -r * 0.55), ...meridian(w - r * 0.8, r * 0.55)],
  }
}

export const cylinder: Draw = (w, h) => {
  const r = 8
  return {
    outline: [
      ['M', 0, r],
      bow({ x: 0, y: r }, { x: w / 2, y: 0 }, 'along'),
      bow({ x: w / 2, y: 0 }, { x: w, y: r }, 'across'),
      ['L', w, h - r],
      bow({ x: w, y: h - r }, { x: w / 2, y: h }, 'along'),
      bow({ x: w / 2, y: h }, { x: 0, y: h - r }, 'across'),
      ['Z'],
    ],
    inner: rim(0, w, r),
  }
}

/** A pipe that lies. */
export const pipe: Draw = (w, h) => {
  const r = 9
  return {
    outline: [
      ['M', r, 0],
      ['L', w - r, 0],
      bow({ x: w - r, y: 0 }, { x: w, y: h / 2 }, 'across'),
      bow({ x: w, y: h / 2 }, { x: w - r, y: h }, 'along'),
      ['L', r, h],
      bow({ x: r, y: h }, { x: 0, y: h / 2 }, 'across'),
      bow({ x: 0, y: h / 2 }, { x: r, y: 0 }, 'along'),
      ['Z'],
    ],
    inner: [
      ['M', w - r, 0],
      bow({ x: w - r, y: 0 }, { x: w - 2 * r, y: h / 2 }, 'across'),
      bow({ x: w - 2 * r, y: h / 2 }, { x: w - r, y: h }, 'along'),
    ],
  }
}

/** One side in, three out. */
export const outlets: Draw = (w, h) => {
  const third = h / 3
  const edge = w - 10
  const bump = (y: number): readonly Step[] => [
    bow({ x: edge, y }, { x: w, y: y + third / 2 }, 'across'),
    bow({ x: w, y: y + third / 2 }, { x: edge, y: y + third }, 'along'),
  ]
  return {
    outline: [
      ['M', 0, 0],
      ['L', edge, 0],
      ...bump(0),
      ...bump(third),
      ...bump(2 * third),
      ['L', 0, h],
      ['Z'],
    ],
    inner: [],
  }
}

/** A flag in the wind. */
export const wave: Draw = (w, h) => ({
  outline: [
    ['M', 0, 7],
    ['C', w * 0.2, -2.3, w * 0.3, -2.3, w / 2, 7],
    ['C', w * 0.7, 16.3, w * 0.8, 16.3, w, 7],
    ['L', w, h - 7],
    ['C', w * 0.8, h + 2.3, w * 0.7, h + 2.3, w / 2, h - 7],
    ['C', w * 0.3, h - 16.3, w * 0.2, h - 16.3, 0, h - 7],
    ['Z'],
  ],
  inner: [],
})

/** A bucket. */
export const bucket: Draw = (w, h) => {
  const r = 8
  return {
    outline: [
      ['M', 0, r],
      bow({ x: 0, y: r }, { x: w / 2, y: 0 }, 'along'),
      bow({ x: w / 2, y: 0 }, { x: w, y: r }, 'across'),
      ['L', w - 9, h - 4],
      ['C', w - 10, h, w - 14, h, w - 18, h],
      ['L', 18, h],
      ['C', 14, h, 10, h, 9, h - 4],
      ['Z'],
    ],
    inner: rim(0, w, r),
  }
}

/** A padlock: the body below, its shackle above. */
export const padlock: Draw = (w, h) => {
  const half = w / 2
  const arch = (radius: number, top: number): readonly Step[] => [
    bow({ x: half - radius, y: 15 }, { x: half, y: top }, 'along'),
    bow({ x: half, y: top }, { x: half + radius, y: 15 }, 'across'),
  ]
  const body = roundedBox(0, 15, w, h - 15, 6)
  return {
    outline: [body[0]!, ['L', half - 18, 15], ...arch(18, 0), ...body.slice(1)],
    inner: [['M', half - 11, 15], ...arch(11, 6), ['M', half - 18, 15], ['L', half + 18, 15]],
  }
}

/** A gauge: pointed where it looks, round at the back. */
export const gauge: Draw = (w, h) => ({
  outline: [
    ['M', 16, 0],
    ['L', w - 16, 0],
    bow({ x: w - 16, y: 0 }, { x: w, y: h / 2 }, 'across'),
    bow({ x: w, y: h / 2 }, { x: w - 16, y: h }, 'along'),
    ['L', 16, h],
    ['L', 0, h / 2],
    ['Z'],
  ],
  inner: [],
})

export const cloud: Draw = (w, h) => {
  const d = 8
  const corners = [
    ...puffs({ x: d, y: d }, { x: w - d, y: d }, 40),
    ...puffs({ x: w - d, y: d }, { x: w - d, y: h - d }, 30),
    ...puffs({ x: w - d, y: h - d }, { x: d, y: h - d }, 40),
    ...puffs({ x: d, y: h - d }, { x: d, y: d }, 30),
  ]
  return { outline: [['M', d, d], ...corners, ['Z']], inner: [] }
}

/** Bulges to the left of the way from a to b, eight pixels deep. */
function puffs(a: Spot, b: Spot, pitch: number): readonly Step[] {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  const count = Math.max(1, Math.round(length / pitch))
  const step = { x: (b.x - a.x) / count, y: (b.y - a.y) / count }
  const out = { x: ((b.y - a.y) / length) * 10.6, y: (-(b.x - a.x) / length) * 10.6 }
  return Array.from({ length: count }, (_, i): Step => {
    const from = { x: a.x + step.x * i, y: a.y + step.y * i }
    const to = { x: from.x + step.x, y: from.y + step.y }
    return ['C', from.x + out.x, from.y + out.y, to.x + out.x, to.y + out.y, to.x, to.y]
  })
}

/** The front of a round rim. */
function rim(left: number, right: number, r: number): readonly Step[] {
  const half = (left + right) / 2
  return [
    ['M', left, r],
    bow({ x: left, y: r }, { x: half, y: 2 * r }, 'along'),
    bow({ x: half, y: 2 * r }, { x: right, y: r }, 'across'),
  ]
}
