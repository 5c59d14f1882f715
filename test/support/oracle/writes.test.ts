// The oracle by hand: which flows write to a store, and what could take its writes over.

import { expect, it } from 'vitest'
import type { Model } from '#src/model/model.ts'
import { validModelOf } from '../model.ts'
import { flowsWriting, standInsOf } from './writes.ts'

const text = `client web
service api
worker books
queue jobs
database main
database copy
database rates
cache hot
web -> api -> main { writes: 1 }
api -> copy { reads: 1 }, rates { reads: 1 }
api -> hot
main => copy
api ~> jobs
books -> jobs
books -> rates { writes: 1 }
flow "Look" { web -> api -> main { reads: 1 }  api -> copy }
flow "Buy" { web -> api -> copy { writes: 1 } }
flow "Book" { jobs -> books -> rates { writes: 1 } }
`

const idOf = (model: Model, name: string): number =>
  model.components.findIndex((one) => one.name === name)

const writing = (text: string, name: string): readonly string[] => {
  const model = validModelOf(text)
  return flowsWriting(model, idOf(model, name)).map((id) => model.flows[id]!.name)
}

const polled = text.replace('jobs -> books -> rates', 'books -> jobs  books -> rates')

it('rule 6: writes of a flow are its own, and those to a copy are of its source', () => {
  expect(writing(polled, 'main')).toEqual(['Buy'])
  expect(writing(polled, 'copy')).toEqual([])
})

it('rule 6: a worker writes on the flow that starts at its queue', () => {
  expect(writing(polled, 'rates')).toEqual(['Book'])
  expect(writing(polled, 'jobs')).toEqual([])
})

it('rule 6: an implicit flow takes what its client leads to', () => {
  const undeclared = text.replace(/^flow .*$/gm, '')
  expect(writing(undeclared, 'main')).toEqual(['web'])
  expect(writing(undeclared, 'jobs')).toEqual(['web'])
  expect(writing(undeclared, 'rates')).toEqual([])
})

it('rule 6: the source has others that can take over, and they do not have it', () => {
  const model = validModelOf(polled)
  expect(standInsOf(model, idOf(model, 'main'))).toEqual([idOf(model, 'copy')])
  expect(standInsOf(model, idOf(model, 'copy'))).toEqual([])
})
