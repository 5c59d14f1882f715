// The quality of pictures as numbers. Nothing in them may overlap; crossings, bends and area stand in
// picture-quality.expected.json and may only become smaller (`npm run bless` writes the new numbers).
// The measures are tried on drawings that are wrong on purpose, so that a zero means something.

import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Drawing } from '#src/layout/drawing.ts'
import { layoutScene } from '#src/layout/layout.ts'
import type { Model } from '#src/model/model.ts'
import { project } from '#src/view/project.ts'
import type { Direction } from '#src/view/scene.ts'
import { modelOf, validModelOf } from './support/model.ts'
import { buildModel } from './support/model-builder.ts'
import { drawn, everyKind, generated, photoSharing, twoRegions } from './support/pictures.ts'
import { type Costs, costsOf, flipsBetween, none, overlapsOf } from './support/quality.ts'

const goldenFile = new URL('./picture-quality.expected.json', import.meta.url)
const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as Record<string, Costs>
const bless = process.env.LOADPATH_BLESS === '1'

const models: Readonly<Record<string, Model>> = {
  'photo sharing': photoSharing,
  'two regions': twoRegions,
  'every kind': everyKind,
  '100 flat': generated(100, 0),
  '100 in groups of ten': generated(100, 10),
  '500 flat': generated(500, 0),
  '500 in groups of ten': generated(500, 10),
}

test.each(Object.keys(models))('%s: no overlaps, and no worse than before', async (name) => {
  const { drawing, notes } = await drawn(models[name]!)
  expect(notes).toEqual([])
  expect(overlapsOf(drawing)).toEqual(none)
  const costs = costsOf(drawing)
  if (bless) {
    golden[name] = lowerOf(golden[name] ?? costs, costs)
    writeFileSync(goldenFile, `${JSON.stringify(golden, undefined, 2)}\n`)
  }
  const before = golden[name]!
  expect(costs.crossings, 'crossings').toBeLessThanOrEqual(before.crossings)
  expect(costs.bends, 'bends').toBeLessThanOrEqual(before.bends)
  expect(costs.area, 'area').toBeLessThanOrEqual(before.area)
})

/** What is blessed is the better of old and new: a number that became worse is made worse by hand. */
function lowerOf(before: Costs, now: Costs): Costs {
  return {
    crossings: Math.min(before.crossings, now.crossings),
    bends: Math.min(before.bends, now.bends),
    area: Math.min(before.area, now.area),
  }
}

const oddTexts: Readonly<Record<string, string>> = {
  'an empty model': '',
  'one component': 'service api',
  'a title alone':
    'title "Nothing yet, and a title that is long enough to be wider than any picture of nothing"',
  'a self edge': 'service api "API"\napi -> api "retries"\napi ~> api',
  'parallel edges':
    'service a\nservice b\na -> b "reads"\na -> b "writes"\na ~> b "events"\nb => a "copies"',
  'a cycle': 'service a\nservice b\nservice c\na -> b "x" -> c "y" -> a "z"',
  'an edge from a container to what it holds':
    'group g { service a\n service b }\ng -> a "all"\nb -> a',
  'edges to containers':
    'client u\ngroup g { service a\n group h { service b } }\nu -> g "in"\na -> h\nu -> b\na -> b',
  'an empty container':
    'client u\ngroup g "Nothing here"\nregion r "West" { zone a\n zone b }\nu -> r "x"',
  'a zone that an edge names': 'region r { zone a\n service s }\nmonitor m\nm -> a "watches"',
  'zones at the top': 'zone a "Zone A"\nzone b\nservice s { replicas: 3, zones: [a, a, b] }',
  'many zones': `region r { ${Array.from({ length: 40 }, (_, i) => `zone z${i}`).join('\n')}\n service s { replicas: 40, zones: all } }`,
  'deep nesting': `${'group g { '.repeat(60)} service a service b ${'}'.repeat(60)}`,
  'a deep edge': `${'group g { '.repeat(12)}\nservice a\n${'}'.repeat(12)}\nclient u\nu -> a "far in"`,
  'long names': `service a "${'a very long name that goes on '.repeat(9)}"\ngroup g "${'and a container '.repeat(30)}" { service b "${'x'.repeat(300)}" }\na -> b "${'and the label of an edge '.repeat(20)}"`,
  'many scripts':
    'service a "注文処理サービス"\nservice b "מערכת תשלומים"\nservice c "👩‍👩‍👧 сервис заказов"\ngroup g "データ基盤" { database d "قاعدة البيانات" }\na -> b "呼び出し"\nb ~> c "שלום"\nc -> d "🚀🚀🚀"',
}

/** The model of what was understood: a text with mistakes is drawn too. */
const odd: Readonly<Record<string, Model>> = {
  ...Object.fromEntries(
    Object.entries(oddTexts).map(([name, text]) => [name, modelOf(text).model]),
  ),
  'edges to enclosing containers': buildModel(
    [
      { kind: 'region', name: 'r' },
      { kind: 'group', name: 'r.g' },
      { kind: 'service', name: 'r.g.a' },
      { kind: 'service', name: 'r.b' },
    ],
    [
      ['r.g.a', '->', 'r', 'out'],
      ['r.g.a', '~>', 'r.g'],
      ['r', '=>', 'r.g.a', 'in'],
      ['r.g', '->', 'r.g'],
      ['r.b', '->', 'r.g'],
    ],
  ),
}

const directions: readonly Direction[] = ['right', 'down', 'left', 'up']

