// A failure structure: events that happen or not, and gates over them. A gate fails when at least so many of
// its inputs have; `or` is 1, `and` is all. It says nothing of probabilities. Gates may go round: then the
// greatest solution holds, in which a ring that nothing outside keeps working has failed; that is what
// needs in a circle mean, and a fault tree has no such ring.

import { type Digraph, digraph } from './digraph.ts'
import { strongComponents } from './strong-components.ts'

export interface Structure {
  /** Events are the inputs 0 … eventCount - 1. */
  readonly eventCount: number
  /** Gate g is the input eventCount + g. */
  readonly gates: readonly Gate[]
  /** The input whose failure is asked for. */
  readonly top: number
}

export interface Gate {
  /** 0 or less: has failed; more than there are inputs: never fails. */
  readonly atLeast: number
  /** An input that is listed twice counts twice. */
  readonly inputs: readonly number[]
}

/** Gates below the top in an order in which each comes after its inputs, rings apart. */
export interface GateOrder {
  /** Blocks of gates: one gate, or the gates of one ring. */
  readonly blocks: readonly (readonly number[])[]
}

/** O(gates + inputs). */
export function gateOrder(structure: Structure): GateOrder {
  const graph = gateGraph(structure)
  const { count, of } = strongComponents(graph)
  const blocks: number[][] = Array.from({ length: count }, () => [])
  const seen = gatesBelowTop(structure, graph)
  for (let gate = 0; gate < seen.length; gate++) if (seen[gate]) blocks[of[gate]!]!.push(gate)
  return { blocks: blocks.filter((block) => block.length > 0) }
}

/** Whether the gates of a block are fed by each other. */
export function isRing({ gates, eventCount }: Structure, block: readonly number[]): boolean {
  if (block.length > 1) return true
  const [gate] = block
  return gate !== undefined && gates[gate]!.inputs.includes(eventCount + gate)
}

function gateGraph({ gates, eventCount }: Structure): Digraph {
  const sources: number[] = []
  const targets: number[] = []
  for (const [gate, { inputs }] of gates.entries()) {
    for (const input of inputs) {
      if (input < eventCount) continue
      sources.push(gate)
      targets.push(input - eventCount)
    }
  }
  return digraph(gates.length, sources, targets)
}

function gatesBelowTop({ top, eventCount }: Structure, graph: Digraph): Uint8Array {
  const seen = new Uint8Array(graph.nodeCount)
  const open = top < eventCount ? [] : [top - eventCount]
  for (let gate = open.pop(); gate !== undefined; gate = open.pop()) {
    if (seen[gate]) continue
    seen[gate] = 1
    for (let i = graph.offsets[gate]!; i < graph.offsets[gate + 1]!; i++) {
      open.push(graph.targets[i]!)
    }
  }
  return seen
}
