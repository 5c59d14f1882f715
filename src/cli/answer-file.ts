// One file, and what a command makes of it: errors of the file are printed, the answer is about what was understood of
// it all the same, and then the run ends with 1.

import { exitOf, load, report, type System } from '#src/index.ts'
import type { Colours } from './colour.ts'
import { type Ending, refusal } from './ending.ts'
import { mistakes } from './mistakes.ts'
import { hostOf, type OneFile } from './standard-input.ts'
import type { Surroundings } from './surroundings.ts'

export type Answered =
  | { readonly kind: 'answered'; readonly text: string; readonly status: 0 | 1 }
  /** What was asked for is not there. */
  | { readonly kind: 'refused'; readonly message: string }

/** `done`: what was not done with a file that cannot be read. */
export async function answerFile(
  file: OneFile,
  done: string,
  answer: (system: System, onStep: (done: number, all: number) => void) => Promise<Answered>,
  colours: Colours,
  surroundings: Surroundings,
): Promise<Ending> {
  const { version, progress } = surroundings
  const { path } = file
  const system = load(await hostOf(file, surroundings), path)
  if (system.kind === 'unreadable') return refusal(`"${path}" was not ${done}: ${system.reason}`)
  const run = mistakes(system, version)
  const result = await answer(system, (count, all) => progress(count / all))
  progress(undefined)
  const err = exitOf(run) === 0 ? '' : report(run, 'pretty', colours)
  if (result.kind === 'refused') {
    const { status, err: why = '' } = refusal(result.message)
    return { status, err: err + why }
  }
  return { status: exitOf(run) === 0 ? result.status : 1, out: result.text, err }
}
