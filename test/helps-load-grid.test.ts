// Every help of the rules of capacity and loss, pasted over a grid of sizes, zones, autoscaling, managed parts and
// shards: the finding is gone, and no rule of the recommended preset finds anything new.

import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { replaced, toWrite } from './support/helps.ts'
import { lintText } from './support/linting.ts'

const concerned = new Set([
  'overloaded-component',
  'hot-component',
  'bottleneck',
  'growth-headroom',
  'write-bottleneck',
  'consumer-slower-than-producer',
  'instance-loss-overload',
  'zone-loss-overload',
  'failover-overload',
  'cache-loss-overloads-store',
])

const sizes = [
  'replicas: 1',
  'replicas: 2',
  'replicas: 3',
  'replicas: 5',
  'replicas: 3, zones: all',
  'replicas: 4, zones: [a, b]',
  'replicas: 6, zones: [a, a, b]',
  'autoscale: 2..4',
  'autoscale: 9..12',
  'autoscale: 3..6, zones: all',
  'managed: yes',
]
const stores = [
  'replicas: 6, shards: 3',
  'replicas: 6, shards: 3, zones: all',
  'replicas: 2, shards: 2',
  'replicas: 3, consistency: strong',
  'replicas: 3, replication: quorum',
]
const rates = [90, 100, 240, 500, 999, 1050, 3000]
const capacities = ['0/s', '100/s', '120/s', '200/s']

