// A model in some state: what has failed, how much is asked of it. All that is measured is measured in a state.

import type { Happened } from '#src/analysis/events.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { FlowNeeds } from '#src/analysis/flow-needs.ts'
import type { Loads } from '#src/analysis/load-facts.ts'
import type { Reliability } from '#src/analysis/serving.ts'
import type { Changes } from '#src/model/changed.ts'
import type { Failure, Model } from '#src/model/model.ts'
import type { Subject } from './answers.ts'

export interface State {
  readonly model: Model
  readonly reliability: Reliability
  readonly facts: Facts
  readonly failures: readonly Failure[]
  readonly failed: Happened
  /** Multiplier of the demand. */
  readonly load: number
  /** What arrives where, and how busy that makes it. */
  loads(): Omit<Loads, 'choices'>
  /** By what is known alone: what is a guess is left out. */
  sureLoads(): Omit<Loads, 'choices'>
  /** The same state of a model with some attributes changed. */
  with(changes: Changes): State
}

/** What must serve for the subject to be served. */
export function needsOfSubject({ reliability }: State, subject: Subject): FlowNeeds {
  const { needs } = reliability
  switch (subject.kind) {
    case 'flow':
      return needs.of(subject.flow)
    case 'component':
      return needs.ofComponents([subject.component])
    case 'way':
      return needs.ofCalls(subject.callers, subject.edges)
    case 'edge':
      return needs.ofComponents(
        reliability.system.targetsOf(reliability.system.model.edges[subject.edge]!.to),
      )
    case 'all':
      return needs.ofComponents(subject.components)
  }
}
