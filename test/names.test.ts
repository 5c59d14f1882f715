// Where a name is looked up, the same for every place that holds one, and what the message proposes where
// nothing is called so. `names-random.test.ts` holds the look-up against a naive one.

import { describe, expect, it } from 'vitest'
import { link } from '#src/model/link.ts'
import { load } from '#src/workspace/load.ts'
import { type MemoryFiles, memoryHost } from '#src/workspace/memory-host.ts'
import { dump } from './support/dump.ts'

function linked(files: string | MemoryFiles) {
  const host = memoryHost(typeof files === 'string' ? { 'main.arch': files } : files)
  const loaded = load(host, 'main.arch')
  if (loaded.kind === 'unreadable') throw new Error(loaded.reason)
  const { value, diagnostics } = link(loaded.value, loaded.diagnostics)
  return { model: value, diagnostics: [...loaded.diagnostics, ...diagnostics] }
}

/** Lines of the model that begin so; a mistake in the text fails. */
function lines(files: string | MemoryFiles, begin: string): readonly string[] {
  const { model, diagnostics } = linked(files)
  expect(diagnostics.map(({ message }) => message)).toEqual([])
  return dump(model).filter((line) => line.startsWith(begin))
}

/** Message and help of the one mistake there is. */
function mistake(files: string | MemoryFiles): readonly (string | undefined)[] {
  const { diagnostics } = linked(files)
  expect(diagnostics).toHaveLength(1)
  const [{ message, help, fix }] = diagnostics as [(typeof diagnostics)[0]]
  return [message, help, ...(fix ? [fix.title] : [])]
}

describe('a name that nothing around it declares', () => {
  const two = 'region x { network n { database pay } }\n'

  it('is the one inside the nearest container that holds any', () => {
    const text = `${two}region y { network n { database pay }  service api  api -> pay }`
    expect(lines(text, 'y.api')).toEqual(['y.api -> y.n.pay {  }'])
    const from = `${two}region y { group g { service api  api -> pay }  group h { database pay } }`
    expect(lines(from, 'y.g.api')).toEqual(['y.g.api -> y.h.pay {  }'])
  })

  it('is one that is declared further out before one that lies deeper nearby', () => {
    const text = `database pay\nregion y { network n { database pay }  service api  api -> pay }`
    expect(lines(text, 'y.api')).toEqual(['y.api -> pay {  }'])
  })

  it('of several in that container is an error that lists them alone, the nearest first', () => {
    const text = `${two}region y {
      group a { group b { database pay } }  group c { database pay }  service api  api -> pay
    }`
    expect(mistake(text)).toEqual([
      '`pay` may mean `y.c.pay`, `y.a.b.pay`',
      'write the full name, such as `y.c.pay`',
    ])
  })

  it('is looked up so behind dots too', () => {
    const text = `region x { group o { network n { database pay } } }
region y { group o { network n { database pay } }  service api  api -> n.pay }`
    expect(lines(text, 'y.api')).toEqual(['y.api -> y.o.n.pay {  }'])
  })

  it('of an imported file is looked up in it, then in the container that imports it', () => {
    const files = {
      'main.arch': `${two}region y { import "./stack.arch"  network n { database pay } }`,
      'stack.arch': 'service api\napi -> pay\nflow "Pay" { api -> pay }\nforbid api ~> pay "calls"',
    }
    expect(lines(files, 'y.api')).toEqual(['y.api -> y.n.pay {  }'])
    expect(lines(files, 'flow')).toEqual([
      'flow "y: Pay" y.api -> y.n.pay as y.api…y.n.pay {  } {  }',
    ])
    expect(lines(files, 'forbid')).toEqual(['forbid y.api ~> y.n.pay calls'])
  })

  it('does not begin outside an imported file while that is looked through', () => {
    const main = 'region x { region n { import "./s.arch"  group n { database pay } } }'
    const s = 'service api\ndatabase pay\napi -> n.pay\n'
    for (const more of ['', 'group a { service n }\ngroup b { service n }']) {
      const files = { 'main.arch': main, 's.arch': s + more }
      expect(lines(files, 'x.n.api')).toEqual(['x.n.api -> x.n.n.pay {  }'])
    }
  })

  it('is found in a file that another file has imported before', () => {
    const files = {
      'main.arch': 'import "./a.arch"\nimport "./b.arch"\ngroup z { database pay }',
      'a.arch': 'import "./shared.arch"',
      'b.arch': 'import "./shared.arch"\nservice api\napi -> pay',
      'shared.arch': 'network n { database pay }',
    }
    expect(lines(files, 'api')).toEqual(['api -> n.pay {  }'])
  })
})

