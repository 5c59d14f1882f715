// What the helps of rules about copies, failover and callers tell an author to write is tried: in the place
// of her line it reads well, and the finding is gone. It is past 250 lines: tables of lines and what becomes of them.

import { describe, expect, it } from 'vitest'
import { attributesOf, findings, replaced, toWrite } from './support/helps.ts'
import { lintText, only, read } from './support/linting.ts'

describe('dns-without-healthcheck', () => {
  const rule = 'dns-without-healthcheck'

  it.each([
    ['dns route { healthcheck: no }', 'dns route { healthcheck: yes }'],
    [
      'dns route "Names" { tier: 1, healthcheck: no }',
      'dns route "Names" { tier: 1, healthcheck: yes }',
    ],
    ['dns route', 'dns route { healthcheck: yes }'],
  ])('%s', (written, wanted) => {
    const text = `client web\nevery dns { healthcheck: no }\n${written}\nlb left\nlb right\nweb -> route -> left, right\n`
    const [found, ...others] = findings(text, rule)
    expect(others).toEqual([])
    const line = toWrite(found!.help!)
    expect(line).toBe(wanted)
    expect(findings(replaced(text, line), rule)).toEqual([])
  })

  it('points to where it is told so', () => {
    const text =
      'client web\nevery dns { healthcheck: no }\ndns route\nlb left\nlb right\nweb -> route -> left, right\n'
    const [found] = findings(text, rule)
    expect(found!.related.map(({ at }) => at.start)).toEqual([text.indexOf('healthcheck')])
    expect(found!.witness).toEqual({ targets: ['left', 'right'] })
  })
})

describe('no-load-balancer', () => {
  const rule = 'no-load-balancer'
  const system = 'client web\nclient phone\nservice api { replicas: 3 }\n'

  it('declares a balancer, and says what to write in place of the edge', () => {
    const text = `${system}web, phone -> api\n`
    const [found] = findings(text, rule)
    expect(found!.help).toBe(
      'put one between, in place of the edge: lb api-lb { replicas: 2 }  web, phone -> api-lb -> api',
    )
    const written = text.replace('web, phone -> api', toWrite(found!.help!))
    expect(findings(written, rule)).toEqual([])
  })

  it('gives it a name that nothing has', () => {
    const text = `${system}region eu { service api-lb }\nlb api-lb-2\nweb -> api, eu.api-lb\nphone -> api-lb-2 -> eu.api-lb\n`
    const help = findings(text, rule)[0]!.help!
    expect(help).toContain('lb api-lb-3 { replicas: 2 }  web -> api-lb-3 -> api')
    const written = text.replace('web -> api,', `${toWrite(help)}\nweb ->`)
    expect(findings(written, rule)).toEqual([])
  })

  it.each(['lb', 'gateway'])('goes through the %s that there is', (kind) => {
    const text = `${system}${kind} front { replicas: 2 }\nweb -> front -> api\nphone -> api\n`
    const [found] = findings(text, rule)
    expect(found!.help).toBe('send it there in place of the edge: phone -> front')
    expect(findings(text.replace('phone -> api', 'phone -> front'), rule)).toEqual([])
  })

  it('reminds of flows that name the edge', () => {
    const text = `${system}web -> api\nflow "Look" { web -> api }\n`
    const help = findings(text, rule)[0]!.help!
    expect(help).toContain('in place of the edge, in the flows too: ')
    const written = text
      .replace('web -> api', toWrite(help))
      .replace('{ web -> api }', '{ web -> api-lb -> api }')
    expect(findings(written, rule)).toEqual([])
  })
})

describe('failover-missing', () => {
  const rule = 'failover-missing'

  it.each([
    [
      'database orders { replicas: 2, failover: manual }',
      'database orders { replicas: 2, failover: auto }',
    ],
    [
      'queue orders "Orders" { failover: none, replicas: 3 }',
      'queue orders { failover: auto, replicas: 3 }',
    ],
    [
      'database orders { shards: 2, replicas: 3, failover: none }',
      'database orders { shards: 2, replicas: 3, failover: auto }',
    ],
  ])('%s', (written, wanted) => {
    const text = `client web\nservice api { replicas: 2 }\n${written}\nweb -> api -> orders\n`
    const [found, ...others] = findings(text, rule)
    expect(others).toEqual([])
    const line = toWrite(found!.help!)
    expect(attributesOf(line)).toEqual(attributesOf(wanted))
    expect(findings(replaced(text, line), rule)).toEqual([])
  })

  it('tells a caller that does not know the other database to call it', () => {
    const text = `client web
service api { replicas: 2 }
database main { failover: manual }
database copy
web -> api -> main => copy
`
    const [found] = findings(text, rule)
    const help =
      'let another take over: database main { failover: auto }, and call it too: api -> copy'
    expect(found!.help).toBe(help)
    expect(found!.notes).toEqual([
      'its failover is `manual`, so "copy" can take over by hand alone',
    ])
    const written = `${text.replace('manual', 'auto')}api -> copy\n`
    expect(lintText(written).filter(({ subjects }) => subjects.includes('main'))).toEqual([])
    const aware = findings(`${text}api -> copy\n`, rule)[0]!
    expect(aware.help).toBe('let another take over: database main { failover: auto }')
  })

  it('names the flows that write, and leaves out one that ignores it', () => {
    const flows = (ignored: string) => `client web
service api { replicas: 2 }
database orders { replicas: 2, failover: manual }
web -> api -> orders
flow "Look" { web -> api -> orders { reads: 1 } }
flow "Buy" { web -> api -> orders ${ignored} }
flow "Sell" { web -> api -> orders { writes: 1 } }
`
    expect(findings(flows(''), rule)[0]!.message).toBe(
      'losing the first copy of "orders" stops the writes of "Buy" and "Sell"',
    )
    const told = findings(flows(`ignore ${rule} "once a day"`), rule)
    expect(told.map(({ witness, suppressed }) => [witness!.flows, suppressed?.reason])).toEqual([
      [['Buy'], 'once a day'],
      [['Sell'], undefined],
    ])
  })
})

