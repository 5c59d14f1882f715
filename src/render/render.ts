// Drawing to the text of one SVG file: no script, no network, no foreign objects, plain `<text>` alone,
// so that browsers, `<img>`, librsvg and slides all show the same. svg.js and svgdom are loaded on the
// first call. Every id is set here, so the same drawing gives the same bytes.

import type { Svg } from '@svgdotjs/svg.js'
import type { Drawing } from '#src/layout/drawing.ts'
import { drawEdge, drawLegend } from './edges.ts'
import { addPlate, addText, addWords } from './marks.ts'
import { drawComponent, drawContainer } from './nodes.ts'
import { prefixOf } from './prefix.ts'
import { fontStack, paint, styleSheet } from './theme.ts'

export async function renderSvg(drawing: Drawing): Promise<string> {
  const svg = await emptySvg()
  const prefix = prefixOf(drawing)
  svg.attr({
    viewBox: `0 0 ${drawing.width} ${drawing.height}`,
    width: drawing.width,
    height: drawing.height,
    role: 'img',
    'aria-labelledby': `${prefix}title`,
    'aria-describedby': `${prefix}desc`,
    class: 'loadpath',
    'font-family': fontStack,
  })
  addWords(svg, 'title', drawing.title ?? 'System architecture').attr('id', `${prefix}title`)
  addWords(svg, 'desc', accountOf(drawing)).attr('id', `${prefix}desc`)
  addWords(svg, 'style', styleSheet())
  svg.rect(drawing.width, drawing.height).attr(paint('page', 'none'))
  drawAll(svg, drawing, prefix)
  return `${svg.svg()}\n`
}

function drawAll(svg: Svg, drawing: Drawing, prefix: string): void {
  const layer = (id: string) => svg.group().attr('id', `${prefix}${id}`)
  const heading = layer('heading')
  for (const line of drawing.heading) addText(heading, line)
  for (const mark of drawing.marks) addPlate(heading, mark, 'plate', 'border')
  const containers = layer('containers')
  const edges = layer('edges')
  const components = layer('components')
  for (const node of drawing.nodes) {
    if (node.role === 'container') drawContainer(containers, node, prefix)
    else drawComponent(components, node, prefix)
  }
  for (const index of drawing.edges.keys()) drawEdge(edges, drawing, index, prefix)
  if (drawing.legend.length > 0) drawLegend(layer('legend'), drawing.legend)
}

function accountOf({ nodes, edges }: Drawing): string {
  const components = nodes.filter(({ role }) => role === 'component').length
  const containers = nodes.length - components
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`
  return [
    count(components, 'component'),
    ...(containers > 0 ? [count(containers, 'container')] : []),
    count(edges.length, 'connection'),
  ].join(', ')
}

/** Loads what the first picture needs; to be called while a layout runs elsewhere, it saves that wait. */
export async function prepareSvg(): Promise<void> {
  await libraries()
}

async function libraries() {
  const [{ createSVGWindow }, { SVG, registerWindow }] = await Promise.all([
    import('svgdom'),
    import('@svgdotjs/svg.js'),
  ])
  return { createSVGWindow, SVG, registerWindow }
}

async function emptySvg(): Promise<Svg> {
  const { createSVGWindow, SVG, registerWindow } = await libraries()
  const window = createSVGWindow()
  registerWindow(window, window.document)
  // The root of a new window is its empty `svg` element.
  return SVG(window.document.documentElement) as Svg
}