function pasted(text: string, help: string): string {
  const lines = help
    .split(/; (?!and )| and (?=[a-z]+ \w+ \{)/)
    .map((part) => (/^[a-z]+ \w+ \{/.test(part) ? part : toWrite(part)))
    .filter((line) => /^[a-z]+ [\w.]+ \{/.test(line))
  return lines.reduce(replaced, text)
}

const nameOf = ({ rule, subjects }: Diagnostic): string => `${rule} ${subjects.join()}`

/** What is wrong with the helps about a text; how many were pasted. */
function triedOn(text: string): { readonly pasted: number; readonly wrong: readonly string[] } {
  const before = lintText(text, { preset: 'all' })
  const recommended = (all: string): ReadonlySet<string> =>
    new Set(lintText(all, { preset: 'recommended' }).map(nameOf))
  const old = recommended(text)
  let count = 0
  const wrong: string[] = []
  for (const found of before.filter(({ rule }) => concerned.has(rule))) {
    const fixed = pasted(text, found.help ?? '')
    if (fixed === text) continue
    count++
    const after = lintText(fixed, { preset: 'all' })
    const say = (what: string): void => {
      wrong.push(`${text}${found.rule}: ${found.help}\n  ${what}`)
    }
    if (after.some((one) => nameOf(one) === nameOf(found))) say('is still found')
    for (const one of recommended(fixed))
      if (!old.has(one) && !isUncovered(one, found, before)) say(`brings ${one}`)
  }
  return { pasted: count, wrong }
}

/**
 * What a loss leaves too full is told of what is not full without it: of what was, it can be told only once that is
 * mended. And what the loss of a cache or an alternative tells of a zone is told of the zone once that is mended.
 */
function isUncovered(one: string, mended: Diagnostic, before: readonly Diagnostic[]): boolean {
  const full = before.filter(({ rule }) =>
    ['overloaded-component', 'write-bottleneck', 'consumer-slower-than-producer'].includes(rule),
  )
  const tellsZones = ['failover-overload', 'cache-loss-overloads-store'].includes(mended.rule)
  if (one.startsWith('zone-loss-overload ') && tellsZones) return true
  if (/^(failover-overload|cache-loss-overloads-store|zone-loss-overload) /.test(one))
    return full.length > 0
  return full
    .filter(({ subjects }) => subjects.length > 1 || subjects.join() !== mended.subjects.join())
    .some(({ subjects }) => subjects.some((name) => one.endsWith(` ${name}`)))
}

function allTried(texts: readonly string[]): void {
  const results = texts.map(triedOn)
  expect(results.flatMap(({ wrong }) => wrong).slice(0, 3)).toEqual([])
  expect(results.reduce((sum, one) => sum + one.pasted, 0)).toBeGreaterThan(texts.length / 20)
}

/** Each line stands for itself, so that a help can be put in its place. */
const around = (rate: number, inside: string, hops: string): string =>
  `client web { rps: ${rate} }\nregion eu {\n  zone a\n  zone b\n  zone c\n${inside}}\n${hops}`

describe('a component by itself', () => {
  it.each(sizes)('service { %s }', (size) => {
    allTried(
      rates.flatMap((rate) =>
        capacities.map((capacity) =>
          around(
            rate,
            `  lb front { managed: yes }\n  service api { ${size}, capacity: ${capacity} }\n`,
            'web -> eu.front\neu.front -> eu.api\n',
          ),
        ),
      ),
    )
  })

  it.each([...sizes, ...stores])('database { %s }', (size) => {
    allTried(
      rates.flatMap((rate) =>
        ['reads: 2, writes: 0.4', 'reads: 1', 'writes: 0.5'].map((use) =>
          around(
            rate,
            `  service api { managed: yes }\n  database main { ${size}, capacity: 500/s }\n`,
            `web -> eu.api\neu.api -> eu.main { ${use} }\n`,
          ),
        ),
      ),
    )
  })
})

describe('one of two', () => {
  it.each(sizes)('behind a balancer: { %s }', (size) => {
    allTried(
      rates.flatMap((rate) =>
        ['replicas: 10', 'replicas: 2', 'managed: yes'].map((other) =>
          around(
            rate,
            `  lb front { managed: yes }\n  service stable { ${other}, capacity: 120/s }\n  service canary { ${size}, capacity: 120/s }\n`,
            'web -> eu.front\neu.front -> eu.stable, eu.canary\n',
          ),
        ),
      ),
    )
  })

  it.each(sizes)('consumers of a queue: { %s }', (size) => {
    allTried(
      rates.map((rate) =>
        around(
          rate,
          `  queue jobs { managed: yes }\n  worker old { replicas: 4, capacity: 20/s }\n  worker young { ${size}, capacity: 20/s }\n`,
          'web ~> eu.jobs\neu.jobs ~> eu.old, eu.young\nflow "Work" {\n  web ~> eu.jobs\n  eu.jobs ~> eu.old, eu.young\n}\n',
        ),
      ),
    )
  })
})

describe('alternatives that lie in zones', () => {
  const places = ['zones: all', 'zones: [a]', 'zones: [b]', 'zones: [a, b]', 'zones: [a, a, b]']
  it.each(places)('one of two: { %s }', (place) => {
    allTried(
      [600, 1000, 1250].flatMap((rate) =>
        places.flatMap((other) =>
          [
            [3, 3],
            [6, 6],
            [4, 9],
          ].map(([one, two]) =>
            around(
              rate,
              `  lb front { managed: yes }\n  service left { replicas: ${one}, ${place}, capacity: 150/s }\n  service right { replicas: ${two}, ${other}, capacity: 200/s }\n`,
              'web -> eu.front\neu.front -> eu.left, eu.right\n',
            ),
          ),
        ),
      ),
    )
  })
})

describe('a cache before a store', () => {
  it.each([
    'replicas: 2',
    'replicas: 3, zones: all',
    'managed: yes',
    'replicas: 2, replication: async',
  ])('%s', (size) => {
    allTried(
      rates.map((rate) =>
        around(
          rate,
          `  service api { managed: yes }\n  cache hot { ${size}, for: main, hit: 90% }\n  database main { replicas: 3, capacity: 100/s }\n`,
          'web -> eu.api\neu.api -> eu.hot\neu.api -> eu.main { reads: 1, writes: 0.01 }\n',
        ),
      ),
    )
  })
})

describe('a store that so many copies of its cache would leave exactly full', () => {
  it('gets one copy more', () => {
    allTried([
      'client web { rps: 250 }\nservice api { managed: yes }\ndatabase d { replicas: 5, capacity: 100/s }\ncache h { replicas: 2, for: d, hit: 90% }\nweb -> api\napi -> h\napi -> d { reads: 5 }\n',
    ])
  })
})

describe('the number for one of two that a zone takes copies from', () => {
  const helpOf = (inside: string, rate: number): readonly (string | undefined)[] =>
    lintText(
      around(rate, `  lb front { managed: yes }\n${inside}`, 'web -> eu.front\n').replace(
        '  zone c\n',
        '',
      ),
      {
        preset: 'recommended',
      },
    )
      .filter(({ rule }) => rule === 'zone-loss-overload')
      .map(({ help }) => /\{ replicas: (\d+)/.exec(help ?? '')?.[1])

  it('counts what the other one loses', () => {
    const alike = ['meta', 'other']
      .map((name) => `  service ${name} { replicas: 3, zones: all, capacity: 400/s }\n`)
      .join('')
    expect(helpOf(`${alike}  front -> meta, other\n`, 1250)).toEqual(['6', '6'])
    const pinned =
      '  service big { replicas: 6, zones: [a], capacity: 150/s }\n  service rest { replicas: 6, zones: all, capacity: 150/s }\n'
    expect(helpOf(`${pinned}  front -> big, rest\n`, 1000)).toEqual(['14'])
  })

  it('is that of all of them where one alone fills what is behind it', () => {
    const inside =
      '  service meta { replicas: 3, zones: all, capacity: 400/s }\n  service other { replicas: 3, zones: all, capacity: 400/s }\n  database rows { managed: yes, capacity: 800/s }\n  front -> meta, other\n  meta -> rows { reads: 1 }\n'
    expect(helpOf(inside, 1250)).toEqual(['4', '6'])
  })
})
