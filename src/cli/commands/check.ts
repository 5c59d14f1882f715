// `loadpath check`, the command that runs where none is named: flags and help. The work is lint-files.ts.

import { checkOptions } from '#src/cli/check-options.ts'
import { colours } from '#src/cli/colour.ts'
import { refusal } from '#src/cli/ending.ts'
import { lintFiles } from '#src/cli/lint-files.ts'
import { type CommandDescription, colourFlags } from './command.ts'

export const check: CommandDescription = {
  name: 'check',
  summary: 'lint files; without paths, every .arch file below this folder',
  parameters: [
    {
      syntax: '[paths...]',
      text: 'files, folders, patterns like "systems/**/*.arch", or - for standard input; folders and patterns leave out what git ignores',
    },
  ],
  flags: [
    {
      syntax: '--preset <name>',
      text: 'which rules run: recommended (all rules of this version), strict or all',
    },
    {
      syntax: '--fail-on <severity>',
      text: 'least severity that ends with 1: error (the default), warning, info, hint or never',
    },
    { syntax: '--max-warnings <count>', text: 'end with 1 past so many warnings' },
    { syntax: '--min-severity <severity>', text: 'least severity that is listed' },
    { syntax: '--quiet', text: 'list errors alone' },
    {
      syntax: '--format <format[=file]>',
      text: 'pretty or json, to standard output or into a file; may be repeated',
    },
    { syntax: '--show-suppressed', text: 'list what an ignore silences, with its reason' },
    { syntax: '--no-inline-ignore', text: 'disregard every ignore in the files' },
    { syntax: '--stdin', text: 'lint standard input' },
    {
      syntax: '--stdin-filename <path>',
      text: 'what standard input is called, and where its imports start',
    },
    ...colourFlags,
  ],
  examples: [
    'loadpath check main.arch',
    'loadpath check --preset strict --fail-on warning',
    'loadpath check --format pretty --format json=findings.json',
    'git show HEAD:main.arch | loadpath check --stdin --stdin-filename main.arch',
  ],
  async run({ words, flags, commands }, surroundings) {
    const options = checkOptions(words, flags)
    if (options.kind === 'refused') return refusal(options.message)
    return lintFiles(options.value, colours(flags, surroundings), commands, surroundings)
  },
}
