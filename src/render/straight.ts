// Silhouettes of straight lines: what runs, what leads traffic, what people touch.

import { polygon, roundedBox, type Step } from './path.ts'
import type { Draw } from './silhouette.ts'

export const box: Draw = (w, h) => ({ outline: roundedBox(0, 0, w, h, 8), inner: [] })

export const container: Draw = (w, h) => ({ outline: roundedBox(0, 0, w, h, 12), inner: [] })

/** A screen on its foot. */
export const screen: Draw = (w, h) => {
  const low = h - 8
  const half = w / 2
  return {
    outline: [
      ...roundedBox(0, 0, w, low, 6).slice(0, 5),
      ['L', half + 9, low],
      ['L', half + 12, h - 3],
      ['L', half + 24, h - 3],
      ['L', half + 24, h],
      ['L', half - 24, h],
      ['L', half - 24, h - 3],
      ['L', half - 12, h - 3],
      ['L', half - 9, low],
      ...roundedBox(0, 0, w, low, 6).slice(5),
    ],
    inner: [
      ['M', half - 9, low],
      ['L', half + 9, low],
    ],
  }
}

/** A signpost. */
export const signpost: Draw = (w, h) => ({
  outline: polygon([0, 0], [w - 16, 0], [w, h / 2], [w - 16, h], [0, h]),
  inner: [],
})

/** Opens towards what it spreads over. */
export const fan: Draw = (w, h) => ({
  outline: polygon([0, 9], [w, 0], [w, h], [0, h - 9]),
  inner: [],
})

export const hexagon: Draw = (w, h) => ({
  outline: polygon([14, 0], [w - 14, 0], [w, h / 2], [w - 14, h], [14, h], [0, h / 2]),
  inner: [],
})

/** A box between two rails. */
export const railed: Draw = (w, h) => ({
  outline: polygon([0, 0], [w, 0], [w, h], [0, h]),
  inner: [
    ['M', 7, 0],
    ['L', 7, h],
    ['M', w - 7, 0],
    ['L', w - 7, h],
  ],
})

export const slanted: Draw = (w, h) => ({
  outline: polygon([13, 0], [w, 0], [w - 13, h], [0, h]),
  inner: [],
})

export const octagon: Draw = (w, h) => ({
  outline: polygon(
    [11, 0],
    [w - 11, 0],
    [w, 11],
    [w, h - 11],
    [w - 11, h],
    [11, h],
    [0, h - 11],
    [0, 11],
  ),
  inner: [],
})

/** A memory chip with pins above and below. */
export const chip: Draw = (w, h) => {
  const pins = Math.max(3, Math.floor((w - 20) / 22))
  const pitch = (w - 20) / pins
  const centres = Array.from({ length: pins }, (_, i) => 10 + pitch * (i + 0.5))
  const row = (xs: readonly number[], edge: number, tip: number, step: number) =>
    xs.flatMap((x): Step[] => [
      ['L', x - step, edge],
      ['L', x - step, tip],
      ['L', x + step, tip],
      ['L', x + step, edge],
    ])
  return {
    outline: [
      ['M', 0, 5],
      ...row(centres, 5, 0, 4),
      ['L', w, 5],
      ['L', w, h - 5],
      ...row(centres.toReversed(), h - 5, h, -4),
      ['L', 0, h - 5],
      ['Z'],
    ],
    inner: [],
  }
}

/** An index card. */
export const card: Draw = (w, h) => ({
  outline: polygon([0, 0], [46, 0], [54, 8], [w, 8], [w, h], [0, h]),
  inner: [],
})

/** A house with a wide roof. */
export const house: Draw = (w, h) => ({
  outline: polygon([0, 13], [w / 2, 0], [w, 13], [w, h], [0, h]),
  inner: [
    ['M', 0, 13],
    ['L', w, 13],
  ],
})
