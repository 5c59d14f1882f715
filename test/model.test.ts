// What the text means, as the model has it: names and where they are found, defaults and who wins,
// imports and instances, flows over declared edges. The order of statements changes nothing of it.
// It is past 250 lines: a table of texts and what they mean.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { spanText } from '#grammar/source.ts'
import { link } from '#src/model/link.ts'
import type { Model } from '#src/model/model.ts'
import { load } from '#src/workspace/load.ts'
import { type MemoryFiles, memoryHost } from '#src/workspace/memory-host.ts'
import { dump } from './support/dump.ts'
import { validModelOf } from './support/model.ts'
import { randomArch } from './support/random-model.ts'

interface Linked {
  readonly model: Model
  readonly diagnostics: readonly Diagnostic[]
}

function linked(files: MemoryFiles, root = 'main.arch'): Linked {
  const loaded = load(memoryHost(files), root)
  if (loaded.kind === 'unreadable') throw new Error(loaded.reason)
  const { value, diagnostics } = link(loaded.value, loaded.diagnostics)
  return { model: value, diagnostics: [...loaded.diagnostics, ...diagnostics] }
}

/** `code at the text that it points to`, in order. */
function told(files: MemoryFiles, root?: string): readonly string[] {
  return linked(files, root).diagnostics.map((one) => `${one.rule} at ${spanText(one.at)}`)
}

function lines(text: string, begin: string): readonly string[] {
  return dump(validModelOf(text)).filter((line) => line.startsWith(begin))
}

describe('names', () => {
  it('are found outward, then anywhere in the file where there is one alone', () => {
    const text = `
region us { service api  database db  api -> db }
region eu { service api  api -> db { reads: 1 } }
`
    expect(lines(text, 'eu.api')).toEqual(['eu.api -> us.db { reads: 1 number }'])
    expect(lines(text, 'us.api')).toEqual(['us.api -> us.db {  }'])
  })

  it('of several meanings are an error that lists them', () => {
    const { diagnostics } = linked({
      'main.arch': 'region us { service api }  region eu { service api }  client web  web -> api',
    })
    expect(diagnostics.map(({ message }) => message)).toEqual(['`api` may mean `us.api`, `eu.api`'])
  })

  it('walk containers by their dots, and are the kind where a selector could mean both', () => {
    const text = `
region us { zone a { cache cache } }
service api
api -> us.a.cache
forbid service -> cache "why"
forbid api -> us "why"
`
    expect(lines(text, 'forbid')).toEqual([
      'forbid api -> us why',
      'forbid kind service -> kind cache why',
    ])
  })
})

describe('defaults', () => {
  it('own beats amendment beats the nearest every beats the kind', () => {
    const text = `
kind node : service { replicas: 1, latency: 1ms, tier: 3, owner: kind }
every node { replicas: 2, latency: 2ms, tier: 2 }
region us {
  every service { replicas: 3, latency: 3ms }
  node a { replicas: 5 }
  node b
}
us.b { replicas: 4 }
node c
`
    const attributes = (line: string) => line.replace(/^.* \{ | \}$/g, '')
    expect(
      lines(text, 'node/service').map((line) => [line.split(' ')[1], attributes(line)]),
    ).toEqual([
      ['c', 'latency: 2 duration, owner: "kind", replicas: 2 number, tier: 2 number'],
      ['us.a', 'latency: 3 duration, owner: "kind", replicas: 5 number, tier: 2 number'],
      ['us.b', 'latency: 3 duration, owner: "kind", replicas: 4 number, tier: 2 number'],
    ])
  })

  it('of one rank on one attribute are an error, told once', () => {
    const text = 'every service { tier: 1 }  every service { tier: 2 }  service a  service b'
    expect(told({ 'main.arch': text })).toEqual(['conflicting-defaults at tier'])
  })

  it('hold for edges by their arrow, where the edge is written', () => {
    const text = `
every -> { timeout: 1s }
region us { every -> { timeout: 2s }  service a  service b  a -> b  a ~> b }
service c
c -> a
`
    expect(lines(text, 'us.a').concat(lines(text, 'c '))).toEqual([
      'us.a -> us.b { timeout: 2000 duration }',
      'us.a ~> us.b {  }',
      'c -> us.a { timeout: 1000 duration }',
    ])
  })

  it('that nothing takes are judged all the same', () => {
    expect(
      told({ 'main.arch': 'every queue { tiemout: 3 }  kind x : cache { hit: 0.9 }' }),
    ).toEqual(['unknown-attribute at tiemout', 'wrong-unit at 0.9'])
  })
})

