// A directed graph on the integers 0…n-1 in compressed rows: the successors of node v are
// targets[offsets[v] … offsets[v + 1] - 1], in the order in which the edges were given.

export interface Digraph {
  readonly nodeCount: number
  readonly offsets: Int32Array
  readonly targets: Int32Array
}

/** Edges as two parallel arrays; O(nodes + edges). */
export function digraph(
  nodeCount: number,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
): Digraph {
  const offsets = new Int32Array(nodeCount + 1)
  for (let i = 0; i < sources.length; i++) offsets[sources[i]! + 1]!++
  for (let v = 0; v < nodeCount; v++) offsets[v + 1]! += offsets[v]!
  const next = offsets.slice(0, nodeCount)
  const placed = new Int32Array(sources.length)
  for (let i = 0; i < sources.length; i++) placed[next[sources[i]!]!++] = targets[i]!
  return { nodeCount, offsets, targets: placed }
}

/** 1 for every node that a root leads to, the roots included; O(nodes + edges). */
export function reachable(graph: Digraph, roots: Iterable<number>): Uint8Array {
  const seen = new Uint8Array(graph.nodeCount)
  const stack: number[] = []
  for (const root of roots) {
    if (seen[root]) continue
    seen[root] = 1
    stack.push(root)
  }
  while (stack.length > 0) {
    const v = stack.pop()!
    for (let i = graph.offsets[v]!; i < graph.offsets[v + 1]!; i++) {
      const w = graph.targets[i]!
      if (seen[w]) continue
      seen[w] = 1
      stack.push(w)
    }
  }
  return seen
}

/** Nodes with a way from the root, each after all that the walk first met behind it; the root last. O(nodes + edges). */
export function postorder(
  { nodeCount, offsets, targets }: Digraph,
  root: number,
): readonly number[] {
  const next = offsets.slice(0, nodeCount)
  const seen = new Uint8Array(nodeCount)
  const done: number[] = []
  const path = [root]
  seen[root] = 1
  for (let v = path.at(-1); v !== undefined; v = path.at(-1)) {
    if (next[v]! === offsets[v + 1]!) {
      done.push(v)
      path.pop()
      continue
    }
    const w = targets[next[v]!++]!
    if (seen[w]) continue
    seen[w] = 1
    path.push(w)
  }
  return done
}
