// What holds for the rules about copies, failover and callers together: of one cause there is one finding,
// the one that says most, and what a library's kind gives is no word of the author's.

import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Component } from '#src/model/model.ts'
import { lintRead, lintText, read } from './support/linting.ts'

const about = (found: readonly Diagnostic[], name: string): readonly string[] =>
  found
    .filter(({ subjects }) => subjects.includes(name))
    .map(({ rule, severity }) => `${severity} ${rule}`)

describe('what a kind of a library gives is not held against the author', () => {
  const cases = [
    'dns x { healthcheck: no }\nlb a\nlb b\nweb -> x -> a, b',
    'service x { replicas: 3 }\nweb -> x',
    'service api { replicas: 2 }\ndatabase x { replicas: 2, failover: none }\nweb -> api -> x',
    'service api { replicas: 2 }\ndatabase x { replicas: 2, shards: 2 }\nweb -> api -> x',
    'service api { replicas: 2 }\ndatabase x { replicas: 2, replication: quorum }\nweb -> api -> x',
    'service x { replicas: 2, needs: quorum }\nlb front { replicas: 2 }\nweb -> front -> x',
    'service api { replicas: 2 }\nqueue jobs\nworker x { replicas: 1 }\napi ~> jobs ~> x',
    'service api { replicas: 2 }\nqueue jobs\nworker x { autoscale: 1..1 }\napi ~> jobs ~> x',
  ]
  const mine = [
    ...['dns-without-healthcheck', 'no-load-balancer', 'failover-missing', 'quorum-unsafe'],
    ...['unreplicated-shard', 'single-worker'],
  ]

  it.each(cases)('%j', (text) => {
    const system = read(`client web\n${text}\n`)
    const told = (components: readonly Component[]) =>
      lintRead({ ...system, model: { ...system.model, components } }, { preset: 'all' })
        .filter(({ subjects, rule }) => subjects.includes('x') && mine.includes(rule))
        .map(({ rule }) => rule)
    const { components } = system.model
    expect(told(components)).toHaveLength(1)
    expect(told(components.map((one) => (one.name === 'x' ? asOfLibrary(one) : one)))).toEqual([])
  })

  /** As if its kind gave all that it has. */
  function asOfLibrary(component: Component): Component {
    const given = [...component.attributes].map(
      ([name, attribute]) => [name, { ...attribute, written: false }] as const,
    )
    return { ...component, attributes: new Map(given) }
  }
})

describe('of one cause there is one finding', () => {
  const system = (store: string, rest = '') =>
    `client web\nservice api { replicas: 2 }\n${store}\nweb -> lb-1 -> api -> orders\nlb lb-1 { replicas: 2 }\n${rest}`

  it.each([
    ['database orders { shards: 2, replicas: 2 }', 'warning unreplicated-shard'],
    ['database orders { shards: 2, tier: 0 }', 'error unreplicated-shard'],
    ['database orders { replication: quorum }', 'warning quorum-unsafe'],
    ['database orders { replicas: 2, replication: quorum, tier: 0 }', 'error quorum-unsafe'],
    ['database orders { shards: 2, replicas: 2, replication: quorum }', 'warning quorum-unsafe'],
    ['database orders { replicas: 2, failover: manual }', 'warning failover-missing'],
    ['database orders { replicas: 2, failover: none, tier: 0 }', 'error failover-missing'],
    [
      'database orders { replicas: 2, failover: none, replication: quorum }',
      'warning quorum-unsafe',
    ],
  ])('%s: %s', (store, wanted) => {
    expect(about(lintText(system(store)), 'orders')).toEqual([wanted])
  })

  it('of a worker that a flow begins at, as severe as what it takes the place of', () => {
    const rest = 'queue jobs\nworker mail { replicas: 1 }\napi ~> jobs ~> mail\n'
    const found = lintText(
      system('database orders { replicas: 2 }', `${rest}flow "Mail" { jobs ~> mail }\n`),
    )
    expect(about(found, 'mail')).toEqual(['warning single-worker'])
    expect(about(found, 'jobs')).toEqual(['warning single-point-of-failure'])
  })

  it('and what copies from a store that does not fail over has its own', () => {
    const rest =
      'database copy\norders => copy\napi -> copy { reads: 1 }\nservice other\nweb -> lb-1\nlb-1 -> other { route: "/o" }\nother -> copy { reads: 1 }\n'
    const found = lintText(system('database orders { failover: manual }', rest))
    expect(about(found, 'orders')).toEqual(['warning failover-missing'])
    expect(about(found, 'copy')).toEqual(['warning single-point-of-failure'])
  })
})

describe('a zone that takes a majority with it', () => {
  const system = (parts: string, calls: string) => `client web
dns names
region eu {
  zone a
  zone b
  ${parts}
}
web -> names -> eu.api -> ${calls}
`
  const told = (text: string, settings = {}): readonly string[] =>
    lintText(text, { settings }).map(({ rule, subjects }) => `${rule} ${subjects.join()}`)
  const api = 'service api { replicas: 2, zones: [a, b] }'
  const three = '{ replicas: 3, zones: [a, b], replication: quorum }'
  const one = system(`${api} database orders ${three}`, 'eu.orders')

  it('is told as that majority', () => {
    expect(told(one)).toEqual(['quorum-unsafe eu.orders'])
    const two = system(
      `${api} database orders ${three} database cart ${three}`,
      'eu.orders, eu.cart',
    )
    expect(told(two)).toEqual(['quorum-unsafe eu.orders', 'quorum-unsafe eu.cart'])
    const even = one.replace('replicas: 3', 'replicas: 4')
    expect(told(even)).toEqual(['quorum-unsafe eu.orders'])
  })

  it('is told by itself where it takes something else too', () => {
    const both = one.replace('zones: [a, b] }', 'zones: [a] }')
    expect(told(both)).toEqual(['zone-failure-outage eu.a', 'quorum-unsafe eu.orders'])
  })

  it('is told by itself where the other rule is off, and not where that is ignored', () => {
    expect(told(one, { 'quorum-unsafe': 'off' })).toEqual(['zone-failure-outage eu.a'])
    const ignored = one.replace('quorum }', 'quorum, ignore quorum-unsafe "known" }')
    expect(told(ignored)).toEqual(['quorum-unsafe eu.orders'])
    const idle = lintText(one.replace('zone a', 'zone a { ignore zone-failure-outage "known" }'))
    expect(idle.map(({ help }) => help).join()).toContain('ignore quorum-unsafe "known"')
  })
})

describe('a cache that nothing calls', () => {
  it('is told as that, and nothing else is said of it', () => {
    const text = `client web
service api
cache hot { ttl: 10m, eviction: lru }
cache warm
web -> api -> hot
`
    const told = (settings = {}) =>
      about(lintText(text, { settings }), 'warm').map((one) => one.split(' ')[1])
    expect(told()).toEqual(['unreachable-component'])
    expect(told({ 'unreachable-component': 'off' })).toEqual([
      'cache-without-eviction',
      'cache-without-ttl',
    ])
  })
})
