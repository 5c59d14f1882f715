// What findings about requirements say to write is tried: in the place of the author's own line it reads well, and the
// finding is gone.

import { describe, expect, it } from 'vitest'
import { findings, replaced, toWrite } from './support/helps.ts'

describe('requirement-failed', () => {
  const rule = 'requirement-failed'

  it.each([
    'client web\nservice api { availability: 99% }\nweb -> api\nrequire availability >= 99.9%\n',
    'client web\nservice api "The api" { autoscale: 1..3, availability: 99% }\nweb -> api\nrequire downtime <= 1d\n',
    'client web\nservice api { replicas: 2 }\ndatabase orders { replicas: 2, failover: none }\nweb -> api -> orders\nrequire survive 1 copy\n',
    'client web\nservice api { replicas: 2 }\ndatabase orders { replicas: 3, needs: 3 }\nweb -> api -> orders\nrequire survive 1 copy\n',
    'client web\nservice api { replicas: 2 }\ndatabase orders { replicas: 4, shards: 4 }\nweb -> api -> orders\nrequire survive 1 copy\n',
    'client web\ndatabase orders { backup: 1d, replicas: 2, replication: none }\nweb -> orders\nrequire rpo <= 1m\n',
    'client web\nregion eu {\n  zone a\n  zone b\n  service api { zones: [a] }\n}\nweb -> eu.api\nrequire survive 1 zone\n',
    'client web\nservice api\nweb -> api\nrequire owner = shop for api\n',
    'client web\nservice api { latency: 10ms }\ndatabase db { latency: 300ms }\nweb -> api -> db\nrequire latency <= 200ms\n',
    'client web\nservice api { latency: 10ms }\ndatabase db { latency: 300ms }\nweb -> api -> db { calls: 3 }\nrequire latency <= 600ms for api\n',
    'client web\nservice api { latency: 10ms }\ndatabase db { latency: 300ms }\nweb -> api -> db\nrequire latency <= 200ms for web -> db\n',
    'client web\nexternal pay { latency: 150ms }\nservice api { latency: 300ms }\nweb -> api -> pay\nrequire latency < 200ms\n',
    'client web\nservice api { replicas: 2 }\ndatabase orders { failover: manual }\nweb -> api -> orders\nrequire survive 1 copy\n',
    'client web\ndatabase orders { backup: 2d }\nweb -> orders\nrequire backup <= 1d for database\n',
    'client web\ncache hot { for: db, ttl: 10m }\ndatabase db { replicas: 2 }\ndatabase all\nservice api { replicas: 2 }\nweb -> api -> hot, db\nall => db { lag: 20s }\nrequire freshness <= 1m\n',
    'client web\ncache hot { for: db, ttl: none }\ndatabase db { replicas: 2 }\nservice api { replicas: 2 }\nweb -> api -> hot, db\nrequire freshness <= 90s for hot\n',
    'client web { rps: 300 }\ndatabase db { replicas: 2, capacity: 100/s }\nweb -> db { writes: 1 }\nflow "Write" { web -> db }\nrequire throughput >= 300/s for "Write"\n',
  ])('%s', (text) => {
    const [found, ...others] = findings(text, rule)
    expect(others).toEqual([])
    const line = toWrite(found!.help!.split('; or ')[0]!)
    expect(findings(replaced(text, line), rule)).toEqual([])
  })

  it('of a backup that is too rare is a copy of every write, or more backups', () => {
    const text =
      'client web\nservice api { replicas: 2 }\ndatabase orders { backup: 1d }\nweb -> api -> orders\nrequire rpo <= 1h\n'
    const [found] = findings(text, rule)
    const helps = found!.help!.split('; or ')
    expect(helps).toHaveLength(2)
    expect(helps[1]).toContain('back orders up as often (1 d becomes 1 h): ')
    for (const help of helps) expect(findings(replaced(text, toWrite(help)), rule)).toEqual([])
  })

  it('says once what to write where the copies are meant for all zones already', () => {
    const text =
      'client web\nregion eu {\n  zone a\n  zone b\n  service api { zones: all }\n}\nweb -> eu.api\nrequire survive 1 zone\n'
    const [found] = findings(text, rule)
    expect(found!.help).toBe('run a second copy of eu.api: service api { zones: all, replicas: 2 }')
    expect(findings(replaced(text, toWrite(found!.help!)), rule)).toEqual([])
    const [near] = findings(text.replace('zones: all', 'zones: [a]'), rule)
    expect(near!.help).toContain('over all zones')
  })

  it('is tried against what is surely too little where the rest is unknown', () => {
    const text =
      'client web { rps: 100 }\nservice api\ndatabase db { replicas: 2, capacity: 150/s }\nweb -> api -> db { writes: 1 }\nflow "Write" { web -> api -> db }\nrequire throughput >= 300/s for "Write"\n'
    const [found] = findings(text, rule)
    expect(found!.message).toContain('"Write" carries at most 150/s')
    expect(found!.notes).toContain('not known: capacity of api')
    expect(found!.help).toContain('cut db into 2 shards (at most 150/s becomes at most 300/s): ')
  })

  it('of an edge is an edge', () => {
    const text =
      'client web\nservice api { replicas: 2 }\nexternal pay { availability: 99% }\nweb -> api\napi -> pay\nrequire availability >= 99.9%\n'
    const [found] = findings(text, rule)
    expect(found!.help).toBe(
      'go on without pay where it is down (99 % becomes 99.9975 %): api -> pay { optional: yes }',
    )
    const line = toWrite(found!.help!)
    expect(findings(text.replace('api -> pay', line), rule)).toEqual([])
  })

  const buying = (edges: string, more = ''): string =>
    `client web
lb front { managed: yes }
service api { replicas: 2 }
external stripe { availability: 99.5% }
external adyen { availability: 99.9% }
${more}
web -> front -> api -> stripe
${edges}
flow "Buy" { web -> front -> api -> stripe  availability: 99.8% }
`

  it.each([
    ['what is sent mail by', 'api -> adyen { optional: yes }'],
    ['what nobody chooses in its place', 'service shop { replicas: 2 }  shop -> adyen'],
  ])('takes for no fallback %s', (_, edges) => {
    const [found] = findings(buying(edges), rule)
    expect(found!.help).toBe(
      'go on without stripe where it is down (99.488 % becomes 99.9875 %): api -> stripe { optional: yes }',
    )
  })

  it.each([
    ['is chosen in its place', 'shop -> stripe | adyen'],
    ['is one of those of which some are enough', 'shop -> 2 of (stripe, adyen, paypal)'],
    ['somebody falls back to', 'shop -> stripe { fallback: adyen }'],
  ])('takes for a fallback what elsewhere %s', (_, edges) => {
    const text = buying(edges, 'external paypal\nservice shop { replicas: 2 }')
    const [found] = findings(text, rule)
    const [help = ''] = found!.help!.split('; or ')
    expect(help).toContain('fall back to adyen on api -> stripe')
    expect(toWrite(help)).toBe('api -> stripe { fallback: adyen }')
    const written = text.replace(
      'web -> front -> api -> stripe\n',
      `web -> front -> api\n${toWrite(help)}\n`,
    )
    expect(findings(written, rule)).toEqual([])
  })

  it('falls back to a copy for what reads alone', () => {
    const text = (attributes: string): string =>
      `client web\nlb front { managed: yes }\nservice api { replicas: 2 }\ndatabase main { managed: yes, availability: 99.5% }\ndatabase near { managed: yes, availability: 99.9% }\nweb -> front -> api\napi -> main ${attributes}\nmain => near { lag: 1s }\nflow "Read" { web -> front -> api -> main  availability: 99.8% }\n`
    expect(findings(text('{ reads: 1 }'), rule)[0]!.help).toContain(
      ': fallback: near on api -> main',
    )
    expect(findings(text('{ writes: 1 }'), rule)[0]!.help).not.toContain('fall back')
    expect(findings(text(''), rule)[0]!.help).not.toContain('fall back')
  })

  it('does not fall back to a region that has nothing behind its entry', () => {
    const text = `client web
dns names { managed: yes }
region eu { lb front { managed: yes, availability: 99% }  service order { replicas: 2 } }
region us { lb front { managed: yes }  service read { replicas: 2 } }
web -> names -> eu.front | us.front
eu.front -> eu.order
us.front -> us.read
flow "Order" { web -> names -> eu.front -> eu.order  availability: 99.9% }
flow "Read" { web -> names -> us.front -> us.read }
`
    expect(findings(text, rule)[0]!.help).not.toContain('fall back')
  })

  it('says what brings it nearest, and not what it comes from most', () => {
    const text =
      'client web\nservice api { availability: 70% }\ndatabase db { availability: 60%, replicas: 3, needs: quorum }\nweb -> api -> db\nrequire availability >= 99.9%\n'
    const [found] = findings(text, rule)
    expect(found!.notes.join()).toContain('most of it: db')
    expect(found!.help).toContain('run 3 copies of api (45.36 % becomes 63.1 %)')
  })

  it('says so where one change is not enough', () => {
    const text =
      'client web\nservice api { availability: 90% }\nservice pay { availability: 80% }\nweb -> api -> pay\nrequire availability >= 99.9%\n'
    expect(findings(text, rule)[0]!.help).toBe(
      'not enough by itself; to begin with, run 3 copies of pay (72 % becomes 89.3 %): service pay { availability: 80%, replicas: 3 }',
    )
  })
})

