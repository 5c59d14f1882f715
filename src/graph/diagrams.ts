// Failure structure → decision diagrams, one for each module: a small function of events and of the modules
// below it. Variables stand in the order of a depth-first traversal, and where that order takes too many nodes, in
// one that draws together what stands in one gate. `k of n` is made by counting, and a ring is solved from above:
// all its gates have failed until the rest says that they have not.

import {
  always,
  type DecisionDiagram,
  decisionDiagram,
  exhausted,
  never,
} from './decision-diagram.ts'
import { lean } from './lean.ts'
import { modulesOf } from './modules.ts'
import { ringOf, settle } from './rings.ts'
import { type Gate, gateOrder, isRing, type Structure } from './structure.ts'
import { drawnTogether } from './variable-order.ts'

export interface Diagrams {
  readonly diagram: DecisionDiagram
  /** Events and gates of the structure that was solved, which may be more than were given. */
  readonly inputCount: number
  /** The input whose failure is asked for: a module, or an event. */
  readonly top: number
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
  /** The nodes of its function that test something, children first. Modules of one shape share it. */
  readonly nodes: Int32Array
}

type Reordered = (
  structure: Structure,
  variables: readonly number[],
  inner: readonly number[],
) => readonly number[]

const asMet: Reordered = (_, variables) => variables

/** Two gates have no order to look for. */
const together: Reordered = (structure, variables, inner) =>
  inner.length < 3 ? variables : drawnTogether(structure, variables, inner)

/** Undefined where more nodes than the budget would be needed, or work out of proportion to it. */
export function diagramsOf(structure: Structure, nodeBudget: number): Diagrams | undefined {
  return diagramsOfLean(lean(structure), nodeBudget)
}

/** The same, of a structure that is lean already. */
export function diagramsOfLean(structure: Structure, nodeBudget: number): Diagrams | undefined {
  if (nodeBudget < 1) return undefined
  return ordered(structure, nodeBudget, asMet) ?? ordered(structure, nodeBudget / 4, together)
}

function ordered(
  structure: Structure,
  nodeBudget: number,
  reordered: Reordered,
): Diagrams | undefined {
  const { gates, eventCount, top } = structure
  const { blocks } = gateOrder(structure)
  const isModule = modulesOf(structure, blocks)
  const blockOf = new Int32Array(gates.length)
  for (const [index, block] of blocks.entries()) for (const gate of block) blockOf[gate] = index
  const diagram = decisionDiagram(nodeBudget)
  const partsOf = partsFinder(structure, isModule)
  const nodesBelow = nodesFinder(diagram, mostPasses * (nodeBudget + gates.length))
  /** By input: its function in the module at hand. */
  const made = new Int32Array(eventCount + gates.length)
  const modules: Module[] = []
  for (const block of blocks) {
    const [gate] = block
    if (gate === undefined || !block.some((one) => isModule[one])) continue
    const module = block.find((one) => isModule[one])!
    const { variables, inner } = partsOf(module)
    const inputs = reordered(structure, variables, inner)
    for (let variable = 0; variable < inputs.length; variable++) {
      const node = diagram.variable(variable)
      if (node === exhausted) return undefined
      made[inputs[variable]!] = node
    }
    const within = Int32Array.from(new Set(inner.map((one) => blockOf[one]!))).sort()
    for (const index of within) {
      if (!makeBlock(structure, diagram, blocks[index]!, made)) return undefined
    }
    const root = made[eventCount + module]!
    const nodes = nodesBelow(root)
    if (!nodes) return undefined
    modules.push({ input: eventCount + module, root, inputs, nodes })
  }
  return { diagram, inputCount: eventCount + gates.length, top, modules }
}

/** What a module is made of: its variables in the order met, and its gates, itself first. */
function partsFinder({ gates, eventCount }: Structure, isModule: Uint8Array) {
  const seenBy = new Int32Array(eventCount + gates.length).fill(-1)
  const open: number[] = []
  return (module: number) => {
    const variables: number[] = []
    const inner: number[] = []
    open.push(eventCount + module)
    for (let input = open.pop(); input !== undefined; input = open.pop()) {
      if (seenBy[input] === module) continue
      seenBy[input] = module
      const gate = input - eventCount
      if (gate < 0 || (isModule[gate] && gate !== module)) {
        variables.push(input)
        continue
      }
      inner.push(gate)
      const below = gates[gate]!.inputs
      for (let i = below.length - 1; i >= 0; i--) open.push(below[i]!)
    }
    return { variables, inner }
  }
}

/** A pass over all modules may visit so many nodes for each that the diagram may have. */
const mostPasses = 16

/** The nodes below a root, children first; undefined where all that were asked for are too many. */
function nodesFinder(diagram: DecisionDiagram, most: number) {
  const known = new Map<number, Int32Array>()
  const open: number[] = []
  let seenFrom = new Int32Array(64)
  let count = 0
  const below = (root: number): Int32Array => {
    const found: number[] = []
    if (seenFrom.length < diagram.nodeCount()) seenFrom = new Int32Array(diagram.nodeCount() * 2)
    open.push(root)
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node <= always || seenFrom[node] === root) continue
      seenFrom[node] = root
      found.push(node)
      open.push(diagram.lowOf(node), diagram.highOf(node))
    }
    // A child was made before its parents and has a smaller number.
    return Int32Array.from(found).sort()
  }
  return (root: number): Int32Array | undefined => {
    const nodes = known.get(root) ?? below(root)
    known.set(root, nodes)
    count += nodes.length
    return count > most ? undefined : nodes
  }
}

function makeBlock(
  structure: Structure,
  diagram: DecisionDiagram,
  block: readonly number[],
  made: Int32Array,
): boolean {
  const { gates, eventCount } = structure
  const [first] = block
  if (!isRing(structure, block)) {
    const node = threshold(diagram, gates[first!]!, made)
    made[eventCount + first!] = node
    return node !== exhausted
  }
  let isExhausted = false
  for (const gate of block) made[eventCount + gate] = always
  settle(ringOf(structure, block), (gate) => {
    if (isExhausted) return false
    const before = made[eventCount + gate]!
    const after = threshold(diagram, gates[gate]!, made)
    isExhausted = after === exhausted
    made[eventCount + gate] = after
    return after !== before && !isExhausted
  })
  return !isExhausted
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
