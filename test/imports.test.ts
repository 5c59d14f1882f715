// What several import statements make of one file, and what is a clash: one name for two files, or a name
// that is there already. Each import statement tells its clashes in one error.

import { describe, expect, it } from 'vitest'
import { spanText } from '#grammar/source.ts'
import { link } from '#src/model/link.ts'
import { load } from '#src/workspace/load.ts'
import { type MemoryFiles, memoryHost } from '#src/workspace/memory-host.ts'
import { dump } from './support/dump.ts'

function linked(files: MemoryFiles) {
  const loaded = load(memoryHost(files), 'main.arch')
  if (loaded.kind === 'unreadable') throw new Error(loaded.reason)
  const { value, diagnostics } = link(loaded.value, loaded.diagnostics)
  return { model: value, diagnostics: [...loaded.diagnostics, ...diagnostics] }
}

/** Full names with their kinds, in order of names; a mistake in the texts fails. */
function components(files: MemoryFiles): readonly string[] {
  const { model, diagnostics } = linked(files)
  expect(diagnostics.map(({ message }) => message)).toEqual([])
  return model.components.map(({ kind, name }) => `${kind} ${name}`).sort()
}

/** `rule at the text: message`. */
function told(files: MemoryFiles): readonly string[] {
  return linked(files).diagnostics.map(
    ({ rule, at, message }) => `${rule} at ${spanText(at)}: ${message}`,
  )
}

const partners = `kind bank : external
bank visa
service gate
gate -> visa
flow "Pay" { gate -> visa }
`

describe('one file under one name in one place is one', () => {
  it('where it is a library', () => {
    const files = {
      'main.arch': 'import "std/oss" as oss\nimport "./y.arch"\noss.postgres mine',
      'y.arch': 'import "std/oss" as oss\noss.postgres theirs',
    }
    expect(components(files)).toEqual(['postgres mine', 'postgres theirs'])
    const twice =
      'import "std/oss" as oss\nimport "std/oss" as oss\nimport "std/oss"\noss.redis a\nredis b'
    expect(components({ 'main.arch': twice })).toEqual(['redis a', 'redis b'])
  })

  it('where it is a file of one’s own, by two statements or by two files', () => {
    const one = 'import "./partners.arch" as partners\n'
    const all = ['bank partners.visa', 'group partners', 'service partners.gate']
    expect(components({ 'main.arch': one + one, 'partners.arch': partners })).toEqual(all)
    const files = {
      'main.arch': 'import "./a.arch"\nimport "./b.arch"\npartners.gate { replicas: 3 }',
      'a.arch': `${one}service a\na -> partners.gate`,
      'b.arch': `${one}service b\nb -> gate`,
      'partners.arch': partners,
    }
    expect(components(files)).toEqual([...all, 'service a', 'service b'].sort())
    const { model } = linked(files)
    expect(model.flows.map(({ name }) => name)).toEqual(['partners: Pay'])
    expect(dump(model)).toContain('service/service partners.gate x3 { replicas: 3 number }')
    expect(dump(model)).toContain('b -> partners.gate {  }')
  })

  it('where the place is a container', () => {
    const files = {
      'main.arch': `region r { import "./a.arch"  import "./b.arch"  import "./b.arch" }
region s { import "./b.arch"  import "./partners.arch"  import "./partners.arch" as p  import "./partners.arch" as p }`,
      'a.arch': 'import "./partners.arch"\nimport "std/oss" as oss\noss.redis a',
      'b.arch': 'import "./partners.arch"\nimport "std/oss" as oss\noss.redis b',
      'partners.arch': partners,
    }
    expect(components(files)).toEqual([
      'bank r.visa',
      'bank s.p.visa',
      'bank s.visa',
      'group s.p',
      'redis r.a',
      'redis r.b',
      'redis s.b',
      'region r',
      'region s',
      'service r.gate',
      'service s.gate',
      'service s.p.gate',
    ])
    expect(
      linked(files)
        .model.flows.map(({ name }) => name)
        .sort(),
    ).toEqual(['r: Pay', 's.p: Pay', 's: Pay'])
  })

  it('and under two names, or in two places, it is two', () => {
    const files = {
      'main.arch':
        'import "./partners.arch" as p\nimport "./partners.arch" as q\ngroup g { import "./partners.arch" }',
      'partners.arch': 'service gate',
    }
    expect(components(files)).toEqual([
      'group g',
      'group p',
      'group q',
      'service g.gate',
      'service p.gate',
      'service q.gate',
    ])
  })
})

