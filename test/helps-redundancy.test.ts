// What the helps of the rules about regions, shared fates, chains and circles tell an author to write is tried: in
// its place it reads well, and the finding is gone. And which of these findings is told where two say the same.
// It is past 250 lines because each remedy is a text of its own.

import { describe, expect, it } from 'vitest'
import type { RuleSettings } from '#src/lint/settings.ts'
import { findings, replaced } from './support/helps.ts'
import { lintText } from './support/linting.ts'

describe('region-failure-outage', () => {
  const rule = 'region-failure-outage'

  it('lets the other region serve from where requests first meet what is lost', () => {
    const text = `client web
region eu { service api { replicas: 2 } }
region us { service stats { replicas: 2 } }
web -> eu.api
eu.api -> us.stats
`
    const [eu, us] = findings(text, rule).map(({ help }) => help)
    expect(eu).toBe(
      'run it in region "us" too, and let either serve, in place of the edge: web -> eu.api | us.api',
    )
    expect(us).toBe(
      'run it in region "eu" too, and let either serve, in place of the edge: eu.api -> us.stats | eu.stats',
    )
    const half = text
      .replace('service stats', 'service api service stats')
      .replace('web -> eu.api', 'web -> eu.api | us.api')
    expect(findings(half, rule).map(({ subjects }) => subjects)).toEqual([['us']])
    const whole = half
      .replace('eu { ', 'eu { service stats ')
      .replace('eu.api -> us.stats', 'eu.api -> us.stats | eu.stats')
    expect(findings(whole, rule)).toEqual([])
  })

  it('begins with what is not one of several', () => {
    const text = `client web
dns names
region eu { service api { replicas: 2 }  database orders { replicas: 2 } }
region us { service api { replicas: 2 } }
web -> names -> eu.api, us.api -> eu.orders
`
    const [found] = findings(text, rule)
    expect(found!.help).toBe(
      'run it in region "us" too, and let either serve, in place of the edge: us.api -> eu.orders | us.orders',
    )
    const fixed = text
      .replace('us { service', 'us { database orders service')
      .replace(' -> eu.orders', '\neu.api -> eu.orders\nus.api -> eu.orders | us.orders')
    expect(findings(fixed, rule)).toEqual([])
  })

  it('names an edge of the flow, which needs it, and then the next', () => {
    const text = `client web
client partner
dns names
region us { lb l { replicas: 2 }  service a { replicas: 2 }  service t { replicas: 2 }  service u { replicas: 2 } }
region eu { lb l { replicas: 2 }  service b { replicas: 2 }  service s { replicas: 2 } }
web, partner -> names -> us.l | eu.l
us.l -> us.a -> us.t, us.u
eu.l -> eu.b
eu.b -> us.u { optional: yes }
eu.b -> us.t
eu.b -> eu.s
eu.s -> us.u
partner -> us.t
flow "Use" { web, partner -> names -> us.l | eu.l  us.l -> us.a -> us.t, us.u  eu.l -> eu.b -> us.t, eu.s, us.u  eu.s -> us.u }
`
    const [first, ...others] = findings(text, rule)
    expect(others).toEqual([])
    expect(first!.help).toBe(
      'run it in region "eu" too, and let either serve, in place of the edge, in the flows too: eu.b -> us.t | eu.t',
    )
    const half = text
      .replace('service b', 'service t { replicas: 2 }  service b')
      .replace('eu.b -> us.t\n', 'eu.b -> us.t | eu.t\n')
      .replace('eu.l -> eu.b -> us.t, eu.s', 'eu.l -> eu.b  eu.b -> us.t | eu.t  eu.b -> eu.s')
    const [second] = findings(half, rule)
    expect(second!.help).toBe(
      'run it in region "eu" too, and let either serve, in place of the edge, in the flows too: eu.s -> us.u | eu.u',
    )
    const whole = half
      .replace('service b', 'service u { replicas: 2 }  service b')
      .replace('eu.s -> us.u\n', 'eu.s -> us.u | eu.u\n')
      .replace('eu.s -> us.u }', 'eu.s -> us.u | eu.u }')
    expect(findings(whole, rule)).toEqual([])
  })

  it('takes what is there already', () => {
    const text = `client web
region eu { service api { replicas: 2 } }
region us { service api { replicas: 2 } }
web -> eu.api, us.api
`
    const [found, ...others] = findings(text, rule)
    expect(found!.help).toBe('let either serve, in place of the edge: web -> eu.api | us.api')
    expect(others).toHaveLength(1)
    expect(findings(text.replace('eu.api, us.api', 'eu.api | us.api'), rule)).toEqual([])
  })

  it('names the region where it is called whole', () => {
    const text = `client web
region eu { service api { replicas: 2 } }
region us { service stats { replicas: 2 } }
web -> eu
eu.api -> us.stats
`
    expect(findings(text, rule)[0]!.help).toBe(
      'let either serve, in place of the edge: web -> eu | us',
    )
  })

  it('spreads what lies there by its zones', () => {
    const text = `client web
region eu { zone a zone b }
region us { zone a service stats { replicas: 2 } }
service api { replicas: 2, zones: [eu.a, eu.b] }
service all { replicas: 3, zones: [eu.a, us.a] }
web -> all -> api
`
    const [found] = findings(text, rule)
    const line = 'service api { replicas: 2, zones: [eu.a, us.a] }'
    expect(found!.help).toBe(`spread it over both regions: ${line}`)
    expect(findings(replaced(text, line), rule)).toEqual([])
  })
})