describe.each(directions)('drawn to the %s', (direction) => {
  test.each(Object.keys(odd))('%s: no overlaps', async (name) => {
    const model = odd[name]!
    const { drawing, notes } = await drawn(model, { direction })
    expect(drawing.edges).toHaveLength(model.edges.length)
    expect(notes).toEqual([])
    expect(overlapsOf(drawing)).toEqual(none)
    expect([drawing.width, drawing.height].every((side) => side > 0)).toBe(true)
  })

  test.each(['photo sharing', 'two regions', 'every kind', '100 in groups of ten'])(
    '%s: no overlaps',
    async (name) => {
      const { drawing } = await drawn(models[name]!, { direction })
      expect(overlapsOf(drawing)).toEqual(none)
    },
  )
})

test('the grid that stands in for a layout overlaps no nodes and leaves nothing out', async () => {
  for (const model of [...Object.values(models), ...Object.values(odd)]) {
    const { drawing } = await layoutScene(project(model), async () => 'timeout')
    const { nodeNode, textOutsideBox, outsidePicture } = overlapsOf(drawing)
    expect({ nodeNode, textOutsideBox, outsidePicture }).toEqual({
      nodeNode: 0,
      textOutsideBox: 0,
      outsidePicture: 0,
    })
    expect(drawing.edges).toHaveLength(model.edges.length)
  }
})

test.each([
  ['flat', 0],
  ['in groups of ten', 10],
] as const)('one leaf more turns no neighbours round: %s', async (_, groupSize) => {
  const before = generated(100, groupSize)
  const after = generated(100, groupSize, 'with a leaf')
  expect(after.components).toHaveLength(before.components.length + 1)
  const flips = flipsBetween((await drawn(before)).drawing, (await drawn(after)).drawing)
  expect(flips.pairs).toBeGreaterThan(50)
  expect(flips.flipped).toBe(0)
})

test('zones that hold nothing are marks, not boxes', async () => {
  const { drawing } = await drawn(photoSharing)
  expect(drawing.nodes.filter(({ kind }) => kind === 'zone')).toEqual([])
  const region = drawing.nodes.find(({ name }) => name === 'us-east')!
  expect(region.marks.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  const api = drawing.nodes.find(({ name }) => name === 'us-east.api')!
  expect(api.marks.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  expect(api.badge?.text).toBe('×9')
  expect(api.box.width - api.front.width).toBe(8)
})

describe('the measures find what is wrong', () => {
  const spoiled = async (change: (drawing: Drawing) => Drawing) => {
    const { drawing } = await drawn(photoSharing)
    return overlapsOf(change(drawing))
  }
  const nodeAt = (name: string, to: string) => (drawing: Drawing) => ({
    ...drawing,
    nodes: drawing.nodes.map((node) =>
      node.name === name
        ? { ...node, box: drawing.nodes.find((other) => other.name === to)!.box }
        : node,
    ),
  })

  test('nodes on each other, and a node outside its container', async () => {
    expect((await spoiled(nodeAt('web', 'mobile'))).nodeNode).toBe(1)
    expect((await spoiled(nodeAt('us-east.hot', 'web'))).nodeNode).toBe(2)
  })

  test('labels on labels, on nodes and on lines', async () => {
    const plateOn = (place: (drawing: Drawing) => { x: number; y: number }) =>
      spoiled((drawing) => ({
        ...drawing,
        edges: drawing.edges.map((edge, i) =>
          i === 0
            ? { ...edge, plate: { ...edge.plate!, box: { ...edge.plate!.box, ...place(drawing) } } }
            : edge,
        ),
      }))
    expect((await plateOn(({ edges }) => edges[1]!.plate!.box)).labelLabel).toBe(1)
    expect((await plateOn(({ nodes }) => nodes[0]!.front)).labelNode).toBe(1)
    const onLine = await plateOn(({ edges }) => edges.find(({ plate }) => !plate)!.points[0]!)
    expect(onLine.labelForeignEdge).toBeGreaterThan(0)
  })

  test('lines through nodes, texts too wide, and what leaves the picture', async () => {
    const through = await spoiled((drawing) => {
      const { x, y } = drawing.nodes[0]!.box
      const points = [
        { x: x + 2, y: y + 2 },
        { x: x + 50, y: y + 20 },
      ]
      return { ...drawing, edges: [...drawing.edges, { ...drawing.edges.at(-1)!, points }] }
    })
    expect(through.edgeForeignNode).toBe(1)
    const wide = await spoiled((drawing) => ({
      ...drawing,
      nodes: drawing.nodes.map((node, i) =>
        i === 0 ? { ...node, lines: node.lines.map((line) => ({ ...line, width: 999 })) } : node,
      ),
    }))
    expect(wide.textOutsideBox).toBe(2)
    expect(
      (await spoiled((drawing) => ({ ...drawing, width: 500 }))).outsidePicture,
    ).toBeGreaterThan(5)
  })

  test('crossings and bends', async () => {
    const { drawing } = await drawn(validModelOf('service a\nservice b\na -> b'))
    const line = (...points: { x: number; y: number }[]) => ({ ...drawing.edges[0]!, points })
    const crossed = {
      ...drawing,
      edges: [
        line({ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }),
        line({ x: 5, y: -5 }, { x: 5, y: 5 }),
      ],
    }
    expect(costsOf(crossed)).toMatchObject({ crossings: 1, bends: 1 })
  })
})
