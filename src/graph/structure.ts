// A failure structure: events that happen or not, and gates over them. A gate fails when at least so many of
// its inputs have; `or` is 1, `and` is all. It says nothing of probabilities. Gates may go round: then the
// greatest solution holds, in which a ring that nothing outside keeps working has failed; that is what
// needs in a circle mean, and a fault tree has no such ring.

import { type Digraph, digraph, postorder } from './digraph.ts'
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
  /** Blocks of gates: one gate, or the gates of one ring; those below come first, as far as a ring lets them. */
  readonly blocks: readonly (readonly number[])[]
}

/** O(gates + inputs). */
export function gateOrder(structure: Structure): GateOrder {
  const { top, eventCount } = structure
  if (top < eventCount) return { blocks: [] }
  const graph = gateGraph(structure)
  const { count, of } = strongComponents(graph)
  const blocks: number[][] = Array.from({ length: count }, () => [])
  for (const gate of postorder(graph, top - eventCount)) blocks[of[gate]!]!.push(gate)
  return { blocks: blocks.filter((block) => block.length > 0) }
}

/** Whether the gates of a block are fed by each other. */
export function isRing({ gates, eventCount }: Structure, block: readonly number[]): boolean {
  if (block.length > 1) return true
  const [gate] = block
  return gate !== undefined && gates[gate]!.inputs.includes(eventCount + gate)
}

function gateGraph({ gates, eventCount }: Structure): Digraph {
  let count = 0
  for (const { inputs } of gates) for (const input of inputs) if (input >= eventCount) count++
  const sources = new Int32Array(count)
  const targets = new Int32Array(count)
  let at = 0
  for (let gate = 0; gate < gates.length; gate++) {
    for (const input of gates[gate]!.inputs) {
      if (input < eventCount) continue
      sources[at] = gate
      targets[at++] = input - eventCount
    }
  }
  return digraph(gates.length, sources, targets)
}
