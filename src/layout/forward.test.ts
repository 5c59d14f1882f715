// Which edges lead back, told as text: `a -> b` for each, in the order written.

import { expect, test } from 'vitest'
import { project } from '#src/view/project.ts'
import { validModelOf } from '../../test/support/model.ts'
import { backEdges } from './forward.ts'

const backIn = (text: string): readonly string[] => {
  const scene = project(validModelOf(text))
  const back = backEdges(scene)
  const name = (node: number) => scene.nodes[node]!.name
  return scene.edges.filter((_, i) => back[i]).map(({ from, to }) => `${name(from)} -> ${name(to)}`)
}

test('nothing leads back where there is no cycle', () => {
  expect(backIn('service a\nservice b\nservice c\nb -> a\nc -> b\nc -> a')).toEqual([])
})

test('a callback out of a container leads back', () => {
  const text =
    'client web\nsystem shop { service api\n group pay { external psp } }\nweb -> shop.api\nshop.api -> shop.pay.psp "charge"\nshop.pay.psp -> shop.api "webhook"'
  expect(backIn(text)).toEqual(['shop.pay.psp -> shop.api'])
})

test('the order of statements decides nothing where a client does', () => {
  const text = 'service b\nservice a\nclient u\nb -> a\na -> b\nu -> a'
  expect(backIn(text)).toEqual(['b -> a'])
})

test('a client stays first even where it is called, before it calls or after', () => {
  const text = 'client u\nclient v\nservice a\nu -> a\na ~> v\nv -> a\na ~> u'
  expect(backIn(text)).toEqual(['a -> v', 'a -> u'])
})

test('inside a container what is entered from outside comes first', () => {
  const text =
    'client u\ngroup g { service late\n service entry }\ng.late -> g.entry\ng.entry -> g.late\nu -> g.entry'
  expect(backIn(text)).toEqual(['g.late -> g.entry'])
})

test('loops, and edges between a container and what it holds, are left alone', () => {
  expect(backIn('group g { service a }\ng -> g.a\ng.a -> g.a')).toEqual([])
})
