// `loadpath config print [FILE]` and `loadpath config schema`: what a run uses, read as a run reads it, and
// the JSON Schema of the file. The work of `print` is print-config.ts.

import { presetNamed } from '#src/cli/check-options.ts'
import { colours } from '#src/cli/colour.ts'
import { refusal } from '#src/cli/ending.ts'
import { choice, suggestion, valuesOf } from '#src/cli/flags.ts'
import { configFlag, runConfig } from '#src/cli/run-config.ts'
import { configSchema } from '#src/index.ts'
import { type CommandDescription, colourFlags } from './command.ts'

const tasks = ['print', 'schema']

export const config: CommandDescription = {
  name: 'config',
  summary: 'print what a run uses of the config, or the JSON Schema of a config',
  parameters: [
    { syntax: '<print|schema>', text: 'what to print' },
    {
      syntax: '[file]',
      text: 'with print: the .arch file that it is for, with the overrides that apply',
    },
  ],
  flags: [
    { syntax: '--format <format>', text: 'with print: text or json' },
    { syntax: '--preset <name>', text: 'with print: the preset that the run would be given' },
    configFlag,
    ...colourFlags,
  ],
  examples: [
    'loadpath config print',
    'loadpath config print sketches/new.arch --format json',
    'loadpath config schema > config.schema.json',
  ],
  async run({ words, flags }, surroundings) {
    const [task = '', file] = words
    if (!tasks.includes(task)) {
      const near = suggestion(task, tasks) || ` (there are ${tasks.join(', ')})`
      return refusal(`config does not know "${task}"${near}`)
    }
    if (task === 'schema') {
      const unused = ['format', 'preset', 'config'].find((flag) => valuesOf(flags, flag).length > 0)
      if (file !== undefined)
        return refusal(`the schema is the same for every file; leave out ${file}`)
      if (unused !== undefined) return refusal(`--${unused} means nothing to the schema`)
      return { status: 0, out: `${JSON.stringify(await configSchema(), null, 2)}\n` }
    }
    const format = choice('--format', valuesOf(flags, 'format'), ['text', 'json'], 'text')
    if (format.kind === 'refused') return refusal(format.message)
    const preset = presetNamed(flags)
    if (preset.kind === 'refused') return refusal(preset.message)
    const asked = await runConfig(
      flags,
      colours(flags, surroundings),
      'nothing is printed',
      surroundings,
    )
    if (asked.kind === 'ended') return asked.ending
    const { printConfig } = await import('#src/cli/print-config.ts')
    const request = { file, preset: preset.value, format: format.value }
    return printConfig(asked.config, request, surroundings.host)
  },
}