describe('a clash', () => {
  it('of two libraries under one name is told once, and not for each kind', () => {
    expect(
      told({ 'main.arch': 'import "std/oss" as k\nimport "std/aws" as k\nk.redis a' }),
    ).toEqual([
      'import-clash at import "std/aws" as k: "std/aws" brings in `k`, which is there already',
    ])
    const files = {
      'main.arch': 'import "std/oss" as k\nimport "./y.arch"',
      'y.arch': 'import "std/aws" as k',
    }
    expect(told(files)).toEqual([
      'import-clash at import "./y.arch": "./y.arch" brings in `k`, which is there already',
    ])
    const { diagnostics } = linked(files)
    expect(diagnostics[0]!.related.map(({ at }) => spanText(at))).toEqual(['import "std/oss" as k'])
    expect(diagnostics[0]!.help).toBe('import it under a name: `import "./y.arch" as p`')
  })

  it('of two files of one’s own under one name is told once, kinds or no kinds', () => {
    const files = {
      'main.arch': 'import "./a.arch"\nimport "./b.arch"',
      'a.arch': 'import "./x.arch" as p',
      'b.arch': 'import "./y.arch" as p',
      'x.arch': 'kind k : service\nkind l : service\nk one',
      'y.arch': 'kind k : service\nkind l : service\nk two',
    }
    const clash =
      'import-clash at import "./b.arch": "./b.arch" brings in `p`, which is there already'
    expect(told(files)).toEqual([clash])
    expect(told({ ...files, 'x.arch': 'service one', 'y.arch': 'service two' })).toEqual([clash])
    const direct = 'import "./x.arch" as p\nimport "./y.arch" as p'
    expect(told({ ...files, 'main.arch': direct })).toEqual([
      'duplicate-name at p: `p` is declared twice in one place',
    ])
  })

  it('of a file and a library under one name is told once, and another name mends it', () => {
    const files = { 'x.arch': 'kind redis : cache\nredis one' }
    const text = 'import "./x.arch" as p\nimport "std/oss" as p'
    expect(told({ ...files, 'main.arch': text })).toEqual([
      'import-clash at import "std/oss" as p: "std/oss" brings in `p`, which is there already',
    ])
    const { help } = linked({ ...files, 'main.arch': text }).diagnostics[0]!
    const mended = `import "./x.arch" as p\n${/`(.*)`/.exec(help!)![1]}`
    expect(told({ ...files, 'main.arch': mended })).toEqual([])
  })

  it('of many names is one error that lists some, in a file and in a container', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const services = names.map((name) => `service ${name}`).join('\n')
    const kinds = names.map((name) => `kind k${name} : service`).join('\n')
    const files = { 'x.arch': services, 'y.arch': services, 'k.arch': kinds, 'l.arch': kinds }
    const six = '`a`, `b`, `c`, `d` and 2 more, which are there already'
    expect(told({ ...files, 'main.arch': 'import "./x.arch"\nimport "./y.arch"' })).toEqual([
      `import-clash at import "./y.arch": "./y.arch" brings in ${six}`,
    ])
    expect(
      told({ ...files, 'main.arch': 'region r { import "./x.arch"\nimport "./y.arch" }' }),
    ).toEqual([`import-clash at import "./y.arch": "./y.arch" brings in ${six}`])
    const own = `import-clash at import "./k.arch": "./k.arch" brings in ${six.replace(/`(.)`/g, '`k$1`')}`
    expect(told({ ...files, 'main.arch': `import "./k.arch"\n${kinds}` })).toEqual([own])
    expect(told({ ...files, 'main.arch': 'import "./l.arch"\nimport "./k.arch"' })).toEqual([own])
  })

  it('of a name that is declared where the file comes in by a second way is told', () => {
    const files = {
      'main.arch': 'import "./a.arch"\nimport "./b.arch"',
      'a.arch': 'import "./x.arch" as p',
      'b.arch': 'import "./x.arch" as p\ngroup p { service own }',
      'x.arch': 'service one',
    }
    const twice = 'duplicate-name at p: `p` is declared twice in one place'
    expect(told(files)).toEqual([twice])
    const other = {
      ...files,
      'x.arch': 'kind k : service\nk one',
      'y.arch': 'kind k : service\nk two',
      'b.arch': 'import "./y.arch" as p\nimport "./x.arch" as p',
    }
    expect(told(other)).toEqual([
      twice,
      'import-clash at import "./b.arch": "./b.arch" brings in `p`, which is there already',
    ])
  })
})

describe('an `every`', () => {
  const every = 'every service { replicas: 2 }\n'

  it('of an imported file holds inside that file, and in what that imports, alone', () => {
    const files = {
      'main.arch': 'import "./a.arch"\nservice main',
      'a.arch': `${every}import "./b.arch"\nservice a`,
      'b.arch': 'service b',
    }
    expect(dump(linked(files).model)).toEqual([
      'service/service a x2 { replicas: 2 number }',
      'service/service b x2 { replicas: 2 number }',
      'service/service main x1 {  }',
    ])
  })

  it('of the importer holds in what it imports, behind that file’s own', () => {
    const files = {
      'main.arch': `every service { replicas: 9, tier: 1 }\nimport "./a.arch"`,
      'a.arch': `${every}service a`,
    }
    expect(dump(linked(files).model)).toEqual([
      'service/service a x2 { replicas: 2 number, tier: 1 number }',
    ])
  })
})
