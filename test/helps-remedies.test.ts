// What a single change has to be to meet a failed requirement or to let a scenario pass, sizes above all: it is as much
// as it takes and no more, it is about what the message names, and what cannot be shown is said. Each is written into the
// text, and the finding is gone.

import { describe, expect, it } from 'vitest'
import { combined, findings, replaced, toWrite, tried } from './support/helps.ts'

describe('requirement-failed', () => {
  const rule = 'requirement-failed'

  it.each([
    [
      'survive 2 copy',
      'lb l { replicas: 3 }\nservice s { replicas: 1 }\nc -> l -> s',
      'run 3 copies of s: service s { replicas: 3 }',
    ],
    [
      'survive 4 copy',
      'database s { replicas: 2, replication: quorum }\nc -> s',
      'run 9 copies of s: database s { replicas: 9, replication: quorum }',
    ],
    [
      'survive 2 copy',
      'database s { replicas: 4, shards: 2 }\nc -> s',
      'run 6 copies of s: database s { replicas: 6, shards: 2 }',
    ],
    [
      'survive 2 copy',
      'service s { replicas: 3, needs: 3 }\nc -> s',
      'run 5 copies of s: service s { replicas: 5, needs: 3 }',
    ],
    [
      'availability >= 99.99%',
      'lb l { replicas: 2 }\nservice s { availability: 99% }\nc -> l -> s',
      'run 3 copies of s (99 % becomes 99.9974 %): service s { availability: 99%, replicas: 3 }',
    ],
    [
      'rto <= 5m for d',
      'monitor m { interval: 10s, misses: 3 }\ndatabase d { replicas: 2, failover: manual, recovery: 1h }\nc -> d\nm -> d',
      'let another copy of d take over (1 h 1 min becomes 30 s): database d { replicas: 2, failover: auto, recovery: 1h }',
    ],
    [
      'availability >= 99.9%',
      'database d { replicas: 2, failover: manual, availability: 99.5% }\nc -> d',
      'let another copy of d take over (99.5 % becomes 99.9975 %): database d { replicas: 2, failover: auto, availability: 99.5% }',
    ],
    [
      'survive 2 copy',
      'database d { replicas: 2, failover: manual }\nc -> d',
      'run a third copy of d, and let another take over: database d { replicas: 3, failover: auto }',
    ],
  ])('of %s is as much as it takes, and no more: %s', (required, system, expected) => {
    const text = `client c\n${system}\nrequire ${required}\n`
    const [found] = findings(text, rule)
    expect(found!.help).toBe(expected)
    expect(findings(replaced(text, toWrite(expected)), rule)).toEqual([])
  })

  it('is the least number of copies that does, counted up by hand', () => {
    const systems = [
      'service s { replicas: 2 }',
      'service s { replicas: 2, needs: 2 }',
      'service s { replicas: 3, needs: quorum }',
      'database s { replicas: 2, replication: quorum }',
      'database s { replicas: 4, shards: 2 }',
      'cache s { replicas: 6, shards: 3, needs: quorum }',
    ]
    let count = 0
    for (const [system, lost] of combined(systems, [1, 2, 3, 4])) {
      const text = `client c\n${system}\nc -> s\nrequire survive ${lost} copy\n`
      const [found] = findings(text, rule)
      if (!found) continue
      const shards = Number(/shards: (\d)/.exec(system)?.[1] ?? 1)
      const isMet = (copies: number): boolean =>
        findings(text.replace(/replicas: \d/, `replicas: ${copies}`), rule).length === 0
      const now = Number(/replicas: (\d)/.exec(system)![1])
      const least = Array.from({ length: 40 }, (_, more) => now + more * shards).find(isMet)
      expect(found.help, text).toContain(`replicas: ${least}`)
      count++
    }
    expect(count).toBeGreaterThan(12)
  })

  it('is said of what the message names, and that others need it as well', () => {
    const text = (count: number): string =>
      `client c\nlb l { replicas: 2 }\nservice s { replicas: 2 }\nservice x { replicas: 1 }\nservice y { replicas: 1 }\nc -> l -> s\ns -> x, y\nrequire survive ${count} copy\n`
    const [one] = findings(text(1), rule)
    expect(one!.message).toContain('losing the one copy of "x" stops "c"')
    expect(one!.help).toBe(
      'each of x, y needs a change of its own; to begin with, run a second copy of x: service x { replicas: 2 }',
    )
    const [next] = findings(replaced(text(1), toWrite(one!.help!)), rule)
    expect(next!.help).toBe('run a second copy of y: service y { replicas: 2 }')
    const [two] = findings(text(2), rule)
    expect(two!.message).toContain('losing the one copy of "x" stops "c"')
    expect(two!.help).toBe(
      'each of x, y, l, s needs a change of its own; to begin with, run 3 copies of x: service x { replicas: 3 }',
    )
  })

  it.each([
    ['downtime <= 0s', 'downtime <= 8h'],
    ['availability >= 99.99999999999999999%', 'availability >= 99.9%'],
  ])('of %s is what can be met', (required, instead) => {
    const text = `client c\nservice s { replicas: 2 }\nc -> s\nrequire ${required}\n`
    const [found] = findings(text, rule)
    expect(found!.help).toBe(`ask for what users need: ${instead}`)
    expect(findings(text.replace(required, instead), rule)).toEqual([])
  })

  it('is one with which it is not shown to fail, where nothing shows that it is met', () => {
    const text =
      'client c { rps: 50 }\nlb l { replicas: 2 }\nservice s { replicas: 2, capacity: 60/s }\nc -> l -> s\nflow "F" { c -> l -> s }\nrequire throughput >= 150/s\n'
    const [found] = findings(text, rule)
    expect(found!.help).toBe(
      'then it is not shown to fail: run 3 copies of s (at most 120/s becomes at most 180/s): service s { replicas: 3, capacity: 60/s }',
    )
    const better = replaced(text, toWrite(found!.help!))
    expect(findings(better, rule)).toEqual([])
    expect(findings(better, 'requirement-not-shown')).toHaveLength(1)
  })
})

