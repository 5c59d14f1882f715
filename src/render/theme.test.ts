// Contrast of every pair of colours that meet in a picture, by the formula of WCAG 2.

import { expect, test } from 'vitest'
import { dark, familyOf, light, styleSheet, type Theme, type Tone } from './theme.ts'

const families = [...new Set(Object.values(familyOf))]
const tints: readonly Tone[] = ['page', 'tint0', 'tint1', 'tint2', 'tint3']

test.each([
  ['light', light],
  ['dark', dark],
] as const)('%s: texts have a contrast of 4.5, outlines and lines of 3', (_, theme: Theme) => {
  const fills = families.map((family): Tone => `${family}-fill`)
  for (const behind of [...tints, ...fills, 'plate' as const]) {
    expect(contrast(theme.ink, theme[behind]), `ink on ${behind}`).toBeGreaterThanOrEqual(4.5)
    expect(contrast(theme.quiet, theme[behind]), `quiet on ${behind}`).toBeGreaterThanOrEqual(4.5)
  }
  for (const behind of tints) {
    expect(contrast(theme.line, theme[behind]), `line on ${behind}`).toBeGreaterThanOrEqual(3)
    expect(contrast(theme.faint, theme[behind]), `faint on ${behind}`).toBeGreaterThanOrEqual(3)
    for (const family of families) {
      const outline = theme[`${family}-line`]
      expect(contrast(outline, theme[behind]), `${family} on ${behind}`).toBeGreaterThanOrEqual(3)
      expect(contrast(outline, theme[`${family}-fill`]), `${family} icon`).toBeGreaterThanOrEqual(3)
    }
  }
})

test('both themes have the same tones and the style sheet speaks of each', () => {
  expect(Object.keys(dark)).toEqual(Object.keys(light))
  const sheet = styleSheet()
  for (const [tone, colour] of Object.entries(dark)) expect(sheet).toContain(`--${tone}:${colour}`)
  expect(sheet).toContain('prefers-color-scheme:dark')
})

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
