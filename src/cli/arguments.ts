// How commander reads the words of the command line: flags, arguments, help. Its own complaints are told in
// one line; nothing is printed here.

import { Command, CommanderError } from 'commander'
import type { CommandDescription } from './commands/command.ts'
import { type Ending, refusal } from './ending.ts'
import { collect, suggestion } from './flags.ts'
import type { Surroundings } from './surroundings.ts'

/** Runs what the words ask for; the first of the commands where they name none. */
export async function runWords(
  words: readonly string[],
  commands: readonly CommandDescription[],
  surroundings: Surroundings,
): Promise<Ending> {
  const session: Session = { help: '', ending: { status: 0 } }
  const program = new Command('loadpath')
    .description('Lints and draws system architecture written as text.')
    .version(surroundings.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({ writeOut: keep(session), writeErr: keep(session), outputError: () => {} })
    .addHelpText('after', examples(['loadpath main.arch', 'loadpath render main.arch -o main.svg']))
  const names = commands.map(({ name }) => name)
  for (const description of commands) add(program, description, names, session, surroundings)
  try {
    await program.parseAsync(words, { from: 'user' })
    return session.ending
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { status: 0, out: session.help }
    return refusal(complaint(error, words, names))
  }
}

/** What commander's callbacks leave behind. */
interface Session {
  help: string
  ending: Ending
}

function keep(session: Session) {
  return (text: string) => {
    session.help += text
  }
}

function add(
  program: Command,
  description: CommandDescription,
  names: readonly string[],
  session: Session,
  surroundings: Surroundings,
): void {
  const { name, summary, parameters, flags } = description
  const command = program
    .command(name, { isDefault: name === names[0] })
    .description(summary)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', examples(description.examples))
  for (const { syntax, text } of parameters) command.argument(syntax, text)
  for (const { syntax, text } of flags) {
    if (syntax.includes('<')) command.option(syntax, text, collect)
    else command.option(syntax, text)
  }
  command.action(async () => {
    const asked = { words: command.args, flags: command.opts(), commands: names }
    session.ending = await description.run(asked, surroundings)
  })
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`
}

function complaint(
  { code, message }: CommanderError,
  words: readonly string[],
  names: readonly string[],
): string {
  if (code === 'commander.help') {
    const asked = words[1] ?? ''
    const near = suggestion(asked, names) || ` (there are ${names.join(', ')})`
    return `there is no command "${asked}"${near}`
  }
  const [first = '', ...more] = message.replace(/^error: |\.$/g, '').split('\n')
  const hint = more.join(' ').replace(/^\((.*)\)$/, '$1')
  if (hint !== '') return `${first}, ${hint.replace(/^D/, 'd')}`
  return code === 'commander.unknownOption' ? `${first}; --help lists them` : first
}
