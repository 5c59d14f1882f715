// The text of pictures: strict XML with a title and an account for everything in it, plain elements alone,
// no character that XML forbids, and nothing that runs or is fetched, whatever a model says.

import { beforeAll, describe, expect, test } from 'vitest'
import { layoutScene } from '#src/layout/layout.ts'
import { renderSvg } from '#src/render/render.ts'
import { light } from '#src/render/theme.ts'
import { project } from '#src/view/project.ts'
import { validModelOf } from './support/model.ts'
import { buildModel } from './support/model-builder.ts'
import { pictureOf, small } from './support/pictures.ts'
import { allElements, parseXml, type XmlElement } from './support/xml.ts'

describe('the text is strict XML', () => {
  let root: XmlElement
  let all: readonly XmlElement[]
  beforeAll(async () => {
    root = parseXml(await pictureOf(small))
    all = allElements(root)
  })

  test('the root has its name space, a view box, a role, a title and an account', () => {
    expect(root.name).toBe('svg')
    expect(root.attributes.get('xmlns')).toBe('http://www.w3.org/2000/svg')
    expect(root.attributes.get('viewBox')).toMatch(/^0 0 \d+ \d+$/)
    expect(root.attributes.get('role')).toBe('img')
    expect(root.children[0]).toMatchObject({ name: 'title', text: 'A small shop' })
    expect(root.children[1]).toMatchObject({
      name: 'desc',
      text: '5 components, 1 container, 4 connections',
    })
  })

  test('only plain elements, nothing that runs, nothing that is fetched', () => {
    const names = new Set(all.map(({ name }) => name))
    expect([...names].sort()).toEqual(
      ['a', 'desc', 'g', 'path', 'rect', 'style', 'svg', 'text', 'title'].sort(),
    )
    const links = all.flatMap(({ name, attributes }) =>
      [...attributes]
        .filter(([key]) => /href|src|^on/i.test(key))
        .map(([, value]) => [name, value]),
    )
    expect(links).toEqual([['a', 'https://example.org/shop']])
    expect(all.map(({ text }) => text).join('')).not.toMatch(/url\(|@import|@font-face/)
  })

  test('every component and edge has a title and an account, and ids are unique', () => {
    const ids = all.flatMap(({ attributes }) => attributes.get('id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const named = all.filter(({ attributes }) =>
      /^lp\w+-(component|edge)-/.test(attributes.get('id') ?? ''),
    )
    expect(named).toHaveLength(6 + 4)
    for (const { children } of named) {
      expect(children.slice(0, 2).map(({ name }) => name)).toEqual(['title', 'desc'])
      expect(children.slice(0, 2).every(({ text }) => text.length > 3)).toBe(true)
    }
    const shop = named.find(({ attributes }) =>
      attributes.get('id')!.endsWith('-component-eu.shop'),
    )!
    expect(shop.children[0]!.text).toBe('Shop (service)\nTakes orders')
    expect(shop.children[1]!.text).toBe('service eu.shop, 2 copies in zones a, b, inside Europe')
  })

  test('every painted element carries its light colour as a plain attribute', () => {
    const painted = all.filter(({ attributes }) => /[fs]-/.test(attributes.get('class') ?? ''))
    expect(painted.length).toBeGreaterThan(40)
    for (const { attributes } of painted) {
      for (const name of attributes.get('class')!.split(' ')) {
        const attribute = name.startsWith('f-') ? 'fill' : 'stroke'
        expect(attributes.get(attribute)).toBe(light[name.slice(2) as keyof typeof light])
      }
    }
  })
})

test('two pictures in one page share no id, and the root names its own title', async () => {
  const roots = await Promise.all(
    [small, buildModel([{ kind: 'service', name: 'shop' }], [])].map(async (model) =>
      parseXml(await pictureOf(model)),
    ),
  )
  const ids = roots.flatMap((root) =>
    allElements(root).flatMap(({ attributes }) => attributes.get('id') ?? []),
  )
  expect(ids.length).toBeGreaterThan(20)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { attributes, children } of roots) {
    expect(children[0]!.attributes.get('id')).toBe(attributes.get('aria-labelledby'))
    expect(children[1]!.attributes.get('id')).toBe(attributes.get('aria-describedby'))
  }
})

test('whatever a model says, the picture stays XML and runs nothing', async () => {
  const nasty =
    '</text><script>alert(1)</script> & "quotes" \u0000\u0007\u001b\ufffe\ud800 ]]> <![CDATA['
  const model = buildModel(
    [
      { kind: 'service', name: 'a', label: nasty, texts: { description: nasty, tech: nasty } },
      { kind: 'group', name: 'g', label: nasty, texts: { link: 'javascript:alert(1)' } },
      {
        kind: 'service',
        name: 'g.b',
        label: '\u0000',
        texts: { link: `https://x.org/?a=1&b="<>` },
      },
    ],
    [['a', '->', 'g.b', nasty]],
    nasty,
  )
  const all = allElements(parseXml(await pictureOf(model)))
  expect(all.filter(({ name }) => /script|foreignObject/i.test(name))).toEqual([])
  expect(all.flatMap(({ attributes }) => attributes.get('xlink:href') ?? [])).toEqual([
    'https://x.org/?a=1&b="<>',
  ])
})

test('a text that is shortened stands in full in the tooltip', async () => {
  const label =
    'The service that takes the orders of all shops of all countries and passes them on at night'
  const svg = await pictureOf(validModelOf(`service a "${label}"\na -> a "${label}"`))
  const texts = allElements(parseXml(svg)).filter(({ name }) => name === 'text')
  expect(texts.some(({ text }) => text.endsWith('…'))).toBe(true)
  expect(svg).toContain(`<title>${label} (service)</title>`)
  expect(svg).toContain(`: ${label}</title>`)
})

test('a model of nothing is a picture of nothing', async () => {
  const svg = await pictureOf(validModelOf(''))
  expect(parseXml(svg).children[0]!.text).toBe('System architecture')
  expect(
    await renderSvg((await layoutScene(project(small), async () => 'failed')).drawing),
  ).toContain('Orders')
})

test('the reader of XML refuses what is not XML', () => {
  const wrong = [
    '<a>',
    '<a></b>',
    '<a b=c/>',
    '<a b="1" b="2"/>',
    '<a>&nbsp;</a>',
    '<a/><b/>',
    '<a>\u0001</a>',
    '<a b="<"/>',
    'a',
  ]
  for (const text of wrong) expect(() => parseXml(text), text).toThrow()
  expect(parseXml('<a b="&lt;">&#65;&amp;</a>')).toMatchObject({ name: 'a', text: 'A&' })
})
