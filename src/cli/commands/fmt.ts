// `loadpath fmt`: flags and help. The work is format-files.ts.

import { inputOf } from '#src/cli/check-options.ts'
import { colours } from '#src/cli/colour.ts'
import { refusal } from '#src/cli/ending.ts'
import { type CommandDescription, colourFlags } from './command.ts'

export const fmt: CommandDescription = {
  name: 'fmt',
  summary: 'format files in place; without paths, every .arch file below this folder',
  parameters: [
    {
      syntax: '[paths...]',
      text: 'files, folders, patterns like "systems/**/*.arch", or - for standard input; folders and patterns leave out what git ignores',
    },
  ],
  flags: [
    { syntax: '--check', text: 'write nothing; list the files that would change, and end with 1' },
    { syntax: '--stdin', text: 'format standard input to standard output' },
    { syntax: '--stdin-filename <path>', text: 'what standard input is called in messages' },
    ...colourFlags,
  ],
  examples: ['loadpath fmt main.arch', 'loadpath fmt --check', 'loadpath fmt --stdin < main.arch'],
  async run({ words, flags }, surroundings) {
    const input = inputOf(words, flags, 'formatted')
    if (input.kind === 'refused') return refusal(input.message)
    const { formatFiles, formatInput } = await import('#src/cli/format-files.ts')
    const settings = {
      mode: flags.check === true ? 'check' : 'write',
      colours: colours(flags, surroundings),
    } as const
    return input.value.kind === 'paths'
      ? formatFiles(input.value.paths, settings, surroundings)
      : formatInput(input.value.name, settings, surroundings)
  },
}
