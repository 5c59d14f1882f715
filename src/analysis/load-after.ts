// Load after a loss, of what the loss reaches: the islands of the network in which something fails or no longer serves
// are solved anew, and everywhere else the load is as it was. The numbers are those of a solution of the whole, to the
// last digit, because everything is added in the same order. Most losses take load away and bring nobody more; of these
// nothing is solved.

import { isWritten } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import type { FailureEvent } from './copies.ts'
import type { Demand } from './demand.ts'
import type { Layer, TransferGround } from './layer.ts'
import { type FlowLayer, solvedNetwork, type TransfersOf } from './load.ts'
import type { Load } from './load-facts.ts'
import type { Caller, Islands } from './load-islands.ts'
import { boundAt, type LoadNetwork, loadAt, type Place, readOff } from './load-read.ts'
import { type Reach, reachOf } from './loss-reach.ts'
import type { Reliability } from './serving.ts'
import { type Standing, standing } from './standing.ts'
import { isAtMost, isSame } from './transfer-changes.ts'
import { type Transfer, transfersFrom } from './transfers.ts'
import { utilizationOf } from './utilization.ts'

export interface LoadAfter {
  readonly standing: Standing
  /** Components that may be full and were not, ascending. */
  readonly candidates: readonly number[]
  load(component: number): Load
  /** How many loads were computed. */
  readonly work: number
}

/**
 * How far losses reach on these layers; undefined where some part of the system does not serve even with everything
 * up: then any loss would change more than it reaches.
 */
export function reachOn(
  reliability: Reliability,
  layers: readonly FlowLayer[],
): ((failed: readonly FailureEvent[]) => Reach) | undefined {
  const needs = layers.map(({ layer: { flow } }) =>
    flow ? reliability.needs.of(flow) : reliability.needs.everything(),
  )
  return needs.some(({ many }) => many.up.includes(0)) ? undefined : reachOf(reliability, needs)
}

/** `usual` is the network with everything up, and `layers` are its layers, in order. */
export function loadsAfter(
  ground: TransferGround,
  layers: readonly FlowLayer[],
  islands: Islands,
  reachedBy: (failed: readonly FailureEvent[]) => Reach,
  usual: LoadNetwork,
  demand: Demand,
): (failed: readonly FailureEvent[]) => LoadAfter {
  const { reliability } = ground
  const { components } = reliability.system.model
  const order = new Map(layers.map(({ layer }, index) => [layer, index]))
  const placedIn = new Map(usual.places.map((placed) => [placed.layer, placed]))
  const taken = new Set(demand.taking.map(({ start }) => start))
  const now = ground.standing
  const full = components.filter((one) => mayBeFull(one, usual.placesOf(one.id), now))
  const isKnownFull = new Set(
    full.map(({ id }) => id).filter((id) => usual.load(id).isKnown && !usual.load(id).isUnbounded),
  )
  // Less of what is not known may be known, and full.
  const leadsToUnsettled = islands.leadingTo(
    full.map(({ id }) => id).filter((id) => !isKnownFull.has(id)),
  )
  const leadsToMeasured = islands.leadingTo(
    components.filter(({ attributes }) => isWritten(attributes, 'capacity')).map(({ id }) => id),
  )

  return (failed) => {
    const { hit, lostUnits, stopped } = reachedBy(failed)
    const after = { ...ground, standing: standing(reliability, failed, lostUnits) }
    const callers = islands.callersOf([...hit, ...stopped])
    const changed = changedBy(after, callers)
    const transfersOf: TransfersOf = (layer, id) =>
      changed.get(layer)?.get(id) ??
      placedIn.get(layer)?.out.get(id) ??
      transfersFrom(after, layer, id)
    const isRising = ({ layer, id }: Caller): boolean => {
      if (!leadsToMeasured(layer, id)) return false
      const before = placedIn.get(layer)?.out.get(id) ?? []
      const then = transfersOf(layer, id)
      if (taken.has(id)) return !isSame(before, then)
      return then.some(({ to }) => leadsToMeasured(layer, to)) && !isAtMost(then, before)
    }
    const isShifting = ({ layer, id }: Caller): boolean => {
      const before = placedIn.get(layer)?.out.get(id) ?? []
      const isOpen = before.some(({ to }) => leadsToUnsettled(layer, to))
      return isOpen && !isSame(before, transfersOf(layer, id))
    }
    /** The places of a component, with these islands solved anew. */
    const placesWith = (some: ReadonlySet<number>): ((id: number) => readonly Place[]) => {
      if (some.size === 0) return usual.placesOf
      const part = islands.part(some)
      const anew = readOff(components, solvedNetwork(transfersOf, part.layers, part.demand, 1))
      return (id) =>
        [
          ...usual.placesOf(id).filter(({ placed }) => !some.has(islands.of(placed.layer, id))),
          ...anew.placesOf(id),
        ].sort((a, b) => order.get(a.placed.layer)! - order.get(b.placed.layer)!)
    }
    const within = (some: Iterable<number>): readonly number[] =>
      [...new Set([...hit, ...[...some].flatMap(islands.componentsIn)])]
        .filter((id) => !isKnownFull.has(id) && isWritten(components[id]!.attributes, 'capacity'))
        .sort((a, b) => a - b)

    const reached = islands.touching([...hit, ...stopped])
    const rising = new Set(callers.filter(isRising).map(({ layer, id }) => islands.of(layer, id)))
    // Where nobody gets more, what arrived before is the most that can arrive.
    const most = placesWith(rising)
    const isSettled =
      !callers.some(isShifting) &&
      !within(rising).some((id) => mayBeFull(components[id]!, most(id), after.standing))
    const exact = isSettled ? most : placesWith(reached)
    const candidates = isSettled ? [] : within(reached)
    return {
      standing: after.standing,
      candidates,
      load: (id) => loadAt(components[id]!, exact(id)),
      work: callers.length + within(rising).length + candidates.length,
    }
  }
}

function changedBy(ground: TransferGround, callers: readonly Caller[]) {
  const changed = new Map<Layer, Map<number, readonly Transfer[]>>()
  for (const { layer, id } of callers) {
    const transfers = transfersFrom(ground, layer, id)
    const known = changed.get(layer)
    if (known) known.set(id, transfers)
    else changed.set(layer, new Map([[id, transfers]]))
  }
  return changed
}

/** Whether it is full by what arrives in these places, whether or not that is known. */
function mayBeFull(component: Component, places: readonly Place[], left: Standing): boolean {
  if (!isWritten(component.attributes, 'capacity')) return false
  const load = boundAt(component, places)
  return load.isUnbounded || (utilizationOf(component, load, left)?.peak ?? 0) >= 1
}
