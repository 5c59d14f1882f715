// `loadpath init`: writes a first file to start from, and never over one that is there.

import { refusal } from '#src/cli/ending.ts'
import { starter } from '#src/cli/starter.ts'
import type { CommandDescription } from './command.ts'

const path = 'main.arch'

export const init: CommandDescription = {
  name: 'init',
  summary: `write a first ${path} to start from`,
  parameters: [],
  flags: [],
  examples: [`loadpath init && loadpath check ${path}`],
  async run(_, { host }) {
    if (host.read(path).kind !== 'missing') {
      return refusal(`${path} is there already, and was left as it is`)
    }
    const failure = host.write(path, starter)
    if (failure !== undefined) return refusal(`${path} was not written: ${failure}`)
    const next = `loadpath check ${path}, loadpath render ${path} -o main.svg`
    return { status: 0, out: `wrote ${path}; next: ${next}\n` }
  },
}
