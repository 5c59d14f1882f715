// What load is computed on: the edges of one flow, or all of them, and what of the system is left.

import type { Flow } from '#src/model/model.ts'
import type { RunEdge } from './calls.ts'
import type { Reliability } from './serving.ts'
import type { Standing } from './standing.ts'

/** The edges under consideration: those of a declared flow, or all. */
export interface Layer {
  readonly flow: Flow | undefined
  out(component: number): readonly RunEdge[]
  /** Edges by which a broker is polled. */
  polling(broker: number): readonly RunEdge[]
  /** Whether it is said, or plain, how often the edge is taken. */
  isCounted(edge: RunEdge): boolean
}

export interface TransferGround {
  readonly reliability: Reliability
  readonly standing: Standing
  /** Whether calls that nobody counts, and reads that a cache may answer, count in full or not at all. */
  readonly guesses: 'counted' | 'left out'
  /** Declared edges out of a broker and by which it is polled. */
  consumersOf(broker: number): readonly RunEdge[]
  /** Whether some edge says that it writes to the cache. */
  isWrittenTo(cache: number): boolean
}
