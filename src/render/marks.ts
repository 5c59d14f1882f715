// The small pieces that every part of a picture is made of: elements that hold words, lines of text,
// and texts on plates.

import type { Container, Element } from '@svgdotjs/svg.js'
import type { Plate, TextLine } from '#src/layout/drawing.ts'
import type { Weight } from '#src/layout/measure.ts'
import { paint, type Tone } from './theme.ts'

/** An element that holds nothing but text; characters that XML forbids are dropped. */
export function addWords(parent: Container, name: string, words: string): Element {
  const element = parent.element(name)
  element.words(withoutForbidden(words))
  return element
}

export function addText(parent: Container, line: TextLine): void {
  addWords(parent, 'text', line.text).attr({
    x: line.x,
    y: line.y,
    'font-size': line.size,
    ...(line.weight === 'bold' ? { 'font-weight': 'bold' } : {}),
    ...paint(line.role === 'detail' ? 'quiet' : 'ink', 'none'),
  })
}

export function addPlate(
  parent: Container,
  plate: Plate,
  fill: 'plate' | 'page',
  rim: Tone,
  weight: Weight = 'regular',
): void {
  const { x, y, width, height } = plate.box
  parent.rect(width, height).attr({ x, y, rx: 4, ...paint(fill, rim) })
  addWords(parent, 'text', plate.text).attr({
    x: x + width / 2,
    y: Math.round((y + height / 2 + plate.size * 0.36) * 10) / 10,
    'font-size': plate.size,
    'text-anchor': 'middle',
    ...(weight === 'bold' ? { 'font-weight': 'bold' } : {}),
    ...paint('ink', 'none'),
  })
}

/** Control characters, lone surrogates and the two that are no characters. */
function withoutForbidden(text: string): string {
  return text.replace(/(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
}
