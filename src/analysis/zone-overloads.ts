// What the loss of a zone fills, wherever that lies: each zone is lost once, and what becomes full is computed for the
// system after it. Of a component the zone is told that leaves it fullest; not where no flow that reaches it goes on
// without the zone, nor where the loss of a cache or of an alternative tells it already.

import type { Flow } from '#src/model/model.ts'
import { shardsOf } from './copies.ts'
import { overfull } from './enough-copies.ts'
import { byPlace } from './events.ts'
import type { LoadFacts, Loads, Tried, ZoneOverload } from './load-facts.ts'
import { usualOf } from './load-losses.ts'
import type { Reliability } from './serving.ts'
import { withinWork } from './within-work.ts'

interface Losing extends Pick<LoadFacts, 'filledBy' | 'cacheLosses' | 'failoverOverloads'> {
  readonly reliability: Reliability
  readonly usual: Loads
  readonly surely: () => Loads
  readonly stoppedBy: (flow: Flow) => readonly number[]
}

export function zoneOverloads(losing: Losing): Tried<ZoneOverload> {
  const { model } = losing.reliability.system
  const zones = model.components.filter(({ builtin }) => builtin === 'zone')
  const measured = model.components.some(({ attributes }) => attributes.has('capacity'))
  if (!measured || zones.length === 0) return { found: [], untried: 0 }
  const inPlace = byPlace(losing.reliability, model.components.keys())
  const worst = new Map<number, ZoneOverload>()
  const tried = withinWork(zones, ({ id: zone }) => {
    const { full, work } = losing.filledBy([{ component: zone }])
    for (const after of full) {
      const { component, peak, load } = after
      if (!((usualOf(losing, after)?.peak ?? 1) < 1)) continue
      const flows = load.byFlow().flatMap((part) => part.flows)
      const stops = flows.every((flow) => losing.stoppedBy(flow).includes(zone))
      if (peak <= Math.max(overfull, worst.get(component)?.after.peak ?? 0) || stops) continue
      const inside = inPlace.get(zone) ?? []
      if (isToldOtherwise(losing, component, zone, inside)) continue
      const copies = shardsOf(model, model.components[component]!).flatMap((shard) => shard.copies)
      const held = copies.filter((one) => one.zone === zone).length
      const others = causesIn(losing, component, inside)
      worst.set(component, { component, zone, held, others, after })
    }
    return work
  })
  const found = [...worst.values()].sort((a, b) => a.component - b.component)
  return { found, untried: zones.length - tried }
}

/** By the loss of a cache or an alternative in the zone, or of the region around it. */
function isToldOtherwise(
  { reliability, cacheLosses, failoverOverloads }: Losing,
  component: number,
  zone: number,
  inside: readonly number[],
): boolean {
  const { components } = reliability.system.model
  const lost = new Set(inside)
  for (let id = zone; id >= 0; id = components[id]!.parent) lost.add(id)
  return (
    cacheLosses().found.some(({ cache, store }) => store === component && lost.has(cache)) ||
    failoverOverloads().found.some(
      (one) => lost.has(one.lost) && one.overloaded.some((full) => full.component === component),
    )
  )
}

/** Of what lies in the zone alternatives to it and caches before it; else whatever may be either. */
function causesIn(
  { reliability, usual }: Losing,
  component: number,
  inside: readonly number[],
): readonly number[] {
  const { components } = reliability.system.model
  const choices = usual.choices()
  const others = inside.filter((id) => id !== component)
  const isBeside = (id: number): boolean =>
    choices.some((members) => members.has(id) && members.has(component))
  const isCache = (id: number): boolean => components[id]!.builtin === 'cache'
  const near = others.filter((id) => isBeside(id) || isCache(id))
  if (near.length > 0) return near
  const divided = others.filter((id) => choices.some((members) => members.has(id)))
  return divided.length > 0 ? divided : others
}
