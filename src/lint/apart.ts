// Whether targets of one balancer can stand for each other: what one needs and the other does not, and
// which of them each flow takes. Of needs is left out what makes no difference: the two themselves and what
// lies inside them, a store that copies to or from one the other needs, and what has a zone of its own.

import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'
import { nearest } from './questions.ts'

/** Two targets, and for each the first thing that it needs and the other does not. */
export interface Unalike {
  readonly targets: readonly [number, number]
  readonly needs: readonly [number, number]
}

/** The first two that need different things. Targets with the same needs are looked at once. */
export function unalike(
  model: Model,
  facts: Facts,
  targets: readonly number[],
): Unalike | undefined {
  const distinct = new Map(targets.toReversed().map((id) => [keyOf(model, facts, id), id]))
  const ids = [...distinct.values()].sort((a, b) => a - b)
  for (const [index, one] of ids.entries()) {
    for (const other of ids.slice(index + 1)) {
      const mine = neededByOneAlone(model, facts, one, other)
      const theirs = mine === undefined ? undefined : neededByOneAlone(model, facts, other, one)
      if (mine === undefined || theirs === undefined) continue
      return { targets: [one, other], needs: [mine, theirs] }
    }
  }
  return undefined
}

/** The same for targets that need the same and lie in the same zone. */
function keyOf(model: Model, facts: Facts, id: number): string {
  const inside = new Set(partsOf(model, id))
  const outside = [...needs(model, facts, id)].filter((need) => !inside.has(need))
  return [nearest(model, id, 'zone')?.id, ...outside.sort((a, b) => a - b)].join()
}

function neededByOneAlone(
  model: Model,
  facts: Facts,
  one: number,
  other: number,
): number | undefined {
  const inside = new Set([...partsOf(model, one), ...partsOf(model, other)])
  const theirs = needs(model, facts, other)
  return [...needs(model, facts, one)]
    .filter((id) => !theirs.has(id) && !inside.has(id))
    .filter((id) => !isCopyOfOne(facts, id, theirs) && !isOwnOfZone(model, facts, id, one, other))
    .sort((a, b) => a - b)[0]
}

/**
 * Two of the targets that declared flows take apart: some flow takes the one and not the other, and some
 * flow the other way round. Undefined where there are none.
 */
export function takenApart(
  model: Model,
  by: number,
  targets: readonly number[],
): readonly [number, number] | undefined {
  const taken = takenByFlows(model, by, targets)
  for (const one of taken) {
    for (const other of taken) {
      const here = [...one].find((id) => !other.has(id))
      const there = [...other].find((id) => !one.has(id))
      if (here !== undefined && there !== undefined) {
        return here < there ? [here, there] : [there, here]
      }
    }
  }
  return undefined
}

/** For each declared flow through the balancer, the targets that it takes there: at least one. */
export function takenByFlows(
  model: Model,
  by: number,
  targets: readonly number[],
): readonly ReadonlySet<number>[] {
  return (hopsOf(model).get(by) ?? []).flatMap((hops) => {
    const taken = targets.filter((target) => hops.some((to) => lies(model, to, target)))
    return taken.length === 0 ? [] : [new Set(taken)]
  })
}

type Hops = ReadonlyMap<number, readonly (readonly number[])[]>

const hopsByModel = new WeakMap<Model, Hops>()

/** By component: for each declared flow that leaves it, where to. Made once for a model. */
function hopsOf(model: Model): Hops {
  const known = hopsByModel.get(model)
  if (known) return known
  const hops = new Map<number, number[][]>()
  for (const { scope } of model.flows) {
    if (scope.kind !== 'edges') continue
    for (const [from, edges] of Map.groupBy(scope.edges, (edge) => edge.from)) {
      const to = edges.map((edge) => edge.to)
      const before = hops.get(from)
      if (before) before.push(to)
      else hops.set(from, [to])
    }
  }
  hopsByModel.set(model, hops)
  return hops
}

function lies(model: Model, id: number, container: number): boolean {
  for (let at = id; at >= 0; at = model.components[at]!.parent) if (at === container) return true
  return false
}

function needs(model: Model, facts: Facts, id: number): ReadonlySet<number> {
  return new Set(partsOf(model, id).flatMap((part) => facts.needsOf(part)))
}

/** The component, or all that a container holds. */
function partsOf(model: Model, id: number): readonly number[] {
  const parts: number[] = []
  const open = [id]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    parts.push(at)
    open.push(...model.components[at]!.children)
  }
  return parts
}

function isCopyOfOne(facts: Facts, id: number, needed: ReadonlySet<number>): boolean {
  if (facts.copiesTo(id).some((copy) => needed.has(copy))) return true
  return [...needed].some((source) => facts.copiesTo(source).includes(id))
}

function isOwnOfZone(model: Model, facts: Facts, id: number, one: number, other: number): boolean {
  const zone = nearest(model, one, 'zone')
  if (!zone || zone === nearest(model, other, 'zone') || facts.isSourceOfTruth(id)) return false
  return nearest(model, id, 'zone') === zone
}
