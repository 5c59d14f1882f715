// How busy a component is with a copy or a zone lost, and how many copies, or shards, carry what arrives at peak through
// that. What it shares with others is divided anew: copies that are lost get nothing, and more copies draw more. Whether
// something is known is said by the loads that it is computed from.

import { attribute } from '#src/model/changed.ts'
import type { Component, Model } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { shardCount, shardsOf } from './copies.ts'
import type {
  CopyLoss,
  Enough,
  Loads,
  Utilization,
  Wanted,
  Working,
  ZoneLoss,
} from './load-facts.ts'
import { evenly } from './utilization.ts'

/** More copies, or shards, than this are no remedy. */
export const mostCopies = 10_000

/** More than full; what is divided and put together again is exact to this. */
export const overfull = 1 + 1e-9

/** How busy, by some loads, and by the same with a zone lost. */
export interface Ground {
  readonly model: Model
  readonly loads: Loads
  /** Asked of the component alone. */
  readonly withoutZone: (zone: number, component: number) => Loads
}

/** Before and after; undefined where it does not serve without. */
export function copyLoss(ground: Ground, component: Component): CopyLoss | undefined {
  const { id, copies } = component
  const before = ground.loads.utilizationWith(id, evenly(component, copies), 0)
  const after = withoutCopy(ground, component)
  return before && after && { before, after }
}

/** With a copy of the smallest shard lost; undefined where it then does not serve. `size`: as it would be. */
function withoutCopy(
  { model, loads }: Ground,
  component: Component,
  size = component,
): Utilization | undefined {
  const left = shardsOf(model, size).map(({ copies, needed }) => ({ count: copies.length, needed }))
  const smallest = left.reduce((least, one) => (one.count < least.count ? one : least))
  if (smallest.count - 1 < smallest.needed) return undefined
  const working = { copies: size.copies - 1, shards: left.length, fewest: smallest.count - 1 }
  return loads.utilizationWith(component.id, working, size.copies - 1 - component.copies)
}

/** Of the zones without which it serves the one that leaves it fullest, where that is too full. */
export function withoutZone(
  ground: Ground,
  component: Component,
  size = component,
): ZoneLoss | undefined {
  const { model, loads } = ground
  const more = size.copies - component.copies
  const found = lossesOfZones(model, size).flatMap(
    ({ zone, held, working }): readonly ZoneLoss[] => {
      // Copies that are lost draw nothing: it can only be less full than this, unless others lose more than it does.
      const bound = loads.utilizationWith(component.id, working, more)
      if (!bound || bound.peak <= overfull) return []
      const heldNow = heldIn(model, component, zone)
      const then = ground.withoutZone(zone, component.id)
      const after =
        heldNow < component.copies
          ? then.utilizationWith(component.id, working, more - held + heldNow)
          : loads.utilizationWith(component.id, working, more - held)
      return after && after.peak > overfull ? [{ zone, held, after }] : []
    },
  )
  return found.reduce<ZoneLoss | undefined>(
    (worst, one) => (worst && worst.after.peak >= one.after.peak ? worst : one),
    undefined,
  )
}

/** The least number that carries the peak as wanted; undefined where none does. */
export function enoughCopies(
  ground: Ground,
  component: Component,
  wanted: Wanted,
): Enough | undefined {
  const load = ground.loads.load(component.id)
  if (!load || load.isUnbounded || load.peak.total === 0) return undefined
  const zones = wanted.zones ?? component.zones
  const shards = shardCount(component)
  const inShards = (copies: number): Component => ({ ...component, zones, copies })
  const each =
    wanted.by === 'shards'
      ? undefined
      : leastThat(
          (times) => carries(ground, component, inShards(times * shards), wanted),
          // Others take over what fewer copies would not: that is no remedy.
          Math.floor(component.copies / shards),
        )
  if (each !== undefined) return { copies: each * shards }
  if (!isStore(component)) return undefined
  const own = Math.max(2, Math.floor(component.copies / shards))
  const cut = (count: number): Component => ({
    ...withShards(component, count),
    zones,
    copies: count * own,
  })
  // Shards have a number of copies, and no autoscaling.
  const fixed = { ...wanted, end: 'least' } as const
  const count = leastThat((number) => carries(ground, component, cut(number), fixed))
  return count === undefined || count === shards
    ? undefined
    : { copies: count * own, shards: count }
}

