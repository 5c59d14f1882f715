// Questions of rules to the copies of one component, shard by shard, as the analysis deals them: whether
// any shard has a copy to take over, the smallest shard, and a zone or region that holds too much of one.

import { shardCount, shardsOf } from '#src/analysis/copies.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component, Model } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'

/** Copies of a shard, and how many of them it needs. */
interface ShardSize {
  readonly copies: number
  readonly needed: number
}

/** Copies of a shard that one zone or region holds, more than it can spare; `place` is an id. */
export interface Crowding extends ShardSize {
  readonly place: number
  readonly held: number
}

/** Whether some shard has another copy beside its first. */
export function hasSpareCopies(component: Component): boolean {
  return !component.managed && component.copies > shardCount(component)
}

/** `shards`: how many there are to be, where the copies are enough. */
export function smallestShard(
  model: Model,
  component: Component,
): ShardSize & { readonly shards: number } {
  const shards = isStore(component) ? (numberIn(component.attributes, 'shards') ?? 1) : 1
  return shardsOf(model, component)
    .map(({ copies, needed }) => ({ copies: copies.length, needed, shards }))
    .reduce((least, one) => (one.copies < least.copies ? one : least))
}

/**
 * Of shards that lie in two or more places of the sort and could serve: the one whose loss leaves the least of
 * what is needed, the first of several. Undefined where every shard lives through the loss of any.
 */
export function crowded(
  model: Model,
  component: Component,
  sort: 'zone' | 'region',
): Crowding | undefined {
  const shards = shardsOf(model, component)
  let worst: Crowding | undefined
  for (const { copies, needed } of shards) {
    const byPlace = Map.groupBy(copies, (copy) => copy[sort])
    byPlace.delete(-1)
    const spare = copies.length - needed
    if (byPlace.size < 2 || spare < 0) continue
    for (const [place, inside] of byPlace) {
      const held = inside.length
      if (held <= spare || (worst && held - spare <= worst.held + worst.needed - worst.copies))
        continue
      worst = { place, held, copies: copies.length, needed }
    }
  }
  return worst
}
