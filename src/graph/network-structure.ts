// An undirected network as a failure structure, so that all that is known of these (cut sets, importance, bounds,
// simulation) is known of networks: a node is cut off unless an edge that works leads to one that is not. The first
// terminal never is, and the network has failed where another is cut off. Gates go round where the network does.

import type { Network } from './network.ts'
import type { Gate, Structure } from './structure.ts'

/** Event i is the failure of edge i. O(nodes + edges). */
export function networkStructure({ nodeCount, edges, terminals }: Network): Structure {
  const eventCount = edges.length
  const ways: number[][] = Array.from({ length: nodeCount }, () => [])
  const steps: Gate[] = []
  const way = (end: number, event: number, other: number): void => {
    ways[end]!.push(eventCount + nodeCount + steps.length)
    steps.push({ atLeast: 1, inputs: [event, eventCount + other] })
  }
  for (const [event, { from, to }] of edges.entries()) {
    way(from, event, to)
    way(to, event, from)
  }
  const [start, ...others] = new Set(terminals)
  const nodes = ways.map(
    (inputs, node): Gate =>
      node === start ? { atLeast: 1, inputs: [] } : { atLeast: inputs.length, inputs },
  )
  const top: Gate = { atLeast: 1, inputs: others.map((other) => eventCount + other) }
  const gates = [...nodes, ...steps, top]
  return { eventCount, gates, top: eventCount + gates.length - 1 }
}
