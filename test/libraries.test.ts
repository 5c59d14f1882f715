// The libraries of kinds that come with the program: what each of them holds, how it is imported, and that
// nothing of it counts as written by the author of a file. Their texts are those of the bundle.

import { describe, expect, it } from 'vitest'
import { sourceText } from '#grammar/source.ts'
import { analyze } from '#src/analysis/analyze.ts'
import { format } from '#src/format/format.ts'
import { libraries } from '#src/kinds/generated/libraries.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import { isWritten } from '#src/model/attributes.ts'
import { link } from '#src/model/link.ts'
import { load } from '#src/workspace/load.ts'
import { type MemoryFiles, memoryHost } from '#src/workspace/memory-host.ts'
import { kindsOf, libraryNames as names } from './support/libraries.ts'
import type { Linked } from './support/model.ts'
import { folderWith } from './support/run.ts'

function linked(files: MemoryFiles | string, root = 'main.arch'): Linked {
  const host = memoryHost(typeof files === 'string' ? { 'main.arch': files } : files)
  const loaded = load(host, root)
  if (loaded.kind === 'unreadable') throw new Error(loaded.reason)
  const { value, diagnostics } = link(loaded.value)
  return { model: value, diagnostics: [...loaded.diagnostics, ...diagnostics] }
}

function told(files: MemoryFiles | string, root?: string): readonly string[] {
  return linked(files, root).diagnostics.map(({ message, help }) => `${message}; ${help ?? ''}`)
}

/** A file with one component of each of the library's kinds, all of them used. */
function oneOfEach(library: string): string {
  const kinds = kindsOf(library)
  const boxes = kinds.filter(({ base }) => builtinKind(base)!.role === 'container')
  const parts = kinds.filter((kind) => !boxes.includes(kind))
  return [
    `import "std/${library}"`,
    'client web',
    'service api',
    'web -> api',
    ...boxes.map(({ name }) => `${name} box-${name} { service in-${name} }`),
    ...boxes.map(({ name }) => `api -> box-${name}`),
    ...parts.map(({ name }) => `${name} one-${name}`),
    ...parts.map(({ name, base }) =>
      base === 'monitor' ? `one-${name} -> api` : `api -> one-${name}`,
    ),
    '',
  ].join('\n')
}

describe.each(names)('std/%s', (library) => {
  const kinds = kindsOf(library)

  it('has the kinds that people draw', () => {
    expect(kinds.length).toBeGreaterThanOrEqual(25)
  })

  it('is imported without a word', () => {
    expect(told(`import "std/${library}"\n`)).toEqual([])
  })

  it('is laid out as `fmt` lays it out', () => {
    const text = libraries[library]!
    expect(format(sourceText(`std/${library}.arch`, text)).value).toBe(text)
  })

  it('gives each kind a base, a technology and an icon of its own', () => {
    for (const { name, base, attributes } of kinds) {
      expect(builtinKind(base)?.name, name).toBe(base)
      expect(attributes.get('tech'), name).toMatch(/^".+"$/)
      expect(attributes.get('icon'), name).toMatch(new RegExp(`^"${library}-[a-z0-9-]+"$`))
    }
  })

  it('quotes an agreement for every availability', () => {
    for (const { name, attributes, comment } of kinds) {
      const availability = attributes.get('availability')
      if (availability === undefined) {
        expect(comment, name).not.toContain('https://')
        continue
      }
      const [, url, date, quote] =
        /^https:\/\/(\S+)\nread (\d{4}-\d\d-\d\d)\b.*\n"([^"]+)"/.exec(
          comment.replace(/\n(?!read|")/g, ' '),
        ) ?? []
      expect(url, name).toMatch(/^(aws\.amazon\.com|cloud\.google\.com|azure\.microsoft\.com)\//)
      expect(date, name).toBeDefined()
      expect(quote, name).toContain(availability)
    }
  })

  it('has kinds that can be declared, linked and drawn', () => {
    const text = oneOfEach(library)
    const { model, diagnostics } = linked(text)
    expect(diagnostics).toEqual([])
    const made = model.components.map(({ kind }) => kind)
    expect(kinds.filter(({ name }) => !made.includes(name)).map(({ name }) => name)).toEqual([])

    const folder = folderWith({ 'main.arch': text })
    const { status, err } = folder.run(['render', 'main.arch', '-o', 'out.svg'])
    expect({ status, err: err.includes('error') }).toEqual({ status: 0, err: false })
    const picture = folder.read('out.svg')
    for (const { attributes } of kinds.filter(
      ({ base }) => builtinKind(base)!.role !== 'container',
    )) {
      expect(picture).toContain(attributes.get('tech')!.slice(1, -1).split(' ').at(-1))
    }
  })
})

describe('the libraries together', () => {
  const all = names.flatMap(kindsOf)

  it('share no name and no icon, so that all can be imported', () => {
    expect(names).toEqual(['aws', 'azure', 'gcp', 'oss'])
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    expect(new Set(all.map(({ attributes }) => attributes.get('icon'))).size).toBe(all.length)
    expect(told(names.map((name) => `import "std/${name}"\n`).join(''))).toEqual([])
  })

  it('promise nothing for what one runs oneself', () => {
    expect(kindsOf('oss').filter(({ attributes }) => attributes.has('availability'))).toEqual([])
    expect(all.filter(({ attributes }) => attributes.has('availability')).length).toBeGreaterThan(
      40,
    )
  })
})

