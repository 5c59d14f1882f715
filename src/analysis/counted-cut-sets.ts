// Minimal cut sets with what is alike counted, not listed. A set says which places and whole components are lost, and
// of each shard how many of the copies that lie outside these places: which ones makes no difference, since only
// their number counts. Zones that nothing tells apart (alike-zones.ts) are exchanged in the same way. It is enough
// to look among the first zones of each sort, as many as a set can have events: a set that goes further is like one
// of these. So the work depends on how many sorts of things there are, not on how many things.

import { binomialTail } from '#src/graph/binomial.ts'
import { minimalCutSets } from '#src/graph/cut-sets.ts'
import { alikeZones } from './alike-zones.ts'
import type { CutSet, Loss } from './availability-facts.ts'
import type { Happened } from './events.ts'
import { type FlowStructure, unavailabilityOf } from './failure-structure.ts'
import { sizeOf, waysOf } from './losses.ts'
import type { Reliability } from './serving.ts'

export interface CountedCutSets {
  /** By size, then in the order of the file. */
  readonly sets: readonly CutSet[]
  /** True where sets of this order may be missing. */
  readonly truncated: boolean
}

export interface Limits {
  /** Most single failures of a set. */
  readonly order: number
  /** Most sets of one gate before they are counted together; 100,000 where unwritten. */
  readonly limit?: number
}

export function countedCutSets(
  reliability: Reliability,
  built: FlowStructure,
  failed: Happened,
  { order, limit }: Limits,
): CountedCutSets {
  const alike = alikeZones(reliability, built, failed)
  const weights = withoutFurther(reliability, built, alike, order)
  const options = { order, weights, ...(limit === undefined ? {} : { limit }) }
  const { sets, truncated } = minimalCutSets(built.structure, options)
  const known = new Map<string, readonly Loss[]>()
  const fold = foldingIn(reliability, built, failed, alike)
  for (const set of sets) {
    const { key, losses } = fold(set)
    if (!known.has(key)) known.set(key, losses())
  }
  const counted = acrossShards(reliability, [...known.values()]).map((losses) => ({
    losses,
    ways: waysOf(losses),
    probability: probabilityOf(reliability, losses),
  }))
  return {
    sets: counted.sort((a, b) => sizeOf(a.losses) - sizeOf(b.losses) || inOrder(a, b)),
    truncated,
  }
}

/** Events of zones past the first few of their sort weigh too much to be in any set. */
function withoutFurther(
  reliability: Reliability,
  { events, weights }: FlowStructure,
  alike: ReadonlyMap<number, readonly number[]>,
  order: number,
): Int32Array {
  const zoneOf = zonesOfCopies(reliability)
  return weights.map((weight, event) => {
    const { component, copies, anywhere } = events[event]!
    if (anywhere) return weight
    const zone = copies === undefined ? component : zoneOf(component, copies[0]!)
    const place = alike.get(zone)?.indexOf(zone) ?? 0
    return place < order ? weight : order + 1
  })
}

function zonesOfCopies(reliability: Reliability) {
  const known = new Map<number, ReadonlyMap<number, number>>()
  return (component: number, copy: number): number => {
    let zones = known.get(component)
    if (!zones) {
      const copies = reliability.shards(component).flatMap((shard) => shard.copies)
      zones = new Map(copies.map(({ index, zone }) => [index, zone]))
      known.set(component, zones)
    }
    return zones.get(copy) ?? -1
  }
}

interface LostCopies {
  readonly component: number
  readonly shard: number
  readonly isFirst: boolean
  lost: number
}

