// What the event of a zone or region does to one flow: which of its components lie there, what goes down,
// and whether the flow does; and the same with every copy held up that is a single point of failure by
// itself, so that one copy is not told once more for the place that it lies in.

import type { FailureSpread } from '#src/graph/single-points.ts'
import type { Component } from '#src/model/model.ts'
import { type Copy, regionOf, type Shard } from './copies.ts'
import { byPlace } from './events.ts'
import type { FlowNeeds } from './flow-needs.ts'
import { lossOf, type Reliability } from './serving.ts'

/** What breaks a flow by itself, before places are asked for. */
export interface Alone {
  readonly breaking: ReadonlySet<number>
  /** Components of which one copy does; false for `first`: writes alone need it. */
  readonly copies: ReadonlyMap<number, 'only' | 'needed' | 'shard' | 'first'>
}

export interface Loss {
  readonly component: number
  readonly writesAlone: boolean
}

export interface PlaceFailures {
  /** Those that break the flow, ascending. */
  readonly zones: readonly number[]
  readonly regions: readonly number[]
  /** Regions in which something lies that the flow needs, or could take instead. */
  readonly usedRegions: readonly number[]
  /** Zones and regions that break the flow with its single points held up. */
  readonly outages: readonly number[]
  /** What the event of the place takes down on the flow. */
  lostTo(place: number): readonly Loss[]
  /** The same without what is a single point by itself. */
  lostHolding(place: number): readonly Loss[]
}

export const noPlaces: PlaceFailures = {
  zones: [],
  regions: [],
  usedRegions: [],
  outages: [],
  lostTo: () => [],
  lostHolding: () => [],
}

export function placeFailures(
  reliability: Reliability,
  needs: FlowNeeds,
  spread: FailureSpread,
  alone: Alone,
): PlaceFailures {
  const { components } = reliability.system.model
  const places = byPlace(reliability, componentsOn(needs, spread))
  const held = heldUp(needs, alone)
  const losses = (
    place: number,
    loss: (component: Component) => { readonly reads: boolean; readonly writes: boolean },
  ): readonly Loss[] =>
    (places.get(place) ?? []).flatMap((id): readonly Loss[] => {
      const { reads, writes } = loss(components[id]!)
      if (reads) return [{ component: id, writesAlone: false }]
      return writes && needs.writeUnit(id) >= 0 ? [{ component: id, writesAlone: true }] : []
    })
  const lostTo = (place: number) =>
    losses(place, (one) => lossOf(reliability, one, (event) => event.component === place))
  const lostHolding = (place: number) =>
    losses(place, (one) => lossHolding(reliability, one, place, held))
  const breaks = (lost: readonly Loss[]) => lost.length > 0 && spread.breaks(unitsOf(needs, lost))
  const broken = [...places.keys()].sort((a, b) => a - b).filter((place) => breaks(lostTo(place)))
  return {
    zones: broken.filter((id) => components[id]!.builtin === 'zone'),
    regions: broken.filter((id) => components[id]!.builtin === 'region'),
    usedRegions: [...places.keys()].filter((id) => components[id]!.builtin === 'region'),
    outages: broken.filter((place) => breaks(lostHolding(place))),
    lostTo,
    lostHolding,
  }
}

export function unitsOf(needs: FlowNeeds, losses: readonly Loss[]): readonly number[] {
  return losses.map(({ component, writesAlone }) =>
    writesAlone ? needs.writeUnit(component) : needs.readUnit(component),
  )
}

/** Components that the flow's root leads to, ascending. */
function componentsOn(needs: FlowNeeds, spread: FailureSpread): readonly number[] {
  const found = new Set<number>()
  for (const unit of spread.units) for (const id of needs.many.componentsOf(unit)) found.add(id)
  return [...found].sort((a, b) => a - b)
}

type Held = (component: Component, shard: Shard, copy: Copy) => boolean

/** Copies that break the flow alone. */
function heldUp(needs: FlowNeeds, { breaking, copies }: Alone): Held {
  return (component, shard, copy) => {
    const because = copies.get(component.id)
    if (because === undefined) return false
    if (because !== 'first' && isTight(shard)) return true
    return copy === shard.copies[0] && breaking.has(needs.writeUnit(component.id))
  }
}

/** Whether the loss of one copy is too much for the shard, which was enough with all. */
function isTight({ copies, needed }: Shard): boolean {
  return copies.length === needed
}

function lossHolding(
  reliability: Reliability,
  component: Component,
  place: number,
  held: Held,
): { readonly reads: boolean; readonly writes: boolean } {
  if (component.managed) {
    const isLost = regionOf(reliability.system.model, component) === place
    return { reads: isLost, writes: isLost }
  }
  let writes = false
  for (const shard of reliability.shards(component.id)) {
    const isLost = (copy: Copy) =>
      (copy.zone === place || copy.region === place) && !held(component, shard, copy)
    const left = shard.copies.filter((copy) => !isLost(copy)).length
    if (left < shard.needed) return { reads: true, writes: true }
    if (isLost(shard.copies[0]!)) writes = true
  }
  return { reads: false, writes: writes && reliability.writesDiffer(component.id) }
}
