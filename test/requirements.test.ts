// Requirements on small systems: numbers that providers have published, each metric by itself, what is selected, what
// is unknown; and the changes that are shown, which hold what they promise. It is past 250 lines because published
// arithmetic stands in it.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Case } from '#src/analysis/requirements/answers.ts'
import { amountText, caseText } from '#src/analysis/requirements/words.ts'
import { changed } from '#src/model/changed.ts'
import { answersIn, only, told } from './support/answers.ts'
import { type Read, read } from './support/linting.ts'
import { modelOf } from './support/model.ts'

function unavailabilityIn(text: string): number {
  const { facts, model } = read(text)
  return facts.availability(model.flows[0]!).unavailability.value
}

const chain = (...availabilities: readonly string[]): string => {
  const parts = availabilities.map((one, i) => `external e${i} { availability: ${one} }`)
  const names = availabilities.map((_, i) => `e${i}`)
  return `client web\n${parts.join('\n')}\nservice api { managed: yes, availability: 100% }\nweb -> api -> ${names.join(', ')}\n`
}

const choice = (...availabilities: readonly string[]): string =>
  chain(...availabilities).replace(
    /-> e0.*$/m,
    `-> ${availabilities.map((_, i) => `e${i}`).join(' | ')}`,
  )

// "Availability" in the AWS Well-Architected Reliability Pillar, and "Availability and Beyond" (AWS, 2021); Azure
// Well-Architected Framework, "Recommendations for defining reliability targets" and its older page on metrics.
describe('published arithmetic', () => {
  it.each([
    ['three hard dependencies (AWS: 99.97 %)', chain('99.99%', '99.99%', '99.99%'), 0.999700029999],
    ['two redundant systems (AWS: 99.9999 %)', choice('99.9%', '99.9%'), 0.999999],
    ['two redundant subsystems (AWS: 99.99 %)', choice('99%', '99%'), 0.9999],
    ['web and SQL (Azure: 99.94 %)', chain('99.95%', '99.99%'), 0.99940005],
    ['a database or a queue (Azure: 99.99999 %)', choice('99.99%', '99.9%'), 0.9999999],
    ['two regions (Azure: 99.999975 %)', choice('99.95%', '99.95%'), 0.99999975],
    ['a platform (Azure: 99.72 %)', chain('99.98%', '99.95%', '99.8%', '99.99%'), 0.99720176965002],
    [
      'all of a workload (Azure: 99.45 %)',
      chain('99.68%', '99.86%', '99.95%', '99.95%'),
      0.9944093243711202,
    ],
  ])('%s', (_, text, value) => {
    expect(Math.abs((1 - unavailabilityIn(text)) / value - 1)).toBeLessThan(1e-12)
  })

  it('a web application with a database or a queue (Azure: 99.95 %)', () => {
    const text = `${choice('99.99%', '99.9%').replace('availability: 100%', 'availability: 99.95%')}`
    expect(Math.abs((1 - unavailabilityIn(text)) / 0.99949990005 - 1)).toBeLessThan(1e-12)
  })

  // The page prints 99.999999 % for four regions of 99.95 %; by its own formula 1 - (1 - 0.9995)⁴ they have more.
  it('four regions', () => {
    const q = unavailabilityIn(choice('99.95%', '99.95%', '99.95%', '99.95%'))
    expect(Math.abs(q / 6.25e-14 - 1)).toBeLessThan(1e-9)
  })

  // Of a month of 30 days: an hour for code, ten minutes for configuration, twenty for operations.
  it.each([
    ['code (Azure: 99.86 %)', '43140m', '60m', 0.9986111111111111],
    ['configuration (Azure: 99.98 %)', '43190m', '10m', 0.9997685185185186],
    ['operations (Azure: 99.95 %)', '43180m', '20m', 0.999537037037037],
  ])('time lost to %s', (_, mtbf, mttr, value) => {
    const text = `client web\nservice api { mtbf: ${mtbf}, mttr: ${mttr} }\nweb -> api\n`
    expect(Math.abs((1 - unavailabilityIn(text)) / value - 1)).toBeLessThan(1e-12)
  })

  it('two layers of three machines (Azure: 99.9999999998 %)', () => {
    const text = `client web
lb front { replicas: 3, availability: 99.99% }
service api { replicas: 3, availability: 99.99% }
web -> front -> api
`
    expect(Math.abs(unavailabilityIn(text) / (2e-12 - 1e-24) - 1)).toBeLessThan(1e-9)
  })

  it('150 days between failures, an hour to mend one (AWS: 99.97 %)', () => {
    const text = 'client web\nservice api { mtbf: 3600h, mttr: 1h }\nweb -> api\n'
    expect(Math.abs(unavailabilityIn(text) * 3601 - 1)).toBeLessThan(1e-12)
  })

  // AWS's table: 99 % is 3 days 15 hours in a year, 99.9 % 8 hours 45 minutes, 99.95 % 4 hours 22 minutes, 99.99 %
  // 52 minutes, 99.999 % 5 minutes.
  it.each([
    ['99%', '3 d 16 h'],
    ['99.9%', '8 h 46 min'],
    ['99.95%', '4 h 23 min'],
    ['99.99%', '52 min 34 s'],
    ['99.999%', '5 min 15 s'],
  ])('%s is %s in a year', (availability, time) => {
    expect(only(`${chain(availability)}require downtime <= 1s\n`)).toBe(
      `failed: web ${time} a year`,
    )
  })
})

