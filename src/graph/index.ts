// `loadpath/graph`: the graph algorithms, for use without an architecture around them.

export { type Digraph, digraph, reachable } from './digraph.ts'
export { type NeedGraph, type NeedGroup, type Needs, needGraph, serving } from './needs.ts'
export { type FailureAnalysis, type FailureSpread, failureAnalysis } from './single-points.ts'
export { type StrongComponents, strongComponents } from './strong-components.ts'
