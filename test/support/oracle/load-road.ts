// What the oracle of load asks of a flow under failures: which of its lines are requests, who works and with how many
// copies.

import { numberIn } from '#src/model/attributes.ts'
import type { Attributes, Flow, Model } from '#src/model/model.ts'
import { componentOf, isClient, isMonitor, isPool, membersOf } from './containment.ts'
import { type Failures, isUp, standingOf, type Use } from './copies.ts'
import { entriesOf, isConsumption, type Line } from './ends.ts'

export interface Hop {
  readonly edge: number
  readonly to: number
  readonly perRead: { readonly reads: number; readonly writes: number }
  readonly perWrite: { readonly reads: number; readonly writes: number }
  readonly waits: boolean
  readonly isKnown: boolean
}

export interface Road {
  readonly model: Model
  readonly flow: Flow
  readonly lines: readonly Line[]
  readonly failures: Failures
  readonly isHurt: boolean
  readonly serves: (component: number, use: Use) => boolean
  readonly starts: readonly number[]
  readonly hops: Map<number, readonly Hop[]>
  /** What its starts lead to. */
  readonly reached: ReadonlySet<number>
}

export function isRequest(model: Model, line: Line): boolean {
  const to = componentOf(model, line.to)
  return (
    line.edge.arrow !== '=>' &&
    !line.edge.implicit &&
    !isConsumption(model, line) &&
    !isClient(to) &&
    !isMonitor(to)
  )
}

export function useOf(attributes: Attributes, how: 'at all' | 'alone' = 'at all'): Use {
  const reads = (numberIn(attributes, 'reads') ?? 0) > 0
  const writes = (numberIn(attributes, 'writes') ?? 0) > 0
  if (how === 'alone') return writes && !reads ? 'writes' : 'reads'
  return reads && !writes ? 'reads' : 'writes'
}

/** Of a pool one member is enough, of other containers all entries are wanted. */
export function works(road: Road, target: number, holds: (id: number) => boolean): boolean {
  const { model } = road
  const to = componentOf(model, target)
  if (isPool(to)) return membersOf(model, target).some(({ id }) => holds(id))
  if (to.role !== 'container') return holds(target)
  return entriesOf(model, target).every(({ id }) => works(road, id, holds))
}

export function hasCopies({ model, failures }: Road, id: number): boolean {
  return (
    failures.failed.size === 0 || isUp(standingOf(model, componentOf(model, id)), 'reads', failures)
  )
}

export function copiesOf({ model, failures }: Road, id: number): number {
  const one = componentOf(model, id)
  if (one.managed || failures.failed.size === 0) return one.copies
  const { shards } = standingOf(model, one)
  if (shards.length === 0) return one.copies
  const copies = shards.flatMap((shard) => shard.copies)
  return copies.filter((keys) => !keys.some((key) => failures.failed.has(key))).length
}
