// What is left of a system after some events: how many copies of each component work, and what still serves, on a
// flow or over all that is declared. Traffic follows from it: what has failed gets none, and its alternatives more.

import { serving } from '#src/graph/needs.ts'
import type { Component, Flow } from '#src/model/model.ts'
import { type Copy, canFail, type FailureEvent, shardCount } from './copies.ts'
import { among } from './events.ts'
import type { FlowNeeds, NeedsOfMany } from './flow-needs.ts'
import { memo, once } from './once.ts'
import { lossOf, type Reliability } from './serving.ts'

export type Serves = (component: number, use: 'reads' | 'writes') => boolean

export interface Standing {
  /** False where nothing has failed: then everything serves. */
  readonly isHurt: boolean
  /** Copies that work; all that it runs on where a provider runs it. */
  copies(component: number): number
  /** Of them those of the shard that has the fewest. */
  fewest(component: number): number
  /** Whether enough of its own copies work. */
  isUp(component: number): boolean
  /** What serves on the flow; undefined stands for all that is declared. */
  on(flow: Flow | undefined): Serves
}

/** `lostUnits`, where it is known, are those of a graph that no longer serve, of which all do with everything up. */
export function standing(
  reliability: Reliability,
  failures: readonly FailureEvent[],
  lostUnits?: (needs: NeedsOfMany) => ReadonlySet<number>,
): Standing {
  const { components } = reliability.system.model
  if (failures.length === 0) {
    return {
      isHurt: false,
      copies: (id) => components[id]!.copies,
      fewest: (id) => Math.floor(components[id]!.copies / shardCount(components[id]!)),
      isUp: () => true,
      on: () => () => true,
    }
  }
  const failed = among(reliability.system.model, failures)
  const losses = memo((id: number) => lossOf(reliability, components[id]!, failed))
  const served = new Map<NeedsOfMany, Uint8Array>()
  const servingOf = (needs: FlowNeeds, others: () => Iterable<FlowNeeds>): Uint8Array => {
    let known = served.get(needs.many)
    if (!known) {
      known = serving(needs.many.graph, downIn(others()))
      served.set(needs.many, known)
    }
    return known
  }
  const downIn = (all: Iterable<FlowNeeds>): Uint8Array => {
    let down: Uint8Array | undefined
    for (const { many, components: on, readUnit, writeUnit } of all) {
      down ??= new Uint8Array(many.graph.unitCount)
      for (const id of on()) {
        const { reads, writes } = losses(id)
        if (reads) down[readUnit(id)] = 1
        if (writes && writeUnit(id) >= 0) down[writeUnit(id)] = 1
      }
    }
    return down ?? new Uint8Array(0)
  }
  const declared = once(() =>
    reliability.system.model.flows.filter(({ scope }) => scope.kind === 'edges'),
  )
  const left = memo((id: number) => copiesLeft(reliability, components[id]!, failed))
  return {
    isHurt: true,
    copies: (id) => left(id).copies,
    fewest: (id) => left(id).fewest,
    isUp: (id) => !losses(id).reads,
    on(flow) {
      const needs = flow ? reliability.needs.of(flow) : reliability.needs.everything()
      const up = once(() =>
        servingOf(needs, () =>
          flow ? declared().map((one) => reliability.needs.of(one)) : [needs],
        ),
      )
      const lost = lostUnits?.(needs.many)
      const serves = (unit: number): boolean => (lost ? !lost.has(unit) : up()[unit] === 1)
      return (id, use) => {
        if (losses(id).reads || (use === 'writes' && losses(id).writes)) return false
        const own = use === 'writes' ? needs.writeUnit(id) : -1
        const unit = own >= 0 ? own : needs.readUnit(id)
        return unit < 0 || serves(unit)
      }
    },
  }
}

function copiesLeft(
  { shards }: Reliability,
  component: Component,
  failed: (event: FailureEvent) => boolean,
): { readonly copies: number; readonly fewest: number } {
  const { copies: all, managed, id } = component
  if (!canFail(component) || managed) return { copies: all, fewest: all }
  const isLeft = ({ index, zone, region }: Copy): boolean =>
    !failed({ component: id, copy: index }) &&
    !(zone >= 0 && failed({ component: zone })) &&
    !(region >= 0 && failed({ component: region }))
  let copies = 0
  let fewest = all
  for (const shard of shards(id)) {
    const left = shard.copies.filter(isLeft).length
    copies += left
    fewest = Math.min(fewest, left)
  }
  return { copies, fewest }
}
