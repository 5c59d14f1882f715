// The oracle by hand: messages, where flows start, containers as ends, and what a flow keeps
// (rules 4, 5, 8 and 10).

import { expect, it } from 'vitest'
import { breaking, servedWithout } from './by-hand.ts'

const async = `client web
service api
queue jobs
worker w
database d
web -> api ~> jobs ~> w -> d
`

it('rule 4: a message needs the broker and nothing behind it', () => {
  expect(breaking(async)).toEqual(['api#1', 'jobs#1'])
})

it('rule 4: a message to anything else, and a copy, need nothing', () => {
  const text =
    'client web\nservice a\nservice b\ndatabase d\ndatabase e\nweb -> a ~> b\na -> d => e'
  expect(breaking(text)).toEqual(['a#1', 'd#1'])
})

it('rule 4: a worker that calls a broker takes from it', () => {
  const text = `client web
worker w
queue q
web -> w -> q`
  expect(breaking(text)).toEqual(['w#1'])
})

it('rule 5: a flow starts where nothing enters, and its first hops are needed', () => {
  const flow = `${async}flow "Work" { jobs ~> w -> d }`
  expect(breaking(flow, 'Work')).toEqual(['jobs#1', 'w#1', 'd#1'])
  const taking = `queue jobs
worker w
database d
w -> jobs, d
flow "Work" { w -> jobs, d }`
  expect(breaking(taking)).toEqual(['jobs#1', 'w#1', 'd#1'])
})

it('rule 5: an external start may be down, a scheduler may not', () => {
  const text = `external partner
scheduler nightly
service a
service b
partner -> a
nightly ~> b
flow "In" { partner -> a }
flow "Night" { nightly ~> b }`
  expect(breaking(text, 'In')).toEqual(['a#1'])
  expect(breaking(text, 'Night')).toEqual(['nightly#1', 'b#1'])
})

it('rule 8: an edge to a container needs its entries, through them what lies behind', () => {
  const text = `client web
group shop {
  service front
  service back
  worker w
  queue q
}
web -> shop
front -> back
front ~> q ~> w`
  expect(breaking(text)).toEqual(['shop.front#1', 'shop.back#1', 'shop.q#1'])
})

it('rule 8: a queue that its own consumers take from is an entry', () => {
  const text = `client web
service api
group jobs {
  queue q
  worker w
}
web -> api ~> jobs
w -> q`
  expect(breaking(text)).toEqual(['api#1', 'jobs.q#1'])
  const pooled = text.replace('worker w', 'pool w { worker a worker b }')
  expect(breaking(pooled)).toEqual(['api#1', 'jobs.q#1'])
})

it('rule 8: an edge from a container is one from everything inside', () => {
  const text = `client web
group shop { service a service b }
database d
web -> a
shop -> d`
  expect(breaking(text)).toEqual(['shop.a#1', 'd#1'])
})

it('rule 8: any member of a pool serves, each with the edges of the pool', () => {
  const text = `client web
pool many { service a service b }
database d
web -> many -> d`
  expect(breaking(text)).toEqual(['d#1'])
  expect(servedWithout(text, ['many.a#1', 'many.b#1'])).toBe(false)
})

it('rule 10: a flow has only the edges that it names', () => {
  const text = `client web
service a
service b
service c
web -> a -> b | c
a -> c "more"
flow "One" { web -> a -> b }
flow "Two" { web -> a -> c "more" }`
  expect(breaking(text, 'One')).toEqual(['a#1', 'b#1'])
  expect(breaking(text, 'Two')).toEqual(['a#1', 'c#1'])
})

it('rule 10: what the flow writes replaces what is declared', () => {
  const text = `client web
database d { replicas: 2, failover: manual }
web -> d { writes: 1 }
flow "Look" { web -> d { reads: 1 } }
flow "Change" { web -> d }`
  expect(breaking(text, 'Look')).toEqual([])
  expect(breaking(text, 'Change')).toEqual(['d#1'])
})

it('rule 10: a shield holds though the flow leaves the store out', () => {
  const text = `client web
service a
cache hot { for: d }
database d
web -> a -> hot, d
flow "Quick" { web -> a -> hot }`
  expect(breaking(text, 'Quick')).toEqual(['a#1'])
})
