// Whole pictures: a golden one, the same bytes every time, and the same file in the programs that people
// use: Chromium (as a document and in an `<img>`, light and dark) and librsvg. A machine without one of
// these says so and leaves its tests out.

import { readFileSync, writeFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runLayout } from '#src/cli/run-layout.ts'
import type { Drawing } from '#src/layout/drawing.ts'
import { layoutScene } from '#src/layout/layout.ts'
import { renderSvg } from '#src/render/render.ts'
import { dark, light } from '#src/render/theme.ts'
import { project } from '#src/view/project.ts'
import { drawn, everyKind, photoSharing, pictureOf, small } from './support/pictures.ts'
import {
  chromiumPath,
  coloursAt,
  imageSize,
  openBrowser,
  overflowingTexts,
  rsvgPath,
  rsvgPng,
} from './support/viewers.ts'

test('a small picture is byte for byte the golden one', async () => {
  const file = new URL('./pictures.golden.svg', import.meta.url)
  const svg = await pictureOf(small)
  if (process.env.LOADPATH_BLESS === '1') writeFileSync(file, svg)
  expect(svg).toBe(readFileSync(file, 'utf8'))
})

test('the same model gives the same bytes, after other pictures and in a worker too', async () => {
  const first = await pictureOf(small)
  await pictureOf(everyKind)
  expect(await pictureOf(small)).toBe(first)
  const together = await Promise.all([pictureOf(small), pictureOf(photoSharing), pictureOf(small)])
  expect([together[0], together[2]]).toEqual([first, first])
  const inWorker = await layoutScene(project(small), runLayout)
  expect(inWorker.notes).toEqual([])
  expect(await renderSvg(inWorker.drawing)).toBe(first)
})

test('a worker that is out of time is ended, and a graph that ELK refuses is a failure', async () => {
  const graph = { id: 'root', layoutOptions: {}, children: [], edges: [] }
  expect(await runLayout(graph, 0)).toBe('timeout')
  const dangling = { id: 'e', sources: ['x'], targets: ['y'] } as const
  expect(await runLayout({ ...graph, edges: [dangling] }, 20_000)).toBe('failed')
})

const pictures = { photoSharing, everyKind, small }
const address = (svg: string | Buffer, type: string) =>
  `data:${type};base64,${Buffer.from(svg).toString('base64')}`

if (chromiumPath) describe('in Chromium', inChromium)
else console.info('pictures are not opened in Chromium: there is none on this machine')

if (rsvgPath) test('librsvg opens every picture, in its size', inLibrsvg)
else console.info('pictures are not opened with librsvg: there is no rsvg-convert')

function inChromium(): void {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(Object.keys(pictures))(
    '%s as a document: every text lies inside its outline',
    async (name) => {
      const page = await browser.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on(
        'request',
        (request) => request.url().startsWith('data:') || errors.push(request.url()),
      )
      await page.goto(
        address(await pictureOf(pictures[name as keyof typeof pictures]), 'image/svg+xml'),
      )
      const found = await overflowingTexts(page)
      expect(found.texts).toBeGreaterThan(5)
      expect(found.overflowing).toEqual([])
      expect(errors).toEqual([])
      await page.close()
    },
  )

  test.each([
    ['light', light],
    ['dark', dark],
  ] as const)('in an <img> it follows the theme: %s', async (colorScheme, theme) => {
    const page = await browser.newPage({ colorScheme })
    const { drawing } = await drawn(small)
    const svg = await renderSvg(drawing)
    await page.setContent(
      `<body style="margin:0"><img src="${address(svg, 'image/svg+xml')}"></body>`,
    )
    expect(await imageSize(page)).toEqual([drawing.width, drawing.height])
    await page.setViewportSize({ width: drawing.width, height: drawing.height })
    const shot = address(await page.screenshot(), 'image/png')
    expect(await coloursAt(page, shot, spotsOf(drawing))).toEqual([
      theme.page,
      theme['people-fill'],
    ])
    await page.close()
  })

  if (!rsvgPath) return
  test('librsvg draws the light theme, with every node in its place', async () => {
    const page = await browser.newPage()
    const { drawing } = await drawn(small)
    const png = address(rsvgPng(await renderSvg(drawing)), 'image/png')
    expect(await coloursAt(page, png, spotsOf(drawing))).toEqual([light.page, light['people-fill']])
    await page.close()
  })
}

async function inLibrsvg(): Promise<void> {
  for (const model of Object.values(pictures)) {
    const { drawing } = await drawn(model)
    const png = rsvgPng(await renderSvg(drawing))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([drawing.width, drawing.height])
    expect(png.length).toBeGreaterThan(10_000)
  }
}

/** A spot of the page, and one inside the client at the left, beside its icon. */
function spotsOf({ nodes }: Drawing): readonly (readonly [number, number])[] {
  const { front } = nodes.find(({ kind }) => kind === 'client')!
  return [
    [3, 3],
    [Math.round(front.x + 6), Math.round(front.y + front.height / 2)],
  ]
}
