// Which single events break each flow: copies, managed parts, zones, regions; and which zones do even
// with every copy held up that is a single point of failure by itself. Exact: every event is tried on the
// flow's needs, sharing what is known about units (src/graph/single-points.ts).

import type { FailureSpread } from '#src/graph/single-points.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { type Copy, canFail, type Shard, shardCount, spareCopies } from './copies.ts'
import { byPlace } from './events.ts'
import type { SinglePoint, ZoneOutage } from './facts.ts'
import type { FlowNeeds } from './flow-needs.ts'
import { once } from './once.ts'
import { lossOf, type Reliability } from './serving.ts'

export interface FlowFailures {
  readonly served: boolean
  /** Unmanaged components of which one copy's event breaks the flow. */
  readonly copies: ReadonlyMap<number, SinglePoint['because']>
  readonly managed: readonly number[]
  /** Components that break it with all their copies, managed ones among them. */
  readonly whole: readonly number[]
  /** Zones and regions take a search of their own, made when they are asked for. */
  readonly places: () => PlaceFailures
}

export interface PlaceFailures {
  readonly zones: readonly number[]
  readonly regions: readonly number[]
  /** Zones that break the flow with the single points held up, and what is lost with each. */
  readonly outages: ReadonlyMap<number, readonly number[]>
}

const noPlaces: PlaceFailures = { zones: [], regions: [], outages: new Map() }

export function flowFailures(reliability: Reliability, flow: Flow): FlowFailures {
  const { model } = reliability.system
  const needs = reliability.needs.of(flow)
  const spread = needs.many.failures.of(needs.root)
  if (!spread.served)
    return { served: false, copies: new Map(), managed: [], whole: [], places: () => noPlaces }
  const breaking = new Set(spread.singlePoints())
  const copies = new Map<number, SinglePoint['because']>()
  const managed: number[] = []
  const whole: number[] = []
  for (const id of new Set([...breaking].flatMap(needs.many.componentsOf))) {
    const component = model.components[id]!
    if (!canFail(component)) continue
    const breaksReads = breaking.has(needs.readUnit(id))
    if (breaksReads) whole.push(id)
    if (component.managed) {
      if (breaksReads) managed.push(id)
      continue
    }
    const breaksWrites = needs.writeUnit(id) >= 0 && breaking.has(needs.writeUnit(id))
    const because = whyOneCopy(component, breaksReads, breaksWrites)
    if (because) copies.set(id, because)
  }
  const places = () => placeFailures(reliability, flow, breaking, copies)
  return { served: true, copies, managed, whole, places: once(places) }
}

function placeFailures(
  reliability: Reliability,
  flow: Flow,
  breaking: ReadonlySet<number>,
  copies: FlowFailures['copies'],
): PlaceFailures {
  const { components } = reliability.system.model
  const needs = reliability.needs.of(flow)
  const spread = needs.many.failures.of(needs.root)
  const places = byPlace(reliability, componentsOn(needs, spread))
  const breaksAt = (place: number) => {
    const down = lostTo(reliability, needs, places.get(place)!, place, undefined)
    return down.length > 0 && spread.breaks(unitsOf(needs, down))
  }
  const broken = [...places.keys()].sort((a, b) => a - b).filter(breaksAt)
  const zones = broken.filter((id) => components[id]!.builtin === 'zone')
  return {
    zones,
    regions: broken.filter((id) => components[id]!.builtin === 'region'),
    outages: outagesOf(reliability, needs, spread, zones, places, copies, breaking),
  }
}

/** Components that the flow's root leads to, ascending. */
function componentsOn(needs: FlowNeeds, spread: FailureSpread): readonly number[] {
  const found = new Set<number>()
  for (const unit of spread.units) for (const id of needs.many.componentsOf(unit)) found.add(id)
  return [...found].sort((a, b) => a - b)
}

