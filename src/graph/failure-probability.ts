// How probable the failure of a structure is, by the best means that its size allows: exactly by decision
// diagrams, else between bounds from its smaller cut sets, else by simulation. The answer says which.

import { type CutSets, cutSetsOf } from './cut-sets.ts'
import { diagramsOf } from './diagrams.ts'
import { lean } from './lean.ts'
import { simulateFailures } from './simulation.ts'
import { gateOrder, type Structure } from './structure.ts'
import { defaultNodeBudget, type Evaluate, evaluator, unavailability } from './unavailability.ts'
import { withoutSure } from './without-sure.ts'

export type FailureProbability =
  | { readonly method: 'exact'; readonly value: number }
  /** It lies between `low` and `high`; `value` is their middle. */
  | {
      readonly method: 'bounds'
      readonly value: number
      readonly low: number
      readonly high: number
    }
  /** With 95 % confidence it lies between `low` and `high`. */
  | {
      readonly method: 'simulated'
      readonly value: number
      readonly low: number
      readonly high: number
      readonly samples: number
    }

export interface FailureProbabilityOptions {
  /** Nodes that the decision diagrams may have; a million where unwritten. */
  readonly nodeBudget?: number
  /** Order of the cut sets for bounds, and by event how much it adds to it; 3 and 1 where unwritten. */
  readonly order?: number
  readonly weights?: ArrayLike<number>
  /** Of a simulation; 200,000 where unwritten, fewer of what is very large. */
  readonly samples?: number
  readonly seed?: number
}

/** Bounds further apart than this, in relation to the lower, say less than a simulation. */
const widest = 0.1

/** Sets past this many are no bounds: a diagram of them all would be as large as the structure's own. */
const mostSets = 20_000

/** Nodes for the diagram of the sets that bounds are made from. */
const boundsBudget = 100_000

export function failureProbability(
  structure: Structure,
  probabilities: ArrayLike<number>,
  options: FailureProbabilityOptions = {},
): FailureProbability {
  return solved(structure, probabilities, options).probability
}

export interface Solved {
  readonly probability: FailureProbability
  /** For any probabilities; undefined where the structure is too large for exact numbers. */
  evaluate(): Evaluate | undefined
}

/** With what it was found by, so that more can be asked of the same structure. */
export function solved(
  structure: Structure,
  probabilities: ArrayLike<number>,
  options: FailureProbabilityOptions = {},
): Solved {
  const { nodeBudget = defaultNodeBudget } = options
  const unsure = withoutSure(structure, probabilities)
  const small = lean(unsure)
  const diagrams = diagramsOf(small, nodeBudget)
  if (!diagrams) {
    return { probability: estimated(small, probabilities, options), evaluate: () => undefined }
  }
  const evaluate = evaluator(small, diagrams)
  return {
    probability: { method: 'exact', value: evaluate(probabilities) },
    evaluate: () => (unsure === structure ? evaluate : evaluatorOf(structure, nodeBudget)),
  }
}

/** Of the whole structure, with what is sure for some probabilities. */
function evaluatorOf(structure: Structure, nodeBudget: number): Evaluate | undefined {
  const diagrams = diagramsOf(structure, nodeBudget)
  return diagrams && evaluator(structure, diagrams)
}

/** Of a lean structure that is too large for diagrams. */
function estimated(
  small: Structure,
  probabilities: ArrayLike<number>,
  options: FailureProbabilityOptions,
): FailureProbability {
  const { samples, seed = 1 } = options
  const { order = 3, weights = new Uint8Array(small.eventCount).fill(1) } = options
  const bounds = boundsUpTo(small, probabilities, order, weights)
  if (bounds && bounds.high - bounds.low <= widest * bounds.low) {
    return { method: 'bounds', value: (bounds.low + bounds.high) / 2, ...bounds }
  }
  return {
    method: 'simulated',
    ...simulateFailures(small, probabilities, samples ?? samplesFor(small), seed),
  }
}

/** From cut sets of the order, or of the greatest one below of which all can be listed. */
function boundsUpTo(
  structure: Structure,
  probabilities: ArrayLike<number>,
  order: number,
  weights: ArrayLike<number>,
): { readonly low: number; readonly high: number } | undefined {
  for (let most = order; most > 0; most--) {
    const cutSets = cutSetsOf(structure, { order: most, weights, limit: mostSets })
    if (cutSets.truncated) continue
    const options = { order: most, weights }
    const isTooWide = isSurelyTooWide(structure, probabilities, cutSets, options)
    return isTooWide ? undefined : boundsFrom(structure, probabilities, cutSets, options)
  }
  return undefined
}

/** Whether bounds would lie too far apart for any lower one that there can be: at most the sum over the sets. */
function isSurelyTooWide(
  structure: Structure,
  probabilities: ArrayLike<number>,
  { sets }: CutSets,
  { order, weights }: Ordered,
): boolean {
  const most = sets.reduce(
    (sum, set) => sum + set.reduce((product, event) => product * probabilities[event]!, 1),
    0,
  )
  const between = moreThan(order, eventsBelow(structure), weights, probabilities)
  // Twice as far leaves room for rounding.
  return Math.min(between, 1 - most) > 2 * widest * most
}

type Ordered = Required<Pick<FailureProbabilityOptions, 'order' | 'weights'>>

/** As many as take about a second: each sample settles every input of every gate. */
function samplesFor({ gates }: Structure): number {
  const inputs = gates.reduce((sum, gate) => sum + gate.inputs.length, 0)
  return Math.min(200_000, Math.max(10_000, Math.floor(1e9 / Math.max(1, inputs))))
}

/**
 * From all minimal cut sets up to an order: the top fails at least where one of them does, and beyond that
 * only in states in which more than the order has failed. Undefined where sets are missing, or are too many
 * for a diagram of their own.
 */
export function boundsFrom(
  structure: Structure,
  probabilities: ArrayLike<number>,
  { sets, truncated }: CutSets,
  { order, weights }: Ordered,
): { readonly low: number; readonly high: number } | undefined {
  if (truncated) return undefined
  const low = unavailability(anyOf(structure.eventCount, sets), probabilities, boundsBudget)
  if (low === undefined) return undefined
  return {
    low,
    high: Math.min(1, low + moreThan(order, eventsBelow(structure), weights, probabilities)),
  }
}

function anyOf(eventCount: number, sets: readonly (readonly number[])[]): Structure {
  const gates = sets.map((inputs) => ({ atLeast: inputs.length, inputs }))
  const all = { atLeast: 1, inputs: sets.map((_, index) => eventCount + index) }
  return { eventCount, gates: [...gates, all], top: eventCount + sets.length }
}

function eventsBelow(structure: Structure): readonly number[] {
  const { eventCount, gates, top } = structure
  const events = new Set(top < eventCount ? [top] : [])
  for (const gate of gateOrder(structure).blocks.flat()) {
    for (const input of gates[gate]!.inputs) if (input < eventCount) events.add(input)
  }
  return [...events]
}

/** Probability that events of more than this weight happen: a Poisson binomial tail, summed upwards. */
function moreThan(
  weight: number,
  events: readonly number[],
  weights: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): number {
  // exactly[j]: j of the weight so far; the last place: more, whence nothing comes back.
  const more = weight + 1
  const exactly = new Float64Array(more + 1)
  exactly[0] = 1
  for (const event of events) {
    const q = probabilities[event]!
    for (let j = weight; j >= 0; j--) {
      exactly[Math.min(more, j + weights[event]!)]! += q * exactly[j]!
      exactly[j]! *= 1 - q
    }
  }
  return exactly[more]!
}
