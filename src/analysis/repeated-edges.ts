// Edges that say again what another says: every call that one stands for (rule 8) is also made by the other,
// with the same arrow, label and attributes, and is as much needed: one of a choice (`|`, `2 of`) says again only
// what the same choice says elsewhere, a member of a pool is more than its pool, and what a lb or dns spreads over
// counts target by target, and a monitor may watch a container and alert by a queue in it. Of edges that are quite the same the one of a `dlq` is the original, else the one of an
// import, else the first written; of others the one that says more. An edge to itself is another mistake.

import type { Attributes, Edge, Model } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { componentsIn, isWithin } from '#src/model/tree.ts'
import type { System } from './calls.ts'
import type { Call, Repetition } from './facts.ts'
import type { Walks } from './walks.ts'

export function repeatedEdges({ model }: System, walks: Walks): readonly Repetition[] {
  const made = model.components
    .flatMap(({ id }) => madeTwice(walks.edgesOf(id)))
    .filter(({ edge }) => edge.arrow !== '->' || edge.from !== edge.to)
  if (made.length === 0) return []
  const suspects = new Set(made.map(({ edge }) => edge))
  // Both ends as one number; ids stay far below the root of the largest safe integer.
  const endsOf = ({ from, to }: Call): number => from * model.components.length + to
  const calls = new Map([...suspects].map((edge) => [edge, new Set<number>()]))
  const byCall = new Map<number, Edge[]>()
  for (const { id } of model.components) {
    for (const call of walks.edgesOf(id)) {
      const known = calls.get(call.edge)
      const ends = endsOf(call)
      if (known === undefined || known.has(ends)) continue
      known.add(ends)
      const edges = byCall.get(ends)
      if (edges) edges.push(call.edge)
      else byCall.set(ends, [call.edge])
    }
  }
  const wordings = new Map([...suspects].map((edge) => [edge, wordingOf(edge, model)]))
  const saysAgain = (edge: Edge, other: Edge): boolean => {
    if (edge === other || wordings.get(edge) !== wordings.get(other)) return false
    const [own, others] = [calls.get(edge)!, calls.get(other)!]
    if (own.size > others.size || !standsFor(other, edge, model)) return false
    for (const call of own) if (!others.has(call)) return false
    return others.size > own.size || comesBefore(other, edge)
  }

  const originals = new Map<Edge, Edge>()
  for (const [edge, own] of calls) {
    const [first] = own
    const original = byCall.get(first!)!.find((other) => saysAgain(edge, other))
    if (original) originals.set(edge, original)
  }
  return gathered(originals)
}

/** Calls of one component between the same ends, where there are several. */
function madeTwice(calls: readonly Call[]): readonly Call[] {
  if (calls.length < 2) return []
  const byTarget = Map.groupBy(calls, ({ to }) => to)
  if (byTarget.size === calls.length) return []
  return [...byTarget.values()].filter(({ length }) => length > 1).flat()
}

/** Arrow, label and attributes, whatever their order; of one of a choice all that the choice says. */
function wordingOf(edge: Edge, { edges, groups }: Model): string {
  const own = wordsOf(edge)
  const { needed, from, edges: ids } = groups[edge.group]!
  if (needed === 'all') return JSON.stringify(own)
  const choice = ids.map((id) => JSON.stringify([edges[id]!.to, wordsOf(edges[id]!)]))
  return JSON.stringify([own, needed, from, edge.to, choice.sort()])
}

function wordsOf({ arrow, label, attributes }: Edge): readonly unknown[] {
  return [arrow, label ?? null, valuesOf(attributes)]
}

/** Whether what serves the one serves the other, where the first makes every call of the second. */
function standsFor(wide: Edge, { from, to }: Edge, { components }: Model): boolean {
  if (wide.to === to) return true
  // From a container nothing that it holds watches.
  const callers = isContainer(components[from]!) ? componentsIn(components, from) : [from]
  const going = isContainer(components[from]!) ? ['lb', 'dns'] : ['lb', 'dns', 'monitor']
  if (callers.some((id) => going.includes(components[id]!.builtin))) return false
  return !poolBetween(to, wide.to, components)
}

/** Whether a pool around the component lies in the container, or is it: any other member would serve. */
function poolBetween(id: number, container: number, components: Model['components']): boolean {
  if (!isWithin(components, id, container)) return false
  for (let at = components[id]!.parent; at >= 0; at = components[at]!.parent) {
    if (components[at]!.builtin === 'pool') return true
    if (at === container) return false
  }
  return false
}

function valuesOf(attributes: Attributes): readonly unknown[] {
  return [...attributes.values()]
    .map(({ name, value }) => [name, value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function comesBefore(one: Edge, other: Edge): boolean {
  if (one.implicit !== other.implicit) return one.implicit
  if (one.own !== other.own) return !one.own
  return one.id < other.id
}

/** An original may itself say again what a third says: that one stands for both. */
function gathered(originals: ReadonlyMap<Edge, Edge>): readonly Repetition[] {
  const byFirst = new Map<Edge, Edge[]>()
  for (const [edge, original] of [...originals].sort(([a], [b]) => a.id - b.id)) {
    let first = original
    for (let next = originals.get(first); next; next = originals.get(first)) first = next
    const again = byFirst.get(first)
    if (again) again.push(edge)
    else byFirst.set(first, [edge])
  }
  return [...byFirst]
    .map(([original, again]) => ({ original, again }))
    .sort((a, b) => a.original.id - b.original.id)
}
