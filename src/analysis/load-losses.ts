// What becomes too full when something is lost: alternatives that take over, and stores behind a cache that has
// forgotten. Which losses are tried follows from an estimate on the spot; what is told was computed for the whole
// system after the loss.

import { componentIn, isWritten, numberIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { canFail, regionOf, shardsOf } from './copies.ts'
import type { CacheLoss, Condition, FailoverOverload, Loads, Utilization } from './load-facts.ts'
import type { Reliability } from './serving.ts'

interface Losing {
  readonly reliability: Reliability
  readonly usual: Loads
  readonly under: (condition: Condition) => Loads
}

export function failoverOverloads(losing: Losing): readonly FailoverOverload[] {
  const { components } = losing.reliability.system.model
  const choices = losing.usual.choices()
  if (choices.length === 0) return []
  return lossesOf(losing.reliability).flatMap(({ lost, gone }) => {
    const involved = choices.filter((members) => takesOver(members, gone))
    const heirs = [...new Set(involved.flatMap((members) => heirsIn(losing, members, gone)))]
    if (heirs.length === 0) return []
    const after = losing.under({ failed: [{ component: lost }] })
    const overloaded = heirs.flatMap((component) => {
      const before = losing.usual.utilization(component)
      const then = after.utilization(component)
      if (!before || !then?.isKnown || before.peak >= 1 || then.peak < 1) return []
      return [{ component, before, after: then }]
    })
    if (overloaded.length === 0) return []
    return [{ lost: components[lost]!.id, overloaded: overloaded.sort(fuller) }]
  })
}

function fuller(a: { after: Utilization }, b: { after: Utilization }): number {
  return b.after.peak - a.after.peak || a.after.component - b.after.component
}

/** Regions, and what is managed, external or has one copy, each with all that goes with it. */
function lossesOf({ system }: Reliability): readonly {
  readonly lost: number
  readonly gone: ReadonlySet<number>
}[] {
  const { model } = system
  const alone = model.components.filter(
    (one) => canFail(one) && (one.managed || one.builtin === 'external' || one.copies === 1),
  )
  const byRegion = new Map<number, Set<number>>()
  for (const one of model.components) {
    const region = isContainer(one) || !canFail(one) ? -1 : onlyRegionOf(one)
    if (region < 0) continue
    const known = byRegion.get(region)
    if (known) known.add(one.id)
    else byRegion.set(region, new Set([one.id]))
  }
  return [
    ...alone.map(({ id }) => ({ lost: id, gone: new Set([id]) })),
    ...[...byRegion].map(([lost, gone]) => ({ lost, gone })),
  ].sort((a, b) => a.lost - b.lost)

  /** The region in which all copies lie, or -1. */
  function onlyRegionOf(one: Component): number {
    if (one.managed) return regionOf(model, one)
    const regions = new Set(
      shardsOf(model, one).flatMap(({ copies }) => copies.map(({ region }) => region)),
    )
    return regions.size === 1 ? [...regions][0]! : -1
  }
}

function takesOver(members: ReadonlyMap<number, number>, gone: ReadonlySet<number>): boolean {
  const lost = [...members.keys()].filter((id) => gone.has(id)).length
  return lost > 0 && lost < members.size
}

/** Members that may be full if what is gone falls on them alike, estimated generously. */
function heirsIn(
  { usual }: Losing,
  members: ReadonlyMap<number, number>,
  gone: ReadonlySet<number>,
): readonly number[] {
  const rest = [...members].filter(([id]) => !gone.has(id))
  const moved = [...members].reduce((sum, [id, peak]) => sum + (gone.has(id) ? peak : 0), 0)
  const kept = rest.reduce((sum, [, peak]) => sum + peak, 0)
  if (moved === 0) return []
  return rest.flatMap(([id, peak]) => {
    const before = usual.utilization(id)
    if (!before || before.peak >= 1) return []
    const more = kept > 0 ? (moved * peak) / kept : moved
    const own = before.load.peak.total
    const estimate = own > 0 ? before.peak * ((own + more) / own) : more / before.capacity
    return estimate >= 0.5 ? [id] : []
  })
}

export function cacheLosses(losing: Losing): readonly CacheLoss[] {
  const { components } = losing.reliability.system.model
  return components
    .filter(({ builtin, attributes }) => builtin === 'cache' && isWritten(attributes, 'hit'))
    .flatMap((cache) =>
      [...storesBehind(losing.reliability, cache)].flatMap((store) => lossOf(losing, cache, store)),
    )
}

/** What it is for, else what its callers or it itself lead to. */
function storesBehind({ system, freedom }: Reliability, cache: Component): ReadonlySet<number> {
  const written = componentIn(cache.attributes, 'for')
  if (written !== undefined) return new Set([written])
  const behind = system.out[cache.id]!.filter(({ arrow }) => arrow === '->').map(({ to }) => to)
  const stores = behind.filter((id) => system.model.components[id]!.role === 'store')
  const beside = system.out.flatMap((edges, caller) =>
    edges.some(({ to }) => to === cache.id) ? [freedom.shields(caller, cache.id)] : [],
  )
  return new Set([...stores, ...beside.filter((id) => id >= 0)])
}

function lossOf({ usual, under }: Losing, cache: Component, store: number): readonly CacheLoss[] {
  const before = usual.utilization(store)
  if (!before?.isKnown || before.peak >= 1 || before.peak === 0) return []
  const hit = numberIn(cache.attributes, 'hit') ?? 0
  const isWhole = cache.managed || cache.copies === 1
  const left = isWhole ? 0 : cache.copies - 1
  const hitAfter = (hit * left) / cache.copies
  // All of its reads come through the cache at worst.
  if (hit < 1 && (before.peak * (1 - hitAfter)) / (1 - hit) < 1) return []
  const failed = [isWhole ? { component: cache.id } : { component: cache.id, copy: 0 }]
  const after = under({ failed }).utilization(store)
  if (!after?.isKnown || after.peak < 1) return []
  return [{ cache: cache.id, copies: cache.copies, left, store, before, after }]
}
