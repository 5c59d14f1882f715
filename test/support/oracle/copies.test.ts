// The oracle by hand: copies, shards, replica sets, and where copies lie (rules 6 and 9).

import { expect, it } from 'vitest'
import { breaking, servedWithout } from './by-hand.ts'

it('rule 6: enough copies', () => {
  const text = 'client web\nweb -> a\nservice a '
  expect(breaking(`${text}{ replicas: 2 }`)).toEqual([])
  expect(breaking(`${text}{ replicas: 2, needs: 2 }`)).toEqual(['a#1', 'a#2'])
  expect(servedWithout(`${text}{ replicas: 3, needs: quorum }`, ['a#2'])).toBe(true)
  expect(servedWithout(`${text}{ replicas: 3, needs: quorum }`, ['a#2', 'a#3'])).toBe(false)
  expect(breaking(`${text}{ replicas: 2, needs: 3 }`)).toEqual(['never'])
})

it('rule 6: a store by majority, and writes to the first copy', () => {
  const text = 'client web\nservice a\nweb -> a -> d '
  const store = (attributes: string, use: string): string =>
    `${text}${use}\ndatabase d { ${attributes} }`
  expect(breaking(store('replicas: 2, replication: quorum', ''))).toEqual(['a#1', 'd#1', 'd#2'])
  expect(breaking(store('replicas: 3, replication: quorum', ''))).toEqual(['a#1'])
  expect(breaking(store('replicas: 2, failover: manual', ''))).toEqual(['a#1', 'd#1'])
  expect(breaking(store('replicas: 2, failover: manual', '{ writes: 1 }'))).toEqual(['a#1', 'd#1'])
  expect(breaking(store('replicas: 2, failover: manual', '{ reads: 1 }'))).toEqual(['a#1'])
  expect(breaking(store('replicas: 2', ''))).toEqual(['a#1'])
})

it('rule 6: every shard has to have enough', () => {
  const text = 'client web\nweb -> d\ndatabase d '
  expect(breaking(`${text}{ replicas: 4, shards: 2 }`)).toEqual([])
  expect(servedWithout(`${text}{ replicas: 4, shards: 2 }`, ['d#1', 'd#2'])).toBe(true)
  expect(servedWithout(`${text}{ replicas: 4, shards: 2 }`, ['d#1', 'd#3'])).toBe(false)
  expect(breaking(`${text}{ replicas: 3, shards: 2 }`)).toEqual(['d#2'])
  expect(breaking(`${text}{ replicas: 4, shards: 2, failover: none }`)).toEqual(['d#1', 'd#2'])
  expect(breaking(`${text}{ replicas: 2, shards: 5 }`)).toEqual(['d#1', 'd#2'])
})

it('rule 6: reads go to any replica called, writes to the source or to what it fails over to', () => {
  const text = `client web
service a
database main
database copy
main => copy
web -> a
a -> main { reads: 1 }
a -> copy { reads: 1 }`
  expect(breaking(text)).toEqual(['a#1'])
  expect(servedWithout(text, ['main#1', 'copy#1'])).toBe(false)
  const writing = text.replace('main { reads: 1 }', 'main { writes: 1 }')
  expect(breaking(writing)).toEqual(['a#1'])
  expect(breaking(writing.replace('database main', 'database main { failover: manual }'))).toEqual([
    'a#1',
    'main#1',
  ])
})

it('rule 6: a database that two others copy to stands for neither', () => {
  const text = `client web
database a
database b
database merged
a => merged
b => merged
web -> a { reads: 1 }
web -> merged { reads: 1 }`
  expect(breaking(text)).toEqual(['a#1', 'merged#1'])
})

it('rule 9: copies are dealt to zones in turn, shards one zone further', () => {
  const text = 'client web\nregion us { zone x zone y }\nweb -> d\n'
  expect(breaking(`${text}service d { replicas: 2, zones: [x, y] }`)).toEqual(['us'])
  expect(breaking(`${text}service d { replicas: 2, zones: [x, x] }`)).toEqual(['us', 'us.x'])
  expect(breaking(`${text}database d { replicas: 4, shards: 2, zones: [x, y] }`)).toEqual(['us'])
  expect(breaking(`${text}database d { replicas: 2, shards: 2, zones: [x, y] }`)).toEqual([
    'us',
    'us.x',
    'us.y',
    'd#1',
    'd#2',
  ])
})

it('rule 9: without zones a copy is where its component is; what is managed has one event', () => {
  const inZone = 'client web\nregion us { zone x { service a { replicas: 2 } } }\nweb -> a'
  expect(breaking(inZone)).toEqual(['us', 'us.x'])
  const managed = inZone.replace('replicas: 2', 'replicas: 2, managed: yes')
  expect(breaking(managed)).toEqual(['us', 'us.x.a'])
  const nowhere = 'client web\nzone x\nservice a { replicas: 2 }\nweb -> a'
  expect(breaking(nowhere)).toEqual([])
})
