// Failure structure → decision diagrams, one for each module: a small function of events and of the modules
// below it. Variables stand in the order of a depth-first traversal, `k of n` is made by counting, and a ring
// is solved from above: all its gates have failed until the rest says that they have not.

import {
  always,
  type DecisionDiagram,
  decisionDiagram,
  exhausted,
  never,
} from './decision-diagram.ts'
import { modulesOf } from './modules.ts'
import { type Gate, gateOrder, isRing, type Structure } from './structure.ts'

export interface Diagrams {
  readonly diagram: DecisionDiagram
  /** Each after the modules that it is made of; the top's is the last. */
  readonly modules: readonly Module[]
}

export interface Module {
  /** The input that it stands for. */
  readonly input: number
  /** Its function in the diagram. */
  readonly root: number
  /** By variable: the event or module that it is. */
  readonly inputs: readonly number[]
}

/** Undefined where more nodes than the budget would be needed. A structure whose top is an event has no module. */
export function diagramsOf(structure: Structure, nodeBudget: number): Diagrams | undefined {
  const { gates, eventCount } = structure
  const { blocks } = gateOrder(structure)
  const isModule = modulesOf(structure, blocks)
  const blockOf = new Int32Array(gates.length)
  for (const [index, block] of blocks.entries()) for (const gate of block) blockOf[gate] = index
  const diagram = decisionDiagram(nodeBudget)
  /** By input: its function in the module at hand. */
  const made = new Int32Array(eventCount + gates.length)
  const modules: Module[] = []
  for (const gate of blocks.flat()) {
    if (!isModule[gate]) continue
    const { inputs, inner } = partsOf(structure, isModule, gate)
    for (const [variable, input] of inputs.entries()) made[input] = diagram.variable(variable)
    const within = [...new Set(inner.map((one) => blockOf[one]!))].sort((a, b) => a - b)
    for (const index of within) {
      if (!makeBlock(structure, diagram, blocks[index]!, made)) return undefined
    }
    const root = made[eventCount + gate]!
    if (root === exhausted || inputs.some((input) => made[input] === exhausted)) return undefined
    modules.push({ input: eventCount + gate, root, inputs })
  }
  return { diagram, modules }
}

/** What a module is made of: its variables in the order met, and its gates, itself included. */
function partsOf({ gates, eventCount }: Structure, isModule: Uint8Array, module: number) {
  const inputs: number[] = []
  const inner: number[] = []
  const seen = new Set<number>()
  const open = [eventCount + module]
  for (let input = open.pop(); input !== undefined; input = open.pop()) {
    if (seen.has(input)) continue
    seen.add(input)
    const gate = input - eventCount
    if (gate < 0 || (isModule[gate] && gate !== module)) {
      inputs.push(input)
      continue
    }
    inner.push(gate)
    const below = gates[gate]!.inputs
    for (let i = below.length - 1; i >= 0; i--) open.push(below[i]!)
  }
  return { inputs, inner }
}

function makeBlock(
  structure: Structure,
  diagram: DecisionDiagram,
  block: readonly number[],
  made: Int32Array,
): boolean {
  const { gates, eventCount } = structure
  if (!isRing(structure, block)) {
    const [gate] = block
    made[eventCount + gate!] = threshold(diagram, gates[gate!]!, made)
    return made[eventCount + gate!] !== exhausted
  }
  for (const gate of block) made[eventCount + gate] = always
  for (let changed = true; changed; ) {
    changed = false
    for (const gate of block) {
      const before = made[eventCount + gate]!
      const after = threshold(diagram, gates[gate]!, made)
      if (after === exhausted) return false
      made[eventCount + gate] = after
      changed ||= after !== before
    }
  }
  return true
}

/** At least so many of the inputs; the last first, so that what is made stands below what is still to come. */
function threshold(diagram: DecisionDiagram, { atLeast, inputs }: Gate, made: Int32Array): number {
  if (atLeast <= 0) return always
  if (atLeast > inputs.length) return never
  const counts: number[] = [always, ...new Array<number>(atLeast).fill(never)]
  for (let i = inputs.length - 1; i >= 0; i--) {
    const input = made[inputs[i]!]!
    // With i inputs to come, fewer than atLeast - i so far are too few.
    for (
      let least = Math.min(atLeast, inputs.length - i);
      least >= Math.max(1, atLeast - i);
      least--
    ) {
      counts[least] = diagram.choose(input, counts[least - 1]!, counts[least]!)
      if (counts[least] === exhausted) return exhausted
    }
  }
  return counts[atLeast]!
}
