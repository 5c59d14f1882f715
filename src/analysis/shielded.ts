// What is not needed though a request goes there (rule 3): optional edges, edges to monitors and clients,
// and a cache whose caller can go to the store behind it, unless the edge says that it is needed. Decided on the
// declared edges of the model.

import { componentIn, wordIn } from '#src/model/attributes.ts'
import type { RunEdge, System } from './calls.ts'
import type { Assumption } from './facts.ts'
import type { ReplicaSets } from './replica-sets.ts'

export interface Freedom {
  isFree(edge: RunEdge): boolean
  /** The store that the cache stands before, for a caller that calls both; -1 where there is none. */
  shields(caller: number, cache: number): number
  /** Caches without `for` whose callers call one store alone: what was taken for it. */
  assumptions(): readonly Assumption[]
}

export function freedom(system: System, sets: ReplicaSets): Freedom {
  const { components } = system.model
  const called = new Map<number, readonly number[]>()
  const calledBy = (caller: number): readonly number[] => {
    let known = called.get(caller)
    if (!known) {
      const calls = system.out[caller]!.filter((edge) => edge.arrow === '->')
      known = [...new Set(calls.flatMap((edge) => system.targetsOf(edge.to)))]
      called.set(caller, known)
    }
    return known
  }

  const shields = (caller: number, cache: number): number => {
    const store = componentIn(components[cache]!.attributes, 'for')
    const targets = calledBy(caller)
    if (store !== undefined) {
      const set = sets.of(store)?.members ?? [store]
      return targets.some((target) => set.includes(target)) ? store : -1
    }
    const stores = targets.filter((id) => isTruthKind(components[id]!.builtin))
    return stores.length === 1 ? stores[0]! : -1
  }

  const isFree = ({ from, to, attributes }: RunEdge): boolean => {
    const optional = wordIn(attributes, 'optional')
    if (optional === 'yes') return true
    const { builtin } = components[to]!
    if (builtin === 'monitor' || builtin === 'client') return true
    return builtin === 'cache' && optional !== 'no' && shields(from, to) !== -1
  }

  const assumptions = (): readonly Assumption[] => {
    const found: Assumption[] = []
    const told = new Set<number>()
    for (const edges of system.out) {
      for (const { from, to, attributes } of edges) {
        const target = components[to]!
        if (target.builtin !== 'cache' || told.has(to)) continue
        if (wordIn(attributes, 'optional') === 'no') continue
        if (componentIn(target.attributes, 'for') !== undefined) continue
        const store = shields(from, to)
        if (store === -1) continue
        told.add(to)
        const name = components[store]!.name
        found.push({
          component: to,
          message: `${target.name} is taken to be a cache for ${name}; write for: ${name}`,
        })
      }
    }
    return found
  }
  return { isFree, shields, assumptions }
}

function isTruthKind(builtin: string): boolean {
  return builtin === 'database' || builtin === 'blob'
}
