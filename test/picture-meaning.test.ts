// What means something else looks otherwise, without colour too: optional edges, alternatives, copies that
// come and go; each is explained in the legend where it occurs. And no text is cut where there is room.

import { describe, expect, test } from 'vitest'
import { renderSvg } from '#src/render/render.ts'
import type { Direction } from '#src/view/scene.ts'
import { validModelOf } from './support/model.ts'
import { drawn, pictureOf } from './support/pictures.ts'
import { none, overlapsOf } from './support/quality.ts'
import { allElements, parseXml } from './support/xml.ts'

const directions: readonly Direction[] = ['right', 'down', 'left', 'up']

const meanings = `
client u
service web "Web" { autoscale: 2..10 }
database db "Orders" { managed: yes, shards: 3 }
cache c
queue q
service a
service b
u -> web
web -> db "reads"
web -> c { optional: yes }
web ~> q { optional: yes }
web -> a | b
a -> web | b "back"
db => c { optional: yes }
`

test.each(directions)(
  'alternatives are marked on their lines, drawn to the %s',
  async (direction) => {
    const { drawing, notes } = await drawn(validModelOf(meanings), { direction })
    expect(notes).toEqual([])
    expect(overlapsOf(drawing)).toEqual(none)
    expect(drawing.edges.map(({ plate }) => plate?.text)).toEqual([
      ...[undefined, 'reads', undefined, undefined],
      ...['1 of 2', '1 of 2', '1 of 2', '1 of 2 · back', undefined],
    ])
  },
)

test('the legend explains what occurs, and only that', async () => {
  const legend = async (text: string) => {
    const { drawing } = await drawn(validModelOf(text))
    return drawing.legend.map(({ text }) => text.text)
  }
  expect(await legend(meanings)).toEqual([
    ...['call', 'message', 'copy of data', 'optional'],
    'alternatives, of which so many are enough',
  ])
  expect(await legend('service a\nservice b\na -> b')).toEqual([])
  expect(await legend('service a\nservice b\na -> b { optional: yes }')).toEqual([
    'call',
    'optional',
  ])
})

test.each(['->', '~>', '=>'])(
  'an optional %s differs in its strokes, not in colour alone',
  async (arrow) => {
    const strokes = async (attributes: string) => {
      const nodes = 'database a\ndatabase b\n'
      const { drawing } = await drawn(validModelOf(`${nodes}a ${arrow} b ${attributes}`))
      const edge = allElements(parseXml(await renderSvg(drawing))).find(({ attributes }) =>
        attributes.get('id')?.endsWith('-edge-0'),
      )!
      return edge.children
        .filter(({ name }) => name === 'path')
        .map(({ attributes: of }) => [of.get('stroke-width'), of.get('stroke-dasharray')].join(' '))
    }
    expect(await strokes('{ optional: yes }')).not.toEqual(await strokes(''))
  },
)

test('copies that come and go are a range', async () => {
  const { drawing } = await drawn(validModelOf(meanings))
  expect(drawing.nodes.find(({ name }) => name === 'web')!.badge?.text).toBe('×2–10')
})

describe('texts take the room that there is', () => {
  const long =
    'A name of a container that is quite a bit longer than names of containers usually are'
  const crowd = Array.from({ length: 30 }, (_, i) => `service s${i}`).join('\n')
  const chain =
    'service a\nservice b\nservice c\nservice d\nservice e\nservice f\na -> b -> c -> d -> e -> f'

  test('a title in a wide container', async () => {
    const { drawing } = await drawn(validModelOf(`group g "${long}" { ${chain} }`))
    expect(drawing.nodes[0]!.lines[0]!.text).toBe(long)
    expect(overlapsOf(drawing)).toEqual(none)
  })

  test('a title in a high container', async () => {
    const direction = 'down'
    const text = `client u\ngroup g "${long}" { ${chain} }\nu -> g.a`
    const { drawing } = await drawn(validModelOf(text), { direction })
    const lines = drawing.nodes.find(({ name }) => name === 'g')!.lines
    expect(
      lines
        .filter(({ role }) => role === 'label')
        .map(({ text }) => text)
        .join(' '),
    ).toBe(long)
    expect(overlapsOf(drawing)).toEqual(none)
  })

  test('zones in a wide container, and a long name among short ones', async () => {
    const zones = Array.from({ length: 14 }, (_, i) => `zone z${i} "Zone ${i}"`).join('\n')
    const wide = await drawn(validModelOf(`region r { ${zones}\n${crowd} ${chain} }`))
    expect(wide.drawing.nodes[0]!.marks).toHaveLength(14)
    const name = 'The zone with a name that takes all the room'
    const { drawing } = await drawn(
      validModelOf(
        `zone a "${name}"\nzone b\nzone c "${name}"\nservice s { replicas: 3, zones: all }`,
      ),
    )
    const marks = drawing.nodes[0]!.marks.map(({ text }) => text)
    expect(marks).toHaveLength(3)
    expect(marks[0]).toMatch(/^The .*…$/)
    expect(marks[1]).toBe('b')
  })
})

test('the label of an edge is whole up to some forty characters', async () => {
  const label = 'asks for the orders of the last ten days'
  const svg = await pictureOf(validModelOf(`service a\nservice b\na -> b "${label}"`))
  expect(svg).toContain(`>${label}</text>`)
})
