// `loadpath estimate FILE`: flags and help. The work is estimate-file.ts.

import { colours } from '#src/cli/colour.ts'
import { refusal } from '#src/cli/ending.ts'
import { choice, single, valuesOf } from '#src/cli/flags.ts'
import { oneFile, stdinNameFlag } from '#src/cli/standard-input.ts'
import type { EstimateFormat } from '#src/index.ts'
import { type CommandDescription, colourFlags } from './command.ts'

const formats: readonly EstimateFormat[] = ['text', 'json', 'markdown']

export const estimate: CommandDescription = {
  name: 'estimate',
  summary: 'the back-of-the-envelope sheet of a file: load, bandwidth, storage, copies',
  parameters: [{ syntax: '<file>', text: 'the .arch file, or - for standard input' }],
  flags: [
    { syntax: '--load <times>', text: 'how many times the load: 10x' },
    { syntax: '--scenario <name>', text: 'in the state of a scenario of the file' },
    { syntax: '--format <format>', text: 'text, json or markdown' },
    stdinNameFlag,
    ...colourFlags,
  ],
  examples: [
    'loadpath estimate main.arch',
    'loadpath estimate main.arch --load 10x',
    'loadpath estimate main.arch --format markdown > capacity.md',
  ],
  async run({ words, flags }, surroundings) {
    const file = oneFile(words[0] ?? '', flags)
    if (file.kind === 'refused') return refusal(file.message)
    const format = choice('--format', valuesOf(flags, 'format'), formats, 'text')
    if (format.kind === 'refused') return refusal(format.message)
    const load = single('--load', valuesOf(flags, 'load'))
    if (load.kind === 'refused') return refusal(load.message)
    const scenario = single('--scenario', valuesOf(flags, 'scenario'))
    if (scenario.kind === 'refused') return refusal(scenario.message)
    const { estimateFile } = await import('#src/cli/estimate-file.ts')
    const asked = { load: load.value, scenario: scenario.value, format: format.value }
    return estimateFile(file.value, asked, colours(flags, surroundings), surroundings)
  },
}
