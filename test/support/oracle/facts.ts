// What follows from "serves" by brute force: single points of failure, zones, tolerance. One event
// or two at a time, each flow by itself.

import type { Flow, Model } from '#src/model/model.ts'
import { type Served, serving } from '../serves.ts'
import { eventsOf, type FailureEvent, keyOf } from './copies.ts'

export interface Breaks {
  readonly component: number
  /** Ids of the flows that break. */
  readonly flows: readonly number[]
}

/** Everything that brute force says about a model; components and flows ascending. */
export interface BruteForce {
  readonly singlePoints: readonly Breaks[]
  readonly zoneOutages: readonly Breaks[]
  readonly neverServed: readonly number[]
  readonly tolerance: ReadonlyMap<number, Tolerances>
}

export interface Tolerances {
  readonly any: 0 | 1 | 2
  readonly copies: 0 | 1 | 2
  readonly zones: 0 | 1 | 2
  readonly regions: 0 | 1 | 2
}

interface FlowFacts {
  readonly flow: Flow
  readonly isServed: boolean
  /** Events that break it alone. */
  readonly breaking: readonly FailureEvent[]
  /** Zones that break it even with all its single points of failure held up. */
  readonly zones: readonly number[]
}

export function bruteForce(model: Model): BruteForce {
  const events = eventsOf(model)
  const facts = model.flows.map((flow) => flowFacts(model, flow, events))
  return {
    singlePoints: gather(facts, ({ breaking }) => componentsOf(breaking, 'copy')),
    zoneOutages: gather(facts, ({ zones }) => zones),
    neverServed: facts.filter(({ isServed }) => !isServed).map(({ flow }) => flow.id),
    tolerance: new Map(facts.map((fact) => [fact.flow.id, tolerances(fact)])),
  }
}

function flowFacts(model: Model, flow: Flow, events: readonly FailureEvent[]): FlowFacts {
  const isServed = serving(model, flow)
  if (!isServed(failing(model, []))) return { flow, isServed: false, breaking: [], zones: [] }
  const breaking = events.filter((event) => !isServed(failing(model, [event])))
  const held = breaking.filter(({ kind }) => kind === 'copy')
  const zones = breaking
    .filter((event) => event.kind === 'zone' && !isServed(failing(model, [event], held)))
    .map(({ component }) => component)
  return { flow, isServed: true, breaking, zones }
}

export function failing(
  model: Model,
  failed: readonly FailureEvent[],
  held: readonly FailureEvent[] = [],
): Parameters<Served>[0] {
  const keys = (events: readonly FailureEvent[]): ReadonlySet<string> =>
    new Set(events.map((event) => keyOf(model, event)))
  return { failed: keys(failed), held: keys(held) }
}

function tolerances({ isServed, breaking }: FlowFacts): Tolerances {
  const least = (kinds: readonly FailureEvent['kind'][]): 0 | 1 | 2 => {
    if (!isServed) return 0
    return breaking.some(({ kind }) => kinds.includes(kind)) ? 1 : 2
  }
  return {
    any: least(['copy', 'managed', 'zone', 'region']),
    copies: least(['copy']),
    zones: least(['zone']),
    regions: least(['region']),
  }
}

function componentsOf(
  events: readonly FailureEvent[],
  kind: FailureEvent['kind'],
): readonly number[] {
  return events.filter((event) => event.kind === kind).map(({ component }) => component)
}

function gather(
  facts: readonly FlowFacts[],
  broken: (fact: FlowFacts) => readonly number[],
): readonly Breaks[] {
  const components = [...new Set(facts.flatMap(broken))].sort((a, b) => a - b)
  return components.map((component) => ({
    component,
    flows: facts.filter((fact) => broken(fact).includes(component)).map(({ flow }) => flow.id),
  }))
}
