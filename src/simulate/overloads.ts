// What gets more than it can do: now, in a state, and after each single loss by the traffic that moves. Each loss is a
// computation of all that it reaches; the losses of whole components and places come first, and where that is too much
// the rest are counted. Loads that are known count (guard 6); of those that are upper bounds it is told apart.

import type { Blast } from '#src/analysis/availability-facts.ts'
import { eventsOf } from '#src/analysis/events.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Filled, Utilization } from '#src/analysis/load-facts.ts'
import { withinWork } from '#src/analysis/within-work.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'

export interface Overload {
  /** Components, the fullest first. */
  readonly components: readonly number[]
  /** Flows whose requests arrive at one of them. */
  readonly flows: ReadonlySet<Flow>
  /** The same of what may be full, by the upper bound that its load is. */
  readonly perhaps: readonly number[]
  readonly perhapsFlows: ReadonlySet<Flow>
}

export interface Overloads {
  /** Single failures: those that bear on whether a flow is served, and copies whose loss is too much for the others. */
  readonly blasts: readonly Blast[]
  /** Undefined where it was not computed, or where there is no load. */
  after(blast: Blast): Overload | undefined
  readonly untried: number
}

/** `onLoss` is called for each that was computed. */
export function overloadsAfter(
  { components }: Model,
  facts: Facts,
  onLoss: () => void = () => {},
): Overloads {
  const serving = facts.blasts()
  if (!facts.hasDemand()) return { blasts: serving, after: () => undefined, untried: 0 }
  const blasts = [...serving, ...scarceCopies(components, facts, serving)].sort(
    (a, b) =>
      a.failure.component - b.failure.component || (a.failure.copy ?? 0) - (b.failure.copy ?? 0),
  )
  const wholeFirst = [
    ...blasts.filter(({ failure }) => failure.copy === undefined),
    ...blasts.filter(({ failure }) => failure.copy !== undefined),
  ]
  const found = new Map<string, Overload>()
  const count = withinWork(wholeFirst, ({ failure }) => {
    const filled = facts.filledBy(eventsOf([failure]))
    found.set(keyOf(failure), overloadOf(filled))
    onLoss()
    return filled.work
  })
  return {
    blasts,
    after: ({ failure }) => found.get(keyOf(failure)),
    untried: blasts.length - count,
  }
}

/** One copy of what is full without it, where the loss of a copy stops nothing. */
function scarceCopies(
  components: readonly Component[],
  facts: Facts,
  serving: readonly Blast[],
): readonly Blast[] {
  const told = new Set(
    serving.flatMap(({ failure }) => (failure.copy === undefined ? [] : failure.component)),
  )
  const isScarce = ({ id, attributes, copies, managed }: Component): boolean => {
    if (managed || copies < 2 || told.has(id) || attributes.has('autoscale')) return false
    const loss = facts.withoutCopy(id)
    return loss !== undefined && loss.before.peak < 1 && loss.after.peak >= 1 && loss.after.isKnown
  }
  return components
    .filter(isScarce)
    .map(({ id }) => ({ failure: { component: id, copy: 1 }, broken: [], degraded: [] }))
}

function keyOf({ component, copy }: Blast['failure']): string {
  return `${component} ${copy ?? ''}`
}

function overloadOf({ full, perhaps }: Filled): Overload {
  return {
    components: full.map(({ component }) => component),
    flows: flowsTo(full),
    perhaps: perhaps.map(({ component }) => component),
    perhapsFlows: flowsTo(perhaps),
  }
}

function flowsTo(used: readonly Utilization[]): ReadonlySet<Flow> {
  return new Set(used.flatMap(({ load }) => load.byFlow().flatMap((part) => part.flows)))
}
