// The work of `simulate`: one file. Where a scenario fails, the run ends with 1.

import { type SimulateOptions, simulate } from '#src/index.ts'
import { answerFile } from './answer-file.ts'
import type { Colours } from './colour.ts'
import type { Ending } from './ending.ts'
import type { OneFile } from './standard-input.ts'
import type { Surroundings } from './surroundings.ts'

export function simulateFile(
  file: OneFile,
  asked: SimulateOptions,
  colours: Colours,
  surroundings: Surroundings,
): Promise<Ending> {
  return answerFile(
    file,
    'simulated',
    async (system, onStep) => {
      const result = await simulate(system, { ...asked, onStep })
      if (result.kind === 'refused') return result
      return { kind: 'answered', text: result.text, status: result.scenarios === 'failed' ? 1 : 0 }
    },
    colours,
    surroundings,
  )
}