describe('multi-region-single-entry', () => {
  const rule = 'multi-region-single-entry'

  it.each([
    ['lb front', 'eu.api, us.api', 'web -> eu.front | us.front  us.front -> eu.api, us.api'],
    ['gateway front', 'eu.api | us.api', 'web -> eu.front | us.front  us.front -> eu.api | us.api'],
    [
      'service front',
      '2 of (eu.api, us.api, us.app)',
      'web -> eu.front | us.front  us.front -> 2 of (eu.api, us.api, us.app)',
    ],
  ])('gives a %s before %s another door', (door, targets, edges) => {
    const text = (inOther: string, entrance: string): string => `client web
region eu { ${door} { replicas: 2 }  service api { replicas: 2 } }
region us { ${inOther} service api { replicas: 2 }  service app { replicas: 2 } }
${entrance}
eu.front -> ${targets}
`
    const [found, ...others] = findings(text('', 'web -> eu.front'), rule)
    expect(others).toEqual([])
    expect(found!.help).toBe(
      `run it in region "us" too, and let requests come in by either, in place of the edge: ${edges}`,
    )
    expect(findings(text(`${door} { replicas: 2 }`, edges), rule)).toEqual([])
  })

  it('takes in the region that its loss would stop', () => {
    const text = `client web
region eu { lb front { replicas: 2 }  service api { replicas: 2 } }
region us { service api { replicas: 2 } }
web -> eu.front -> eu.api, us.api
`
    expect(findings(text, 'region-failure-outage')).toHaveLength(1)
    const told = lintText(text, { preset: 'all' }).map((found) => found.rule)
    expect(told).toContain(rule)
    expect(told).not.toContain('region-failure-outage')
  })

  it('leaves the region to be told, where it stops a flow by another way too', () => {
    const text = `client web
client admin
dns names
region us { lb l { replicas: 2 }  service a { replicas: 2 }  service t { replicas: 2 }  gateway ctl { replicas: 2 } }
region eu { lb l { replicas: 2 }  service b { replicas: 2 } }
web -> names -> us.l | eu.l
us.l -> us.a -> us.t
eu.l -> eu.b -> us.t
admin -> us.ctl -> us.a | eu.b
`
    const told = lintText(text, { preset: 'all' }).map((found) => found.rule)
    expect(told).toContain(rule)
    expect(told).toContain('region-failure-outage')
  })

  it('is found with stacks that an import puts into regions', () => {
    const files = (main: string) => ({
      'main.arch': `client web
region eu { import "./stack.arch" }
region us { import "./stack.arch" }
${main}
`,
      'stack.arch': 'gateway door { replicas: 2 }\nservice api { replicas: 2 }\ndoor -> api\n',
    })
    const found = (main: string) =>
      lintText(files(main), { preset: 'all' }).filter((one) => one.rule === rule)
    expect(found('web -> eu.door | us.door')).toEqual([])
    const [one, ...others] = found('lb front { replicas: 2 }\nweb -> eu.door -> eu.api | us.api')
    expect(one!.subjects).toEqual(['eu.door'])
    expect(others).toEqual([])
  })
})

