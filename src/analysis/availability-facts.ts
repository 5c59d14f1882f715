// What is computed about failures of one model beyond its single points: how available each flow is, what breaks
// it together, what matters most to it, and what each single event does to all flows.

import type { Importance } from '#src/graph/importance.ts'
import type { Failure, Flow } from '#src/model/model.ts'
import type { FlowAvailability, FlowCutSets } from './availability.ts'
import type { Effect } from './effects.ts'

export interface AvailabilityFacts {
  availability(flow: Flow): FlowAvailability

  /** Minimal cut sets of up to so many single failures. */
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
}

/** One event: a component with all its copies, one copy of it, a zone, a region. */
export interface Blast {
  readonly failure: Failure
  /** Flows that are served without it, ascending by id. */
  readonly broken: readonly Flow[]
  /** Flows that go on with less. */
  readonly degraded: readonly Flow[]
}
