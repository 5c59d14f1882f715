// The programs in which pictures are tried where a machine has them: a system Chromium and librsvg.
// A machine without them skips those tests and says why.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

export const chromiumPath = found(['chromium', 'chromium-browser', 'google-chrome'])
export const rsvgPath = found(['rsvg-convert'])

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('there is no Chromium')
  return chromium.launch({ executablePath: chromiumPath, args: flags })
}

/** PNG of an SVG text by librsvg, which knows neither custom properties nor themes. */
export function rsvgPng(svg: string): Buffer {
  if (!rsvgPath) throw new Error('there is no rsvg-convert')
  return execFileSync(rsvgPath, ['--format', 'png'], {
    input: svg,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Colours of an image at places in its own pixels, as `#rrggbb`; by the browser's canvas. */
export function coloursAt(
  page: Page,
  address: string,
  places: readonly (readonly [x: number, y: number])[],
): Promise<readonly string[]> {
  // Text, because it runs in the browser, whose types this project does not have.
  return page.evaluate(`(async (address, places) => {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    return places.map(([x, y]) => {
      const channels = [...context.getImageData(x, y, 1, 1).data].slice(0, 3)
      return '#' + channels.map((one) => one.toString(16).padStart(2, '0')).join('')
    })
  })(${JSON.stringify(address)}, ${JSON.stringify(places)})`)
}

/** Texts of components that reach out of the box of their outlines, in an SVG document that is open. */
export function overflowingTexts(
  page: Page,
): Promise<{ readonly texts: number; readonly overflowing: readonly string[] }> {
  return page.evaluate(`(() => {
    const texts = [...document.querySelectorAll('g[id*="-component-"] > text')]
    const overflowing = texts.filter((text) => {
      const group = text.parentElement
      const front = group.querySelector(':scope > [stroke-width="1.6"]')
      const outline = (front ?? group.querySelector(':scope > path')).getBBox()
      const { x, y, width, height } = text.getBBox()
      const isWithin = x >= outline.x && x + width <= outline.x + outline.width
      return !isWithin || y < outline.y || y + height > outline.y + outline.height
    })
    return { texts: texts.length, overflowing: overflowing.map((text) => text.textContent) }
  })()`)
}

export function imageSize(page: Page): Promise<readonly [width: number, height: number]> {
  return page.evaluate(
    `[document.querySelector('img').naturalWidth, document.querySelector('img').naturalHeight]`,
  )
}

function found(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync)
}
