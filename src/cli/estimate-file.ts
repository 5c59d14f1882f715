// The work of `estimate`: one file. Errors of the file are printed, what was understood of it is estimated all the same;
// then the run ends with 1.

import { type EstimateOptions, estimate, exitOf, load, report } from '#src/index.ts'
import type { Colours } from './colour.ts'
import { type Ending, refusal } from './ending.ts'
import { mistakes } from './mistakes.ts'
import { hostOf, type OneFile } from './standard-input.ts'
import type { Surroundings } from './surroundings.ts'

export async function estimateFile(
  file: OneFile,
  asked: EstimateOptions,
  colours: Colours,
  surroundings: Surroundings,
): Promise<Ending> {
  const { version, progress } = surroundings
  const { path } = file
  const host = await hostOf(file, surroundings)
  const system = load(host, path)
  if (system.kind === 'unreadable') return refusal(`"${path}" was not estimated: ${system.reason}`)
  const run = mistakes(system, version)
  const onStep = (done: number, all: number): void => progress(done / all)
  const result = await estimate(system, { ...asked, onStep })
  progress(undefined)
  const err = exitOf(run) === 0 ? '' : report(run, 'pretty', colours)
  if (result.kind === 'refused') {
    const { status, err: why = '' } = refusal(result.message)
    return { status, err: err + why }
  }
  return { status: exitOf(run), out: result.text, err }
}
