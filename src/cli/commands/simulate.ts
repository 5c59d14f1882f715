// `loadpath simulate FILE`: flags and help. The work is simulate-file.ts.

import { colours } from '#src/cli/colour.ts'
import { type Read, refusal, value } from '#src/cli/ending.ts'
import { choice, single, valuesOf } from '#src/cli/flags.ts'
import { oneFile, stdinNameFlag } from '#src/cli/standard-input.ts'
import type { SimulationFormat } from '#src/index.ts'
import { type CommandDescription, colourFlags } from './command.ts'

const formats: readonly SimulationFormat[] = ['text', 'json', 'markdown']

export const simulate: CommandDescription = {
  name: 'simulate',
  summary: 'what breaks a file: every loss in turn, or one that you name',
  parameters: [{ syntax: '<file>', text: 'the .arch file, or - for standard input' }],
  flags: [
    {
      syntax: '--fail <names>',
      text: 'what is lost: a component, one of its copies (api#2), a zone, a region; several with commas, or repeated',
    },
    { syntax: '--load <times>', text: 'how many times the load: 10x' },
    { syntax: '--scenario <name>', text: 'what a scenario of the file does' },
    { syntax: '--flow <name>', text: 'this flow alone' },
    {
      syntax: '--order <number>',
      text: 'losses at once that are looked for as what stops a flow: 1 to 6, 3 where unwritten',
    },
    { syntax: '--format <format>', text: 'text, json or markdown' },
    stdinNameFlag,
    ...colourFlags,
  ],
  examples: [
    'loadpath simulate main.arch',
    'loadpath simulate main.arch --fail eu.a,pay',
    'loadpath simulate main.arch --scenario "Black Friday"',
    'loadpath simulate main.arch --format markdown > breaks.md',
  ],
  async run({ words, flags }, surroundings) {
    const file = oneFile(words[0] ?? '', flags)
    if (file.kind === 'refused') return refusal(file.message)
    const format = choice('--format', valuesOf(flags, 'format'), formats, 'text')
    if (format.kind === 'refused') return refusal(format.message)
    const load = loadFrom(valuesOf(flags, 'load'))
    if (load.kind === 'refused') return refusal(load.message)
    const scenario = single('--scenario', valuesOf(flags, 'scenario'))
    if (scenario.kind === 'refused') return refusal(scenario.message)
    const flow = single('--flow', valuesOf(flags, 'flow'))
    if (flow.kind === 'refused') return refusal(flow.message)
    const order = single('--order', valuesOf(flags, 'order'))
    if (order.kind === 'refused') return refusal(order.message)
    const { simulateFile } = await import('#src/cli/simulate-file.ts')
    const asked = {
      fail: valuesOf(flags, 'fail'),
      load: load.value,
      scenario: scenario.value,
      flow: flow.value,
      order: order.value,
      format: format.value,
    }
    return simulateFile(file.value, asked, colours(flags, surroundings), surroundings)
  },
}

/** A number below 0 is told as such, and is not taken for a flag. */
function loadFrom(values: readonly string[]): Read<string | undefined> {
  const [first, second] = values
  const isNegative = first !== undefined && second === undefined && /^-[\d.]/.test(first)
  return isNegative ? value(first) : single('--load', values)
}
