// Which component a help proposes for the other end of an edge: by the words of names, then by place, and nobody
// where nothing speaks for one of several.

import { describe, expect, it } from 'vitest'
import { read } from '../../test/support/linting.ts'
import { nearestOf, partnersIn, someWork } from './partners.ts'

function proposed(parts: string, name: string): string | undefined {
  const { model, facts } = read(parts)
  const of = model.components.find((one) => one.name === name)!
  const found = partnersIn(model, facts).likelyPartner(of, someWork)
  return found && `${found.declaration}${found.name}`
}

describe('the likeliest partner', () => {
  it.each([
    [
      'the one whose name shares a word',
      'service media\nservice url-shorten\ncache url-cache',
      'url-cache',
      'url-shorten',
    ],
    [
      'the most words',
      'service url-web\nservice url-shorten-web\ncache url-shorten',
      'url-shorten',
      'url-shorten-web',
    ],
    [
      'one in a group too',
      'service media\ngroup g { service orders }\ncache order-cache',
      'order-cache',
      'g.orders',
    ],
    [
      'a worker by its name before a service',
      'service api\nworker mail\ncache mail-cache',
      'mail-cache',
      'mail',
    ],
    [
      'of two, that of its own region',
      'region a { service pay }\nregion b { service pay  cache pay-hot }',
      'b.pay-hot',
      'b.pay',
    ],
    [
      'one in its own container',
      'service api\nservice web\ngroup g { service pay  cache hot }',
      'g.hot',
      'g.pay',
    ],
    [
      'one in the next container around it',
      'service api\ngroup g { service pay  group h { cache hot } }',
      'g.h.hot',
      'g.pay',
    ],
    ['the only one that there is', 'service api\ncache hot', 'hot', 'api'],
    ['one to be declared', 'cache hot\nlb api', 'hot', 'service api-2  api-2'],
  ])('is %s', (_, parts, name, wanted) => expect(proposed(parts, name)).toBe(wanted))

  it.each([
    ['of several nothing speaks for one', 'service api\nservice pay\ncache hot', 'hot'],
    ['what they share is a kind', 'service api-cache\nservice pay\ncache hot-cache', 'hot-cache'],
    ['what they share is a number', 'service api-2\nservice pay\ncache hot-2', 'hot-2'],
  ])('is nobody where %s', (_, parts, name) => expect(proposed(parts, name)).toBe(undefined))

  it('is nobody where very many share the word', () => {
    const services = (count: number) =>
      Array.from({ length: count }, (_, index) => `service shop-${index}`).join('\n')
    expect(proposed(`${services(200)}\ncache cart-shop`, 'cart-shop')).toBe(undefined)
    expect(proposed(`${services(199)}\ncache cart-shop`, 'cart-shop')).toBe('shop-0')
  })

  it('is one that has edges before one that has none', () => {
    const parts = 'client web\nservice order-old\nservice order-new\nweb -> order-new\ncache orders'
    expect(proposed(parts, 'orders')).toBe('order-new')
  })
})

it('the nearest of some are those with most containers around both', () => {
  const { model } = read('region a { group g { service x  service y }  service z }\nservice w')
  const named = (...names: readonly string[]) =>
    model.components.filter(({ name }) => names.includes(name))
  const near = (of: string, ...some: readonly string[]) =>
    nearestOf(model, named(of)[0]!, named(...some)).map(({ name }) => name)
  expect(near('a.g.x', 'w', 'a.z', 'a.g.y')).toEqual(['a.g.y'])
  expect(near('a.g.x', 'w', 'a.z')).toEqual(['a.z'])
  expect(near('w', 'a.z', 'a.g.y')).toEqual(['a.g.y', 'a.z'])
})
