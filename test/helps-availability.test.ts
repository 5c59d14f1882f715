// What the helps about copies and zones tell an author to write is tried: in the place of her line it reads
// well, and the finding is gone.

import { describe, expect, it } from 'vitest'
import { attributesOf, findings, replaced, toWrite } from './support/helps.ts'
import { read } from './support/linting.ts'

describe('single-point-of-failure', () => {
  const rule = 'single-point-of-failure'

  it.each([
    ['service api { autoscale: 1..5 }', 'service api { autoscale: 2..5 }'],
    ['service api { autoscale: 1..1 }', 'service api { autoscale: 2..2 }'],
    ['service api { replicas: 1 }', 'service api { replicas: 2 }'],
    ['service api { autoscale: 2..9, needs: 2 }', 'service api { needs: 2, autoscale: 3..9 }'],
    [
      'database api { replicas: 1, failover: manual }',
      'database api { replicas: 2, failover: auto }',
    ],
    [
      'database api { replicas: 2, failover: none }',
      'database api { replicas: 2, failover: auto }',
    ],
  ])('%s: %s', (written, wanted) => {
    const text = `client web\nservice spare { replicas: 2 }\n${written}\nweb -> spare -> api\n`
    const [found, ...others] = findings(text, rule)
    expect(others).toEqual([])
    const line = toWrite(found!.help!)
    expect(findings(replaced(text, line), rule)).toEqual([])
    expect(attributesOf(line)).toEqual(attributesOf(wanted))
  })

  it('says that autoscaling may leave one copy', () => {
    const [found] = findings('client web\nservice api { autoscale: 1..5 }\nweb -> api\n', rule)
    expect(found!.notes).toEqual(['autoscaling may leave one copy'])
  })

  it.each([
    ['', 'let "copy" take over: database main { failover: auto }'],
    ['{ replicas: 2 }', 'let "copy" take over: database main { failover: auto }'],
  ])('lets a copy take over, where services are %j', (copies, help) => {
    const text = `client web
service api ${copies}
database main { failover: manual }
database copy
web -> api -> main, copy
main => copy
`
    const found = findings(text, rule).find(({ subjects }) => subjects.includes('main'))!
    expect(found.help).toBe(help)
    expect(found.notes).toEqual(['"copy" has what is in it, and does not take over by itself'])
    const left = findings(text.replace('failover: manual', 'failover: auto'), rule)
    expect(left.filter(({ subjects }) => subjects.includes('main'))).toEqual([])
  })

  it('tells a caller that does not know the copy to call it', () => {
    const text = `client web
service api { replicas: 2 }
database main { failover: manual }
database copy
web -> api -> main => copy
`
    const [found] = findings(text, rule)
    expect(found!.help).toBe(
      'let "copy" take over: database main { failover: auto }, and call it too: api -> copy',
    )
    expect(findings(`${text.replace('manual', 'auto')}api -> copy\n`, rule)).toEqual([])
  })
})

describe('zone-failure-outage', () => {
  const rule = 'zone-failure-outage'
  const system = (zones: string, body: string) => `client web
region eu {
  ${[...zones].map((zone) => `zone ${zone}`).join('\n  ')}
  database orders { ${body} }
}
web -> eu.orders
`

  it.each([
    [
      'ab',
      'replicas: 3, zones: [a], replication: quorum',
      3,
      'declare a third zone, since a majority',
    ],
    [
      'ab',
      'replicas: 3, zones: all, replication: quorum',
      3,
      'declare a third zone, since a majority',
    ],
    [
      'ab',
      'replicas: 4, zones: all, replication: quorum',
      5,
      'declare a third zone, since a majority',
    ],
    [
      'abc',
      'replicas: 4, zones: all, replication: quorum',
      5,
      'run 5 copies, spread over all zones',
    ],
    ['abc', 'replicas: 3, zones: [a, b], replication: quorum', 3, 'spread it'],
    ['ab', 'replicas: 2, zones: [a]', 2, 'spread it'],
    ['ab', 'replicas: 4, zones: all, needs: 3', 6, 'run 6 copies, spread over all zones'],
    ['abc', 'replicas: 6, zones: all, needs: 5', 8, 'run 8 copies, spread over all zones'],
    ['ab', 'replicas: 6, shards: 2, zones: all, replication: quorum', 6, 'declare a third zone'],
  ])('over %s with %s: %i copies', (zones, body, copies, help) => {
    const text = system(zones, body)
    const [found] = findings(text, rule)
    expect(found!.help).toContain(help)
    const line = toWrite(found!.help!)
    const more = help.startsWith('declare') ? text.replace('zone a', 'zone a  zone new') : text
    const fixed = replaced(more, line)
    expect(findings(fixed, rule)).toEqual([])
    expect(read(fixed).model.components.find(({ name }) => name === 'eu.orders')!.copies).toBe(
      copies,
    )
  })

  it('takes what stands inside a zone beyond it', () => {
    const text = `client web
region eu {
  zone a {
    service api { replicas: 3 }
  }
  zone b
}
web -> eu.a.api
`
    const line = toWrite(findings(text, rule)[0]!.help!)
    expect(line).toBe('service api { replicas: 3, zones: all }')
    expect(findings(replaced(text, line), rule)).toEqual([])
  })

  it('says what is missing where nothing near is enough', () => {
    const [found] = findings(system('ab', 'replicas: 11, zones: all, needs: 10'), rule)
    expect(found!.help).toBe(
      '"eu.orders" can spare 1 copy, so no zone may hold more: declare more zones, or let it need fewer copies',
    )
  })

  it('gives alternatives of one copy a second', () => {
    const text = `client web
region eu {
  zone a
  zone b
  service left { zones: [a] }
  service right { zones: [a] }
}
web -> eu.left | eu.right
`
    const [left, right] = findings(text, rule)[0]!.help!.split('; ').map(toWrite)
    expect(left).toBe('service left { zones: all, replicas: 2 }')
    expect(right).toBe('service right { zones: all, replicas: 2 }')
    expect(findings(replaced(text, left!), rule)).toEqual([])
  })
})
