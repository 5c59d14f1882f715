// What the helps about load tell an author to write is tried: in the place of her line it reads well, and the finding
// is gone. Numbers in them are computed, so they are tried over many sizes.

import { describe, expect, it } from 'vitest'
import { findings, replaced, toWrite } from './support/helps.ts'
import { lintText } from './support/linting.ts'
import { busyShop as shop } from './support/shop.ts'

/** The lines that a help says to write, each in the place of the author's own. */
function withHelp(text: string, help: string): string {
  return help
    .split(/; (?!and )| and (?=[a-z]+ \w+ \{)/)
    .map(toWrite0)
    .filter((line) => line !== '')
    .reduce(replaced, text)
}

const toWrite0 = (part: string): string => (/^[a-z]+ \w+ \{/.test(part) ? part : toWrite(part))

function isMended(rule: string, text: string): void {
  const found = findings(text, rule)
  expect(found.length, text).toBeGreaterThan(0)
  const fixed = withHelp(text, found[0]!.help!)
  expect(fixed, found[0]!.help!).not.toBe(text)
  const names = found[0]!.subjects
  const left = findings(fixed, rule).filter(({ subjects }) => subjects.join() === names.join())
  expect(left, `${found[0]!.help}\n${fixed}`).toEqual([])
}

const rates = [1, 7, 99, 100, 101, 250, 999, 12_345]
const services = [
  'service api { capacity: 10/s }',
  'service api { replicas: 3, capacity: 33/s }',
  'service api { autoscale: 1..2, capacity: 7/s }',
  'service api { managed: yes, capacity: 3/s }',
  'database api { replicas: 2, capacity: 20/s }',
  'database api { replicas: 2, consistency: strong, capacity: 20/s }',
  'database api { replicas: 4, shards: 2, capacity: 20/s }',
]

describe.each(['overloaded-component', 'hot-component', 'bottleneck', 'growth-headroom'])(
  '%s',
  (rule) => {
    it.each(services)('%s', (service) => {
      const texts = rates.flatMap((rate) =>
        ['reads: 1', 'reads: 1, writes: 0.5'].map(
          (use) =>
            `client web { rps: ${rate} }\nservice front\n${service}\nweb -> front\nfront -> api { ${use} }\n`,
        ),
      )
      const failing = texts.filter((text) => findings(text, rule).length > 0)
      for (const text of failing) isMended(rule, text)
      expect(failing.length > 0 || /autoscale/.test(service) || rule === 'hot-component').toBe(true)
    })

    it('counts what more copies draw from alternatives', () => {
      const text = `client web { rps: 400 }
lb front
service left { replicas: 2, capacity: 90/s }
service right { replicas: 2, capacity: 500/s }
web -> front -> left, right
`
      isMended(rule, rule === 'hot-component' ? text.replace('rps: 400', 'rps: 350') : text)
    })
  },
)

describe('growth-headroom', () => {
  it('of alternatives that all are full mends all of them, each by what it carries', () => {
    const text = `client web { rps: 1050 }
lb front { managed: yes }
service stable { replicas: 10, capacity: 120/s }
service canary { replicas: 2, capacity: 120/s }
web -> front -> stable, canary
`
    isMended('growth-headroom', text)
    const [found] = findings(text, 'growth-headroom')
    expect(found!.help).toContain('service stable { replicas: 73, capacity: 120/s }')
    // 2 of 12 copies get a sixth of 10,500/s.
    expect(found!.help).toContain('service canary { replicas: 15, capacity: 120/s }')
  })

  it('mends what is full one after another', () => {
    isMended(
      'growth-headroom',
      'client web { rps: 100 }\nservice api { replicas: 3, capacity: 100/s }\ndatabase main { managed: yes, capacity: 500/s }\nweb -> api\napi -> main { reads: 1 }\n',
    )
  })
})

describe('instance-loss-overload', () => {
  it.each([
    'service api { replicas: 3, capacity: 40/s }',
    'database api { replicas: 3, capacity: 40/s }',
    'cache api { replicas: 4, shards: 2, capacity: 40/s }',
  ])('%s', (service) => {
    isMended('instance-loss-overload', `client web { rps: 100 }\n${service}\nweb -> api\n`)
  })
})

describe('zone-loss-overload', () => {
  it.each([
    ['ab', 'replicas: 4, zones: all'],
    ['ab', 'replicas: 5, zones: [a, b]'],
    ['abc', 'replicas: 4, zones: [a, b]'],
    ['abc', 'autoscale: 4..9, zones: [a, a, b]'],
  ])('over %s: %s', (zones, body) => {
    const text = `client web { rps: 90 }
region eu {
  ${[...zones].map((zone) => `zone ${zone}`).join('\n  ')}
  service api { ${body}, capacity: 30/s }
}
web -> eu.api
`
    isMended('zone-loss-overload', text)
  })
})

describe('failover-overload', () => {
  it.each([
    ['capacity: 60/s', 'capacity: 100/s'],
    ['replicas: 2, capacity: 45/s', 'replicas: 4, capacity: 30/s'],
    ['capacity: 70/s', 'capacity: 70/s'],
  ])('%s and %s', (left, right) => {
    const text = `client web { rps: 100 }
dns names
region eu {
  service left { ${left} }
}
region us {
  service right { ${right} }
}
web -> names -> eu.left, us.right
`
    isMended('failover-overload', text)
  })
})

describe('cache-loss-overloads-store', () => {
  it.each([
    ['replicas: 2, hit: 90%', 'capacity: 200/s'],
    ['replicas: 3, hit: 50%', 'capacity: 600/s'],
    ['hit: 90%', 'capacity: 200/s'],
    ['managed: yes, hit: 90%', 'replicas: 2, capacity: 200/s'],
    ['replicas: 2, hit: 100%', 'capacity: 20/s'],
  ])('%s before %s', (cache, store) => {
    const text = `client web { rps: 1000 }
service api
cache hot { ${cache}, for: main }
database main { ${store} }
web -> api
api -> hot
api -> main { reads: 1, writes: 0.01 }
`
    isMended('cache-loss-overloads-store', text)
  })
})

describe('write-bottleneck', () => {
  it.each([
    ['capacity: 100/s', 'writes: 1'],
    ['replicas: 3, capacity: 60/s', 'writes: 1, reads: 5'],
    ['shards: 1, capacity: 7/s', 'writes: 2'],
  ])('%s with %s', (store, use) => {
    const text = `client web { rps: 100 }\nservice api\ndatabase main { ${store} }\nweb -> api\napi -> main { ${use} }\n`
    isMended('write-bottleneck', text)
  })
})

describe('consumer-slower-than-producer', () => {
  it.each([
    ['queue jobs', 'capacity: 20/s'],
    ['queue jobs { partitions: 2 }', 'replicas: 4, capacity: 20/s'],
    ['topic jobs', 'autoscale: 1..3, capacity: 33/s'],
  ])('%s with %s', (broker, worker) => {
    const text = `client web { rps: 100 }
service api
${broker}
worker mail { ${worker} }
web -> api ~> jobs ~> mail
flow "Send" { web -> api ~> jobs }
`
    isMended('consumer-slower-than-producer', text)
  })
})

describe('amplifying-cycle', () => {
  it.each([
    ['calls: 2', 'calls: 0.5'],
    ['calls: 7', 'calls: 3'],
    ['reads: 2, writes: 1', 'writes: 1'],
  ])('%s and %s', (there, back) => {
    const text = `service a\nservice b\na -> b { ${there} }\nb -> a { ${back} }\n`
    const [found] = findings(text, 'amplifying-cycle')
    const line = /b -> a \{.*\}$/.exec(found!.help!)![0]
    expect(findings(text.replace(/b -> a .*/, line), 'amplifying-cycle')).toEqual([])
  })
})

describe('a limit of utilization that an overloaded component breaks', () => {
  const told = (requirement: string) =>
    lintText(`${shop}require ${requirement}\n`).filter(({ severity }) => severity === 'error')

  it('is told once, with enough copies for what the file asks', () => {
    const small = shop.replace('1k/s }', '500/s }').replace('1500/s', '4k/s')
    const [one, ...others] = lintText(`${small}require utilization <= 60%\n`).filter(
      ({ severity }) => severity === 'error',
    )
    expect(others).toEqual([])
    expect(one).toMatchObject({ rule: 'overloaded-component', subjects: ['api'] })
    expect(one!.notes).toContain('the file asks for `utilization <= 60%`')
    // 1800 / 500 / 0.6 = 6 copies at the limit, one more to stay below, one to spare.
    expect(one!.help).toContain('replicas: 8')
  })

  it('is told by itself where something else breaks it too', () => {
    expect(told('utilization <= 80%').map(({ rule }) => rule)).toEqual([
      'overloaded-component',
      'requirement-failed',
    ])
  })
})
