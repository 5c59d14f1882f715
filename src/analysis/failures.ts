// Which single events break each flow: copies, managed parts, and (places.ts) zones and regions. Exact:
// every event is tried on the flow's needs, sharing what is known about units (src/graph/single-points.ts).

import type { Component, Flow, Model } from '#src/model/model.ts'
import { callsLostOn } from './calls-lost.ts'
import { canFail, shardCount, spareCopies } from './copies.ts'
import type { RegionOutage, SinglePoint, ZoneOutage } from './facts.ts'
import { once } from './once.ts'
import { type Loss, noPlaces, type PlaceFailures, placeFailures } from './places.ts'
import type { Reliability } from './serving.ts'

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
  const places = () => placeFailures(reliability, needs, spread, { breaking, copies })
  return { served: true, copies, managed, whole, places: once(places) }
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

/** Zones that break flows whose single points are held up, ascending. */
export function zoneOutagesOf(
  model: Model,
  failures: (flow: Flow) => FlowFailures,
): readonly ZoneOutage[] {
  return gathered(model, failures, ({ outages, lostHolding }) =>
    outages
      .filter((place) => model.components[place]!.builtin === 'zone')
      .map((place) => [place, lostHolding(place)] as const),
  ).map(({ place, flows, lost }) => ({ zone: place, flows, lost }))
}

/** Regions that break flows which use another too, ascending. */
export function regionOutagesOf(
  reliability: Reliability,
  failures: (flow: Flow) => FlowFailures,
): readonly RegionOutage[] {
  const { model } = reliability.system
  return gathered(model, failures, ({ regions, usedRegions, lostTo }) =>
    usedRegions.length < 2 ? [] : regions.map((place) => [place, lostTo(place)] as const),
  ).map(({ place, flows, lost }) => {
    const used = new Set(flows.flatMap((flow) => failures(flow).places().usedRegions))
    const others = [...used].filter((id) => id !== place.id).sort((a, b) => a - b)
    return {
      ...{ region: place, flows, lost, others: others.map((id) => model.components[id]!) },
      calls: callsLostOn(reliability, flows[0]!, failures(flows[0]!).places().lostTo(place.id)),
    }
  })
}

interface Outage {
  readonly place: Component
  readonly flows: readonly Flow[]
  readonly lost: readonly Component[]
}

function gathered(
  { components, flows: all }: Model,
  failures: (flow: Flow) => FlowFailures,
  outagesOf: (
    places: PlaceFailures,
  ) => readonly (readonly [place: number, lost: readonly Loss[]])[],
): readonly Outage[] {
  const found = new Map<number, { flows: Flow[]; lost: Set<number> }>()
  for (const flow of all) {
    for (const [place, lost] of outagesOf(failures(flow).places())) {
      const known = found.get(place) ?? { flows: [], lost: new Set<number>() }
      known.flows.push(flow)
      for (const { component } of lost) known.lost.add(component)
      found.set(place, known)
    }
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([place, { flows, lost }]) => ({
      place: components[place]!,
      flows,
      lost: [...lost].sort((a, b) => a - b).map((id) => components[id]!),
    }))
}
