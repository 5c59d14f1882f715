// How probable the failure of a structure is, exactly, when its events are independent: modules from below,
// each by one pass over its diagram. Only sums and products of probabilities of failure are formed, so that
// 1e-12 keeps its digits.

import { always } from './decision-diagram.ts'
import { type Diagrams, diagramsOf } from './diagrams.ts'
import type { Structure } from './structure.ts'
import { withoutSure } from './without-sure.ts'

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
  const known = withoutSure(structure, probabilities)
  const diagrams = diagramsOf(known, nodeBudget)
  return diagrams && evaluator(known, diagrams)(probabilities)
}

/** Probabilities of the events → that of the top. */
export type Evaluate = (probabilities: ArrayLike<number>) => number

/** The same for many sets of probabilities; each costs a pass over the diagrams and allocates nothing. */
export function evaluator(
  { eventCount }: Structure,
  { diagram, inputCount, modules, top }: Diagrams,
): Evaluate {
  const values = new Float64Array(diagram.nodeCount())
  values[always] = 1
  const failing = new Float64Array(inputCount)
  const { variables, highs, lows } = diagram.tables()
  return (probabilities) => {
    for (let event = 0; event < eventCount; event++) failing[event] = probabilities[event]!
    for (let index = 0; index < modules.length; index++) {
      const { input, inputs, nodes, root } = modules[index]!
      for (let i = 0; i < nodes.length; i++) {
        const node = nodes[i]!
        const q = failing[inputs[variables[node]!]!]!
        values[node] = q * values[highs[node]!]! + (1 - q) * values[lows[node]!]!
      }
      failing[input] = values[root]!
    }
    return failing[top]!
  }
}