describe('copies and zones', () => {
  it('come from replicas, else from the lower end of autoscale', () => {
    const text = `
region r {
  zone a  zone b
  service one  service two { replicas: 2, zones: all }
  service many { autoscale: 3..9, zones: [b, a, b] }  service none { autoscale: 0..9 }
}`
    const drawn = lines(text, 'service').map((line) => line.replace(/ \{.*/, ''))
    expect(drawn).toEqual([
      'service/service r.many x3 in r.b r.a r.b',
      'service/service r.none x1',
      'service/service r.one x1',
      'service/service r.two x2 in r.a r.b',
    ])
  })
})

describe('imports', () => {
  const stack = `
client web
service api  database db
web -> api -> db
flow "View" { web -> api -> db }
title "Stack"
`

  it('bring in everything but the title, under a name where there is one', () => {
    const files = {
      'main.arch': 'import "./stack.arch"\nimport "./stack.arch" as p',
      'stack.arch': stack,
    }
    const { model, diagnostics } = linked(files)
    expect(diagnostics).toEqual([])
    expect(model.title).toBe(undefined)
    expect(model.components.map(({ name, own }) => `${name} ${own}`)).toEqual([
      'web false',
      'api false',
      'db false',
      'p true',
      'p.web false',
      'p.api false',
      'p.db false',
    ])
    expect(model.flows.map(({ name }) => name)).toEqual(['View', 'p: View'])
  })

  it('in a container are instances without their clients, amended one by one', () => {
    const { model, diagnostics } = linked({
      'main.arch': `
region us { import "./stack.arch" }
region eu { import "./stack.arch" }
us.api { replicas: 9 }
client web
dns route
web -> route -> us, eu
`,
      'stack.arch': stack,
    })
    expect(diagnostics).toEqual([])
    expect(model.components.filter(({ builtin }) => builtin === 'client')).toHaveLength(1)
    expect(dump(model).filter((line) => /^(service|flow)/.test(line))).toEqual([
      'flow "eu: View" eu.api -> eu.db as eu.api…eu.db {  } {  }',
      'flow "us: View" us.api -> us.db as us.api…us.db {  } {  }',
      'flow "web" all from web {  }',
      'service/service eu.api x1 {  }',
      'service/service us.api x9 { replicas: 9 number }',
    ])
  })

  it('may be amended in what they say themselves, but only from outside', () => {
    const files = {
      'main.arch': 'region us { import "./api.arch" }\nus.api { replicas: 9 }',
      'api.arch': 'service api { replicas: 2 }\napi { replicas: 4, tier: 1 }',
    }
    const { model, diagnostics } = linked(files)
    expect(diagnostics.map((one) => `${one.severity} ${one.rule}`)).toEqual([
      'warning amendment-without-effect',
    ])
    expect(dump(model)).toContain(
      'service/service us.api x9 { replicas: 9 number, tier: 1 number }',
    )
  })

  it('leave out clients, which nobody outside can name', () => {
    const files = {
      'main.arch': 'region us { import "./stack.arch" }\nus.web -> us.api\nus.absent -> us.api',
      'stack.arch': stack,
    }
    expect(told(files)).toEqual(['client-left-out at us.web', 'unknown-component at us.absent'])
  })

  it('of one file by two ways are one', () => {
    const { model, diagnostics } = linked({
      'main.arch': 'import "./a.arch"\nimport "./b.arch"\na -> shared',
      'a.arch': 'import "./shared.arch"\nservice a',
      'b.arch': 'import "./shared.arch"\nservice b\nb -> shared',
      'shared.arch': 'database shared',
    })
    expect(diagnostics).toEqual([])
    expect(model.components.map(({ name }) => name).sort()).toEqual(['a', 'b', 'shared'])
  })

  it('bring kinds, and a clash of names is told at the import', () => {
    const files = {
      'main.arch': 'import "./kinds.arch" as k\nk.pg users\nimport "./a.arch"\nservice a',
      'kinds.arch': 'kind pg : database { replicas: 3 }',
      'a.arch': 'service a',
    }
    expect(told(files)).toEqual(['import-clash at import "./a.arch"'])
    expect(dump(linked(files).model)).toContain(
      'k.pg/database users x3 { replicas: 3 number }'.replace('k.pg', 'pg'),
    )
  })

  it('that cannot be followed are told at their path, once', () => {
    const files = {
      'work/loadpath.config.json': '{}',
      'work/main.arch': [
        'import "./main.arch"',
        'import "./absent.arch"',
        'import "./folder"',
        'import "../outside.arch"',
        'import "./linked.arch"',
        'import "./a.arch"',
        'import "std/nothing"',
      ].join('\n'),
      'work/a.arch': 'import "./b.arch"',
      'work/b.arch': 'import "./a.arch"',
      'work/folder/x.arch': '',
      'work/linked.arch': { link: '../outside.arch' },
      'outside.arch': 'service secret',
    }
    expect(told(files, 'work/main.arch')).toEqual([
      'import-cycle at "./main.arch"',
      'import-not-found at "./absent.arch"',
      'import-not-found at "./folder"',
      'import-outside at "../outside.arch"',
      'import-outside at "./linked.arch"',
      'import-cycle at "./a.arch"',
      'import-not-found at "std/nothing"',
    ])
  })

  it('that fail are told, and not once more for each name that they would have brought', () => {
    const text =
      'import "std/awz"\nimport "./parts.arch"\ns3 photos\nservice api\napi -> billing, appi'
    expect(told({ 'main.arch': text })).toEqual([
      'import-not-found at "std/awz"',
      'import-not-found at "./parts.arch"',
      'unknown-component at appi',
    ])
  })

  it('nested too deeply, or that multiply without end, are cut off and told', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 120 }, (_, i) => [`${i}.arch`, `import "./${i + 1}.arch"\n`]),
    )
    expect(told({ ...chain, '120.arch': '' }, '0.arch')).toEqual([
      'import-too-deep at "./100.arch"',
    ])
    const doubling = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `${i}.arch`,
        `import "./${i + 1}.arch" as a\nimport "./${i + 1}.arch" as b\n`,
      ]),
    )
    expect(told({ ...doubling, '30.arch': 'service s' }, '0.arch')).toEqual(['too-large at s'])
  })
})

