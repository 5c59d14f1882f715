// The longest chain of a directed graph with cycles: over its strong components, which are acyclic, by one
// pass from the sinks (the critical path of a project network: J. Kelley, M. Walker, 1959; the components by
// Tarjan, 1972). A node counts or is passed through; a component counts once, however many of its nodes do.

import type { Digraph } from './digraph.ts'
import { strongComponents } from './strong-components.ts'

export interface Chains {
  /** How many count on the longest chain from each node, itself included. */
  readonly lengths: Int32Array
  /** The nodes that count on such a chain, in order: of each component the first at which it arrives or that counts. */
  from(node: number): readonly number[]
}

/** `counts`: 1 for each node that does. O(nodes + edges); of equal chains the one by lower numbers. */
export function longestChains(graph: Digraph, counts: Uint8Array): Chains {
  const { nodeCount, offsets, targets } = graph
  const { of, count } = strongComponents(graph)
  const members = membersOf(of, count)
  const lengths = new Int32Array(count)
  // The node of another component by which the longest chain of each component goes on, or -1.
  const next = new Int32Array(count).fill(-1)
  // Numbers fall along edges, so that what a component leads to is known before it.
  for (let c = 0; c < count; c++) {
    let own = 0
    for (const v of members[c]!) {
      if (counts[v]) own = 1
      for (let e = offsets[v]!; e < offsets[v + 1]!; e++) {
        const w = targets[e]!
        if (of[w] !== c && isBetter(w, next[c]!)) next[c] = w
      }
    }
    lengths[c] = own + (next[c] === -1 ? 0 : lengths[of[next[c]!]!]!)
  }

  function isBetter(w: number, best: number): boolean {
    const gain = lengths[of[w]!]!
    if (best === -1) return gain > 0
    const known = lengths[of[best]!]!
    return gain > known || (gain === known && w < best)
  }

  return {
    lengths: Int32Array.from({ length: nodeCount }, (_, v) => lengths[of[v]!]!),
    from(node) {
      const chain: number[] = []
      for (let at = node; at !== -1; at = next[of[at]!]!) {
        const counting = counts[at] ? at : members[of[at]!]!.find((v) => counts[v])
        if (counting !== undefined) chain.push(counting)
      }
      return chain
    },
  }
}

function membersOf(of: Int32Array, count: number): readonly (readonly number[])[] {
  const members: number[][] = Array.from({ length: count }, () => [])
  for (let v = 0; v < of.length; v++) members[of[v]!]!.push(v)
  return members
}
