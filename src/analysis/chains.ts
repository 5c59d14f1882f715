// How many calls follow each other on a flow, each waiting for the next, from service to service. Services and
// functions count; a dns, cdn, lb or gateway between two of them hands the request on and does not, and anything
// else ends a chain. What calls each other in a circle counts once.

import { digraph } from '#src/graph/digraph.ts'
import { type Chains, longestChains } from '#src/graph/longest-chain.ts'
import type { Component, Flow } from '#src/model/model.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import type { Chain } from './facts.ts'
import type { Walks } from './walks.ts'

const counting = ['service', 'function']
const passing = ['dns', 'cdn', 'lb', 'gateway']

/** Of several chains as long, the one by components written first. */
export function chainsOf(system: System, walks: Walks): (flow: Flow) => Chain {
  let whole: Chains | undefined
  return ({ scope }) => {
    if (scope.kind === 'edges') {
      const edges = [...flowOut(system, scope.edges).values()].flat()
      return longestOf(system, edges)
    }
    whole ??= chainsAlong(system.model.components, callsAmong(system, system.out.flat()))
    return longestFrom(whole, reachedFrom(walks, scope.client))
  }
}

interface Calls {
  readonly from: readonly number[]
  readonly to: readonly number[]
}

function longestOf(system: System, edges: readonly RunEdge[]): Chain {
  const calls = callsAmong(system, edges)
  const ids = [...new Set([...calls.from, ...calls.to])].sort((a, b) => a - b)
  const places = new Map(ids.map((id, place) => [id, place]))
  const local = (id: number) => places.get(id)!
  const { components } = system.model
  const chains = chainsAlong(
    ids.map((id) => components[id]!),
    { from: calls.from.map(local), to: calls.to.map(local) },
  )
  const found = longestFrom(chains, ids.keys())
  return { components: found.components.map((place) => ids[place]!) }
}

/** Calls between what counts or passes on. */
function callsAmong(system: System, edges: readonly RunEdge[]): Calls {
  const { components } = system.model
  const isPart = (id: number) => [...counting, ...passing].includes(components[id]!.builtin)
  const from: number[] = []
  const to: number[] = []
  for (const edge of edges) {
    if (edge.arrow !== '->' || !isPart(edge.from)) continue
    for (const target of system.targetsOf(edge.to)) {
      if (target === edge.from || !isPart(target)) continue
      from.push(edge.from)
      to.push(target)
    }
  }
  return { from, to }
}

function chainsAlong(nodes: readonly Component[], { from, to }: Calls): Chains {
  const counts = Uint8Array.from(nodes, ({ builtin }) => (counting.includes(builtin) ? 1 : 0))
  return longestChains(digraph(nodes.length, from, to), counts)
}

function longestFrom(chains: Chains, nodes: Iterable<number>): Chain {
  let best = -1
  for (const node of nodes) {
    const gain = best === -1 ? 1 : chains.lengths[node]! - chains.lengths[best]!
    if (gain > 0 || (gain === 0 && node < best)) best = node
  }
  const isChain = best !== -1 && chains.lengths[best]! > 1
  return { components: isChain ? chains.from(best) : [] }
}

function reachedFrom(walks: Walks, start: number): ReadonlySet<number> {
  const seen = new Set([start])
  for (const id of seen) for (const { to } of walks.edgesOf(id)) seen.add(to)
  return seen
}