describe('flows', () => {
  it('take declared edges, by label, through containers, with their own use in its place', () => {
    const text = `
client web
region us { service api  database db  api -> db { reads: 3, writes: 1, timeout: 1s } }
web -> us
us -> log "audit"
us -> log "trace"
service log
flow "View" { web -> us.api -> db { reads: 5 }  us.api -> log "audit" }
flow "All" { web -> us }
`
    expect(lines(text, 'flow')).toEqual([
      'flow "All" (us.api -> us.db as us.api…us.db { reads: 3 number, timeout: 1000 duration, writes: 1 number }); web -> us as web…us {  } {  }',
      'flow "View" us -> log "audit" as us.api…log {  }; us.api -> us.db as us.api…us.db { reads: 5 number, timeout: 1000 duration }; web -> us as web…us.api {  } {  }',
    ])
  })

  it('that name what is not declared are told, with what is', () => {
    const { diagnostics } = linked({
      'main.arch': `
client web  service api  queue jobs
web -> api ~> jobs
flow "A" { web -> api -> jobs }
flow "B" { api -> web }
flow "C" { web -> jobs }
`,
    })
    expect(diagnostics.map(({ message, help }) => `${message}: ${help}`)).toEqual([
      'no edge `api -> jobs` is declared: it is declared as api ~> jobs',
      'no edge `api -> web` is declared: it is declared the other way round: web -> api',
      'no edge `web -> jobs` is declared: declare it outside the flow: web -> jobs',
    ])
  })

  it('share the requests of a client, and leave an implicit flow over the rest', () => {
    const flows = (first: string, second: string) =>
      validModelOf(`client web service a service b
web -> a, b
flow "A" { web -> a ${first} }
flow "B" { web -> b ${second} }`).flows.map(({ name }) => name)
    expect(flows('share: 60%', 'share: 40%')).toEqual(['A', 'B'])
    expect(flows('share: 60%', '')).toEqual(['A', 'B'])
    expect(flows('share: 60%', 'share: 10%')).toEqual(['A', 'B', 'web'])
    expect(
      told({
        'main.arch':
          'client w service a w -> a flow "A" { w -> a share: 90% } flow "B" { w -> a share: 20% }',
      }),
    ).toEqual(['share-too-large at share: 20%'])
  })
})

it('does not depend on the order of statements', () => {
  let shuffled = 0
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.infiniteStream(fc.nat()), (seed, numbers) => {
      const text = randomArch(seed, { components: 3 + (seed % 12) })
      const { model, diagnostics } = linked({ 'main.arch': text })
      if (diagnostics.length > 0) return
      const other = linked({ 'main.arch': reordered(text, numbers) })
      expect(other.diagnostics).toEqual([])
      expect(dump(other.model)).toEqual(dump(model))
      shuffled++
    }),
    { numRuns: 400, seed: 11 },
  )
  expect(shuffled).toBeGreaterThan(300)
})

/** The top-level statements in another order: a statement begins on each line without indentation. */
function reordered(text: string, numbers: fc.Stream<number>): string {
  const statements = text.split(/\n(?=[^\s}])/)
  const keys = [...numbers.take(statements.length)]
  return statements
    .map((statement, i) => ({ statement, key: keys[i]! }))
    .sort((a, b) => a.key - b.key)
    .map(({ statement }) => statement)
    .join('\n')
}
