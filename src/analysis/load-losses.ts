// What becomes too full when something is lost: alternatives that take over, and stores behind a cache that has
// forgotten. Which losses are tried follows from an estimate on the spot; what is told was computed for the
// system after the loss.

import { componentIn, isWritten, numberIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { canFail, type FailureEvent, heldPart, regionOf, shardsOf, spareCopies } from './copies.ts'
import type {
  CacheLoss,
  Condition,
  Enough,
  FailoverOverload,
  LoadFacts,
  Loads,
  Tried,
  Utilization,
  Wanted,
} from './load-facts.ts'
import type { Reliability } from './serving.ts'

interface Losing {
  readonly reliability: Reliability
  readonly usual: Loads
  readonly filledBy: LoadFacts['filledBy']
  /** What is known alone. */
  readonly surely: () => Loads
  readonly under: (condition: Condition) => Loads
  readonly enough: (component: number, wanted: Wanted) => Enough | undefined
}

/** A loss to try: how full something would be by estimate, and what becomes full then. */
interface Trial<T> {
  readonly estimate: number
  readonly failed: readonly FailureEvent[]
  readonly found: (full: readonly Utilization[]) => readonly T[]
}

/** Loads that may be computed anew: of all losses of most systems; where each reaches everything, tens in ten thousands. */
const mostWork = 600_000

function triedIn<T>({ filledBy }: Losing, trials: readonly Trial<T>[]): Tried<T> {
  const likeliest = [...trials].sort((a, b) => b.estimate - a.estimate)
  const results = new Map<Trial<T>, readonly T[]>()
  let done = 0
  for (const trial of likeliest) {
    if (results.size >= 10 && done >= mostWork) break
    const { full, work } = filledBy(trial.failed)
    results.set(trial, trial.found(full))
    done += work
  }
  return {
    found: trials.flatMap((trial) => results.get(trial) ?? []),
    untried: trials.length - results.size,
  }
}

export function failoverOverloads(losing: Losing): Tried<FailoverOverload> {
  const { components } = losing.reliability.system.model
  // Nothing is known to be overloaded that does not say what it can do.
  if (!components.some(({ attributes }) => isWritten(attributes, 'capacity'))) {
    return { found: [], untried: 0 }
  }
  const choices = losing.usual.choices()
  if (choices.length === 0) return { found: [], untried: 0 }
  const byMember = new Map<number, Set<ReadonlyMap<number, number>>>()
  for (const members of choices) {
    for (const id of members.keys()) {
      const known = byMember.get(id)
      if (known) known.add(members)
      else byMember.set(id, new Set([members]))
    }
  }
  const trials = lossesOf(losing.reliability).flatMap(({ lost, gone }) => {
    const involved = new Set([...gone].flatMap((id) => [...(byMember.get(id) ?? [])]))
    const more = new Map<number, number>()
    for (const members of involved) {
      if (!takesOver(members, gone)) continue
      for (const [id, moved] of movedTo(members, gone)) more.set(id, (more.get(id) ?? 0) + moved)
    }
    const estimates = [...more].map(([id, moved]) => estimateOf(losing, id, moved))
    const estimate = estimates.reduce((most, one) => Math.max(most, one), 0)
    if (estimate < leastEstimate) return []
    const alternatives = [...gone].filter((id) => byMember.has(id))
    const failed = [{ component: lost }]
    const found = (full: readonly Utilization[]): readonly FailoverOverload[] => {
      const overloaded = full.flatMap((after) => {
        const before = more.has(after.component) ? usualOf(losing, after) : undefined
        return before && before.peak < 1 ? [{ component: after.component, before, after }] : []
      })
      return overloadedBy(losing, lost, alternatives, overloaded)
    }
    return [{ estimate, failed, found }]
  })
  return triedIn(losing, trials)
}

/** What is estimated below this is not computed: reads and writes may move by other parts. */
const leastEstimate = 0.5

function overloadedBy(
  losing: Losing,
  lost: number,
  gone: readonly number[],
  overloaded: readonly Omit<FailoverOverload['overloaded'][number], 'enough'>[],
): readonly FailoverOverload[] {
  if (overloaded.length === 0) return []
  const under = losing.under({ failed: [{ component: lost }] })
  const together = new Set(overloaded.map(({ component }) => component))
  const withEnough = overloaded.map((one) => ({
    ...one,
    enough: losing.enough(one.component, { spare: 0, below: 1, under, together }),
  }))
  return [{ lost, gone, overloaded: withEnough }]
}

/** As everything works, by what is known alone where that is so afterwards. */
function usualOf({ usual, surely }: Losing, after: Utilization): Utilization | undefined {
  const loads = after.load.leftOut().length > 0 ? surely() : usual
  return loads.utilization(after.component)
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

/** What falls on each of the others, by what they have. */
function movedTo(
  members: ReadonlyMap<number, number>,
  gone: ReadonlySet<number>,
): readonly (readonly [component: number, moved: number])[] {
  const rest = [...members].filter(([id]) => !gone.has(id))
  const lost = [...members].reduce((sum, [id, peak]) => sum + (gone.has(id) ? peak : 0), 0)
  const kept = rest.reduce((sum, [, peak]) => sum + peak, 0)
  return rest.map(([id, peak]) => [id, kept > 0 ? (lost * peak) / kept : lost] as const)
}

/** How full it would be with so much more; 0 where that is not asked. */
function estimateOf({ usual }: Losing, id: number, moved: number): number {
  const before = usual.utilization(id)
  if (moved === 0 || !before || (before.isKnown && before.peak >= 1)) return 0
  const own = before.load.peak.total
  if (own > 0) return before.peak * ((own + moved) / own)
  return before.capacity > 0 ? moved / before.capacity : Number.MAX_VALUE
}

export function cacheLosses(losing: Losing): Tried<CacheLoss> {
  const { components } = losing.reliability.system.model
  const trials = components
    .filter(({ builtin, attributes }) => builtin === 'cache' && isWritten(attributes, 'hit'))
    .flatMap((cache) =>
      [...storesBehind(losing.reliability, cache)].flatMap((store) =>
        trialOf(losing, cache, store),
      ),
    )
  return triedIn(losing, trials)
}

/** What it is for, else what its callers or it itself lead to. */
function storesBehind(
  { system, freedom, sets }: Reliability,
  cache: Component,
): ReadonlySet<number> {
  const written = componentIn(cache.attributes, 'for')
  // Reads that it kept from a store may go to copies of that.
  if (written !== undefined) return new Set(sets.of(written)?.members ?? [written])
  const behind = system.out[cache.id]!.filter(({ arrow }) => arrow === '->').map(({ to }) => to)
  const stores = behind.filter((id) => system.model.components[id]!.role === 'store')
  const beside = system.out.flatMap((edges, caller) =>
    edges.some(({ to }) => to === cache.id) ? [freedom.shields(caller, cache.id)] : [],
  )
  return new Set([...stores, ...beside.filter((id) => id >= 0)])
}

function trialOf(losing: Losing, cache: Component, store: number): readonly Trial<CacheLoss>[] {
  const before = losing.usual.utilization(store)
  const hit = numberIn(cache.attributes, 'hit') ?? 0
  if (!before || (before.isKnown && before.peak >= 1) || hit === 0) return []
  const { copies, managed, id } = cache
  const left = managed || copies === 1 ? 0 : copies - 1
  const hitAfter = left === 0 || spareCopies(cache) < 1 ? 0 : hit * heldPart(cache, left)
  // All of its reads come by the cache at worst.
  const estimate = hit < 1 ? (before.peak * (1 - hitAfter)) / (1 - hit) : Number.MAX_VALUE
  if (estimate < 1) return []
  const failed = [left === 0 ? { component: id } : { component: id, copy: 0 }]
  const found = (full: readonly Utilization[]): readonly CacheLoss[] =>
    full.flatMap((after) => {
      const then = after.component === store ? usualOf(losing, after) : undefined
      return then ? [{ cache: id, copies, left, hitAfter, store, before: then, after }] : []
    })
  return [{ estimate, failed, found }]
}
