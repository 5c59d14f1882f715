// What is asked of a simulation: which flows, and what happens to them.

import type { Failure, Flow, Scenario } from '#src/model/model.ts'

export interface Simulation {
  /** All where unwritten. */
  readonly flows?: readonly Flow[]
  /** What happens: a scenario of the file, or failures and load. */
  readonly happening?: Happening
  /** Losses at once of which cut sets are looked for; 3 where unwritten, 2 for very large flows. */
  readonly order?: number
}

export type Happening =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'state'; readonly failures: readonly Failure[]; readonly load: number }