describe('availability', () => {
  it('of exactly the target is enough, and more than it is asked for is not', () => {
    expect(only(`${chain('99.9%')}require availability >= 99.9%\n`)).toBe('held: web 99.9 %')
    expect(only(`${chain('99.9%')}require availability > 99.9%\n`)).toBe('failed: web 99.9 %')
    expect(only(`${chain('99.9%')}require availability = 99.9%\n`)).toBe('held: web 99.9 %')
  })

  it('of 0 and of 100 % are numbers like others', () => {
    // The model warns of it, and it is computed all the same.
    const { requirements, answer } = analyze(
      modelOf(`${chain('0%')}require availability >= 99.9%\n`).model,
    )
    expect(requirements().map(answer).map(told)).toEqual(['failed: web 0 %'])
    expect(only(`${chain('100%')}require availability >= 100%\n`)).toBe('held: web 100 %')
  })

  it('of a component is that it serves, with what it needs', () => {
    const text = `${chain('99.9%', '99.9%')}require availability >= 99.9% for e0
require availability >= 99.9% for api
`
    expect(answersIn(text).map(told)).toEqual(['held: e0 99.9 %', 'failed: api 99.8 %'])
  })

  it('for A -> B is that of the way, with what B needs', () => {
    const text = `client web
service front { availability: 99% }
service api { availability: 98% }
database orders { availability: 97% }
web -> front -> api -> orders
require availability >= 99% for web -> api
require availability >= 99% for front -> api
require availability >= 96% for api -> orders
`
    expect(answersIn(text).map(told)).toEqual([
      'failed: web -> api 94.11 %',
      'failed: front -> api 95.06 %',
      'held: api -> orders 97 %',
    ])
  })

  it('for a client is that of the flows which start at it', () => {
    const text = `client web
client app
service api { availability: 99% }
service other { availability: 98% }
web -> api
app -> other
require availability >= 99% for web
`
    expect(only(text)).toBe('held: web 99 %')
  })
})

describe('what breaks it', () => {
  it.each([
    ['replicas: 3, needs: 3', '1 copy', 'losing one of the 3 copies of "eu.api" stops "web"'],
    ['replicas: 2', '2 copies', 'losing both copies of "eu.api" stops "web"'],
    [
      'replicas: 4, zones: [a, b], needs: 4',
      '1 copy',
      'losing one of the 4 copies of "eu.api" stops "web"',
    ],
  ])('%s, survive %s: %s', (body, count, wanted) => {
    const { model, facts } = read(
      `client web\nregion eu {\n  zone a\n  zone b\n  service api { ${body} }\n}\nweb -> eu.api\nrequire survive ${count}\n`,
    )
    const [asked] = facts.requirements()
    expect(caseText(model, asked!, facts.answer(asked!).cases[0]!)).toBe(wanted)
  })
})

describe('survive', () => {
  const text = `client web
region eu {
  zone a
  zone b
  zone c
  service api { replicas: 3, zones: all }
  database orders { replicas: 3, zones: all, replication: quorum }
}
web -> eu.api -> eu.orders
`
  it.each([
    ['1 zone', 'held'],
    ['2 zones', 'failed'],
    ['1 copy', 'held'],
    ['2 copies', 'failed'],
    ['1 component', 'failed'],
    ['1 region', 'failed'],
    ['500 zones', 'failed'],
  ])('%s: %s', (what, status) => {
    expect(answersIn(`${text}require survive ${what}\n`)[0]!.status).toBe(status)
  })

  it('more events than there are is all of them', () => {
    const spare = `client web\nregion eu { zone a  service api { zones: [a] } }\nexternal spare\nweb -> eu.api | spare\n`
    expect(only(`${spare}require survive 900 zones\n`)).toBe('held: web served')
    expect(only(`${spare}require survive 900 components\n`)).toBe('failed: web not served')
  })
})

