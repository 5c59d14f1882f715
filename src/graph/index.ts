// `loadpath/graph`: the graph algorithms, for use without an architecture around them. Things are numbered from 0,
// results are plain data, nothing recurses, and an argument that is out of range is a RangeError that names it; one that
// is no object or no list is a TypeError that does.

export type { CutSetOptions, CutSets } from './cut-sets.ts'
export type { Digraph } from './digraph.ts'
export type { FailureProbability, FailureProbabilityOptions } from './failure-probability.ts'
export {
  arrivals,
  digraph,
  dominators,
  failureAnalysis,
  isDominatedBy,
  needGraph,
  reachable,
  serving,
  waitingTime,
} from './flow-graphs.ts'
export type { Importance } from './importance.ts'
export type { NeedGraph, NeedGroup, Needs } from './needs.ts'
export type { Network, NetworkEdge } from './network.ts'
export {
  and,
  atLeast,
  failureProbability,
  type ImportanceOptions,
  importance,
  minimalCutSets,
  type NetworkOptions,
  type NodeBudget,
  networkFailureProbability,
  networkStructure,
  or,
  type Sampling,
  simulate,
  unavailability,
} from './reliability.ts'
export type { Simulated } from './simulation.ts'
export type { FailureAnalysis, FailureSpread } from './single-points.ts'
export { type StrongComponents, strongComponents } from './strong-components.ts'
export type { Gate, Structure as FailureStructure } from './structure.ts'
export type { Traffic } from './traffic.ts'
export type { Waiting } from './waiting-time.ts'
