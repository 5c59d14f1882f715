// What becomes too full when something is lost: alternatives that take over and what is behind them, and stores behind
// a cache that has forgotten. An estimate on the spot says which losses are likeliest and tried first; what is told was
// computed for the system after the loss.

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
import { once } from './once.ts'
import type { Reliability } from './serving.ts'
import { withinWork } from './within-work.ts'

interface Losing {
  readonly reliability: Reliability
  readonly usual: Loads
  readonly filledBy: LoadFacts['filledBy']
  /** What is known alone. */
  readonly surely: () => Loads
  readonly under: (condition: Condition) => Loads
  readonly enough: (component: number, wanted: Wanted) => Enough | undefined
  readonly cacheLosses: () => Tried<CacheLoss>
}

/** A loss to try: how full something would be by estimate, and what becomes full then. */
interface Trial<T> {
  readonly estimate: number
  readonly failed: readonly FailureEvent[]
  readonly found: (full: readonly Utilization[]) => readonly T[]
}

function triedIn<T>({ filledBy }: Losing, trials: readonly Trial<T>[]): Tried<T> {
  const likeliest = [...trials].sort((a, b) => b.estimate - a.estimate)
  const results = new Map<Trial<T>, readonly T[]>()
  const count = withinWork(likeliest, (trial) => {
    const { full, work } = filledBy(trial.failed)
    results.set(trial, trial.found(full))
    return work
  })
  return {
    found: trials.flatMap((trial) => results.get(trial) ?? []),
    untried: trials.length - count,
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
  const told = shieldedStores(losing)
  const trials = lossesOf(losing.reliability).flatMap(({ lost, gone }) => {
    const involved = new Set([...gone].flatMap((id) => [...(byMember.get(id) ?? [])]))
    const taking = [...involved].filter((members) => takesOver(members, gone))
    if (taking.length === 0) return []
    const more = new Map<number, number>()
    for (const members of taking)
      for (const [id, moved] of movedTo(members, gone)) more.set(id, (more.get(id) ?? 0) + moved)
    const estimates = [...more].map(([id, moved]) => estimateOf(losing, id, moved))
    const estimate = estimates.reduce((most, one) => Math.max(most, one), 0)
    const alternatives = [...new Set(taking.flatMap((members) => [...members.keys()]))].sort(
      (a, b) => a - b,
    )
    const byCaches = new Set([...gone].flatMap((id) => told().get(id) ?? []))
    const failed = [{ component: lost }]
    const found = (full: readonly Utilization[]): readonly FailoverOverload[] => {
      const overloaded = full.flatMap((after) => {
        const before = byCaches.has(after.component) ? undefined : usualOf(losing, after)
        return before && before.peak < 1 ? [{ component: after.component, before, after }] : []
      })
      return overloadedBy(losing, lost, alternatives, overloaded)
    }
    return [{ estimate, failed, found }]
  })
  return triedIn(losing, trials)
}

/** By cache the stores of which its own loss is told: these are not told once more. */
function shieldedStores({ cacheLosses }: Losing): () => ReadonlyMap<number, readonly number[]> {
  return once(() => {
    const byCache = Map.groupBy(cacheLosses().found, ({ cache }) => cache)
    return new Map([...byCache].map(([cache, all]) => [cache, all.map(({ store }) => store)]))
  })
}

function overloadedBy(
  losing: Losing,
  lost: number,
  alternatives: readonly number[],
  overloaded: readonly Omit<FailoverOverload['overloaded'][number], 'enough'>[],
): readonly FailoverOverload[] {
  if (overloaded.length === 0) return []
  const under = losing.under({ failed: [{ component: lost }] })
  const together = new Set(overloaded.map(({ component }) => component))
  const withEnough = overloaded.map((one) => ({
    ...one,
    enough: losing.enough(one.component, { spare: 0, below: 1, under, together }),
  }))
  return [{ lost, alternatives, overloaded: withEnough }]
}

/** As everything works, by what is known alone where that is so afterwards. */
export function usualOf(
  { usual, surely }: Pick<Losing, 'usual' | 'surely'>,
  after: Utilization,
): Utilization | undefined {
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
    for (const around of isContainer(one) || !canFail(one) ? [] : regionsOfAll(one)) {
      const known = byRegion.get(around)
      if (known) known.add(one.id)
      else byRegion.set(around, new Set([one.id]))
    }
  }
  return [
    ...alone.map(({ id }) => ({ lost: id, gone: new Set([id]) })),
    ...[...byRegion].map(([lost, gone]) => ({ lost, gone })),
  ].sort((a, b) => a.lost - b.lost)

  /** Itself, and regions that hold it. */
  function regionsAround(region: number): readonly number[] {
    const around: number[] = []
    for (let id = region; id >= 0; id = model.components[id]!.parent)
      if (model.components[id]!.builtin === 'region') around.push(id)
    return around
  }

  /** Regions in which all copies lie. */
  function regionsOfAll(one: Component): readonly number[] {
    if (one.managed) return regionsAround(regionOf(model, one))
    const regions = shardsOf(model, one).flatMap(({ copies }) => copies.map(({ region }) => region))
    const [first, ...others] = [...new Set(regions)].map(regionsAround)
    return (first ?? []).filter((id) => others.every((around) => around.includes(id)))
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

/** How full it would be with so much more; where it says nothing of itself, how much it grows stands for what is behind it. */
function estimateOf({ usual }: Losing, id: number, moved: number): number {
  const before = usual.utilization(id)
  if (moved === 0 || (before?.isKnown && before.peak >= 1)) return 0
  if (!before) return 1 + moved / Math.max(usual.load(id)?.peak.total ?? 0, moved)
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
