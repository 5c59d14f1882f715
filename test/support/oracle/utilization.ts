// The oracle of how full something is: "How full" of grammar/README.md word by word, of what the oracle of load says
// arrives. And of what a flow, or a component, can carry before something is full, where all demand grows alike.

import { isWritten, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { componentOf, isClient, isStore } from './containment.ts'
import { type Failures, isUp, standingOf } from './copies.ts'
import type { ExpectedLoad, Pair } from './load.ts'

export interface ExpectedUtilization {
  readonly peak: number
  readonly mean: number
  readonly isKnown: boolean
}

/** With the copies that are left, or with so many. Undefined where nothing can be said. */
export function expectedUtilization(
  model: Model,
  id: number,
  load: ExpectedLoad,
  failures: Failures,
  copies?: number,
): ExpectedUtilization | undefined {
  const one = componentOf(model, id)
  const capacity = numberIn(one.attributes, 'capacity')
  if (capacity === undefined || load.isUnbounded) return undefined
  // With more copies there may be more shards.
  const sized = copies === undefined ? one : { ...one, copies }
  const isHurt = failures.failed.size > 0
  if (isHurt && !isUp(standingOf(model, one), 'reads', failures)) return undefined
  const working = one.managed ? 1 : (copies ?? workingCopies(model, one, failures))
  if (working === 0) return undefined
  const busy = (pair: Pair): number => {
    const perCopy = loadOfCopy(
      sized,
      pair,
      working,
      fewestOf(model, sized, working, failures, copies),
    )
    if (perCopy === 0) return 0
    return capacity === 0 ? 1e300 : perCopy / capacity
  }
  const isKnown = load.isKnown && isWritten(one.attributes, 'capacity')
  return { peak: busy(load.peak), mean: busy(load.mean), isKnown }
}

/** Of a store its part of the reads of the smallest shard, and all writes of that. */
function loadOfCopy(
  one: Component,
  { reads, writes }: Pair,
  copies: number,
  fewest: number,
): number {
  if (one.managed || !isStore(one)) return (reads + writes) / copies
  const shards = shardsIn(one, copies)
  const leaders = numberIn(one.attributes, 'leaders') ?? shards
  const isStrong = wordIn(one.attributes, 'consistency') === 'strong'
  const readers = fewest * shards
  return reads / (isStrong ? Math.min(leaders, readers) : readers) + writes / shards
}

function shardsIn(one: Component, copies: number): number {
  return Math.min(numberIn(one.attributes, 'shards') ?? 1, one.copies, copies)
}

/** Copies of the smallest shard: of those that are left, or of so many that are dealt out evenly. */
function fewestOf(
  model: Model,
  one: Component,
  working: number,
  { failed }: Failures,
  given: number | undefined,
): number {
  if (given !== undefined || one.attributes.get('autoscale')?.value.kind === 'range')
    return Math.floor(working / shardsIn(one, working))
  const left = standingOf(model, one).shards.map(
    ({ copies }) => copies.filter((keys) => !keys.some((key) => failed.has(key))).length,
  )
  return Math.min(...left)
}

function workingCopies(model: Model, one: Component, failures: Failures): number {
  const copies = standingOf(model, one).shards.flatMap((shard) => shard.copies)
  const left = copies.filter((keys) => !keys.some((key) => failures.failed.has(key))).length
  const range = one.attributes.get('autoscale')?.value
  return range?.kind === 'range' && left > 0 ? Math.max(left, range.high) : left
}

export interface Bounds {
  readonly low: number
  readonly high: number
}

const anything: Bounds = { low: 0, high: Number.POSITIVE_INFINITY }

/** How busy a component is, between what is surely known and what may be. */
export function expectedBusyness(
  model: Model,
  id: number,
  load: ExpectedLoad,
  sure: ExpectedLoad,
  failures: Failures,
): Bounds {
  if (load.isUnbounded) return anything
  const used = expectedUtilization(model, id, load, failures)
  const { reads, writes } = load.peak
  if (!used) return reads + writes === 0 && !load.isAtLeast ? { low: 0, high: 0 } : anything
  return {
    low: surePeak(model, id, load, sure, failures),
    high: load.isAtLeast ? Number.POSITIVE_INFINITY : used.peak,
  }
}

/** How busy it is by what is known alone. */
function surePeak(
  model: Model,
  id: number,
  load: ExpectedLoad,
  sure: ExpectedLoad,
  failures: Failures,
): number {
  return expectedUtilization(model, id, load.isKnown ? load : sure, failures)?.peak ?? 0
}

/** What may arrive for a flow, at peak, of which so much arrives now. */
export function expectedThroughput(
  model: Model,
  flow: Flow,
  loads: readonly ExpectedLoad[],
  sure: readonly ExpectedLoad[],
  arriving: number,
  failures: Failures,
): Bounds {
  let low = Number.POSITIVE_INFINITY
  let high = Number.POSITIVE_INFINITY
  for (const one of model.components) {
    const load = loads[one.id]!
    if (isClient(one) || (load.byFlow.get(flow)?.mean ?? 0) === 0) continue
    if (load.isUnbounded) low = 0
    if (load.isUnbounded) continue
    const used = expectedUtilization(model, one.id, load, failures)
    if (!used || load.isAtLeast) low = 0
    if (!used || used.peak === 0) continue
    low = Math.min(low, arriving / used.peak)
    const least = surePeak(model, one.id, load, sure[one.id]!, failures)
    if (least > 0) high = Math.min(high, arriving / least)
  }
  return { low: low === Number.POSITIVE_INFINITY ? 0 : low, high }
}
