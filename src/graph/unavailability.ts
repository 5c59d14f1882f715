// How probable the failure of a structure is, exactly, when its events are independent: modules from below,
// each by one pass over its diagram. Only sums and products of probabilities of failure are formed, so that
// 1e-12 keeps its digits.

import { always, type DecisionDiagram, never } from './decision-diagram.ts'
import { type Diagrams, diagramsOf } from './diagrams.ts'
import type { Structure } from './structure.ts'

/** Nodes that a diagram may have where nobody says: some 50 MB. */
export const defaultNodeBudget = 1_000_000

/**
 * Probability that the top has failed; undefined where the diagram would have more nodes than the budget.
 * `probabilities`: by event, 0…1.
 */
export function unavailability(
  structure: Structure,
  probabilities: ArrayLike<number>,
  nodeBudget: number = defaultNodeBudget,
): number | undefined {
  const diagrams = diagramsOf(structure, nodeBudget)
  return diagrams && evaluator(structure, diagrams)(probabilities)
}

/** The same for many sets of probabilities; each costs a pass over the diagrams. */
export function evaluator(
  structure: Structure,
  { diagram, modules }: Diagrams,
): (probabilities: ArrayLike<number>) => number {
  const orders = modules.map(({ root }) => nodesBelow(diagram, root))
  const values = new Float64Array(diagram.nodeCount())
  values[always] = 1
  const failing = new Float64Array(structure.eventCount + structure.gates.length)
  return (probabilities) => {
    for (let event = 0; event < structure.eventCount; event++)
      failing[event] = probabilities[event]!
    for (const [index, { input, inputs, root }] of modules.entries()) {
      for (const node of orders[index]!) {
        const q = failing[inputs[diagram.variableOf(node)]!]!
        values[node] = q * values[diagram.highOf(node)]! + (1 - q) * values[diagram.lowOf(node)]!
      }
      failing[input] = values[root]!
    }
    return failing[structure.top]!
  }
}

/** Nodes of a function that test something, children first. */
export function nodesBelow(diagram: DecisionDiagram, root: number): Int32Array {
  const seen = new Set<number>([never, always])
  const open = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    open.push(diagram.lowOf(node), diagram.highOf(node))
  }
  seen.delete(never)
  seen.delete(always)
  // A child was made before its parents and has a smaller number.
  return Int32Array.from(seen).sort()
}
