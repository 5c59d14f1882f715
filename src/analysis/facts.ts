// What is computed about one model, each fact once and on demand (`analyze`). Ids are those of the model.
// No fact throws or looks at text; a fact about flows covers declared and implicit flows.

import type { Component, Edge, Flow, Policy } from '#src/model/model.ts'
import type { AvailabilityFacts } from './availability-facts.ts'
import type { LatencyFacts } from './latency-facts.ts'
import type { RequirementFacts } from './requirements/answers.ts'

export interface Facts extends AvailabilityFacts, LatencyFacts, RequirementFacts {
  /**
   * True where no component of the model has `replicas`, `autoscale`, `zones` or `managed` written:
   * copies then mean nothing yet, and the one-copy rules say so once (guard 2).
   */
  readonly copiesUnwritten: boolean

  /** Unmanaged components of which the event of one copy alone breaks a flow, ascending by id. */
  singlePoints(): readonly SinglePoint[]

  /** Zones whose event alone breaks a flow even with every single point of failure held up, ascending by id. */
  zoneOutages(): readonly ZoneOutage[]

  /** Components that stop the flow when all their copies are lost, zones and regions that do; ascending. */
  stoppedBy(flow: Flow): readonly number[]

  /** Flows that are not served although everything works; `because` lists what needs more copies than it has. */
  neverServed(): readonly { readonly flow: Flow; readonly because: readonly number[] }[]

  /** Components of a flow that is never served which only lead to each other, ascending; empty where that is not why. */
  goingRound(flow: Flow): readonly number[]

  /** Least number of failure events that breaks the flow; 2 stands for two or more. */
  tolerance(flow: Flow, events: 'any' | 'copies' | 'zones' | 'regions'): 0 | 1 | 2

  /** Flows that touch the component, on a declared edge of theirs or reached by an implicit flow. */
  flowsOf(component: number): readonly Flow[]

  /** Where the flow starts (rule 5), ascending. */
  startsOf(flow: Flow): readonly number[]

  /** Components that the edges of the flow join, whichever way they run: one piece where all of it connects. */
  pieces(flow: Flow): readonly (readonly number[])[]

  /** A way from a start of the flow to the component, both ends included; empty where there is none. */
  pathTo(flow: Flow, component: number): readonly number[]

  /** The single edges that a component has at run time: own, its pools' and its containers', container ends resolved. */
  edgesOf(component: number): readonly Call[]
  edgesInto(component: number): readonly Call[]

  /** Calls (`->`) of a component with every dns on the way passed through (rule 11); `through` lists those dns. */
  callsThroughDns(
    component: number,
  ): readonly { readonly call: Call; readonly through: readonly number[] }[]

  /** Distinct components that call (`->`) the component, with every dns on the way passed through; ascending. */
  callersThroughDns(component: number): readonly number[]

  /** On one flow: the distinct targets that the component needs by `->`, dns passed through; a pool counts as its first member. */
  neededTargets(flow: Flow, component: number): readonly number[]

  /** Components that need each other through needed `->` edges alone: two or more members, ascending. */
  units(): readonly Unit[]

  /** Behind each lb and dns: its targets that are alternatives of each other, two or more. */
  spreads(): readonly Spread[]

  /** What the component cannot do without over all declared edges, alternatives apart, itself included; ascending. */
  needsOf(component: number): readonly number[]

  /** A database or blob that something writes and that is no `=>` target, except from what it copies to itself. */
  isSourceOfTruth(component: number): boolean

  /** Flows on which an edge asks the store, or one of the replica set whose source it is, for writes; ascending. */
  flowsWriting(store: number): readonly Flow[]

  /** The other databases of the replica set whose source it is: what can take its writes over. */
  standInsOf(store: number): readonly number[]

  /** Ids of what the component copies to by `=>`, with container ends resolved, ascending. */
  copiesTo(component: number): readonly number[]

  /** Ids of everything that gets the component's data by `=>`, directly or by way of others, ascending. */
  copiedFrom(component: number): readonly number[]

  /** Whether they share no zone (no region, where one has no zone), and a place of at least one is known. */
  lieApart(one: number, other: number): boolean

  /** Who puts work into a broker (a `dlq` and a `fallback` do), and who takes it out (what polls does); ascending. */
  producersOf(broker: number): readonly number[]
  consumersOf(broker: number): readonly number[]

  /** Calls to the component with `writes` above 0 written, on the edge as declared or as a flow has it; never `=>`. */
  writesTo(component: number): readonly Call[]

  /** Touched by a flow, or where its copies, dead letters or alerts lead: src/analysis/in-use.ts. */
  isInUse(component: number): boolean

  /** Edges that say again what another one says, in the order of the originals. */
  repeatedEdges(): readonly Repetition[]

  /** Policies that the declared edges break, in the order written (rule 12). */
  breaches(): readonly Breach[]

  /** Lines to show where a default stood in for the author: a cache without `for` that shields its caller's one store. */
  assumptions(): readonly Assumption[]
}

export interface SinglePoint {
  readonly component: Component
  readonly flows: readonly Flow[]
  /**
   * `only`: it has one copy. `needed`: every copy is needed. `shard`: a shard has just as many copies as it needs.
   * `first`: writes need the first copy, since nothing fails over.
   */
  readonly because: 'only' | 'needed' | 'shard' | 'first'
}

export interface ZoneOutage {
  readonly zone: Component
  readonly flows: readonly Flow[]
  /** What loses too many copies with the zone, ascending by id. */
  readonly lost: readonly Component[]
}

/** One declared edge between two single components. */
export interface Call {
  readonly edge: Edge
  readonly from: number
  readonly to: number
}

export interface Unit {
  readonly members: readonly number[]
  /** The needed edges inside, in the model's order. */
  readonly edges: readonly Edge[]
}

export interface Spread {
  /** The lb or dns. */
  readonly by: number
  /** Components, or containers that stand as one target. */
  readonly targets: readonly number[]
  readonly route?: string
}

export interface Repetition {
  readonly original: Edge
  /** Edges that could be left out, in the model's order. */
  readonly again: readonly Edge[]
}

export interface Breach {
  readonly policy: Policy
  /** The edges that break it; with `path` those of the shortest chain that does, in order. */
  readonly calls: readonly Call[]
}

export interface Assumption {
  readonly component: number
  readonly message: string
}
