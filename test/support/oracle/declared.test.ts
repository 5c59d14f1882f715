// The oracle by hand: calls through dns, sources of truth, and policies (rules 11 and 12).

import { expect, it } from 'vitest'
import type { Model } from '#src/model/model.ts'
import { validModelOf } from '../model.ts'
import { callersThroughDns, callsThroughDns, isSourceOfTruth, offending } from './declared.ts'

const nameOf = (model: Model, id: number): string => model.components[id]!.name
const idOf = (model: Model, name: string): number =>
  model.components.findIndex((one) => one.name === name)

it('rule 11: a dns stands aside for what it calls', () => {
  const model = validModelOf('client web\ndns d\ndns e\nlb a\nlb b\nweb -> d -> e -> a\nd -> b')
  const calls = callsThroughDns(model, idOf(model, 'web'))
  expect(
    calls.map(({ to, through }) => [nameOf(model, to), through.map((id) => nameOf(model, id))]),
  ).toEqual([
    ['a', ['d', 'e']],
    ['b', ['d']],
  ])
})

it('rule 11: whoever asks a dns calls what is behind it', () => {
  const model = validModelOf('client web\nservice s\ndns d\ndns e\nweb -> d -> e -> s\ns -> s')
  const callers = callersThroughDns(model, idOf(model, 's'))
  expect(callers.map((id) => nameOf(model, id))).toEqual(['web'])
})

it('a source of truth is written and no copy', () => {
  const model = validModelOf(`service s
database main
database copy
database lookup
blob files
s -> main
s -> copy
s -> lookup { reads: 1 }
s -> files { writes: 1 }
main => copy`)
  const sources = model.components.filter(({ id }) => isSourceOfTruth(model, id))
  expect(sources.map(({ name }) => name)).toEqual(['main', 'files'])
})

it('a database that copies back is a source of truth', () => {
  const model = validModelOf('service s\ndatabase a\ndatabase b\ns -> a, b\na => b\nb => a')
  expect([1, 2].map((id) => isSourceOfTruth(model, id))).toEqual([true, true])
})

it('rule 12: forbidden edges and chains, and the only way in', () => {
  const text = `client web
service a
database d
web -> a -> d
`
  const offences = (policy: string): readonly string[] => {
    const model = validModelOf(`${text}${policy} "why"`)
    return offending(model, model.policies[0]!).map((pair) =>
      pair.map((id) => nameOf(model, id)).join(' '),
    )
  }
  expect(offences('forbid client -> database')).toEqual([])
  expect(offences('forbid path client -> database')).toEqual(['web d'])
  expect(offences('forbid a -> database')).toEqual(['a d'])
  expect(offences('only a -> database')).toEqual([])
  expect(offences('only web -> database')).toEqual(['a d'])
  expect(offences('only path a -> database')).toEqual([])
  expect(offences('only path web -> database')).toEqual([])
  expect(offences('only path database -> a')).toEqual(['web a'])
})

it('rule 12: a chain into it has passed the only way in', () => {
  const text = `client web
external hook
service door
service a
service b
service c
service left
service right
database d
web -> door -> a, b
a -> b -> d
c -> c
`
  const offences = (more: string, policy = 'only path door -> d'): readonly string[] => {
    const model = validModelOf(`${text}${more}\n${policy} "why"`)
    return offending(model, model.policies[0]!).map((pair) =>
      pair.map((id) => nameOf(model, id)).join(' '),
    )
  }
  expect(offences('')).toEqual([])
  expect(offences('a -> hook')).toEqual([])
  expect(offences('a -> hook -> d')).toEqual(['hook d'])
  expect(offences('web -> a')).toEqual(['web d'])
  expect(offences('c -> a')).toEqual(['c d'])
  expect(offences('d -> c -> d')).toEqual([])
  expect(offences('left -> right -> left, d')).toEqual(['left d', 'right d'])
  expect(offences('left -> right -> left, d\nc -> d')).toEqual(['c d'])
  expect(offences('left -> door', 'only path door -> service')).toEqual([])
  expect(offences('web -> a', 'only path door -> service')).toEqual(['web a'])
})

it('rule 12: watching is no call, unless the policy names a monitor', () => {
  const text = `kind prober : monitor
service pay
database ledger
external pager
group ops { tags: [quiet]  monitor watch { tags: [night] }  prober probe }
pay -> ledger
ops.watch, ops.probe -> ledger
ops.watch -> pager
pay -> ops.watch
`
  const offences = (policy: string): readonly string[] => {
    const model = validModelOf(`${text}${policy} "why"`)
    return offending(model, model.policies[0]!).map((pair) =>
      pair.map((id) => nameOf(model, id)).join(' '),
    )
  }
  const both = ['ops.watch ledger', 'ops.probe ledger']
  expect(offences('only pay -> ledger')).toEqual([])
  expect(offences('forbid * -> ledger')).toEqual(['pay ledger'])
  expect(offences('forbid ops -> ledger')).toEqual([])
  expect(offences('forbid @quiet -> ledger')).toEqual([])
  expect(offences('forbid path pay -> external')).toEqual([])
  expect(offences('forbid monitor -> ledger')).toEqual(both)
  expect(offences('forbid prober -> ledger')).toEqual(both.slice(1))
  expect(offences('forbid ops.watch -> ledger')).toEqual(both.slice(0, 1))
  expect(offences('forbid @night -> ledger')).toEqual(both.slice(0, 1))
  expect(offences('only ops.probe -> ledger')).toEqual(['pay ledger', 'ops.watch ledger'])
  expect(offences('forbid path pay -> ops.watch')).toEqual(['pay ops.watch'])
})
