// Where things stand in a picture: what calls before what it calls, even where something calls back, and
// parts that nothing connects side by side, so that no picture is an endless row or column.

import { describe, expect, test } from 'vitest'
import type { Direction } from '#src/view/scene.ts'
import { validModelOf } from './support/model.ts'
import { drawn } from './support/pictures.ts'
import { none, overlapsOf } from './support/quality.ts'

const directions: readonly Direction[] = ['right', 'down', 'left', 'up']

describe('parts that nothing connects', () => {
  const many = Array.from({ length: 60 }, (_, i) => `service s${i}`).join('\n')
  const pairs = Array.from(
    { length: 12 },
    (_, i) => `service a${i}\nqueue b${i}\na${i} ~> b${i} "${i}"`,
  )
  const texts = {
    'sixty services': many,
    'sixty services in a group that is entered': `client u\ngroup g { service api\n${many} }\nu -> g.api`,
    'twelve pairs': pairs.join('\n'),
    'a system and sixty services': `group g { service a\n service b }\n${many}\nclient u\nu -> g.a -> g.b`,
  }

  test.each(
    directions.flatMap((direction) => Object.keys(texts).map((name) => [name, direction] as const)),
  )('%s, to the %s, are no endless row or column', async (name, direction) => {
    const { drawing } = await drawn(validModelOf(texts[name as keyof typeof texts]), { direction })
    expect(overlapsOf(drawing)).toEqual(none)
    expect(drawing.width / drawing.height).toBeGreaterThan(1 / 3)
    expect(drawing.width / drawing.height).toBeLessThan(3)
  })
})

test.each(directions)('a callback leaves the client first, drawn to the %s', async (direction) => {
  const { drawing } = await drawn(
    validModelOf(
      'client web\nsystem shop { service api\n group pay { external psp } }\nweb -> shop.api\nshop.api -> shop.pay.psp "charge"\nshop.pay.psp -> shop.api "webhook"',
    ),
    { direction },
  )
  expect(overlapsOf(drawing)).toEqual(none)
  const along = ['web', 'shop.api', 'shop.pay'].map((name) => {
    const { box } = drawing.nodes.find((node) => node.name === name)!
    return { right: box.x, left: -box.x, down: box.y, up: -box.y }[direction]
  })
  expect(along).toEqual(along.toSorted((a, b) => a - b))
  const callback = drawing.edges[2]!.points
  const { box } = drawing.nodes.find((node) => node.name === 'shop.api')!
  const tip = callback.at(-1)!
  expect(tip.x >= box.x - 1 && tip.x <= box.x + box.width + 1).toBe(true)
  expect(tip.y >= box.y - 1 && tip.y <= box.y + box.height + 1).toBe(true)
})
