// Databases that copy to each other: what a caller loses with one of them, and where its calls go then. A text and the
// components that are lost → what a simulation says.

import { describe, expect, it } from 'vitest'
import { lintText } from './support/linting.ts'
import { simulated } from './support/simulating.ts'

const shop = `client web { rps: 100 }
lb front { replicas: 2 }
service api { replicas: 2 }
database a
database b { replicas: 2 }
web -> front -> api -> a { reads: 2, writes: 1 }
`

const regions = `client web
dns names
region eu {
  service api { replicas: 2 }
}
region us {
  service api { replicas: 2 }
}
database eo { replicas: 2 }
database uo { replicas: 2 }
web -> names -> eu.api, us.api
eu.api -> eo { reads: 2, writes: 1 }
us.api -> uo { reads: 2, writes: 1 }
`

describe('the loss of a database', () => {
  it.each([
    ['copies to one that nobody calls', 'a => b\n'],
    ['and one that nobody calls copy to each other', 'a => b\nb => a\n'],
  ])('that %s is felt', async (_, copies) => {
    const text = `${shop}${copies}`
    expect(await simulated(text, { fail: ['a'] })).toContain('web  stops')
    const findings = lintText(`${text}require survive 1 copy\n`)
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['single-point-of-failure', 'requirement-failed']),
    )
  })

  it('is not felt where the caller calls the other as well', async () => {
    const text = `${shop}api -> b { reads: 1, writes: 1 }\na => b\nb => a\n`
    expect(await simulated(text, { fail: ['a'] })).toContain('web  goes on')
  })

  it('sends writes to no source that the caller does not call', async () => {
    const small = shop
      .replace('database b {', 'database b { capacity: 1/s,')
      .replace('writes: 1', 'writes: 1, optional: yes')
    const called = `${small}a => b\nb => a\n`
    expect(await simulated(called, { fail: ['a'] })).not.toContain('too much')
    const both = `${called}api -> b { writes: 0.001 }\n`
    expect(await simulated(both, { fail: ['a'] })).toContain('too much for b')
  })

  it('leaves each region to its own, and with none left nothing goes on', async () => {
    const text = `${regions}eo => uo\nuo => eo\n`
    expect(await simulated(text, { fail: ['uo'] })).toContain('web  goes on')
    expect(await simulated(text, { fail: ['uo', 'eu.api'] })).toContain('web  stops')
  })

  it('takes the reads with it, whoever could take the writes', async () => {
    const text = `client web
service api { replicas: 2 }
database eo { replicas: 2 }
database uo { replicas: 2 }
web -> api -> uo { reads: 2, writes: 1 }
eo => uo
`
    expect(await simulated(text, { fail: ['uo'] })).toContain('web  stops')
    expect(await simulated(text.replace('reads: 2, ', ''), { fail: ['uo'] })).toContain(
      'web  goes on',
    )
  })

  it('lets who writes to a copy alone write to any source', async () => {
    const text = `client web
service api { replicas: 2 }
database one { replicas: 2 }
database two { replicas: 2 }
database copy { replicas: 2 }
web -> api -> copy { writes: 1 }
one => two => copy
two => one
`
    expect(await simulated(text, { fail: ['one'] })).toContain('web  goes on')
    expect(await simulated(text, { fail: ['one', 'two', 'copy'] })).toContain('web  stops')
  })
})