/** The least number, one for each shard at least, that is below that busy at peak with none lost. */
export function copiesBelow(
  loads: Pick<Loads, 'utilizationWith'>,
  component: Component,
  below: number,
): number | undefined {
  const isEnough = (copies: number): boolean => {
    const more = scales(component) ? 0 : copies - component.copies
    const found = loads.utilizationWith(component.id, evenly(component, copies), more)
    return found !== undefined && found.peak < below
  }
  const least = leastThat(isEnough)
  return least === undefined ? undefined : Math.max(least, shardCount(component))
}

function withShards(component: Component, count: number): Component {
  const value = { kind: 'number', value: count, dimension: 'number' } as const
  const attributes = new Map([...component.attributes, attribute('shards', value, component)])
  return { ...component, attributes }
}

/** By doubling, then by halving what is between. */
export function leastThat(isEnough: (number: number) => boolean, least = 1): number | undefined {
  const first = Math.max(1, least)
  let low = first - 1
  let high = first
  while (!isEnough(high)) {
    low = high
    high *= 2
    if (high > mostCopies) return undefined
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}

function carries(ground: Ground, component: Component, size: Component, wanted: Wanted): boolean {
  const { spare, below, end = 'most', under = ground.loads } = wanted
  const { id, copies } = component
  const busiest = wanted.together && growing(ground.model, under, id, wanted.together)
  const peakWith = (number: number, more: number): number => {
    const found = under.utilizationWith(id, evenly(size, number), busiest === undefined ? more : 0)
    return (found?.peak ?? Number.MAX_VALUE) * (busiest ?? 1)
  }
  // Its lower end stays, and with it what it weighs.
  if (end === 'most' && scales(component))
    return size.copies > spare && peakWith(size.copies - spare, 0) < below
  if (peakWith(size.copies, size.copies - copies) >= below) return false
  const left = withoutCopy(ground, component, size)
  if (spare === 1 ? !left || left.peak >= below : (left?.peak ?? 0) > overfull) return false
  return withoutZone(ground, component, size) === undefined
}

function scales({ attributes }: Component): boolean {
  return attributes.get('autoscale')?.value.kind === 'range' && !attributes.has('replicas')
}

/**
 * Where all that it shares with grow as well, nothing is drawn from them: by how much the busiest of them is busier.
 * Undefined where some do not grow.
 */
function growing(
  { components }: Model,
  loads: Loads,
  component: number,
  together: ReadonlySet<number>,
): number | undefined {
  const sharing = loads.choices().filter((members) => (members.get(component) ?? 0) > 0)
  const rivals = sharing.flatMap((members) => [...members].filter(([, peak]) => peak > 0))
  // What a provider runs, or what scales by itself, grows without more copies that weights would count.
  const grows = (id: number): boolean =>
    together.has(id) && !components[id]!.managed && !scales(components[id]!)
  if (rivals.length === 0 || !rivals.every(([id]) => grows(id))) return undefined
  const busy = (id: number): number => loads.utilization(id)?.peak ?? 0
  return Math.max(...rivals.map(([id]) => busy(id))) / busy(component)
}

interface PlaceLoss {
  readonly zone: number
  readonly held: number
  readonly working: Working
}

/** Zones that hold copies of what lies in two or more places, without which it serves; in the order of the copies. */
function lossesOfZones(model: Model, size: Component): readonly PlaceLoss[] {
  const shards = shardsOf(model, size)
  const zones = new Set(shards.flatMap(({ copies }) => copies.map(({ zone }) => zone)))
  if (zones.size < 2) return []
  return [...zones].flatMap((zone): readonly PlaceLoss[] => {
    if (zone < 0) return []
    const left = shards.map(({ copies }) => copies.filter((one) => one.zone !== zone).length)
    if (left.some((count, index) => count < shards[index]!.needed)) return []
    const copies = left.reduce((sum, count) => sum + count, 0)
    const working = { copies, shards: shards.length, fewest: Math.min(...left) }
    return [{ zone, held: size.copies - copies, working }]
  })
}

function heldIn(model: Model, component: Component, zone: number): number {
  return shardsOf(model, component).reduce(
    (sum, { copies }) => sum + copies.filter((one) => one.zone === zone).length,
    0,
  )
}
