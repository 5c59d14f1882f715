// What counts as written and as absent: each way of writing an attribute, and each that is none.

import { describe, expect, it } from 'vitest'
import { read } from '../../test/support/linting.ts'
import { modelOf } from '../../test/support/model.ts'
import { componentsMissing, edgesMissing, hasNone, saysNone } from './absence.ts'

const missing = (text: string, attribute = 'backup'): readonly string[] =>
  componentsMissing(read(text).model, attribute).map(({ name }) => name)

const two = 'database a\ndatabase b\n'

describe('an attribute is missing', () => {
  it.each([
    ['on the component', 'database a { backup: 1d }\ndatabase b\n', ['b']],
    ['as none', 'database a { backup: none }\ndatabase b\n', ['b']],
    ['by an amendment', `${two}a { backup: 1d }\n`, ['b']],
    [
      'by every of a container',
      `group g { every database { backup: 1d }  database c }\n${two}`,
      ['a', 'b'],
    ],
    ['by a kind of the file', `kind pg : database { backup: 1d }\npg c\n${two}`, ['a', 'b']],
  ])('where it is written on another: %s', (_, text, names) => {
    expect(missing(text)).toEqual(names)
  })

  it.each([
    ['nowhere', two],
    ['everywhere', 'database a { backup: 1d }\ndatabase b { backup: none }\n'],
    ['by every for all', `every database { backup: 1d }\n${two}`],
    ['on another kind', `${two}blob c { backup: 1d }\n`],
    ['in a scenario', `${two}scenario "Better" { a { backup: 1d } }\n`],
  ])('nowhere where it is written %s', (_, text) => {
    expect(missing(text)).toEqual([])
  })

  it('neither where a library gives it, nor because a library does', () => {
    const library = 'import "std/aws"\ns3 given\nblob plain\n'
    expect(missing(library, 'tech')).toEqual([])
    expect(missing(`${library}blob written { tech: "disk" }\n`, 'tech')).toEqual(['plain'])
  })

  it('in all files of the linked model', () => {
    const { model } = read({
      'main.arch': 'import "./parts.arch"\ndatabase b\n',
      'parts.arch': 'database a { backup: 1d }\ndatabase c\n',
    })
    expect(
      componentsMissing(model, 'backup')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['b', 'c'])
    const alone = read({ 'main.arch': 'database c\n', 'parts.arch': 'database a { backup: 1d }\n' })
    expect(componentsMissing(alone.model, 'backup')).toEqual([])
  })
})

it('is missing from an edge where another of the same caller has it written', () => {
  const { model, facts } = read(`service api  service other  database main  cache hot
api -> main { timeout: 1s }
api -> hot
other -> hot
`)
  const lacking = (caller: number): readonly number[] =>
    edgesMissing(
      model,
      facts.edgesOf(caller).map(({ edge }) => edge),
      'timeout',
    ).map(({ to }) => to)
  expect(lacking(0)).toEqual([3])
  expect(lacking(1)).toEqual([])
})

it('is missing nowhere where a mistake may have left it out', () => {
  const { model, diagnostics } = modelOf('database a { backup: 1d }\ndatabase b { backup: 5 }\n')
  expect(diagnostics).toHaveLength(1)
  expect(model.components[1]!.attributes.has('backup')).toBe(false)
  expect(componentsMissing(model, 'backup')).toEqual([])
  expect(edgesMissing(model, model.components, 'backup')).toEqual([])
})

it('tells a written none from an absent attribute', () => {
  const [none, absent, given] = read('cache a { ttl: none }\ncache b\ncache c { ttl: 1m }').model
    .components
  const asked = [none, absent, given].map((one) => [
    saysNone(one!.attributes, 'ttl'),
    hasNone(one!.attributes, 'ttl'),
  ])
  expect(asked).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ])
})
