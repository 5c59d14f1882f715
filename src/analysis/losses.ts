// What the losses of a cut set amount to: how many single failures they are, in how many ways they come about, and
// who takes part in them.

import type { Loss } from './availability-facts.ts'

/** Single failures of one way. */
export function sizeOf(losses: readonly Loss[]): number {
  return losses.reduce((sum, { copies, zones }) => sum + (copies?.lost ?? zones?.lost ?? 1), 0)
}

/** Sets of single failures that these losses stand for. */
export function waysOf(losses: readonly Loss[]): number {
  return losses.reduce((product, { copies, zones }) => {
    if (copies) return product * copies.shards * choices(copies.of.length, copies.lost)
    return zones ? product * choices(zones.of.length, zones.lost) : product
  }, 1)
}

/** Each component and place with the part of the ways that it is in: all of them, but for one of several zones. */
export function partsIn(losses: readonly Loss[]): ReadonlyMap<number, number> {
  const parts = new Map<number, number>()
  for (const { component, zones } of losses) {
    if (!zones) parts.set(component, 1)
    else for (const zone of zones.of) parts.set(zone, zones.lost / zones.of.length)
  }
  return parts
}

/** So many out of `count`. */
function choices(count: number, taken: number): number {
  let product = 1
  for (let i = 1; i <= Math.min(taken, count - taken); i++) product *= (count - i + 1) / i
  return Math.round(product)
}