/** How one copy of an unmanaged component can take it down, if it can. */
function whyOneCopy(
  component: Component,
  breaksReads: boolean,
  breaksWrites: boolean,
): SinglePoint['because'] | undefined {
  if (breaksReads && spareCopies(component) === 0) {
    if (component.copies === 1) return 'only'
    return shardCount(component) > 1 ? 'shard' : 'needed'
  }
  return breaksWrites ? 'first' : undefined
}

/** Whether the loss of one copy is too much for the shard, which was enough with all. */
function isTight({ copies, needed }: Shard): boolean {
  return copies.length === needed
}

interface Loss {
  readonly component: number
  readonly writesAlone: boolean
}

/** What the event of a zone or region takes down; copies for which `held` holds stay up. */
function lostTo(
  reliability: Reliability,
  needs: FlowNeeds,
  candidates: readonly number[],
  place: number,
  held: ((component: Component, shard: Shard, copy: Copy) => boolean) | undefined,
): readonly Loss[] {
  const { components } = reliability.system.model
  return candidates.flatMap((id): readonly Loss[] => {
    const component = components[id]!
    const { reads, writes } = held
      ? lossHolding(reliability, component, place, held)
      : lossOf(reliability, component, (event) => event.component === place)
    if (reads) return [{ component: id, writesAlone: false }]
    return writes && needs.writeUnit(id) >= 0 ? [{ component: id, writesAlone: true }] : []
  })
}

function lossHolding(
  reliability: Reliability,
  component: Component,
  place: number,
  held: (component: Component, shard: Shard, copy: Copy) => boolean,
): { readonly reads: boolean; readonly writes: boolean } {
  if (component.managed) return { reads: false, writes: false }
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

function unitsOf(needs: FlowNeeds, losses: readonly Loss[]): readonly number[] {
  return losses.map(({ component, writesAlone }) =>
    writesAlone ? needs.writeUnit(component) : needs.readUnit(component),
  )
}

function outagesOf(
  reliability: Reliability,
  needs: FlowNeeds,
  spread: FailureSpread,
  zones: readonly number[],
  places: ReadonlyMap<number, readonly number[]>,
  points: FlowFailures['copies'],
  breaking: ReadonlySet<number>,
): ReadonlyMap<number, readonly number[]> {
  const held = (component: Component, shard: Shard, copy: Copy) => {
    const because = points.get(component.id)
    if (because === undefined) return false
    if (because !== 'first' && isTight(shard)) return true
    return copy === shard.copies[0] && breaking.has(needs.writeUnit(component.id))
  }
  const outages = new Map<number, readonly number[]>()
  for (const zone of zones) {
    const lost = lostTo(reliability, needs, places.get(zone)!, zone, held)
    if (lost.length === 0 || !spread.breaks(unitsOf(needs, lost))) continue
    outages.set(
      zone,
      lost.map(({ component }) => component),
    )
  }
  return outages
}

/** Single points over all flows, ascending by component. */
export function singlePointsOf(
  model: Model,
  failures: (flow: Flow) => FlowFailures,
): readonly SinglePoint[] {
  const flows = new Map<number, { because: SinglePoint['because']; flows: Flow[] }>()
  for (const flow of model.flows) {
    for (const [component, because] of failures(flow).copies) {
      const known = flows.get(component)
      if (known) known.flows.push(flow)
      else flows.set(component, { because, flows: [flow] })
    }
  }
  return [...flows]
    .sort(([a], [b]) => a - b)
    .map(([id, { because, flows }]) => ({ component: model.components[id]!, flows, because }))
}

export function zoneOutagesOf(
  model: Model,
  failures: (flow: Flow) => FlowFailures,
): readonly ZoneOutage[] {
  const found = new Map<number, { flows: Flow[]; lost: Set<number> }>()
  for (const flow of model.flows) {
    for (const [zone, lost] of failures(flow).places().outages) {
      const known = found.get(zone) ?? { flows: [], lost: new Set<number>() }
      known.flows.push(flow)
      for (const id of lost) known.lost.add(id)
      found.set(zone, known)
    }
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([zone, { flows, lost }]) => ({
      zone: model.components[zone]!,
      flows,
      lost: [...lost].sort((a, b) => a - b).map((id) => model.components[id]!),
    }))
}
