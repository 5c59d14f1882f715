// `loadpath fix`: flags and help. The work is fix-files.ts.

import { fixOptions } from '#src/cli/check-options.ts'
import { colours } from '#src/cli/colour.ts'
import { refusal } from '#src/cli/ending.ts'
import { configFlag, runConfig } from '#src/cli/run-config.ts'
import { type CommandDescription, colourFlags } from './command.ts'

export const fix: CommandDescription = {
  name: 'fix',
  summary:
    'fix what can be fixed safely, in place; without paths, the files of the config, else every .arch file below this folder',
  parameters: [
    {
      syntax: '[paths...]',
      text: 'files, folders, patterns like "systems/**/*.arch", or - for standard input',
    },
  ],
  flags: [
    { syntax: '--unsafe', text: 'also write what must then be made true, such as a second copy' },
    {
      syntax: '--diff',
      text: 'write nothing; print the changes as a patch; end with 1 where there are some',
    },
    {
      syntax: '--preset <name>',
      text: 'which rules run: recommended (all rules of this version), strict or all',
    },
    configFlag,
    { syntax: '--stdin', text: 'fix standard input to standard output' },
    {
      syntax: '--stdin-filename <path>',
      text: 'what standard input is called, and where its imports start',
    },
    ...colourFlags,
  ],
  examples: [
    'loadpath fix main.arch',
    'loadpath fix --diff --unsafe | patch -p0',
    'loadpath fix --stdin --stdin-filename main.arch < main.arch',
  ],
  async run({ words, flags, commands }, surroundings) {
    const options = fixOptions(words, flags)
    if (options.kind === 'refused') return refusal(options.message)
    const painted = colours(flags, surroundings)
    const asked = await runConfig(flags, painted, 'nothing was fixed', surroundings)
    if (asked.kind === 'ended') return asked.ending
    const { fixFiles } = await import('#src/cli/fix-files.ts')
    return fixFiles(options.value, asked.config, commands, surroundings)
  },
}
