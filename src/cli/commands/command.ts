// What a command is: how it is called, what its help says, and its work. All descriptions are loaded on
// every run; what `check` does not need is loaded by the command that needs it.

import type { Ending } from '#src/cli/ending.ts'
import type { Flags } from '#src/cli/flags.ts'
import type { Surroundings } from '#src/cli/surroundings.ts'

export interface CommandDescription {
  readonly name: string
  readonly summary: string
  readonly parameters: readonly Described[]
  /** A flag whose syntax has a `<value>` may be repeated and gives a list. */
  readonly flags: readonly Described[]
  readonly examples: readonly string[]
  run(asked: Asked, surroundings: Surroundings): Promise<Ending>
}

export interface Described {
  readonly syntax: string
  readonly text: string
}

/** What was typed. */
export interface Asked {
  readonly words: readonly string[]
  readonly flags: Flags
  /** The names of all commands, for a word that was meant to be one. */
  readonly commands: readonly string[]
}

export const colourFlags: readonly Described[] = [
  { syntax: '--color', text: 'colours, wherever the output goes' },
  { syntax: '--no-color', text: 'no colours' },
]
