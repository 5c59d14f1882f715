// Orders of the variables of one module for its decision diagram. What stands together in gates should stand
// together in the order: FORCE (Aloul, Markov and Sakallah, GLSVLSI 2003) puts each vertex in the middle of the
// gates that it is part of, and each gate in the middle of its vertices, round after round, and keeps the order in
// which the gates span least. It is what is tried where a depth-first order does not do.

import type { Structure } from './structure.ts'

const rounds = 30

/** The variables of a module in a new order; `inner` are its gates. O(rounds · inputs · log of them). */
export function drawnTogether(
  { gates, eventCount }: Structure,
  variables: readonly number[],
  inner: readonly number[],
): readonly number[] {
  const vertices = [...variables, ...inner.map((gate) => eventCount + gate)]
  const places = new Map(vertices.map((input, place) => [input, place]))
  const edges = inner.map((gate) =>
    Int32Array.from([eventCount + gate, ...gates[gate]!.inputs], (input) => places.get(input)!),
  )
  const degrees = new Int32Array(vertices.length)
  for (const edge of edges) for (const vertex of edge) degrees[vertex]!++
  const positions = breadthFirst(edges, vertices.length)
  let best = positions.slice()
  let least = spanOf(edges, positions)
  const pulls = new Float64Array(vertices.length)
  const order = Int32Array.from(vertices, (_, vertex) => vertex)
  for (let round = 0; round < rounds; round++) {
    pulls.fill(0)
    for (const edge of edges) {
      let sum = 0
      for (const vertex of edge) sum += positions[vertex]!
      for (const vertex of edge) pulls[vertex]! += sum / edge.length
    }
    for (let vertex = 0; vertex < pulls.length; vertex++) pulls[vertex]! /= degrees[vertex]! || 1
    order.sort((a, b) => pulls[a]! - pulls[b]! || positions[a]! - positions[b]!)
    for (let place = 0; place < order.length; place++) positions[order[place]!] = place
    const span = spanOf(edges, positions)
    if (span >= least) continue
    least = span
    best = positions.slice()
  }
  return variables
    .map((input, variable) => ({ input, place: best[variable]! }))
    .sort((a, b) => a.place - b.place)
    .map(({ input }) => input)
}

/** How far the vertices of each gate lie apart, over all gates. */
function spanOf(edges: readonly Int32Array[], positions: Int32Array): number {
  let span = 0
  for (const edge of edges) {
    let low = positions.length
    let high = 0
    for (const vertex of edge) {
      low = Math.min(low, positions[vertex]!)
      high = Math.max(high, positions[vertex]!)
    }
    span += high - low
  }
  return span
}

/** Vertices in waves from the first gate on: the module's own. */
function breadthFirst(edges: readonly Int32Array[], count: number): Int32Array {
  const gateOf = new Int32Array(count).fill(-1)
  for (const [gate, [vertex]] of edges.entries()) gateOf[vertex!] = gate
  const positions = new Int32Array(count).fill(-1)
  const queue: number[] = []
  const meet = (vertex: number): void => {
    if (positions[vertex] === -1) positions[vertex] = queue.push(vertex) - 1
  }
  meet(edges[0]![0]!)
  for (let at = 0; at < queue.length; at++) {
    const gate = gateOf[queue[at]!]!
    if (gate >= 0) for (const vertex of edges[gate]!) meet(vertex)
  }
  return positions
}
