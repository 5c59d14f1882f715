// What adds up over components: the size of what stores hold with all copies, and the cost of everything that runs.
// What is unwritten can only add to it.

import { shardCount } from '#src/analysis/copies.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import type { Measured } from './answers.ts'
import { atLeast } from './measured.ts'
import type { State } from './state.ts'

/** Bytes that these stores hold now: each copy of a shard holds its part. */
export function measureStorage(state: State, ids: readonly number[]): Measured {
  const held = ({ copies, managed, ...one }: Component): number =>
    managed ? 1 : copies / shardCount({ copies, managed, ...one })
  return sum(state, ids, 'size', held)
}

/** Of a managed component once, whatever its copies. */
export function measureCost(state: State, ids: readonly number[]): Measured {
  return sum(state, ids, 'cost', ({ copies, managed }) => (managed ? 1 : copies))
}

function sum(
  { model }: State,
  ids: readonly number[],
  attribute: 'size' | 'cost',
  timesOf: (component: Component) => number,
): Measured {
  const components = ids.map((id) => model.components[id]!)
  const parts = components.flatMap((one) => {
    const each = numberIn(one.attributes, attribute)
    return each === undefined ? [] : [{ component: one.id, amount: each * timesOf(one) }]
  })
  const total = parts.reduce((all, { amount }) => all + amount, 0)
  const missing = components
    .filter(({ attributes }) => numberIn(attributes, attribute) === undefined)
    .map(({ name }) => `${attribute} of ${name}`)
  const contributors = parts
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount || a.component - b.component)
    .map(({ component, amount }) => ({ component, share: amount / total }))
    .slice(0, 5)
  return atLeast(total, missing, { contributors: () => contributors })
}
