// The work of `estimate`: one file.

import { type EstimateOptions, estimate } from '#src/index.ts'
import { answerFile } from './answer-file.ts'
import type { Colours } from './colour.ts'
import type { Ending } from './ending.ts'
import type { OneFile } from './standard-input.ts'
import type { Surroundings } from './surroundings.ts'

export function estimateFile(
  file: OneFile,
  asked: EstimateOptions,
  colours: Colours,
  surroundings: Surroundings,
): Promise<Ending> {
  return answerFile(
    file,
    'estimated',
    async (system, onStep) => {
      const result = await estimate(system, { ...asked, onStep })
      return result.kind === 'refused' ? result : { kind: 'answered', text: result.text, status: 0 }
    },
    colours,
    surroundings,
  )
}
