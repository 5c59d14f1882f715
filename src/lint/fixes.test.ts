// Attributes written into a text, wherever the one that counts stands: read again, the component has what was
// given, and it alone has changed, or all that share its declaration.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Edit, Fix } from '#grammar/diagnostic.ts'
import { spanText } from '#grammar/source.ts'
import type { Model } from '#src/model/model.ts'
import { read } from '../../test/support/linting.ts'
import { randomArch } from '../../test/support/random-model.ts'
import { together, withAttributes } from './fixes.ts'

type Files = Readonly<Record<string, string>>

function edited(files: Files, edits: readonly Edit[]): Files {
  const changed = { ...files }
  const backwards = edits.map((edit, index) => ({ ...edit, index }))
  backwards.sort((a, b) => b.at.start - a.at.start || b.index - a.index)
  for (const { at, text } of backwards) {
    const old = changed[at.source.path]!
    changed[at.source.path] = old.slice(0, at.start) + text + old.slice(at.end)
  }
  return changed
}

const named = ({ components }: Model, name: string) => components.find((one) => one.name === name)!

function written(model: Model, name: string, attribute: string): string | undefined {
  const found = named(model, name).attributes.get(attribute)
  return found && spanText(found.at)
}

const twice = (files: Files, name: string): Fix | undefined =>
  withAttributes(named(read(files).model, name), { replicas: '2' })

describe('withAttributes', () => {
  it.each([
    ['service a\n', 'service a { replicas: 2 }\n'],
    ['service a "A"  # why\n', 'service a "A" { replicas: 2 }  # why\n'],
    ['service a {}\n', 'service a { replicas: 2}\n'],
    ['service a { tier: 1 }\n', 'service a { tier: 1 replicas: 2 }\n'],
    ['service a { tier: 1, replicas: 1 }\n', 'service a { tier: 1, replicas: 2 }\n'],
    [
      'service a {\n    tier: 1  # first\n}\n',
      'service a {\n    tier: 1  # first\n  replicas: 2\n}\n',
    ],
    ['service a {\n  tier: 1 }\n', 'service a {\n  tier: 1 replicas: 2 }\n'],
    [
      'every service { replicas: 1 }\nservice a\n',
      'every service { replicas: 1 }\nservice a { replicas: 2 }\n',
    ],
    [
      'kind api : service { replicas: 1 }\napi a\n',
      'kind api : service { replicas: 1 }\napi a { replicas: 2 }\n',
    ],
    ['service a\na { replicas: 1 }\n', 'service a\na { replicas: 2 }\n'],
    ['service a { replicas: # one\n 1 }\n', undefined],
  ])('%j', (text, expected) => {
    const files = { 'main.arch': text }
    const fix = twice(files, 'a')
    if (!expected) {
      expect(fix).toBe(undefined)
      return
    }
    const changed = edited(files, fix!.edits)
    expect(changed['main.arch']).toBe(expected)
    expect(written(read(changed).model, 'a', 'replicas')).toBe('replicas: 2')
    expect(fix).toMatchObject({ title: 'write replicas: 2 on "a"', safe: false })
  })

  it.each([
    ['import "./part.arch"\n', 'a', 'part.arch'],
    ['import "./part.arch" as p\n', 'p.a', 'part.arch'],
    ['import "./part.arch" as p\np.a { replicas: 1 }\n', 'p.a', 'main.arch'],
    ['import "./part.arch"\nevery service { replicas: 1 }\n', 'a', 'part.arch'],
  ])('over files: %j', (main, name, where) => {
    const files = { 'main.arch': main, 'part.arch': 'service a { tier: 1 }\n' }
    const fix = twice(files, name)!
    expect(fix.edits.map(({ at }) => at.source.path)).toEqual([where])
    expect(written(read(edited(files, fix.edits)).model, name, 'replicas')).toBe('replicas: 2')
  })

  it('writes nothing into an import, or a library', () => {
    const files = { 'main.arch': 'import "./part.arch" as p\n', 'part.arch': 'service a\n' }
    expect(twice(files, 'p')).toBe(undefined)
    const library = { 'main.arch': 'import "std/aws"\ns3 b\n' }
    const managed = withAttributes(named(read(library).model, 'b'), { managed: 'no' })!
    expect(managed.edits.map(({ at }) => at.source.path)).toEqual(['main.arch'])
  })

  it('is what the model says afterwards, in random systems', () => {
    let count = 0
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 10 }), (seed, components) => {
        const files = { 'main.arch': randomArch(seed, { components }) }
        const model = readable(files)
        if (!model) return
        for (const component of model.components) {
          const fix = withAttributes(component, { owner: 'somebody', tier: '3' })!
          const now = read(edited(files, [...fix.edits].slice(0, 1))).model
          expect(written(now, component.name, 'owner')).toBe('owner: somebody')
          expect(now.components.length).toBe(model.components.length)
          count++
        }
      }),
      { numRuns: 60, seed: 20270331 },
    )
    expect(count).toBeGreaterThan(300)
  })
})

function readable(files: Files): Model | undefined {
  try {
    return read(files).model
  } catch {
    return undefined
  }
}

describe('together', () => {
  const at = (start: number, end: number) => ({
    source: read('service a\n').model.source,
    start,
    end,
  })
  const fix = (title: string, safe: boolean, ...edits: Edit[]): Fix => ({ title, safe, edits })
  const source = at(0, 0).source
  const edit = (start: number, end: number, text: string): Edit => ({
    at: { source, start, end },
    text,
  })

  it('is one fix, as safe as the least safe', () => {
    const one = fix('a', true, edit(0, 1, 'x'))
    expect(together([one])).toEqual(one)
    expect(together([one, fix('b', false, edit(1, 1, 'y'))])).toEqual(
      fix('a, b', false, edit(0, 1, 'x'), edit(1, 1, 'y')),
    )
    const many = ['a', 'b', 'c', 'd'].map((title, index) =>
      fix(title, true, edit(index, index, title)),
    )
    expect(together(many)!.title).toBe('a, b, and 2 more like these')
  })

  it('is none where one is missing, or two change one place', () => {
    expect(together([])).toBe(undefined)
    expect(together([fix('a', true), undefined])).toBe(undefined)
    expect(together([fix('a', true, edit(0, 3, 'x')), fix('b', true, edit(2, 4, 'y'))])).toBe(
      undefined,
    )
    expect(
      together([fix('a', true, edit(0, 3, 'x')), fix('b', true, edit(0, 3, 'x'))]),
    ).toBeDefined()
  })
})
