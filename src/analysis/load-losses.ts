// What becomes too full when something is lost: alternatives that take over, and stores behind a cache that has
// forgotten. Which losses are tried follows from an estimate on the spot; what is told was computed for the whole
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
  Loads,
  Tried,
  Utilization,
  Wanted,
} from './load-facts.ts'
import { once } from './once.ts'
import type { Reliability } from './serving.ts'

interface Losing {
  readonly reliability: Reliability
  readonly usual: Loads
  /** What is known alone. */
  readonly surely: () => Loads
  readonly under: (condition: Condition) => Loads
  readonly enough: (component: number, wanted: Wanted) => Enough | undefined
}

/** A loss to try: how full something would be by estimate, and what is computed then. */
interface Trial<T> {
  readonly estimate: number
  readonly found: () => readonly T[]
}

/** Edges of flows and of the model that may be computed anew: all losses of a system of hundreds, tens of ten thousands. */
const mostWork = 600_000

function triedIn<T>({ reliability: { system } }: Losing, trials: readonly Trial<T>[]): Tried<T> {
  const { edges, flows } = system.model
  const once = flows.reduce(
    (sum, { scope }) => sum + (scope.kind === 'edges' ? scope.edges.length : 0),
    edges.length,
  )
  const count = Math.max(10, Math.floor(mostWork / once))
  const likeliest = [...trials].sort((a, b) => b.estimate - a.estimate).slice(0, count)
  const chosen = new Set(likeliest)
  return {
    found: trials.filter((trial) => chosen.has(trial)).flatMap((trial) => trial.found()),
    untried: trials.length - likeliest.length,
  }
}

export function failoverOverloads(losing: Losing): Tried<FailoverOverload> {
  const { components } = losing.reliability.system.model
  // Nothing is overloaded that does not say what it can do.
  if (!components.some(({ attributes }) => attributes.has('capacity'))) {
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
    return [{ estimate, found: () => overloadedBy(losing, lost, alternatives, [...more.keys()]) }]
  })
  return triedIn(losing, trials)
}

/** What is estimated below this is not computed: reads and writes may move by other parts. */
const leastEstimate = 0.5

function overloadedBy(
  losing: Losing,
  lost: number,
  gone: readonly number[],
  heirs: readonly number[],
): readonly FailoverOverload[] {
  const fills = fillingUp(losing, [{ component: lost }])
  const overloaded = heirs.flatMap((component) => {
    const found = fills.of(component)
    return found ? [{ component, ...found }] : []
  })
  if (overloaded.length === 0) return []
  const together = new Set(overloaded.map(({ component }) => component))
  const withEnough = overloaded.sort(fuller).map((one) => ({
    ...one,
    enough: losing.enough(one.component, { spare: 0, below: 1, under: fills.loads, together }),
  }))
  return [{ lost, gone, overloaded: withEnough }]
}

/** What is full after these failures and was not before; by what is known alone where it may get less. */
function fillingUp({ usual, surely, under }: Losing, failed: readonly FailureEvent[]) {
  const loads = under({ failed })
  const sureLoads = once(() => under({ failed, guesses: 'left out' }))
  const from = (component: number, one: Loads, then: Loads) => {
    const [before, after] = [one.utilization(component), then.utilization(component)]
    if (!before || !after || before.peak >= 1 || after.peak < 1) return undefined
    return after.isKnown ? { before, after } : undefined
  }
  const fills = (component: number) => {
    const after = loads.utilization(component)
    if (!after || after.peak < 1) return undefined
    return after.load.isKnown
      ? from(component, usual, loads)
      : from(component, surely(), sureLoads())
  }
  return { loads, of: fills }
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
  const found = (): readonly CacheLoss[] => {
    const filled = fillingUp(losing, failed).of(store)
    return filled ? [{ cache: id, copies, left, hitAfter, store, ...filled }] : []
  }
  return [{ estimate, found }]
}
