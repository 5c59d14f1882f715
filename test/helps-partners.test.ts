// What the helps tell an author to write that name another component: the likeliest one is named, and with
// the line written the finding is gone.

import { describe, expect, it } from 'vitest'
import { findings } from './support/helps.ts'

/** What stands behind the last colon that has a space behind it and no brace before it. */
const line = (help: string): string => /^[^{]*?: (.+)$/.exec(help)![1]!

describe('unreachable-component', () => {
  const rule = 'unreachable-component'

  it.each([
    ['', 'cache url-hot', 'url-web -> url-hot'],
    ['', 'cache hot', undefined],
    ['', 'scheduler mail-clock', 'mail-clock -> mail'],
    ['', 'worker night', 'queue jobs  jobs ~> night'],
    ['group g { service own }', 'cache hot', undefined],
  ])('%j beside %j', (others, part, wanted) => {
    const text = `client web\nservice api\nservice url-web\nservice mail\nweb -> api, url-web, mail\n${others}\n${part}\n`
    const found = findings(text, rule).find(({ subjects }) => subjects[0] === part.split(' ')[1])!
    const what = part.startsWith('scheduler') ? 'it starts' : 'uses it'
    const said = wanted === undefined ? '' : `: ${wanted}`
    expect(found.help).toBe(`write what ${what}, or remove it${said}`)
    if (wanted === undefined) return
    const left = findings(`${text}${wanted}\n`, rule)
    expect(left.filter(({ subjects }) => subjects[0] === found.subjects[0])).toEqual([])
  })
})

describe('shared-database', () => {
  const rule = 'shared-database'
  const system = (first: string, own: string): string => `client web
${first} shop { owner: sales }
service pay { owner: billing }
worker ship { owner: logistics }
database orders${own}
web -> shop, pay
shop, pay, ship -> orders { writes: 1 }
`

  it.each([
    ['', 'pay, ship -> shop', 'shop'],
    [' { owner: billing }', 'shop, ship -> pay', 'pay'],
  ])('lets one owner write, of a database with%s', (own, wanted, door) => {
    const text = system('service', own)
    const [found] = findings(text, rule)
    expect(line(found!.help!)).toBe(wanted)
    const fixed = text.replace('shop, pay, ship -> orders', `${wanted}\n${door} -> orders`)
    expect(findings(fixed, rule)).toEqual([])
  })

  it.each([
    ['who writes most', ['ads', 0.01], ['money', 3], ['money', 1], 'one -> two'],
    ['the owner with most writers', ['ads', 1], ['money', 1], ['money', 1], 'one -> two'],
    ['the first', ['ads', 1], ['money', 1], ['law', 1], 'two, three -> one'],
  ] as const)('lets %s keep it', (_, ...rest) => {
    const wanted = rest[3]
    const some = ['one', 'two', 'three'].map((name, index) => [name, ...rest[index]!] as const)
    const text = `client web
database main
${some.map(([name, owner]) => `service ${name} { owner: ${owner} }`).join('\n')}
web -> one, two, three
${some.map(([name, , writes]) => `${name} -> main { writes: ${writes} }`).join('\n')}
`
    expect(line(findings(text, rule)[0]!.help!)).toBe(wanted)
  })

  it('lets each ask the one of its own region', () => {
    const stack = (more: string) =>
      `{ service pay { owner: billing }  service shop { owner: sales }  ${more} }`
    const text = `client web
region ireland ${stack('')}
region frankfurt ${stack('worker ship { owner: logistics }')}
database orders { owner: billing }
web -> ireland.pay, frankfurt.pay, ireland.shop, frankfurt.shop
ireland, frankfurt -> orders { writes: 1 }
`
    const [found] = findings(text, rule)
    expect(found!.help).toBe(
      'let ireland.pay, frankfurt.pay alone write, and the others ask the one beside them instead: ireland.shop -> ireland.pay  frankfurt.shop, frankfurt.ship -> frankfurt.pay',
    )
    const fixed = text.replace(
      'ireland, frankfurt -> orders',
      `${line(found!.help!)}\nireland.pay, frankfurt.pay -> orders`,
    )
    expect(findings(fixed, rule)).toEqual([])
  })

  it('asks for a service where none of them can be asked', () => {
    const text = system('worker', '')
      .replace('service pay', 'scheduler pay')
      .replace('web -> shop, pay', '')
    expect(findings(text, rule)[0]!.help).toBe(
      'let a service of sales write to it, and the others ask that service',
    )
  })
})
