// Strongly connected components by Tarjan's algorithm (SIAM J. Comput. 1, 1972) with a stack of its own
// in place of recursion. Components are numbered in reverse topological order: an edge between two
// components leads from the higher number to the lower.

import type { Digraph } from './digraph.ts'

export interface StrongComponents {
  readonly count: number
  /** The component of each node. */
  readonly of: Int32Array
}

/** O(nodes + edges). */
export function strongComponents(graph: Digraph): StrongComponents {
  const { nodeCount, offsets, targets } = graph
  const of = new Int32Array(nodeCount).fill(-1)
  const index = new Int32Array(nodeCount).fill(-1)
  const low = new Int32Array(nodeCount)
  const next = new Int32Array(nodeCount)
  const open: number[] = []
  const path: number[] = []
  let counter = 0
  let count = 0
  for (let root = 0; root < nodeCount; root++) {
    if (index[root] !== -1) continue
    path.push(root)
    while (path.length > 0) {
      const v = path.at(-1)!
      if (index[v] === -1) {
        index[v] = low[v] = counter++
        next[v] = offsets[v]!
        open.push(v)
      }
      let descended = false
      while (next[v]! < offsets[v + 1]!) {
        const w = targets[next[v]!++]!
        if (index[w] === -1) {
          path.push(w)
          descended = true
          break
        }
        if (of[w] === -1 && index[w]! < low[v]!) low[v] = index[w]!
      }
      if (descended) continue
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined && low[v]! < low[parent]!) low[parent] = low[v]!
      if (low[v] !== index[v]) continue
      for (let w = open.pop()!; ; w = open.pop()!) {
        of[w] = count
        if (w === v) break
      }
      count++
    }
  }
  return { count, of }
}