describe('target-100-percent', () => {
  const rule = 'target-100-percent'
  const system = 'client web\nservice api { managed: yes, availability: 100% }\nweb -> api\n'

  it.each([
    ['availability >= 100%', 'availability >= 99.9%'],
    ['availability = 100.0% for web', 'availability >= 99.9% for web'],
    ['availability > 100% for "View"', 'availability >= 99.9% for "View"'],
    ['downtime <= 0s', 'downtime <= 8h'],
    ['downtime = 0h for api "as ever"', 'downtime <= 8h for api "as ever"'],
  ])('asks for less than %s', (required, instead) => {
    const flow = 'flow "View" { web -> api }\n'
    const text = `${system}${flow}require ${required}\n`
    const [found, ...others] = findings(text, rule)
    expect(others).toEqual([])
    expect(found!.help).toBe(`ask for what users need: ${instead}`)
    const better = `${system}${flow}require ${instead}\n`
    expect([findings(better, rule), findings(better, 'requirement-failed')]).toEqual([[], []])
  })

  it('says of a flow what one writes in it', () => {
    const flow = (target: string): string => `${system}flow "View" { web -> api  ${target} }\n`
    const [found] = findings(flow('availability: 100%'), rule)
    expect(found!.help).toBe('ask for what users need: availability: 99.9% in flow "View"')
    expect(findings(flow('availability: 99.9%'), rule)).toEqual([])
  })
})

describe('scenario-failed', () => {
  it('says what would let it pass', () => {
    const text =
      'client web\nregion eu {\n  zone a\n  zone b\n  service api { replicas: 2, zones: [a] }\n}\nweb -> eu.api\nscenario "Lose a" { fail: eu.a }\n'
    const [found] = findings(text, 'scenario-failed')
    const line = toWrite(found!.help!.split('; or ')[0]!)
    expect(findings(replaced(text, line), 'scenario-failed')).toEqual([])
  })
})
