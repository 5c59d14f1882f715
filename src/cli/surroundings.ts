// What a command may know of the world around it, as a value: tests pass one in memory, and the program
// the one of its process.

import type { Host } from '#src/index.ts'

export interface Surroundings {
  readonly host: Host
  readonly version: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether standard output is a terminal. */
  readonly output: 'terminal' | 'stream'
  /** Says how far work has come, to people who wait for it at a terminal; `undefined` when it is done. */
  readonly progress: (share: number | undefined) => void
  /** Everything on standard input. */
  readInput(): Promise<Uint8Array>
}