describe('an import of a library', () => {
  it('puts kinds under a name with `as`, and makes no group', () => {
    const { model, diagnostics } = linked('import "std/aws" as aws\naws.s3 photos\n')
    expect(diagnostics).toEqual([])
    expect(model.components.map(({ name, builtin }) => [name, builtin])).toEqual([
      ['photos', 'blob'],
    ])
    expect(linked('import "std/aws" as aws\ngroup aws { aws.s3 photos }\n').diagnostics).toEqual([])
  })

  it('is one library, however often and from wherever it is met', () => {
    const files = {
      'main.arch': 'import "std/aws"\nimport "./part.arch"\nimport "std/aws"\ns3 photos\n',
      'part.arch': 'import "std/aws"\nsqs jobs\n',
    }
    expect(told(files)).toEqual([])
    expect(linked(files).model.components).toHaveLength(2)
    expect(
      told({ 'main.arch': 'import "./part.arch"\ns3 photos\n', 'part.arch': 'import "std/aws"' }),
    ).toEqual([])
  })

  it('suggests the nearest library', () => {
    expect(told('import "std/awz"')).toEqual([
      'there is no library "std/awz"; did you mean "std/aws"?',
    ])
    expect(told('import "std/aws.arch"')).toEqual([
      'there is no library "std/aws.arch"; did you mean "std/aws"?',
    ])
    const every = 'the libraries are "std/aws", "std/azure", "std/gcp", "std/oss"'
    for (const path of ['std', 'std/', 'std/acme', 'std/constructor']) {
      expect(told(`import "${path}"`)).toEqual([`there is no library "${path}"; ${every}`])
    }
  })

  it('suggests the nearest of its kinds', () => {
    expect(told('import "std/aws"\ndynamodv orders\n')).toEqual([
      'there is no kind `dynamodv`; did you mean `dynamodb`?',
    ])
    expect(told('import "std/aws" as aws\naws.dynamodv orders\n')).toEqual([
      'there is no kind `aws.dynamodv`; did you mean `aws.dynamodb`?',
    ])
  })

  it('is named for a kind that only it has', () => {
    const help = 'write `import "std/aws"` at the top of the file'
    expect(told('s3 photos\nkind mine : s3\nmine copies\n')).toEqual([
      `there is no kind \`s3\`; it is a kind of std/aws: ${help}`,
      `there is no kind \`s3\`; it is a kind of std/aws: ${help}`,
    ])
    expect(told('dynamodv orders\n')).toEqual([
      `there is no kind \`dynamodv\`; did you mean \`dynamodb\` of std/aws? ${help}`,
    ])
    expect(told('import "std/aws" as aws\ns3 photos\n')).toEqual([
      'there is no kind `s3`; did you mean `aws.s3`?',
    ])
    expect(told('aws.s3 photos\n')).toEqual([
      'there is no kind `aws.s3`; `s3` is a kind of std/aws: write `import "std/aws" as aws` at the top of the file',
    ])
    expect(told('ours.gizmo one\n')).toEqual([
      'there is no kind `ours.gizmo`; import the file that declares it: `import "./kinds.arch" as ours`',
    ])
    expect(told('cahce hot\n')).toEqual(['there is no kind `cahce`; did you mean `cache`?'])
    expect(linked('s3 photos\n').model.components[0]!.builtin).toBe('blob')
  })

  it('leaves a folder of the same name to its owner', () => {
    const files = {
      'main.arch': 'import "./std/aws.arch"\nimport "std/aws"\nmine photos\ns3 copies\n',
      'std/aws.arch': 'kind mine : blob { managed: yes }\n',
    }
    const { model, diagnostics } = linked(files)
    expect(diagnostics).toEqual([])
    const written = model.components.map(({ attributes }) => isWritten(attributes, 'managed'))
    expect(written).toEqual([true, false])
    expect(told({ ...files, 'main.arch': 'import "std/mine.arch"', 'std/mine.arch': '' })).toEqual([
      'there is no library "std/mine.arch"; a file of your own is "./std/mine.arch"',
    ])
  })

  it('works from standard input', () => {
    const { status, out } = folderWith({}).run(['check', '-'], {
      input: 'import "std/gcp"\nclient web\ncloud-run api\nweb -> api\n',
    })
    expect(out).not.toContain('error')
    expect(status).toBe(0)
  })
})

describe('what a library gives', () => {
  const text =
    'import "std/aws"\nclient web\nservice api\nrds orders\nweb -> api -> orders { writes: 1 }\n'

  it('is a default that no one has written', () => {
    const orders = linked(text).model.components.find(({ name }) => name === 'orders')!
    expect(orders.managed).toBe(true)
    expect(orders.attributes.get('availability')?.value).toMatchObject({ value: 0.9995 })
    for (const name of ['managed', 'availability', 'tech', 'icon']) {
      expect([name, isWritten(orders.attributes, name)]).toEqual([name, false])
    }
  })

  it('does not lift the guard of rules that wait for a written number of copies', () => {
    const own = text.replace('import "std/aws"', 'kind rds : database { managed: yes }')
    expect(analyze(linked(text).model).copiesUnwritten).toBe(true)
    expect(analyze(linked(own).model).copiesUnwritten).toBe(false)
  })

  it('is beaten by what a component says itself', () => {
    const { model } = linked('import "std/aws"\nrds orders { managed: no, replicas: 2 }\n')
    expect(model.components[0]!.managed).toBe(false)
    expect(isWritten(model.components[0]!.attributes, 'managed')).toBe(true)
  })
})