describe('shared-fate-redundancy', () => {
  const rule = 'shared-fate-redundancy'
  const zones = (names: string, targets: string): string => `client web
region eu { ${[...names].map((zone) => `zone ${zone}`).join(' ')} }
service api { replicas: 4, zones: [eu.a, eu.b] }
service one { zones: [eu.a] }
service two { zones: [eu.a] }
service three { zones: [eu.b] }
web -> api -> ${targets}
`

  it('moves one of them to another zone', () => {
    const text = zones('ab', 'one | two')
    const [found, ...others] = findings(text, rule)
    expect(others).toEqual([])
    const line = 'service two { zones: [eu.b] }'
    expect(found!.help).toBe(`let one of them lie in another zone: ${line}`)
    expect(findings(replaced(text, line), rule)).toEqual([])
  })

  it('wants a third zone where two cannot hold a majority apart', () => {
    const text = zones('ab', '2 of (one, two, three)')
    expect(findings(text, rule)[0]!.help).toBe('declare one zone more, and let "two" lie there')
    const fixed = replaced(text, 'service two { zones: [eu.c] }').replace('zone b', 'zone b zone c')
    expect(findings(fixed, rule)).toEqual([])
    const [third] = findings(zones('abc', '2 of (one, two, three)'), rule)
    expect(third!.help).toContain('service two { zones: [eu.c] }')
  })

  it('spreads what all of them need', () => {
    const text = `client web
region eu { zone a zone b }
service left { replicas: 2, zones: [eu.a, eu.b] }
service right { replicas: 2, zones: [eu.a, eu.b] }
database orders { replicas: 2, zones: [eu.a] }
web -> left | right
left, right -> orders
`
    const [found] = findings(text, rule)
    const line = 'database orders { replicas: 2, zones: all }'
    expect(found!.help).toBe(`spread what they all need: ${line}`)
    expect(found!.notes[0]).toBe('"left" needs "orders", which lies in it')
    expect(findings(replaced(text, line), rule)).toEqual([])
  })

  it('lets one of them do without what a provider runs', () => {
    const text = `client web
service mail
service text
external sender
web -> mail | text
mail -> sender
text -> sender
`
    const [found] = findings(text, rule)
    const edge = 'text -> sender { optional: yes }'
    expect(found!.help).toBe(`give "text" one of its own, or let it do without: ${edge}`)
    expect(findings(text.replace('text -> sender', edge), rule)).toEqual([])
  })

  it('runs one of them in another region', () => {
    const text = `client web
region eu { service left { replicas: 2 }  service right { replicas: 2 } }
region us { database other { replicas: 2 } }
web -> eu.left | eu.right
`
    const [found] = findings(text, rule)
    const edge = 'web -> eu.left | us.right'
    expect(found!.help).toBe(`run "eu.right" in region "us" instead: ${edge}`)
    const fixed = text
      .replace('web -> eu.left | eu.right', edge)
      .replace('database other', 'service right { replicas: 2 } database other')
    expect(findings(fixed, rule)).toEqual([])
  })

  it('takes in the zone, unless its loss stops more', () => {
    const told = (text: string): readonly string[] =>
      lintText(text, { preset: 'all' }).map((found) => found.rule)
    const text = zones('ab', 'one | two')
    expect(findings(text, 'zone-failure-outage')).toHaveLength(1)
    expect(told(text)).toContain(rule)
    expect(told(text)).not.toContain('zone-failure-outage')
    const more = `${text}client phone
service box { replicas: 2, zones: [eu.a] }
phone -> box
`
    expect(told(more)).toContain(rule)
    expect(told(more)).toContain('zone-failure-outage')
  })
})

describe('deep-synchronous-chain', () => {
  const rule = 'deep-synchronous-chain'

  it('sends a message where it gets too long', () => {
    const text = `client web
service a service b service c service d service e service f
web -> a -> b -> c -> d -> e
e -> f
`
    const [found] = findings(text, rule)
    expect(found!.help).toBe('answer first and let the rest follow by a message: e ~> f')
    expect(findings(text.replace('e -> f', 'e ~> f'), rule)).toEqual([])
    expect(found!.notes[0]).toBe('a -> b -> c -> d -> e -> f')
  })

  it('counts as the option says', () => {
    const text = 'client web service a service b service c web -> a -> b -> c'
    const settings: RuleSettings = { [rule]: ['warning', { max: 1 }] }
    const told = lintText(text, { settings }).filter((found) => found.rule === rule)
    expect(told.map(({ message }) => message)).toEqual([
      '"web" waits for 2 calls from service to service, one inside the other, more than 1',
    ])
  })
})

describe('bootstrap-deadlock', () => {
  const rule = 'bootstrap-deadlock'

  it('lets the call that closes the circle be missed', () => {
    const text = `client web
service orders
database store
web -> orders -> store
store -> orders
`
    const [found] = findings(text, rule)
    const edge = 'store -> orders { optional: yes }'
    expect(found!.help).toBe(`let "store" start alone: ${edge}`)
    expect(findings(text.replace('store -> orders', edge), rule)).toEqual([])
  })

  it('tells of one call at a time where several circles meet', () => {
    const text = `client web
gateway front
service orders
service users
web -> front -> orders, users
orders -> front
users -> front
`
    const [found] = findings(text, rule)
    const edge = 'users -> front { optional: yes }'
    expect(found!.help).toBe(`begin with one of the calls: ${edge}`)
    const [left, ...others] = findings(text.replace('users -> front', edge), rule)
    expect(others).toEqual([])
    const last = /: (.+)$/.exec(left!.help!)![1]!
    const fixed = text.replace('users -> front', edge).replace('orders -> front', last)
    expect(findings(fixed, rule)).toEqual([])
  })
})
