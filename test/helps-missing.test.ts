// What the helps about missing attributes, edges and flows tell an author to write is tried: in the place of
// her line, or behind her text, it reads well and the finding is gone. It is past 250 lines because each rule has
// texts of its own.

import { describe, expect, it } from 'vitest'
import { findings, replaced } from './support/helps.ts'

/** What stands behind the last colon that has a space behind it and no brace before it. */
const line = (help: string): string => /^[^{]*?: (.+)$/.exec(help)![1]!

describe.each([
  ['cache-without-ttl', 'cache x { ttl: none }', 'cache x { ttl: 10m }'],
  ['cache-without-ttl', 'cache y { ttl: 1m }\ncache x "The X"', 'cache x "The X" { ttl: 10m }'],
  [
    'cache-without-eviction',
    'cache x { eviction: none, max-size: 1GB }',
    'cache x { max-size: 1GB, eviction: lru }',
  ],
  ['cache-without-eviction', 'cache y { eviction: lfu }\ncache x', 'cache x { eviction: lru }'],
  ['missing-backup', 'database x { backup: none }', 'database x { backup: 1d }'],
  ['missing-backup', 'blob y { backup: 1h }\nblob x', 'blob x { backup: 1d }'],
  [
    'missing-dead-letter-queue',
    'queue y { dlq: dead }\nqueue dead\nqueue x',
    'queue x { dlq: dead }',
  ],
])('%s', (rule, written, wanted) => {
  it(`makes of ${JSON.stringify(written)} a component with the attribute`, () => {
    const other = / y /.test(written) ? 'web -> api -> y\nhand -> y\n' : ''
    const text = `client web\nservice api\nworker hand\n${written}\nweb -> api -> x\nhand -> x\n${other}`
    const [found, ...others] = findings(text, rule)
    expect([found!.subjects, others]).toEqual([['x'], []])
    const paste = line(found!.help!)
    expect([...paste.matchAll(/[\w-]+: [\w.]+/g)].map(String).sort()).toEqual(
      [...wanted.matchAll(/[\w-]+: [\w.]+/g)].map(String).sort(),
    )
    expect(findings(replaced(text, paste), rule)).toEqual([])
  })
})

describe('missing-dead-letter-queue', () => {
  const rule = 'missing-dead-letter-queue'

  it.each(['', 'service dead-letters\n'])(
    'declares a queue where there is none, beside %j',
    (other) => {
      const text = `client web\nservice api\nworker hand\nqueue jobs { dlq: none }\n${other}web -> api ~> jobs ~> hand\n`
      const [found] = findings(text, rule)
      const [, declaration, paste] = /declare (queue [\w-]+), .*?: (.+)$/.exec(found!.help!)!
      expect(findings(`${replaced(text, paste!)}${declaration}\n`, rule)).toEqual([])
    },
  )
})

describe('orphan-queue', () => {
  const rule = 'orphan-queue'
  const parts = ['', 'service api\n', 'worker hand\n', 'service api\nworker hand\n', 'cache api\n']
  const kinds = ['queue', 'topic', 'stream']
  const edges = ['', 'x ~> hand\n', 'api ~> x\n', 'hand -> x\n']
  const systems = parts.flatMap((part) =>
    kinds.flatMap((kind) => edges.map((edge) => `client web\n${kind} x\n${part}${edge}`)),
  )
  const valid = systems.filter(
    (text) =>
      (!/hand/.test(text) || text.includes('worker hand')) &&
      (!/^api/m.test(text) || text.includes('service api')),
  )

  it.each(valid.filter((text) => findings(text, rule).length > 0))('after %j', (text) => {
    const paste = line(findings(text, rule)[0]!.help!)
    expect(findings(`${text}${paste}\n`, rule)).toEqual([])
  })

  it('is tried in many systems', () => {
    expect(valid.filter((text) => findings(text, rule).length > 0).length).toBeGreaterThan(15)
  })

  it('takes a service that nothing calls for the one that means to take', () => {
    const text =
      'client web\nservice orders\nservice mailer\nqueue jobs\nweb -> orders -> jobs\nmailer -> jobs\n'
    const [found] = findings(text, rule)
    expect(found!.notes).toContain(
      'mailer -> jobs sends to it: only workers and functions take by "->"',
    )
    const paste = line(found!.help!)
    expect(paste).toBe('jobs ~> mailer')
    expect(findings(text.replace('mailer -> jobs', paste), rule)).toEqual([])
  })

  it('takes one that calls the queue for the one that means to send', () => {
    const text = 'client web\nfunction up\nqueue jobs\nworker hand\nweb -> up -> jobs ~> hand\n'
    const [found] = findings(text, rule)
    expect(found!.help).toBe('write what sends to it: up ~> jobs')
    expect(found!.notes![1]).toBe(
      'up -> jobs takes from it: "->" from a worker or function does, and "~>" sends',
    )
    expect(findings(text.replace('up -> jobs', 'up ~> jobs'), rule)).toEqual([])
  })

  it('never makes its sender its taker', () => {
    const [found] = findings('client web\nservice api\nqueue jobs\nweb -> api ~> jobs\n', rule)
    expect(found!.help).toBe('write what takes from it: worker handler  jobs ~> handler')
  })
})

describe('cdn-without-origin', () => {
  const rule = 'cdn-without-origin'

  it.each([
    ['', 'blob assets  edge -> assets'],
    ['blob photos\n', 'edge -> photos'],
    ['service api\nweb -> api\n', 'edge -> api'],
    ['database meta\ncdn other { for: meta }\n', 'blob assets  edge -> assets'],
    ['service assets\nassets -> edge\n', 'blob assets-2  edge -> assets-2'],
    ['lb edge-lb\nservice api\nblob photos\nweb -> edge-lb -> api\n', 'edge -> photos'],
    ['lb front\nlb inner\nservice api\ninner -> api\nweb -> front -> api\n', 'edge -> front'],
    [
      'dns d\ngateway door\nservice api\nlb in\nin -> api\nweb -> d -> door -> api\n',
      'edge -> door',
    ],
  ])('beside %j', (others, wanted) => {
    const text = `client web\ncdn edge { hit: 90% }\nweb -> edge\n${others}`
    const [found] = findings(text, rule)
    expect(line(found!.help!)).toBe(wanted)
    const left = findings(`${text}${wanted}\n`, rule)
    expect(left.filter(({ subjects }) => subjects[0] === 'edge')).toEqual([])
  })

  it('goes to what it is for', () => {
    const text = 'client web\nblob a\nblob b\ncdn edge { hit: 90%, for: b }\nweb -> edge\n'
    expect(findings(text, rule)[0]!.help).toBe('write the edge to it: edge -> b')
  })
})

describe('self-edge', () => {
  const rule = 'self-edge'

  it.each([
    ['api -> (api | left)', 'api -> left'],
    ['api -> api, left, right', 'api -> left, right'],
    ['api -> 2 of (api, left, right)', 'api -> left | right'],
    ['api -> 3 of (api, left, right)', 'api -> left, right'],
    ['api -> 3 of (api, left, right, last)', 'api -> 2 of (left, right, last)'],
  ])('%s becomes %s', (written, wanted) => {
    const text = (edge: string): string =>
      `client web\nservice api\nservice left\nservice right\nservice last\nweb -> api\n${edge}\n`
    const [found] = findings(text(written), rule)
    expect(line(found!.help!)).toBe(wanted)
    expect(findings(text(wanted), rule)).toEqual([])
  })

  it('that has no other target is taken away', () => {
    const text = 'client web\nservice api\nweb -> api\napi -> api\n'
    const [found] = findings(text, rule)
    expect(found!.help).toBe('name what "api" calls in place of itself, or take the edge away')
    expect(findings(text.replace('api -> api\n', ''), rule)).toEqual([])
  })
})

describe('duplicate-edge', () => {
  const rule = 'duplicate-edge'
  const system =
    'client web\ngroup back { service api  queue jobs { dlq: dead }  queue dead }\ndatabase main\nweb -> api\n'

  it.each([
    ['api -> main\n', 'api -> main'],
    ['back -> main\n', 'api -> main'],
    ['', 'jobs ~> dead'],
  ])('is gone with the second edge left out, or named: %j %s', (first, second) => {
    const [found, ...others] = findings(`${system}${first}${second}\n`, rule)
    expect(others).toEqual([])
    expect(findings(`${system}${first}`, rule)).toEqual([])
    const labelled = /label: (.+)$/.exec(found!.help!)![1]
    expect(findings(`${system}${first}${labelled}\n`, rule)).toEqual([])
  })
})

describe('unused-component', () => {
  const rule = 'unused-component'
  const system = `client web
group back { service api  service old  pool spare { worker left  worker right } }
queue jobs
topic news
worker mail
web -> api
flow "Order" { web -> api }
flow "mail" { web -> api }
`

  it.each([
    ['api ~> jobs ~> mail\n', 'mail', 'flow "jobs" { jobs ~> mail }'],
    ['mail -> jobs\n', 'mail', 'flow "jobs" { mail -> jobs }'],
    ['api -> old\n', 'back.old', 'flow "back.old" { web -> back.api -> back.old }'],
    [
      'news ~> spare\n',
      'back.spare.right',
      'flow "news" { news ~> back.spare.left  news ~> back.spare.right }',
    ],
    [
      'spare -> jobs\n',
      'back.spare.left',
      'flow "jobs" { back.spare.left -> jobs  back.spare.right -> jobs }',
    ],
    [
      'web -> old -> mail\nold ~> jobs ~> spare\n',
      'back.old',
      'flow "back.old" { web -> back.old -> mail  back.old ~> jobs ~> back.spare.left  jobs ~> back.spare.right }',
    ],
  ])('after %j, of %s', (edges, name, wanted) => {
    const text = `${system}${edges}`
    const [found, ...others] = findings(text, rule).filter(({ subjects }) =>
      subjects.includes(name),
    )
    expect(others).toEqual([])
    expect(line(found!.help!)).toBe(wanted)
    const left = findings(`${text}${wanted}\n`, rule)
    expect(left.filter(({ subjects }) => subjects.includes(name))).toEqual([])
  })

  it('is told once for what hangs together, without what is ignored', () => {
    const parts = (more: string) => `client web
service api
service top
service left${more}
service right
database deep
cache alone
web -> api
top -> left, right
left, right -> deep
flow "Order" { web -> api }
`
    const told = findings(parts(''), rule).map(({ message, help }) => [message, help])
    expect(told).toEqual([
      [
        '"top" is in no flow, and with it left, right, deep',
        'write what leads to "top" and name that in a flow, or remove all 4',
      ],
      ['"alone" is in no flow', 'write what uses it and name that in a flow, or remove it'],
    ])
    const rest = findings(parts(' { ignore unused-component "next year" }'), rule)
    expect(rest.map(({ message }) => message)[0]).toBe(
      '"top" is in no flow, and with it right, deep',
    )
  })

  it('has no edge to name', () => {
    const found = findings(system, rule).find(({ subjects }) => subjects[0] === 'mail')!
    expect(found.help).toBe('write what uses it and name that in a flow, or remove it')
  })
})