describe('a store of which every copy takes the writes', () => {
  const storing = (copies: number, reads: number, writes: number, more: string): string => `
client web { rps: 1000 }
lb front { managed: yes }
service api { managed: yes }
database db { replicas: ${copies}, capacity: 1k/s }
web -> front -> api -> db { reads: ${reads}, writes: ${writes} }
${more}
`

  it.each(combined([2, 3, 5], [0, 0.2, 0.55, 0.9]))('%d copies, %d writes', (copies, writes) => {
    let count = 0
    for (const reads of [0.3, 1.4, 4])
      for (const required of ['utilization <= 60%', 'utilization < 90%', 'throughput >= 2k/s'])
        count += tried(storing(copies, reads, writes, `require ${required}`), 'requirement-failed')
    expect(count).toBeGreaterThan(1)
  })

  it('gets as many copies as it takes, or shards where these are fewer', () => {
    const helpOf = (required: string): string =>
      findings(storing(2, 2, 0.2, `require ${required}`), 'requirement-failed')[0]!.help!
    expect(helpOf('throughput >= 2.5k/s for db')).toBe(
      'run 4 copies of db (1.83k/s becomes 3.14k/s): database db { replicas: 4, capacity: 1k/s }',
    )
    expect(helpOf('utilization <= 60%')).toContain('run 5 copies of db (120 % becomes 60 %)')
    expect(helpOf('throughput >= 6.6k/s for db')).toMatch(
      /^cut db into 4 shards .*; or run 15 copies of db \(1.83k\/s becomes 6.6k\/s\)/,
    )
  })

  it.each([
    'load: 1.5x  require utilization <= 100%',
    'fail: ["db#2"]  require utilization <= 80%',
  ])('has enough copies in a scenario: %s', (scenario) => {
    const text = storing(2, 1, 0.4, `scenario "S" { ${scenario} }`)
    const [found] = findings(text, 'scenario-failed')
    expect(found!.help).toContain('copies of db: database db { replicas:')
    for (const option of found!.help!.split('; or '))
      expect(findings(replaced(text, toWrite(option)), 'scenario-failed')).toEqual([])
  })
})

describe('what a scenario asks for itself', () => {
  const base = 'client c { rps: 10 }\nlb l { replicas: 3 }\n'

  it.each([
    [
      'load: 3x  require survive 2 copy',
      'service s { replicas: 2, capacity: 100/s }\nc -> l -> s',
      'run a third copy of s: service s { replicas: 3, capacity: 100/s }',
    ],
    [
      'load: 3x  require availability >= 99.999%',
      'service s { replicas: 2, availability: 95% }\nc -> l -> s',
      'run 4 copies of s: service s { replicas: 4, availability: 95% }',
    ],
    [
      'load: 3x  require latency <= 100ms',
      'service s { replicas: 2, latency: 150ms }\nc -> l -> s',
      'bring s down to ',
    ],
  ])('%s', (scenario, system, expected) => {
    const text = `${base}${system}\nscenario "S" { ${scenario} }\n`
    const [found] = findings(text, 'scenario-failed')
    expect(found!.help).toContain(expected)
    const better = replaced(text, toWrite(found!.help!.split('; or ')[0]!))
    expect(findings(better, 'scenario-failed')).toEqual([])
  })
})
