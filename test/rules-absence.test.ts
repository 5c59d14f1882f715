// The rules about what is missing, over several files and by their promise: writing the attribute everywhere
// silences them, and so does removing it everywhere. And rules about whole systems are silent in fragments.

import { describe, expect, it } from 'vitest'
import { lintText, only } from './support/linting.ts'

interface Missing {
  readonly rule: string
  readonly attribute: string
  readonly value: string
  /** What two components of the kind need for the rule to be about them. */
  readonly around: string
  readonly kind: string
}

const table: readonly Missing[] = [
  {
    rule: 'missing-dead-letter-queue',
    attribute: 'dlq',
    value: 'dead',
    kind: 'queue',
    around: 'queue dead\nworker hand\napi ~> one, two ~> hand\n',
  },
  {
    rule: 'cache-without-ttl',
    attribute: 'ttl',
    value: '10m',
    kind: 'cache',
    around: 'api -> one, two\n',
  },
  {
    rule: 'cache-without-eviction',
    attribute: 'eviction',
    value: 'lru',
    kind: 'cache',
    around: 'api -> one, two\n',
  },
  {
    rule: 'missing-backup',
    attribute: 'backup',
    value: '1d',
    kind: 'database',
    around: 'api -> one, two\n',
  },
]

describe.each(table)('$rule', ({ rule, attribute, value, kind, around }) => {
  const written = ` { ${attribute}: ${value} }`
  const system = (one: string, two: string, more = ''): string =>
    `client web\nservice api\nweb -> api\n${kind} one${one}\n${kind} two${two}\n${around}${more}`
  const found = (text: string): readonly string[] =>
    lintText(text, { preset: 'all', settings: only(rule) }).flatMap(({ subjects }) => subjects)

  it('is about the one that lacks it', () => {
    expect(found(system(written, ''))).toEqual(['two'])
    expect(found(system('', written))).toEqual(['one'])
  })

  it('is silent where it is written everywhere', () => {
    expect(found(system(written, written))).toEqual([])
    expect(found(system('', '', `every ${kind}${written}\n`))).toEqual([])
    expect(found(system('', '', `one${written}\ntwo${written}\n`))).toEqual([])
  })

  it('is silent where it is written nowhere', () => {
    expect(found(system('', ''))).toEqual([])
    expect(found(system('', '', `scenario "One" { one${written} }\n`))).toEqual([])
  })

  it('hears what is written in an imported file, and what an importer changes there', () => {
    const parts = `${kind} one\n${kind} two\n`
    const main = (more: string): string =>
      `import "./parts.arch"\nclient web\nservice api\nweb -> api\n${around}${more}`
    const both = (more: string, of: string): readonly string[] =>
      lintText(
        { 'main.arch': main(more), 'parts.arch': of },
        { preset: 'all', settings: only(rule) },
      ).flatMap(({ subjects }) => subjects)
    expect(both('', parts)).toEqual([])
    expect(both(`one${written}\n`, parts)).toEqual(['two'])
    expect(both(`one${written}\ntwo${written}\n`, parts)).toEqual([])
  })
})

describe('a rule about a whole system', () => {
  const systems: readonly (readonly [rule: string, text: string])[] = [
    ['orphan-queue', 'queue jobs\n'],
    ['cdn-without-origin', 'cdn edge { hit: 95% }\n'],
    [
      'unused-component',
      'client web\nservice api\nservice old\nweb -> api\nflow "A" { web -> api }\n',
    ],
  ]

  it.each(systems)('%s is silent in a fragment and of what it brings', (rule, text) => {
    const run = (files: Record<string, string>, fragment: boolean): number =>
      lintText(files, { preset: 'all', settings: only(rule), fragment }).length
    expect(run({ 'main.arch': text }, false)).toBe(1)
    expect(run({ 'main.arch': text }, true)).toBe(0)
    const importing = 'import "./parts.arch"\nservice more\nclient us\nus -> more\n'
    expect(run({ 'main.arch': importing, 'parts.arch': text }, false)).toBe(0)
  })

  it('an edge of the importer is one', () => {
    const files = {
      'main.arch': 'import "./parts.arch"\nservice api\nworker hand\napi ~> jobs ~> hand\n',
      'parts.arch': 'queue jobs\n',
    }
    expect(lintText(files, { settings: only('orphan-queue') })).toEqual([])
  })

  it('an edge of an import that is written again is told where it is written again', () => {
    const files = {
      'main.arch': 'import "./parts.arch"\nclient web\nweb -> api -> main\n',
      'parts.arch': 'service api\ndatabase main\napi -> main\n',
    }
    const [found, ...others] = lintText(files, { settings: only('duplicate-edge') })
    expect(others).toEqual([])
    expect(found!.at.source.path).toBe('main.arch')
    expect(found!.related[0]!.at.source.path).toBe('parts.arch')
  })
})

describe('what another rule says better', () => {
  const rulesOf = (text: string): readonly string[] =>
    lintText(text, { preset: 'all' }).map(({ rule, subjects }) => `${rule}: ${subjects}`)

  it('a queue, a cdn and a part without an edge are told once', () => {
    const text = `client web
service api { managed: yes }
service old { replicas: 2 }
queue jobs { replicas: 2 }
cdn edge { ttl: 1d }
web -> api
flow "Order" { web -> api }
`
    expect(rulesOf(text)).toEqual([
      'unreachable-component: old',
      'orphan-queue: jobs',
      'cdn-without-origin: edge',
    ])
  })

  it('in a fragment, too, nothing is told twice', () => {
    expect(lintText('queue jobs\n', { preset: 'all', fragment: true })).toEqual([])
  })
})
