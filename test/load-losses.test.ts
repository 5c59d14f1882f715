// Which losses overload what, against trying every loss on random systems: no estimate on the way may leave one out,
// and none is told that is not so. Load after a loss has an oracle of its own (load.test.ts).

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { FailureEvent } from '#src/analysis/copies.ts'
import { componentIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { modelOf } from './support/model.ts'
import { type TightCase, tightCases } from './support/tight-loads.ts'

/** What is below 1 with everything up and at 1 or above, by known numbers, after the loss. */
function filledBy({ model, facts }: TightCase, failed: FailureEvent): readonly number[] {
  const after = facts.loadsUnder({ failed: [failed] })
  return model.components
    .map(({ id }) => id)
    .filter((id) => {
      const [before, then] = [facts.utilization(id), after.utilization(id)]
      return (
        before !== undefined &&
        then !== undefined &&
        before.peak < 1 &&
        then.peak >= 1 &&
        then.isKnown
      )
    })
}

describe('alternatives that take over', () => {
  it('are told where they fill up, and only then', () => {
    let told = 0
    for (const one of tightCases) {
      const { found, untried } = one.facts.failoverOverloads()
      expect(untried).toBe(0)
      for (const { lost, overloaded } of found) {
        told++
        const filled = filledBy(one, { component: lost })
        for (const { component } of overloaded)
          expect(filled, `seed ${one.seed}`).toContain(component)
      }
    }
    expect(told).toBeGreaterThan(20)
  })

  it('are not missed behind a balancer, by however many flows they are shared', () => {
    for (const flows of [1, 3, 12]) {
      const lines = Array.from(
        { length: flows },
        (_, index) => `flow "F${index}" { web -> front -> a, b }`,
      )
      const text = `client web { rps: 100 }\nlb front\nservice a { capacity: 90/s }\nservice b { capacity: 90/s }\nweb -> front -> a, b\n${lines.join('\n')}\n`
      const facts = analyze(modelOf(text).model)
      expect(facts.failoverOverloads().found.map(({ lost }) => lost)).toEqual([2, 3])
    }
  })
})

describe('caches that forget', () => {
  it('are told where the store that they are for fills up, and only then', () => {
    let told = 0
    for (const one of tightCases) {
      const losses = one.facts.cacheLosses().found
      told += losses.length
      for (const cache of one.model.components.filter(isMeasured)) {
        const store = componentIn(cache.attributes, 'for')!
        const filled = filledBy(one, lossOf(cache)).includes(store)
        const isTold = losses.some((loss) => loss.cache === cache.id && loss.store === store)
        expect(isTold, `seed ${one.seed}: ${cache.name}`).toBe(filled)
      }
    }
    expect(told).toBeGreaterThan(10)
  })
})

function isMeasured({ builtin, attributes }: Component): boolean {
  return builtin === 'cache' && attributes.has('hit') && attributes.has('for')
}

function lossOf({ id, copies, managed }: Component): FailureEvent {
  return managed || copies === 1 ? { component: id } : { component: id, copy: 0 }
}
