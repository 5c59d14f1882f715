// The table of commands, and the way to them: words in, an Ending out. Paths alone, the most common words,
// are a check of these files; only flags, other commands and help need the reader of arguments, and loading
// it takes longer than linting a small file.

import { check } from './commands/check.ts'
import type { CommandDescription } from './commands/command.ts'
import { config } from './commands/config.ts'
import { estimate } from './commands/estimate.ts'
import { explain } from './commands/explain.ts'
import { fix } from './commands/fix.ts'
import { fmt } from './commands/fmt.ts'
import { init } from './commands/init.ts'
import { render } from './commands/render.ts'
import { rules } from './commands/rules.ts'
import { simulate } from './commands/simulate.ts'
import { type Ending, refusal } from './ending.ts'
import type { Surroundings } from './surroundings.ts'

/** The first runs where no command is named. */
const commands: readonly CommandDescription[] = [
  ...[check, fix, fmt, render, simulate, estimate, explain, rules, config, init],
]

const names = commands.map(({ name }) => name)

/** Commands of later versions: a word that will be one is not the name of a file that is missing. */
const later = [
  ...['diff', 'baseline', 'merge', 'new'],
  ...['completions', 'serve', 'lsp', 'import', 'export'],
]

export async function run(words: readonly string[], surroundings: Surroundings): Promise<Ending> {
  const [first = ''] = words
  if (later.includes(first) && surroundings.host.read(first).kind === 'missing') {
    return refusal(`\`${first}\` is no command of this version (there are ${names.join(', ')})`)
  }
  const paths = pathsAlone(words)
  if (paths) return check.run({ words: paths, flags: {}, commands: names }, surroundings)
  const { runWords } = await import('./arguments.ts')
  return runWords(words, commands, surroundings)
}

/** The paths of a check without flags; undefined for any other words. */
function pathsAlone(words: readonly string[]): readonly string[] | undefined {
  if (words.some((word) => word.startsWith('-'))) return undefined
  const [first = check.name, ...others] = words
  if (first === check.name) return others
  return first === 'help' || names.includes(first) ? undefined : words
}