describe('unreplicated-shard', () => {
  const rule = 'unreplicated-shard'

  it.each([
    ['database orders { shards: 4, replicas: 4 }', 'database orders { shards: 4, replicas: 8 }'],
    ['database orders { shards: 4 }', 'database orders { shards: 4, replicas: 8 }'],
    [
      'search orders { shards: 3, autoscale: 3..4 }',
      'search orders { shards: 3, autoscale: 6..6 }',
    ],
    ['queue orders { shards: 2, replicas: 3 }', 'queue orders { shards: 2, replicas: 4 }'],
  ])('%s', (written, wanted) => {
    const text = `client web\nservice api { replicas: 2 }\n${written}\nweb -> api -> orders\n`
    const [found, ...others] = findings(text, rule)
    expect(others).toEqual([])
    const line = toWrite(found!.help!)
    expect(attributesOf(line)).toEqual(attributesOf(wanted))
    expect(findings(replaced(text, line), rule)).toEqual([])
  })
})

describe('quorum-unsafe', () => {
  const rule = 'quorum-unsafe'
  const system = (zones: string, body: string) => `client web
region eu {
  ${[...zones].map((zone) => `zone ${zone}`).join('\n  ')}
  service api { replicas: 2, zones: all }
  database orders { ${body} }
}
web -> eu.api -> eu.orders
`

  it.each([
    ['a', 'replication: quorum', 3, 'run 3: database'],
    ['a', 'replicas: 2, replication: quorum', 3, 'run 3: database'],
    ['ab', 'replicas: 2, zones: [a], replication: quorum', 3, 'run 3: database'],
    ['ab', 'replicas: 2, zones: all, replication: quorum', 3, 'declare a third zone, since'],
    ['abc', 'replicas: 2, zones: [a, b], replication: quorum', 3, 'run 3 copies, spread over all'],
    ['abc', 'replicas: 2, zones: all, replication: quorum', 3, 'run 3: database'],
    ['abc', 'replicas: 3, zones: [a, b], replication: quorum', 3, 'spread it: database'],
    ['abc', 'replicas: 4, zones: all, needs: quorum', 5, 'run 5 copies, spread over all'],
    ['ab', 'replicas: 5, zones: all, replication: quorum', 5, 'declare a third zone, since'],
    ['abc', 'shards: 2, replicas: 4, zones: all, replication: quorum', 6, 'run 3 of each shard'],
    ['abc', 'shards: 2, zones: [a, b], replication: quorum', 6, 'run 6 copies, spread over all'],
    ['abc', 'shards: 2, zones: all, replication: quorum', 6, 'run 3 of each shard'],
    ['abc', 'replicas: 3, needs: 3, zones: all, replication: quorum', 5, 'run 5 copies, spread'],
  ])('over %s with %s: %i copies', (zones, body, copies, help) => {
    const text = system(zones, body)
    const [found, ...others] = findings(text, rule)
    expect(others).toEqual([])
    expect(found!.help).toContain(help)
    const line = toWrite(found!.help!)
    const more = help.startsWith('declare') ? text.replace('zone a', 'zone a  zone new') : text
    const fixed = replaced(more, line)
    expect(findings(fixed, rule)).toEqual([])
    expect(read(fixed).model.components.find(({ name }) => name === 'eu.orders')!.copies).toBe(
      copies,
    )
  })

  describe('over regions', () => {
    const world = (regions: readonly string[], body: string) => `client web
service api { replicas: 2 }
${regions.map((zones, at) => `region r${at} { ${[...zones].map((zone) => `zone ${zone}`).join(' ')} }`).join('\n')}
database orders { ${body}, replication: quorum }
web -> api -> orders
`
    const written = /^.*?: (region \w+ \{.*?\} {2})?(database .*)$/

    it.each([
      [['ab', 'a'], 'replicas: 3, zones: [r0.a, r0.b, r1.a]', 'declare a third region, since a'],
      [['ab', 'a', 'a'], 'replicas: 3, zones: [r0.a, r0.b, r1.a]', 'spread it: database'],
      [['a', 'a', 'a'], 'replicas: 3, zones: [r0.a, r1.a]', 'spread it: database'],
      [['a', 'a', 'a'], 'replicas: 4, zones: all', 'run 5 copies, spread so: database'],
      [['abc', 'a'], 'replicas: 3, zones: [r0.a, r0.b]', 'spread it: database'],
      [['a', 'a', 'a'], 'replicas: 2, zones: [r0.a, r1.a]', 'run 3 copies, spread so: database'],
      [['ab', 'ab'], 'shards: 2, replicas: 6, zones: all', 'declare a third region, since a'],
    ])('%j with %s', (regions, body, help) => {
      const text = world(regions, body)
      const [found, ...others] = findings(text, rule)
      expect(others).toEqual([])
      expect(found!.help).toContain(help)
      const [, declared = '', line] = written.exec(found!.help!)!
      expect(findings(`${replaced(text, line!)}${declared}\n`, rule)).toEqual([])
    })

    it('says what is missing where no region more is enough', () => {
      const body = 'replicas: 11, needs: 10, zones: all'
      expect(findings(world(['a', 'a'], body), rule)[0]!.help).toBe(
        '"orders" can spare 1 copy, so no region may hold more: declare more regions, or let it need fewer copies',
      )
    })

    it('is an info, and after a zone that is told the region is', () => {
      const told = (zones: string) =>
        findings(world(['ab', 'a'], `replicas: 3, zones: [${zones}]`), rule).map(
          ({ severity, message }) => `${severity} ${message}`,
        )
      expect(told('r0.a, r1.a')[0]).toMatch(/^warning zone "r0.a" holds 2 of the 3/)
      expect(told('r0.a, r0.b, r1.a')[0]).toMatch(/^info region "r0" holds 2 of the 3/)
    })
  })

  it('says what is missing where nothing near is enough', () => {
    const body = 'replicas: 11, needs: 10, zones: all, replication: quorum'
    expect(findings(system('ab', body), rule)[0]!.help).toBe(
      '"eu.orders" can spare 1 copy, so no zone may hold more: declare more zones, or let it need fewer copies',
    )
  })

  it('counts for itself', () => {
    const notes = (zones: string, body: string) => findings(system(zones, body), rule)[0]!.notes
    expect(notes('a', 'replication: quorum')).toEqual([
      'one copy agrees with itself alone, and with it everything is lost',
    ])
    expect(notes('a', 'replicas: 2, replication: quorum')).toEqual([
      'a majority of 2 is 2, so none can be lost; of 3 one can',
    ])
    expect(notes('ab', 'replicas: 5, zones: all, replication: quorum')).toEqual([
      'losing the zone leaves 2, and it can spare 2 copies',
    ])
  })
})

