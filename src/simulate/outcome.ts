// What a simulation found, as plain data in the names of the file: every text and format is made from it and from
// nothing else. Probabilities are 0…1, durations milliseconds.

import type { Effect } from '#src/analysis/availability-facts.ts'
import type { Importance } from '#src/graph/importance.ts'
import type { Full, PerhapsFull } from './overload-text.ts'

export interface Outcome {
  readonly file: string
  readonly flows: readonly FlowOutcome[]
  readonly components: readonly ComponentOutcome[]
  /** One for each single loss that was tried, in the order of the file: what it does to each of the flows. */
  readonly losses: readonly LossOutcome[]
  readonly bottleneck?: Bottleneck
  /** In the order of the file, a line for each thing that they speak of. */
  readonly requirements: readonly RequirementOutcome[]
  readonly scenarios: readonly ScenarioOutcome[]
  /** Where something was made to happen. */
  readonly state?: StateOutcome
  /** What the numbers rest on, a line each. */
  readonly assumptions: readonly Assumption[]
}

/** What is full first as all demand grows, and at how many times the peak; below 1 it is full before. */
export interface Bottleneck {
  readonly name: string
  readonly growth: number
  /** Why it may grow more than that: the load is an upper bound. Each says what to write. */
  readonly unless: readonly string[]
}

/** `default`: of inputs that stand in for what nobody wrote; numbers that rest on them are marked. */
export interface Assumption {
  readonly kind: 'default' | 'plain'
  readonly text: string
}

export interface FlowOutcome {
  readonly name: string
  readonly unavailability: number
  readonly method: 'exact' | 'bounds' | 'simulated'
  /** Of the unavailability, where it is not exact. */
  readonly low?: number
  readonly high?: number
  /** What the availability rests on that nobody wrote: components with that of their kind, places that never fail. */
  readonly defaults: readonly string[]
  readonly contributors: readonly ContributorOutcome[]
  readonly cutSets: readonly CutSetOutcome[]
  /** How many there are up to the order, and the order. */
  readonly cutSetCount: number
  readonly cutSetOrder: number
  readonly cutSetsTruncated: boolean
  readonly tolerance: Tolerance
  /** The sum of budgets; at least that, where not every time is known. */
  readonly latency?: { readonly ms: number; readonly atLeast: boolean }
}

export interface ContributorOutcome {
  readonly name: string
  readonly share: number
  readonly isDefault: boolean
}

export interface Tolerance {
  readonly copies: KindTolerance
  readonly zones: KindTolerance
  readonly regions: KindTolerance
  /** The least number of events of any kind; 0 where the flow is never served, null as below. */
  readonly any: number | null
}

export interface KindTolerance {
  /** How many there are that bear on the flow. */
  readonly count: number
  /** The least number of them that stops the flow; null where none of up to the order of the cut sets do. */
  readonly least: number | null
  /** Where one is enough: which, `a copy of api`. */
  readonly alone: readonly string[]
}

export interface CutSetOutcome {
  /** As `--fail` takes them: one of the ways, of which the others differ in which copies or alike zones are lost. */
  readonly events: readonly string[]
  readonly text: string
  readonly ways: number
  /** That one of the ways happens. */
  readonly probability: number
  readonly isDefault: boolean
}

export interface ComponentOutcome {
  readonly name: string
  readonly kind: string
  /** That enough of its copies are up, what it needs apart; unknown of a zone or region that says none. */
  readonly unavailability?: number
  readonly breaks: readonly string[]
  readonly degrades: readonly string[]
  /** For the flow for which it matters most. */
  readonly importance?: Importance & { readonly flow: string }
  /** What arrives at peak, what all its copies can do together, and how busy that makes it. */
  readonly ratePerSecond?: number
  readonly capacityPerSecond?: number
  readonly utilization?: number
  /** True where these are upper bounds: nobody counts some calls, or a cache does not say what it holds. */
  readonly isMost?: boolean
  /** Others that the traffic which moves is too much for. */
  readonly overloads: readonly string[]
  /** Others that it may be too much for. */
  readonly mayOverload: readonly string[]
}

export interface LossOutcome {
  readonly name: string
  /** `zone eu.a`, `api (all 3 copies)`, `one copy of api`. */
  readonly text: string
  /** Places of flows in their list, ascending; those that are never served are in neither. */
  readonly stops: readonly number[]
  readonly degrades: readonly number[]
  /** Flows that reach something which gets more than it can do; and what that is, the fullest first. */
  readonly overloaded: readonly number[]
  readonly overloads: readonly string[]
  /** The same of what may, by the upper bound that its load is. */
  readonly mayBeOverloaded: readonly number[]
  readonly mayOverload: readonly string[]
}

export interface RequirementOutcome {
  readonly text: string
  readonly metric: string
  /** In base units; absent where it is no number. */
  readonly target?: number
  readonly value?: number
  /** Where it is not known, and no more than this. */
  readonly atMost?: number
  readonly status: 'held' | 'failed' | 'not-shown'
  /** The value for people, and what is not known. */
  readonly shown: string
  /** Where it is served after what it survives, and something on the way gets more than it can do. */
  readonly overloaded?: Full & { readonly after: string }
  /** Where that is not known and may be. */
  readonly mayBeOverloaded?: Full & { readonly after: string }
  readonly subject: string
  /** True where the subject is a flow. */
  readonly isOfFlow: boolean
}

export interface ScenarioOutcome {
  readonly name: string
  /** False where a mistake left something of it out: then it neither passed nor failed, and `passed` is false. */
  readonly ran: boolean
  readonly passed: boolean
  /** What broke, a line each. */
  readonly failures: readonly string[]
  /** What gets more than it can do in it at peak, the fullest first: that alone fails nothing. */
  readonly overloads: readonly Full[]
  /** What may, by the upper bound that its load is. */
  readonly mayOverload: readonly PerhapsFull[]
}

export interface StateOutcome {
  readonly title: string
  /** Of a scenario: false where a mistake left something of it out; then nothing is told of what goes on in it. */
  readonly ran?: boolean
  readonly lost: readonly string[]
  /** What a scenario changes, as it is written: `c { rps: 1000 }`. */
  readonly changes: readonly string[]
  readonly load: number
  readonly flows: readonly {
    readonly name: string
    readonly effect: Effect
    /** What it needs or is better with and has lost. */
    readonly lacks: readonly string[]
    /** What gets more than it can do on its way, the fullest first. */
    readonly overloads: readonly string[]
    readonly mayOverload: readonly string[]
  }[]
  /** What gets more than it can do at peak, the fullest first. */
  readonly overloads: readonly Full[]
  /** What may, by the upper bound that its load is. */
  readonly mayOverload: readonly PerhapsFull[]
  readonly requirements: readonly RequirementOutcome[]
  /** Undefined where nobody asked that anything holds. */
  readonly passed?: boolean
}
