// What is computed about the latency of flows, about timeouts and about retries: the part of the facts that
// src/analysis/latency.ts and its neighbours make. Times are milliseconds, always finite.

import type { Edge, Flow } from '#src/model/model.ts'

export interface LatencyFacts {
  /** The safe budget of a flow: own times and network times along what it waits for. */
  latency(flow: Flow): FlowLatency

  /** That of one component on the flow, with all that it waits for there. */
  latencyFrom(flow: Flow, component: number): Budget

  /** The same of many at once. */
  timesOn(flow: Flow, components: readonly number[]): ReadonlyMap<number, WholeTime>

  /** What binds the flow: its `latency`, the `deadline` of a scheduler that it starts at, a `require latency`; the least first. */
  latencyTargets(flow: Flow): readonly LatencyTarget[]

  /** Calls that one component needs and makes at the same time on a flow; the most first. */
  fanOuts(flow: Flow): readonly FanOut[]

  /** Calls that may be given up while what they call still works, in the order of their edges. */
  shortTimeouts(): readonly ShortTimeout[]

  /** The ways on which retries multiply most, one for each flow; those of several flows once. */
  retryPaths(): readonly RetryPath[]
}

export interface WholeTime {
  readonly ms: number
  /** True where something that is waited for has no `latency`. */
  readonly atLeast: boolean
}

export interface FlowLatency extends Budget {
  /** The sum over what is written alone: without edges that are taken once because nobody counts them. */
  readonly written: Budget
  /** What is written, if something were changed. */
  tried(trial: LatencyTrial): Budget
  /** Components that make several calls one after another, and the edges of all their calls; ascending. */
  readonly sequences: readonly { readonly component: number; readonly edges: readonly Edge[] }[]
}

export interface Budget {
  readonly budgetMs: number
  /** True where a component's own time is unknown: the flow takes at least this. */
  readonly atLeast: boolean
  /** Components that are waited for and have no `latency`, ascending. */
  readonly unknown: readonly number[]
  /** How many declared edges are waited for and have no `latency`: they count 0. */
  readonly edgesWithoutLatency: number
  /** Components that wait for each other and so are counted once, ascending. */
  readonly circles: readonly number[]
  /** What adds up to the budget, from the start on; of alternatives the slowest alone. */
  readonly terms: readonly LatencyTerm[]
  /** The components along which it takes longest, from the start on. */
  readonly path: readonly number[]
}

/** So many times so many milliseconds, for a component itself, the network of an edge, or all tries that are given up. */
export type LatencyTerm =
  | {
      readonly kind: 'own'
      readonly component: number
      readonly times: number
      readonly ms: number
    }
  | {
      readonly kind: 'network' | 'timeout'
      readonly edge: Edge
      readonly times: number
      readonly ms: number
    }

/** Changes that are tried. */
export interface LatencyTrial {
  /** Own times by component. */
  readonly ownMs?: ReadonlyMap<number, number>
  /** A component that makes all its calls at the same time. */
  readonly atOnce?: number
  /** Ids of edges that are not taken. */
  readonly without?: ReadonlySet<number>
}

export interface LatencyTarget {
  readonly ms: number
  readonly by: 'flow' | 'deadline' | 'requirement'
  readonly at: Flow['at']
}

export interface FanOut {
  readonly component: number
  /** Of all edges, whole calls for one request. */
  readonly calls: number
  /** The most first. */
  readonly edges: readonly { readonly edge: Edge; readonly calls: number }[]
}

/** An edge whose timeout is shorter than what is below it may take, by timeouts and a latency that are written. */
export interface ShortTimeout {
  readonly edge: Edge
  readonly caller: number
  readonly callee: number
  readonly timeoutMs: number
  /** Of the callee itself. */
  readonly ownMs: number
  /** Of the callee's calls the one that it may wait for longest. */
  readonly longest: TimedCall
  /** The callee's own time and that of its longest call. */
  readonly waitMs: number
  /** The same with all calls that follow each other, each as often as it is made. */
  readonly sumMs: number
  readonly flows: readonly Flow[]
}

export interface TimedCall {
  readonly edge: Edge
  readonly to: number
  readonly timeoutMs: number
  /** One, and the retries. */
  readonly attempts: number
}

export interface RetryPath {
  /** Calls at the end of the way for one at its beginning. */
  readonly attempts: number
  /** Calls with retries alone, from the caller down. */
  readonly hops: readonly RetryHop[]
  readonly flows: readonly Flow[]
}

export interface RetryHop {
  readonly edge: Edge
  readonly from: number
  readonly to: number
  readonly attempts: number
}