describe('single-worker', () => {
  const rule = 'single-worker'

  it.each([
    ['worker mail { replicas: 1 }', 'worker mail { replicas: 2 }'],
    ['worker mail { autoscale: 1..1 }', 'worker mail { autoscale: 2..2 }'],
  ])('%s', (written, wanted) => {
    const text = `service api { replicas: 2 }\nqueue jobs { replicas: 2 }\n${written}\napi ~> jobs ~> mail\n`
    const line = toWrite(findings(text, rule)[0]!.help!)
    expect(line).toBe(wanted)
    expect(findings(replaced(text, line), rule)).toEqual([])
  })

  it('is silent where nobody writes how many, and where everybody writes two', () => {
    const text = (copies: string) =>
      `service api { replicas: 2 }\nqueue jobs ${copies}\nworker mail ${copies}\napi ~> jobs ~> mail\n`
    expect(findings(text(''), rule)).toEqual([])
    expect(findings(text('{ replicas: 2 }'), rule)).toEqual([])
    expect(findings(text('{ replicas: 1 }'), rule)).toHaveLength(1)
  })
})

describe('high-fan-in', () => {
  const rule = 'high-fan-in'
  const system = (count: number) => {
    const callers = Array.from({ length: count }, (_, i) => `part${i + 1}`)
    const edges = callers.map((caller) => `${caller} -> users`)
    return `service users\n${callers.map((one) => `service ${one}`).join('\n')}\n${edges.join('\n')}\n`
  }

  it.each([13, 16])('%i callers: as many send messages as are too many', (count) => {
    const text = system(count)
    const [found] = findings(text, rule)
    const line = found!.help!.split(': ')[1]!
    const freed = line.replace(' ~> users', '').split(', ')
    expect(freed).toHaveLength(count - 12)
    const rest = freed.reduce((sofar, one) => sofar.replace(`${one} -> users\n`, ''), text)
    expect(findings(`${rest}${line}\n`, rule)).toEqual([])
  })

  it('has a limit of its own choice', () => {
    const withMax = (max: number) =>
      lintText(system(5), { preset: 'all', settings: { ...only(rule), [rule]: ['hint', { max }] } })
    expect(withMax(5)).toEqual([])
    expect(withMax(4).map(({ message }) => message)).toEqual([
      '5 components call "users" and wait for it, more than 4',
    ])
  })
})
