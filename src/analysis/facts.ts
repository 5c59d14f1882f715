// What is computed about one model, each fact once and on demand (`analyze`). Ids are those of the model.
// No fact throws or looks at text; a fact about flows covers declared and implicit flows.

import type { Component, Edge, Flow, Group, Policy } from '#src/model/model.ts'
import type { AvailabilityFacts } from './availability-facts.ts'
import type { LatencyFacts } from './latency-facts.ts'
import type { LoadFacts } from './load-facts.ts'
import type { RequirementFacts } from './requirements/answers.ts'

export interface Facts extends AvailabilityFacts, LatencyFacts, LoadFacts, RequirementFacts {
  /**
   * True where no component of the model has `replicas`, `autoscale`, `zones` or `managed` written:
   * copies then mean nothing yet, and the one-copy rules say so once (guard 2).
   */
  readonly copiesUnwritten: boolean

  /** Unmanaged components of which the event of one copy alone breaks a flow, ascending by id. */
  singlePoints(): readonly SinglePoint[]

  /** Zones whose event alone breaks a flow even with every single point of failure held up, ascending by id. */
  zoneOutages(): readonly ZoneOutage[]

  /** Regions whose event alone breaks a flow that uses two regions, ascending by id. */
  regionOutages(): readonly RegionOutage[]

  /**
   * Choices, but of a lb or dns, that one event of a zone, region, managed component or external takes from a flow, where nothing else
   * on the flow needs it; by group, then event. Zones and regions leave single points of failure standing.
   */
  sharedFates(): readonly SharedFate[]

  /** Alternatives in two regions that flows can reach through one of these regions alone; by region, then entries. */
  singleEntries(): readonly SingleEntry[]

  /** The longest chain of calls from service to service on the flow; empty where there is none. */
  chainOn(flow: Flow): Chain

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

  /** Units, and of those that go through an external the circles that are left without it. */
  circles(): readonly Unit[]

  /** The largest parts of a unit that need each other on a flow, by their ids; where no flow is declared, all of it. */
  flowCirclesOf(unit: Unit): readonly Circle[]

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

  /** The components, which ascend, by the parts that edges tie together; O(edges) for each part. */
  branchesOf(components: readonly number[]): readonly Branch[]

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

export interface RegionOutage {
  readonly region: Component
  readonly flows: readonly Flow[]
  /** What the flows lose with it, ascending by id. */
  readonly lost: readonly Component[]
  /** The other regions that they use, ascending by id. */
  readonly others: readonly Component[]
  /** Calls of the first flow from what stands to what is lost, without which it goes on; nearest to its start first. */
  readonly calls: readonly Call[]
}

export interface SharedFate {
  readonly group: Group
  /** The zone, region, managed component or external. */
  readonly event: Component
  readonly flows: readonly Flow[]
  /** Targets of the group that it takes down, in the order written. */
  readonly targets: readonly Component[]
  /** What it takes down by itself, ascending by id. */
  readonly lost: readonly Component[]
}

export interface SingleEntry {
  readonly region: Component
  /** What every way passes first: unmanaged lbs and gateways that lie in the region, or the service that chooses. */
  readonly entries: readonly Component[]
  /** Components, or containers that stand as one target, ascending by id. */
  readonly alternatives: readonly Component[]
  /** The other regions that the alternatives lie in, ascending by id. */
  readonly others: readonly Component[]
  readonly flows: readonly Flow[]
}

export interface Chain {
  /** Services and functions in the order of calls; of those that call each other in a circle, one. */
  readonly components: readonly number[]
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

export interface Circle extends Unit {
  /** Those on which its members, or some of them, need each other; none where no flow is declared. */
  readonly flows: readonly Flow[]
}

export interface Spread {
  /** The lb or dns. */
  readonly by: number
  /** Components, or containers that stand as one target. */
  readonly targets: readonly number[]
  readonly route?: string
}

export interface Branch {
  /** Ascending. */
  readonly members: readonly number[]
  /** A member that no other hands work to, best the one that a way leads to soonest; in a circle any. */
  readonly top: number
  /** The nearest way to it from a client, scheduler, external or broker, itself where it is one; undefined where none is. */
  readonly way: readonly Call[] | undefined
  /** Calls and messages between its members. */
  readonly calls: readonly Call[]
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