describe('in a scenario', () => {
  const text = `client web
service api { replicas: 2, availability: 99%, latency: 10ms }
service slow { replicas: 2, latency: 80ms }
web -> api
web -> slow
flow "Fast" { web -> api  share: 50% }
require availability >= 99.9% for "Fast"
require downtime <= 9h for "Fast"
require survive 1 copy for "Fast"
require latency <= 10ms for "Fast"
`
  const playing = (scenario: string) => read(`${text}${scenario}`).facts.scenarios()[0]!

  it('latency, throughput and utilization of the file are asked for, and nothing of availability', () => {
    const { answers, passed } = playing('scenario "Less" { fail: "api#1" }\n')
    expect(answers.map(({ answer }) => answer.asked.text)).toEqual(['latency <= 10ms for "Fast"'])
    expect(passed).toBe(true)
  })

  it('what it asks for itself is asked for alone', () => {
    const { answers, passed } = playing(
      'scenario "Less" { fail: "api#1"  require availability >= 99.9% for "Fast" }\n',
    )
    expect(answers.map(({ answer }) => answer.status)).toEqual(['failed'])
    expect(passed).toBe(false)
  })
})

describe('what came with an instance of a file', () => {
  it('speaks of what lies in that instance', () => {
    const files = {
      'main.arch': `client web
region eu { import "./stack.arch" }
region us { import "./stack.arch" }
us.api { replicas: 2 }
web -> eu.front
web -> us.front
`,
      'stack.arch': `lb front { replicas: 2 }
service api
front -> api
flow "View" { front -> api }
require survive 1 copy
require replicas >= 2 for service
`,
    }
    const { facts } = read(files)
    expect(facts.requirements().map(facts.answer).map(told)).toEqual([
      'failed: eu: View not served',
      'failed: eu.api replicas is 1',
      'held: us: View served',
      'held: us.api replicas is 2',
    ])
  })
})

describe('a change that is shown', () => {
  const systems = [
    'client web\nservice api\ndatabase orders\nweb -> api -> orders\nrequire survive 1 copy for "web"\nrequire availability >= 99.4%\n',
    'client web\nregion eu {\n zone a\n zone b\n service api { replicas: 2, zones: [a] }\n}\nweb -> eu.api\nrequire survive 1 zone\n',
    'client web\nservice api { replicas: 2 }\nexternal pay { availability: 99% }\nexternal other { availability: 99% }\nweb -> api -> pay\nrequire availability >= 99.9%\n',
    'client web\nservice api { replicas: 2 }\ndatabase orders { replicas: 2, failover: none }\nweb -> api -> orders\nrequire survive 1 copy\n',
    'client web\ndatabase orders { replicas: 2, backup: 1d, replication: none }\nweb -> orders\nrequire rpo <= 1m\n',
    'client web\nservice api { latency: 10ms }\nservice a { latency: 40ms }\nservice b { latency: 40ms }\nweb -> api -> a, b\nflow "F" { web -> api -> a, b }\nrequire latency <= 60ms for "F"\n',
    'client web\nservice api\nweb -> api\nrequire owner = shop for api\nrequire replicas >= 4 for api\n',
  ]

  const remediesIn = ({ facts }: Read) =>
    facts
      .requirements()
      .flatMap((asked) => facts.remedies(asked).map((remedy) => ({ asked, remedy })))

  it.each(systems)('does what it says: %s', (text) => {
    const system = read(text)
    const found = remediesIn(system)
    expect(found.length).toBeGreaterThan(0)
    for (const { asked, remedy } of found) {
      const again = analyze(changed(system.model, remedy.changes))
      const same = again.requirements().find((one) => one.text === asked.text)!
      const after = again.answer(same)
      const isThat = ({ subject }: Case) => subject.name === remedy.after.subject.name
      expect(amountText(asked.demand, after.cases.find(isThat)!)).toBe(
        amountText(asked.demand, remedy.after),
      )
      expect(after.status).toBe(remedy.status)
    }
  })

  it('is none where nothing helps', () => {
    const text =
      'client web\ndns names { availability: 99% }\nweb -> names\nrequire availability >= 99.9%\n'
    expect(remediesIn(read(text))).toEqual([])
  })
})
