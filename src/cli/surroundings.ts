// What a command may know of the world around it, as a value: tests pass one in memory, and the program
// the one of its process.

import type { Host } from '#src/index.ts'

export interface Surroundings {
  readonly host: Host
  readonly version: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether standard output is a terminal. */
  readonly output: 'terminal' | 'stream'
  /** Everything on standard input. */
  readInput(): Promise<Uint8Array>
}
