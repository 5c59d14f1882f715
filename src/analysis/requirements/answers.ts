// What is computed about requirements and scenarios: the questions of a file, their answers, and changes that were
// tried. Amounts are in base units; of an availability the unavailability is kept, so that no digit is lost.

import type { Effect, Loss } from '#src/analysis/availability-facts.ts'
import type { Utilization } from '#src/analysis/load-facts.ts'
import type { Changes } from '#src/model/changed.ts'
import type { Flow, FlowEdge, Requirement, Scenario } from '#src/model/model.ts'

export interface RequirementFacts {
  /** `require` statements in the order written, then the targets that flows carry, then deadlines. */
  requirements(): readonly Asked[]

  /** Of what it speaks; nothing is measured for that. */
  subjects(asked: Asked): readonly Subject[]

  /** In the normal state. */
  answer(asked: Asked): Answer

  /** What is too full after the events that it asks to survive; computed on its own, since no answer depends on it. */
  overloading(asked: Asked): Overloading

  /**
   * Single changes that were tried on a failed requirement: those that meet it, else those with which it
   * is not shown to fail, else the one that comes nearest.
   */
  remedies(asked: Asked): readonly Remedy[]

  /** What every scenario does, in the order written. */
  scenarios(): readonly Played[]

  /**
   * Single changes with which the scenario passes; tried for one that does not. For one that does, with which the
   * fullest of what is too full in it alone has room.
   */
  rescues(played: Played): readonly Candidate[]

  /** The same for a scenario that nobody wrote into the file. */
  play(scenario: Scenario): Played
}

export interface Asked extends Requirement {
  /** A statement of the file, or the target of a flow or of the scheduler at which it starts. */
  readonly by: 'file' | 'flow' | 'deadline'
}

export type Status = 'held' | 'failed' | 'not-shown'

export interface Answer {
  readonly asked: Asked
  readonly status: Status
  readonly cases: readonly Case[]
  /** Why there is nothing to judge, where there is not. */
  readonly missing: readonly string[]
}

/** One thing that a requirement speaks of. */
export type Subject =
  | { readonly kind: 'flow'; readonly name: string; readonly flow: Flow }
  | { readonly kind: 'component'; readonly name: string; readonly component: number }
  /** From some components to others, with what these need; `edges` as a flow would name them. */
  | {
      readonly kind: 'way'
      readonly name: string
      readonly callers: readonly number[]
      readonly edges: readonly FlowEdge[]
    }
  | { readonly kind: 'edge'; readonly name: string; readonly edge: number }
  | { readonly kind: 'all'; readonly name: string; readonly components: readonly number[] }

export interface Case extends Measured {
  readonly subject: Subject
  readonly status: Status
}

/** An amount that lies from `low` to `high`, both the same where it is known. */
export interface Measured {
  readonly low: number
  readonly high: number
  readonly method: 'exact' | 'bounds' | 'simulated'
  /** Inputs that are unknown, each with the attribute that would say it. */
  readonly missing: readonly string[]
  /** Components whose `availability` is that of their kind, because nobody wrote one. */
  readonly defaults: readonly number[]
  /** Zones and regions that say no availability and are taken never to fail. */
  readonly leftOut: readonly number[]
  /** What the amount comes from, the largest share first; of what holds nobody asks for it. */
  contributors(): readonly Contributor[]
  /** What breaks it together, where it has to survive something. */
  readonly breaking: readonly (readonly Loss[])[]
  /** How many sets were looked for, where not all could be. */
  readonly capped?: number
  /** What was found, in words, where it is no amount. */
  readonly found?: string
}

/** Of `survive`: what is served and overloaded all the same. */
export interface Overloading {
  /** The fullest thing that the requests of the subject arrive at, and the loss after which it is that. */
  of(subject: Subject): Overloaded | undefined
  /** How many sets of events were not tried, because there are too many. */
  readonly untried: number
}

export interface Overloaded {
  readonly component: number
  /** At peak; 1 is full. */
  readonly utilization: number
  /** Nothing where it is too full without any loss. */
  readonly after: readonly Loss[]
}

export interface Contributor {
  readonly component: number
  /** 0…1 of the amount that would go with it; of what is a sum, its part. */
  readonly share: number
}

/** A single change, as it is written and as it is made to a copy of the model. */
export interface Candidate {
  readonly changes: Changes
  /** What it does, in words: `run a third copy of api`. */
  readonly what: string
  /** The component or edge to write it at. */
  readonly at: { readonly component: number } | { readonly edge: number }
  /** What to write there. */
  readonly given: Readonly<Record<string, string>>
}

export interface Remedy extends Candidate {
  /** Of the subject that is worst off. */
  readonly before: Case
  readonly after: Case
  /** What becomes of the requirement then, of all that failed it. */
  readonly status: Status
}

/** What became of the flows and requirements in a scenario. */
export interface Played {
  readonly scenario: Scenario
  readonly effects: ReadonlyMap<Flow, Effect>
  /** Flows that it breaks and that are served without it. */
  readonly broken: readonly Flow[]
  /** Its own requirements, or those of the file that hold in every state; with the answer without the scenario. */
  readonly answers: readonly { readonly answer: Answer; readonly before: Answer }[]
  readonly passed: boolean
  /** What gets more than it can do at peak, by what is known; the fullest first. */
  readonly overloads: readonly Utilization[]
}