/** A set of events → what it loses, and a key that it shares with all sets that are like it. */
function foldingIn(
  reliability: Reliability,
  { events, weights, written }: FlowStructure,
  failed: Happened,
  alike: ReadonlyMap<number, readonly number[]>,
) {
  const shardOf = (component: number, copy: number): number => {
    const { length } = reliability.shards(component)
    return copy % length
  }
  return (set: readonly number[]) => {
    const wholes: number[] = []
    const zones = new Map<readonly number[], number>()
    const copies = new Map<string, LostCopies>()
    for (const event of set) {
      const { component, copies: members } = events[event]!
      const same = alike.get(component)
      if (members === undefined && same) zones.set(same, (zones.get(same) ?? 0) + 1)
      else if (members === undefined) wholes.push(component)
      else {
        const shard = shardOf(component, members[0]!)
        const first = reliability.shards(component)[shard]!.copies[0]!.index
        const isFirst = written.has(component) && members[0] === first
        const key = `${component}/${shard}${isFirst ? ' first' : ''}`
        const item = copies.get(key) ?? { component, shard, isFirst, lost: 0 }
        item.lost += weights[event]!
        copies.set(key, item)
      }
    }
    const parts = [
      ...wholes,
      ...[...zones].map(([same, lost]) => `${lost} like ${same[0]!}`),
      ...[...copies].map(([key, { lost }]) => `${lost} of ${key}`),
    ]
    const losses = (): readonly Loss[] => {
      const places = new Set([...wholes, ...[...zones].flatMap(([same, n]) => same.slice(0, n))])
      return [
        ...wholes.map((component): Loss => ({ component })),
        ...[...zones].map(([of, lost]): Loss => ({ component: of[0]!, zones: { lost, of } })),
        ...[...copies.values()].map((item): Loss => {
          const { component, lost, isFirst } = item
          const of = outside(
            reliability,
            item,
            written.has(component),
            (place) => place >= 0 && (places.has(place) || failed({ component: place })),
          ).filter((copy) => !failed({ component, copy }))
          return { component, copies: { lost, of, shards: 1, isFirst } }
        }),
      ].sort((a, b) => a.component - b.component)
    }
    return { key: parts.sort().join(', '), losses }
  }
}

/** Copies of the shard that could as well be lost: those that no lost place takes. */
function outside(
  reliability: Reliability,
  { component, shard, isFirst }: LostCopies,
  isWritten: boolean,
  isLost: (place: number) => boolean,
): readonly number[] {
  const { copies } = reliability.shards(component)[shard]!
  return copies
    .filter((_, place) => !isWritten || isFirst === (place === 0))
    .filter(({ zone, region }) => !isLost(zone) && !isLost(region))
    .map(({ index }) => index)
}

/** Sets that lose as many copies of another shard of one component, and else the same, are one. */
function acrossShards(
  reliability: Reliability,
  sets: readonly (readonly Loss[])[],
): readonly (readonly Loss[])[] {
  let left = sets
  const sharded = new Set(
    sets.flatMap((losses) =>
      losses.flatMap(({ component, copies }) =>
        copies && reliability.shards(component).length > 1 ? [component] : [],
      ),
    ),
  )
  for (const id of sharded) {
    const isOn = ({ component }: Loss): boolean => component === id
    // What loses none of it is like nothing but itself.
    const groups = Map.groupBy(left, (losses) => (losses.some(isOn) ? keyBut(losses, id) : losses))
    left = [...groups.values()].flatMap((same) => (same.length === 1 ? same : [together(same, id)]))
  }
  return left
}

/** Everything of the set but of which shard of this component so many copies are lost. */
function keyBut(losses: readonly Loss[], id: number): string {
  const isOnce = losses.filter(({ component }) => component === id).length === 1
  return losses
    .map(({ component, copies, zones }) => {
      if (!copies) return `${component} ${zones?.lost ?? ''}`
      const { lost, of, shards, isFirst } = copies
      const which = isOnce && component === id ? '' : ` ${of[0]!}`
      return `${component}: ${lost} of ${of.length}${which} ${shards} ${isFirst}`
    })
    .join(', ')
}

function together(same: readonly (readonly Loss[])[], id: number): readonly Loss[] {
  return same[0]!.map((loss) =>
    loss.component === id && loss.copies
      ? { ...loss, copies: { ...loss.copies, shards: same.length } }
      : loss,
  )
}

function probabilityOf({ system }: Reliability, losses: readonly Loss[]): number {
  return losses.reduce((product, { component, copies, zones }) => {
    const { value: q } = unavailabilityOf(system.model.components[component]!)
    if (zones) return product * binomialTail(zones.of.length, q, zones.lost)
    if (!copies) return product * q
    const ofOne = binomialTail(copies.of.length, q, copies.lost)
    const isPlain = copies.shards === 1 || ofOne === 1
    return product * (isPlain ? ofOne : -Math.expm1(copies.shards * Math.log1p(-ofOne)))
  }, 1)
}

/** In the order of the file. */
export function inOrder({ losses: a }: CutSet, { losses: b }: CutSet): number {
  for (const [place, one] of a.entries()) {
    const other = b[place]
    if (!other) return 1
    const byComponent = one.component - other.component
    const byCopy = (one.copies?.of[0] ?? 0) - (other.copies?.of[0] ?? 0)
    if (byComponent !== 0 || byCopy !== 0) return byComponent || byCopy
  }
  return a.length - b.length
}
