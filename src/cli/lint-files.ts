// The work of `check`: finds the files, lints each, and makes one report of all. A file that another file
// of the run imports is linted as the fragment that it is. What cannot be linted is said on standard error,
// stands in the report, and ends the run with 2.

import {
  type Diagnostic,
  exitOf,
  type Host,
  type LintOptions,
  lint,
  loadAll,
  type Report,
  report,
  wouldAdd,
} from '#src/index.ts'
import type { CheckOptions, Input, Output } from './check-options.ts'
import type { Colours } from './colour.ts'
import { type Ending, refusal, said } from './ending.ts'
import { type Found, findFiles } from './files.ts'
import { suggestion } from './flags.ts'
import type { Surroundings } from './surroundings.ts'
import { unreadConfigs } from './unread-config.ts'

/** `commands` are the known ones, for a word that was meant to be one. */
export async function lintFiles(
  options: CheckOptions,
  colours: Colours,
  commands: readonly string[],
  surroundings: Surroundings,
): Promise<Ending> {
  const reading = await inputFiles(options.input, surroundings)
  const objection = objectionTo(reading, commands)
  if (objection !== undefined) return refusal(objection)
  const run = lintAll(reading, options, surroundings.version)
  const ending = print(run, options.outputs, colours, surroundings.host)
  const unread = unreadConfigs(reading.host, reading.files).map((path) =>
    said(`${path} is not read by this version; what it sets has no effect`),
  )
  return { ...ending, err: unread.join('') + (ending.err ?? '') }
}

/** `host` is where the files are read from: standard input may stand in for one of them. */
interface Reading extends Found {
  readonly host: Host
}

async function inputFiles(input: Input, surroundings: Surroundings): Promise<Reading> {
  const { host } = surroundings
  if (input.kind === 'paths') return { host, ...findFiles(host, input.paths) }
  const bytes = await surroundings.readInput()
  const path = host.absolute(input.name)
  const withInput: Host = {
    ...host,
    read: (asked) => (asked === path ? { kind: 'file', bytes } : host.read(asked)),
    realPath: (asked) => (asked === path ? path : host.realPath(asked)),
  }
  return { host: withInput, files: [path], missed: [] }
}

function lintAll({ host, files, missed }: Reading, options: CheckOptions, version: string): Report {
  const findings: Diagnostic[] = []
  const notLinted = missed.map(({ path, reason }) => ({ file: path, reason }))
  const today = host.today()
  let strictWouldAdd = 0
  let linted = 0
  for (const { path, result, fragment } of loadAll(host, files)) {
    if (result.kind === 'unreadable') {
      notLinted.push({ file: host.shown(path), reason: result.reason })
      continue
    }
    const { preset, inlineIgnores } = options
    const asked: LintOptions = { preset, inlineIgnores, today, fragment }
    const found = lint(result, asked)
    for (const one of found) findings.push(one)
    strictWouldAdd += wouldAdd('strict', result, asked, found)
    linted++
  }
  const { failOn, maxWarnings, minSeverity, suppressed } = options
  return {
    tool: { name: 'loadpath', version },
    findings,
    notLinted: notLinted.sort((a, b) => (a.file < b.file ? -1 : 1)),
    files: linted,
    limits: maxWarnings === undefined ? { failOn } : { failOn, maxWarnings },
    shown: { minSeverity, suppressed },
    strictWouldAdd,
  }
}

function print(run: Report, outputs: readonly Output[], colours: Colours, host: Host): Ending {
  const stream = outputs.find((output) => output.file === undefined)
  const out = stream ? report(run, stream.format, colours) : ''
  const unlinted = run.notLinted.map(({ file, reason }) =>
    said(`${file} was not linted: ${reason}`),
  )
  const unwritten = outputs.flatMap(({ format, file }) => {
    if (file === undefined) return []
    const failure = host.write(file, report(run, format, 'none'))
    return failure === undefined ? [] : [said(`${file} was not written: ${failure}`)]
  })
  const err = [...unlinted, ...unwritten].join('')
  return { status: unwritten.length > 0 ? 2 : exitOf(run), out, err }
}

/** Why nothing is linted: no file was found, or the first word is a misspelt command. */
function objectionTo({ files, missed }: Found, commands: readonly string[]): string | undefined {
  const [first, ...others] = missed
  if (!first) return undefined
  const near = suggestion(first.path, commands, 'the command ')
  if (near !== '') return `"${first.path}": ${first.reason}${near}`
  if (files.length > 0) return undefined
  if (first.path === '.') {
    return 'no .arch file lies below this folder; `loadpath init` writes a first one'
  }
  const rest = others.map(({ path, reason }) => `; "${path}": ${reason}`).join('')
  return `"${first.path}": ${first.reason}${rest}`
}
