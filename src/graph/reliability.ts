// The public side of failure structures and networks: the same functions as inside, with their arguments checked. What
// is out of range is a RangeError that says which argument, where, and what it was; what cannot be answered within a
// budget is `undefined`, or is answered by another method that says so.

import {
  checkIndexes,
  checkLength,
  checkNetwork,
  checkProbabilities,
  checkStructure,
  checkWhole,
} from './checks.ts'
import * as cutSets from './cut-sets.ts'
import { diagramsOf } from './diagrams.ts'
import * as failure from './failure-probability.ts'
import { type Importance, importanceOf } from './importance.ts'
import * as networks from './network.ts'
import * as networkStructures from './network-structure.ts'
import * as simulation from './simulation.ts'
import type { Gate, Structure } from './structure.ts'
import * as exact from './unavailability.ts'

/** Fails when all inputs have; one without inputs has failed. */
export function and(inputs: readonly number[]): Gate {
  return { atLeast: inputs.length, inputs }
}

/** Fails when an input has; one without inputs never fails. */
export function or(inputs: readonly number[]): Gate {
  return { atLeast: 1, inputs }
}

/** Fails when at least so many inputs have: always where 0 or fewer are asked for, never where more than there are. */
export function atLeast(count: number, inputs: readonly number[]): Gate {
  return { atLeast: count, inputs }
}

export interface NodeBudget {
  /** Nodes that the decision diagrams may have, 0 to 10 million; a million where unwritten, some 50 MB. */
  readonly nodeBudget?: number
}

/**
 * Probability that the top has failed, where events are independent: exact, else between bounds, else simulated from
 * a seed; `method` says which. `probabilities`: by event, 0…1. RangeError for what is out of range.
 */
export function failureProbability(
  structure: Structure,
  probabilities: ArrayLike<number>,
  options: failure.FailureProbabilityOptions = {},
): failure.FailureProbability {
  checkStructure(structure)
  checkProbabilities(probabilities, structure.eventCount)
  checkBudget('nodeBudget', options.nodeBudget)
  checkSets(structure, options)
  checkSampling(options)
  return failure.failureProbability(structure, probabilities, options)
}

/** The same, exactly or not at all: undefined where the budget does not do. */
export function unavailability(
  structure: Structure,
  probabilities: ArrayLike<number>,
  options: NodeBudget = {},
): number | undefined {
  checkStructure(structure)
  checkProbabilities(probabilities, structure.eventCount)
  checkBudget('nodeBudget', options.nodeBudget)
  return exact.unavailability(structure, probabilities, options.nodeBudget)
}

/** The smallest sets of events that make the top fail. RangeError for what is out of range. */
export function minimalCutSets(
  structure: Structure,
  options: cutSets.CutSetOptions,
): cutSets.CutSets {
  checkStructure(structure)
  checkWhole('order', options.order, 1, mostEvents)
  checkSets(structure, options)
  return cutSets.minimalCutSets(structure, options)
}

export interface ImportanceOptions extends NodeBudget {
  /** Events that are changed together, as those of one component; each event by itself where unwritten. */
  readonly groups?: readonly (readonly number[])[]
}

/** Nodes to visit for all groups, some ten seconds' worth. */
const mostVisits = 4e9

/**
 * The four measures of each event or group, in their order, exactly: undefined where the budget does not do, or where
 * so many groups of so large a structure would take more than seconds. O(groups · nodes).
 */
export function importance(
  structure: Structure,
  probabilities: ArrayLike<number>,
  options: ImportanceOptions = {},
): readonly Importance[] | undefined {
  checkStructure(structure)
  const { eventCount, gates } = structure
  checkProbabilities(probabilities, eventCount)
  const count = options.groups?.length ?? eventCount
  options.groups?.forEach((group, index) => {
    checkIndexes(`groups[${index}]`, group, eventCount)
  })
  if (count * (eventCount + gates.length) > mostVisits) return undefined
  const evaluate = exactly(structure, options, mostVisits / Math.max(1, 2 * count))
  if (!evaluate) return undefined
  const top = evaluate(probabilities)
  return Array.from({ length: count }, (_, index) =>
    importanceOf(evaluate, probabilities, options.groups?.[index] ?? [index], top),
  )
}

