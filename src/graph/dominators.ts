// Immediate dominators of a directed graph: the last node that every way from the root to a node passes.
// K. Cooper, T. Harvey, K. Kennedy, "A Simple, Fast Dominance Algorithm" (2001): nodes in reverse postorder,
// each the nearest common ancestor of its predecessors, until nothing changes. The walk keeps a stack of its
// own in place of recursion.

import { type Digraph, digraph, postorder } from './digraph.ts'

/**
 * The immediate dominator of each node; the root's is the root, that of a node without a way is -1. O(edges)
 * for each round over a graph as deep as it is wide; loops that enter each other take more rounds.
 */
export function dominators(graph: Digraph, root: number): Int32Array {
  const order = postorder(graph, root)
  const number = new Int32Array(graph.nodeCount).fill(-1)
  for (let i = 0; i < order.length; i++) number[order[i]!] = i
  const { offsets, targets: before } = reversed(graph)
  const idom = new Int32Array(graph.nodeCount).fill(-1)
  idom[root] = root
  const common = (a: number, b: number): number => {
    let [one, other] = [a, b]
    while (one !== other) {
      while (number[one]! < number[other]!) one = idom[one]!
      while (number[other]! < number[one]!) other = idom[other]!
    }
    return one
  }
  for (let changed = true; changed; ) {
    changed = false
    for (let i = order.length - 2; i >= 0; i--) {
      const v = order[i]!
      let nearest = -1
      for (let e = offsets[v]!; e < offsets[v + 1]!; e++) {
        const u = before[e]!
        if (number[u] === -1 || idom[u] === -1) continue
        nearest = nearest === -1 ? u : common(u, nearest)
      }
      if (idom[v] === nearest) continue
      idom[v] = nearest
      changed = true
    }
  }
  return idom
}

/** Whether every way from the root to `node` passes `by`; a node dominates itself. O(depth). */
export function isDominatedBy(idom: Int32Array, node: number, by: number): boolean {
  if (idom[node] === -1) return false
  for (let at = node; at !== by; at = idom[at]!) if (idom[at] === at) return false
  return true
}

function reversed({ nodeCount, offsets, targets }: Digraph): Digraph {
  const sources = new Int32Array(targets.length)
  for (let v = 0; v < nodeCount; v++) sources.fill(v, offsets[v], offsets[v + 1])
  return digraph(nodeCount, targets, sources)
}
