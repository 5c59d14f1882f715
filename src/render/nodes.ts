// Paints one component or one container: its outline, the outlines of its copies behind it, its icon,
// texts and marks. Each is a group with a title for the pointer and an account for screen readers.

import type { Container, G } from '@svgdotjs/svg.js'
import type { BuiltinKind, DrawnNode } from '#src/layout/drawing.ts'
import { iconOf } from './icons.ts'
import { addPlate, addText, addWords } from './marks.ts'
import { pathText, shiftedSteps, shortNumber } from './path.ts'
import type { Silhouette } from './silhouette.ts'
import { silhouetteOf } from './silhouettes.ts'
import { type Family, familyOf, paint } from './theme.ts'

/** How far each outline of a copy stands out behind the one before it, in pixels. */
export const copyStep = 4

/** How the border of a container is drawn. */
const borders: Readonly<Partial<Record<BuiltinKind, Readonly<Record<string, string | number>>>>> = {
  system: { 'stroke-width': 2.2 },
  region: { 'stroke-width': 1.6 },
  zone: { 'stroke-width': 1.4, 'stroke-dasharray': '7 4' },
  network: { 'stroke-width': 1.4, 'stroke-dasharray': '10 3 2 3' },
  pool: { 'stroke-width': 1.8, 'stroke-dasharray': '2 3' },
  group: { 'stroke-width': 1 },
}

export function drawContainer(parent: Container, node: DrawnNode, prefix: string): void {
  const group = namedGroup(parent, node, prefix)
  const family = familyOf[node.kind]
  const { outline } = silhouetteOf(node.kind, node.front.width, node.front.height)
  const tint = ([0, 1, 2, 3] as const)[Math.min(node.depth, 3)]!
  group
    .path(pathText(shiftedSteps(outline, node.front.x, node.front.y)))
    .attr({ ...paint(`tint${tint}`, `${family}-line`), ...borders[node.kind] })
  addIcon(group, node, family)
  for (const line of node.lines) addText(group, line)
  for (const mark of node.marks) addPlate(group, mark, 'plate', 'border')
}

export function drawComponent(parent: Container, node: DrawnNode, prefix: string): void {
  const group = namedGroup(parent, node, prefix)
  const family = familyOf[node.kind]
  const silhouette = silhouetteOf(node.kind, node.front.width, node.front.height)
  for (let behind = copiesBehind(node); behind > 0; behind--) {
    const { outline } = shiftedSilhouette(node, silhouette, behind * copyStep)
    group
      .path(pathText(outline))
      .attr({ ...paint(`${family}-fill`, `${family}-line`), 'stroke-width': 1.2 })
  }
  const { outline, inner } = shiftedSilhouette(node, silhouette, 0)
  group.path(pathText(outline)).attr({
    ...paint(`${family}-fill`, `${family}-line`),
    'stroke-width': 1.6,
    'stroke-linejoin': 'round',
  })
  if (inner.length > 0) {
    group.path(pathText(inner)).attr({ ...paint('none', `${family}-line`), 'stroke-width': 1.2 })
  }
  addIcon(group, node, family)
  for (const line of node.lines) addText(group, line)
  if (node.badge) addPlate(group, node.badge, 'plate', `${family}-line`, 'bold')
  for (const mark of node.marks) addPlate(group, mark, 'plate', 'rim')
}

/** The outline in front and those of its copies, in the drawing's coordinates. */
export function outlinesOf(node: DrawnNode): readonly Silhouette['outline'][] {
  const silhouette = silhouetteOf(node.kind, node.front.width, node.front.height)
  return Array.from(
    { length: copiesBehind(node) + 1 },
    (_, behind) => shiftedSilhouette(node, silhouette, behind * copyStep).outline,
  )
}

function copiesBehind(node: DrawnNode): number {
  return Math.round((node.box.width - node.front.width) / copyStep)
}

function shiftedSilhouette(node: DrawnNode, shape: Silhouette, by: number): Silhouette {
  const x = node.front.x + by
  const y = node.front.y - by
  return { outline: shiftedSteps(shape.outline, x, y), inner: shiftedSteps(shape.inner, x, y) }
}

function namedGroup(parent: Container, node: DrawnNode, prefix: string): G {
  const holder = node.link ? parent.link(node.link) : parent
  const group = holder.group().attr('id', `${prefix}component-${node.name}`)
  addWords(group, 'title', node.tooltip)
  addWords(group, 'desc', node.account)
  return group
}

function addIcon(group: G, node: DrawnNode, family: Family): void {
  const { x, y, width } = node.icon
  const scale = shortNumber(width / 24)
  group.path(iconOf[node.kind]).attr({
    transform: `translate(${shortNumber(x)} ${shortNumber(y)}) scale(${scale})`,
    'stroke-width': 1.7,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...paint('none', `${family}-line`),
  })
}
