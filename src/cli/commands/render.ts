// `loadpath render FILE -o out.svg`: flags and help. The work is draw-file.ts.

import { colours } from '#src/cli/colour.ts'
import { refusal } from '#src/cli/ending.ts'
import { single, valuesOf } from '#src/cli/flags.ts'
import { type CommandDescription, colourFlags } from './command.ts'

export const render: CommandDescription = {
  name: 'render',
  summary: 'draw a file as SVG',
  parameters: [{ syntax: '<file>', text: 'the .arch file' }],
  flags: [
    { syntax: '-o, --output <file>', text: 'where the picture goes; - is standard output' },
    ...colourFlags,
  ],
  examples: ['loadpath render main.arch -o main.svg'],
  async run({ words, flags }, surroundings) {
    const [path = ''] = words
    const output = single('-o', valuesOf(flags, 'output'))
    if (output.kind === 'refused') return refusal(output.message)
    if (output.value === undefined) {
      return refusal(`where does the picture go? loadpath render ${path} -o picture.svg`)
    }
    const { drawFile } = await import('#src/cli/draw-file.ts')
    return drawFile(path, output.value, colours(flags, surroundings), surroundings)
  },
}
