// What a help tells an author to write is tried here: in the place of her line, or behind her text, it reads
// well and the finding is gone.

import { describe, expect, it } from 'vitest'
import { findings } from './support/helps.ts'

describe('unreachable-component', () => {
  const rule = 'unreachable-component'
  const kinds = [
    ...['dns', 'cdn', 'lb', 'gateway', 'service', 'worker', 'function', 'scheduler', 'cache'],
    ...['database', 'search', 'warehouse', 'queue', 'topic', 'stream', 'blob', 'lock'],
  ]
  const others = ['', 'client web\nservice api\nqueue jobs\nweb -> api ~> jobs\n', 'cache web\n']

  it.each(kinds.flatMap((kind) => others.map((other) => [kind, other])))(
    'a %s beside %j',
    (kind, other) => {
      const text = `${other}${kind} x\n`
      const found = findings(text, rule).find(({ subjects }) => subjects[0] === 'x')!
      const line = /, or remove it: (.+)$/.exec(found.help!)![1]!
      const left = findings(`${text}${line}\n`, rule)
      expect(left.filter(({ subjects }) => subjects[0] === 'x')).toEqual([])
      if (other.includes('service')) expect(line).toMatch(/^\w+ [-~]> \w+$/)
    },
  )

  it('goes the way that requests go, and declares who is not there', () => {
    const help = (text: string) => findings(text, rule)[0]!.help
    expect(help('service a\n')).toBe('write what uses it, or remove it: client web  web -> a')
    expect(help('client web\nservice api\nweb -> api\nscheduler s\n')).toBe(
      'write what it starts, or remove it: s -> api',
    )
  })
})

describe('what is proposed', () => {
  it('counts the shards that there are, and no more copies than there may be', () => {
    const front = 'client web\nlb front { replicas: 2 }\nweb -> front -> orders\n'
    const [short] = findings(
      `${front}database orders { replicas: 3, shards: 2, needs: 2 }\n`,
      'needs-more-than-it-has',
    )
    expect(short!.help).toContain('replicas: 6, shards: 2')
    const [many] = findings(
      `${front}database orders { replicas: 100000, shards: 100000 }\n`,
      'unreplicated-shard',
    )
    expect(many!.help).toContain('replicas: 100000, shards: 50000')
  })

  it('asks of a part for what the whole requires of it', () => {
    const [found] = findings(
      'client web\nlb front { managed: yes, availability: 99.99% }\nservice api { replicas: 3 }\nweb -> front -> api\nrequire availability >= 99.99%\n',
      'dependency-nines',
    )
    expect(found!.help).toContain('availability: 99.999%')
  })
})

describe('needs-more-than-it-has', () => {
  it('names what goes round', () => {
    const text = `client web
service login
service left
service right
web -> login -> left | right
left -> login
right -> login
`
    const [found] = findings(text, 'needs-more-than-it-has')
    expect(found!.notes).toEqual([
      'login, left, right go round: each waits for another of them, and none answers by itself',
    ])
    expect(found!.subjects).toEqual(['login', 'left', 'right'])
    const fixed = text.replace('left -> login', 'left -> login { optional: yes }')
    expect(findings(fixed, 'needs-more-than-it-has')).toEqual([])
  })
})

describe('mixed-targets', () => {
  const rule = 'mixed-targets'
  const system = (targets: string) => `client web
lb front
service orders
service users
database order-data
database user-data
web -> front
front -> ${targets}
orders -> order-data
users -> user-data
`

  it.each([
    ['orders "/o", users "/u"', 'info', 'front -> orders { route: "/o" }, users { route: "/u" }'],
    [
      'orders "REST", users "SQL"',
      'info',
      'front -> orders { route: "REST" }, users { route: "SQL" }',
    ],
    ['orders "/o", users', 'warning', 'front -> orders { route: "/o" }'],
    ['orders "HTTPS", users "HTTPS"', 'warning', 'front -> users { route: "/users" }'],
    ['orders, users', 'warning', 'front -> users { route: "/users" }'],
  ])('%s: %s', (targets, severity, line) => {
    const [found] = findings(system(targets), rule)
    expect(found).toMatchObject({ severity, help: `say what goes where: ${line}` })
    expect(
      findings(
        system(line.replace('front -> ', '')).replace('-> users {', '-> orders, users {'),
        rule,
      ),
    ).toEqual([])
  })
})