describe('the same look-up serves', () => {
  const region = (name: string, items: string) => `region ${name} {
  group near { zone a  zone b  database pay  queue dead }
  ${items}
}
`
  const text = region('x', '') + region('y', '')

  it('zones, `for`, `dlq` and `fallback`', () => {
    const items = `service s { zones: [a, b], replicas: 2 }
      cache c { for: pay }  queue q { dlq: dead }  s -> c, q { fallback: pay }`
    const all = region('x', items) + region('y', items)
    expect(lines(all, 'service')).toEqual([
      'service/service x.s x2 in x.near.a x.near.b { replicas: 2 number, zones: [x.near.a, x.near.b] }',
      'service/service y.s x2 in y.near.a y.near.b { replicas: 2 number, zones: [y.near.a, y.near.b] }',
    ])
    expect(lines(all, 'cache').join()).toMatch(/for: x\.near\.pay.*for: y\.near\.pay/)
    expect(lines(all, 'queue').join()).toMatch(/dlq: x\.near\.dead.*dlq: y\.near\.dead/)
    expect(lines(all, 'y.s -> y.q')).toEqual(['y.s -> y.q { fallback: y.near.pay }'])
  })

  it('what `every` gives, from where each component stands', () => {
    const all = `every service { zones: [a] }\n${region('x', 'service s')}${region('y', 'service s')}`
    expect(lines(all, 'service')).toEqual([
      'service/service x.s x1 in x.near.a { zones: [x.near.a] }',
      'service/service y.s x1 in y.near.a { zones: [y.near.a] }',
    ])
  })

  it('amendments', () => {
    expect(lines(text + region('z', 'pay { replicas: 3 }'), 'database')).toEqual([
      'database/database x.near.pay x1 {  }',
      'database/database y.near.pay x1 {  }',
      'database/database z.near.pay x3 { replicas: 3 number }',
    ])
  })

  it('flows, selectors and scenarios of a file that a container imports', () => {
    const files = {
      'main.arch': `${text}region z { import "./s.arch"  group near { database pay  zone a } }`,
      's.arch': `service s\ns -> pay\nflow "F" { s -> pay }
require replicas >= 1 for pay\nonly s -> pay "ours"
scenario "S" { fail: [a, "pay#1"]  pay { replicas: 2 } }`,
    }
    expect(lines(files, 'flow')).toEqual([
      'flow "z: F" z.s -> z.near.pay as z.s…z.near.pay {  } {  }',
    ])
    expect(lines(files, 'require')).toEqual(['require replicas >= 1 for pay for z.near.pay to '])
    expect(lines(files, 'only')).toEqual(['only z.s -> z.near.pay ours'])
    expect(lines(files, 'scenario')).toEqual([
      'scenario z: S fail [z.near.a, z.near.pay#1] x1 z.near.pay { replicas: 2 number }',
    ])
  })

  it('and finds nothing beyond the file where the file holds several', () => {
    expect(mistake(`${text}service api\napi -> pay`)[0]).toBe(
      '`pay` may mean `x.near.pay`, `y.near.pay`',
    )
    expect(mistake(`${text}forbid client -> pay "why"`)[0]).toBe(
      '`pay` may mean `x.near.pay`, `y.near.pay`',
    )
  })
})

describe('a dotted name that its container does not declare', () => {
  const west = 'region west { network private { lb front } }\ndns d\n'

  it('is what lies deeper under the container by the same last part', () => {
    expect(mistake(`${west}d -> west.front`)).toEqual([
      'there is no component `west.front`',
      'did you mean `west.private.front`?',
      'write west.private.front',
    ])
    const zones = 'region r { zone a { service s-a } zone b { service s-b } }\nclient c\n'
    expect(mistake(`${zones}c -> r.s-a`)[1]).toBe('did you mean `r.a.s-a`?')
  })

  it('is that in a selector too, and in what an import made', () => {
    expect(mistake(`${west}forbid d ~> west.front "why"`)).toEqual([
      '`west.front` is neither a kind nor a component',
      'did you mean `west.private.front`?',
      'write west.private.front',
    ])
    const files = { 'main.arch': 'import "./w.arch" as p\ndns e\ne -> p.front', 'w.arch': west }
    expect(mistake(files)[1]).toBe('did you mean `p.west.private.front`?')
  })

  it('may be one of several, and then nothing is written for the author', () => {
    const text = 'region r { group a { group b { lb f } }  group c { lb f } }\ndns d\nd -> r.f'
    expect(mistake(text)).toEqual([
      'there is no component `r.f`',
      'did you mean `r.c.f` or `r.a.b.f`?',
    ])
  })

  it('is else a similar name under the container, and never one of another container', () => {
    expect(mistake(`${west}d -> west.frnt`)[1]).toBe('did you mean `west.private.front`?')
    expect(mistake(`${west}region east { lb other }\nd -> east.front`)[1]).toBe(
      'declare it inside `east`: `service front`',
    )
  })

  it('is what stands elsewhere where there is no such container', () => {
    const text = `${west}region east { lb front }\nd -> `
    expect(mistake(`${text}eats.front`)[1]).toBe('did you mean `east.front`?')
    expect(mistake(`${text}north.front`)[1]).toBe(
      'did you mean `east.front` or `west.private.front`?',
    )
  })

  it('is proposed in words that mean it, when they are written', () => {
    const wrong = `${west}d -> west.front`
    const { help } = linked(wrong).diagnostics[0]!
    const name = /`(.*)`/.exec(help!)![1]!
    expect(lines(wrong.replace('west.front', name), 'd ->')).toEqual([
      'd -> west.private.front {  }',
    ])
  })
})