export interface Sampling {
  /** Of a simulation, 1 to 1e9; rounded up to a multiple of 32. 200,000 where unwritten, fewer of what is very large. */
  readonly samples?: number
  /** A whole number of 32 bits; 1 where unwritten. The same seed gives the same samples. */
  readonly seed?: number
}

/** How often the top fails in random states, with the interval that holds its probability 95 times out of 100. */
export function simulate(
  structure: Structure,
  probabilities: ArrayLike<number>,
  options: Sampling = {},
): simulation.Simulated {
  checkStructure(structure)
  checkProbabilities(probabilities, structure.eventCount)
  checkSampling(options)
  const { samples = failure.samplesFor(structure), seed = 1 } = options
  return simulation.simulateFailures(structure, probabilities, samples, seed)
}

export interface NetworkOptions extends Sampling {
  /** Partitions of the frontier that may stand side by side, 0 to 10 million; 200,000 where unwritten. */
  readonly stateBudget?: number
}

/**
 * Probability that the terminals of an undirected network do not all stay connected: 0 for fewer than two different
 * ones, 1 where edges lead nowhere. Exact, else between bounds, else simulated. RangeError for what is out of range.
 */
export function networkFailureProbability(
  network: networks.Network,
  options: NetworkOptions = {},
): failure.FailureProbability {
  const { stateBudget, ...sampling } = options
  checkNetwork(network)
  checkBudget('stateBudget', stateBudget)
  checkSampling(sampling)
  const value = networks.networkUnavailability(network, stateBudget)
  if (value !== undefined) return { method: 'exact', value }
  const probabilities = network.edges.map((edge) => edge.unavailability)
  const structure = networkStructures.networkStructure(network)
  return failure.failureProbability(structure, probabilities, { ...sampling, nodeBudget: 0 })
}

/** The network's failure as a structure whose event i is the failure of edge i, for its cut sets and importance. */
export function networkStructure(network: networks.Network): Structure {
  checkNetwork(network)
  return networkStructures.networkStructure(network)
}

const mostEvents = 10_000_000

/** Undefined too where a pass over the diagrams would visit more nodes than these. */
function exactly(structure: Structure, options: NodeBudget, mostNodes: number) {
  const { nodeBudget = exact.defaultNodeBudget } = options
  checkBudget('nodeBudget', nodeBudget)
  const diagrams = diagramsOf(structure, nodeBudget)
  if (!diagrams) return undefined
  const visits = diagrams.modules.reduce((sum, { nodes }) => sum + nodes.length, 0)
  return visits > mostNodes ? undefined : exact.evaluator(structure, diagrams)
}

function checkBudget(name: string, budget: number | undefined): void {
  if (budget !== undefined) checkWhole(name, budget, 0, 10_000_000)
}

function checkSampling({ samples, seed }: Sampling): void {
  if (samples !== undefined) checkWhole('samples', samples, 1, 1e9)
  if (seed !== undefined) checkWhole('seed', seed, -(2 ** 31), 2 ** 32 - 1)
}

interface SetOptions {
  readonly order?: number
  readonly weights?: ArrayLike<number>
  readonly limit?: number
}

function checkSets({ eventCount }: Structure, { order, weights, limit }: SetOptions): void {
  if (order !== undefined) checkWhole('order', order, 1, mostEvents)
  if (limit !== undefined) checkWhole('limit', limit, 1, 1_000_000)
  if (weights === undefined) return
  checkLength('weights', weights, eventCount, 'events')
  for (let i = 0; i < weights.length; i++) {
    checkWhole(`weights[${i}]`, weights[i]!, 1, Number.MAX_SAFE_INTEGER)
  }
}
