// What is computed about failures of one model beyond its single points: how available each flow is, what breaks
// it together, what matters most to it, and what each single event does to all flows.

import type { FailureProbability } from '#src/graph/failure-probability.ts'
import type { Importance } from '#src/graph/importance.ts'
import type { Failure, Flow } from '#src/model/model.ts'

export interface AvailabilityFacts {
  availability(flow: Flow): FlowAvailability

  /** Minimal cut sets of up to so many single failures; those that are alike are one. */
  cutSets(flow: Flow, order: number): FlowCutSets

  /** Undefined where the flow is too large for exact numbers. */
  importance(flow: Flow, component: number): Importance | undefined

  /** Components, zones and regions that bear on whether the flow is served, ascending. */
  bearingOn(flow: Flow): readonly number[]

  /** Unavailability of a component by its own events, its copies' zones and regions; what it needs apart. */
  downAlone(component: number): number

  /** What each single event does, of all that bear on a flow; by component. */
  blasts(): readonly Blast[]

  /** What these failures together do to each flow, in the model's order. */
  under(failures: readonly Failure[]): ReadonlyMap<Flow, Effect>

  /** Components that no longer have enough copies after these failures, ascending. */
  lostTo(failures: readonly Failure[]): readonly number[]
}

/** One event: a component with all its copies, one copy of it, a zone, a region. */
export interface Blast {
  readonly failure: Failure
  /** Of a copy: the loss of another one does not do this, since it is the first that matters. */
  readonly isFirst?: boolean
  /** Flows that are served without it, ascending by id. */
  readonly broken: readonly Flow[]
  /** Flows that go on with less. */
  readonly degraded: readonly Flow[]
}

/** It goes on as before; it goes on with less; it stops. */
export type Effect = 'fine' | 'degraded' | 'broken'

export interface FlowAvailability {
  readonly unavailability: FailureProbability
  /** Components on the flow whose availability is that of their kind, because nobody wrote one; ascending. */
  readonly defaults: readonly number[]
  /** Zones and regions that bear on the flow and say no availability: they count as never failing. */
  readonly leftOut: readonly number[]
}

/** Sets of single failures that are alike are one: which copies of a shard, which of zones that hold the same. */
export interface CutSet {
  /** What fails together; components ascending. */
  readonly losses: readonly Loss[]
  /** How many sets of single failures it stands for. */
  readonly ways: number
  /**
   * That one of its ways happens: the product of its losses, each with the odds that so many or more fail. Never more
   * than the truth; less by a part as small as a zone's unavailability where zones that hold the same are lost
   * together with copies.
   */
  readonly probability: number
}

export interface Loss {
  /** A component, zone or region; of several zones the first. */
  readonly component: number
  /** How many of which copies are lost; undefined where it fails whole. Any `shards` alike: `of` is the first's. */
  readonly copies?: {
    readonly lost: number
    readonly of: readonly number[]
    readonly shards: number
    /** True where only these copies will do because they lead: copies that do not take over are left aside. */
    readonly isFirst: boolean
  }
  /** How many of zones that hold the same. */
  readonly zones?: { readonly lost: number; readonly of: readonly number[] }
}

export interface FlowCutSets {
  /** By probability, the greatest first; then by size and in the order of the file. */
  readonly sets: readonly CutSet[]
  /** Greatest number of single failures that was looked for. */
  readonly order: number
  /** True where there are more of this order than were listed. */
  readonly truncated: boolean
}
