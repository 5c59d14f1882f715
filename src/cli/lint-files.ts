// The work of `check`: finds the files, lints each, and makes one report of all. A file that another file
// of the run imports is linted as the fragment that it is. What cannot be linted is said on standard error,
// stands in the report, and ends the run with 2.

import {
  type Config,
  type Diagnostic,
  exitOf,
  type FoundInFile,
  fixable,
  type Host,
  isIgnored,
  type LintOptions,
  lint,
  loadAll,
  merged,
  pluginRules,
  presetOf,
  type Report,
  report,
  settingsFor,
  wouldAdd,
} from '#src/index.ts'
import type { CheckOptions, Input, Output } from './check-options.ts'
import type { Colours } from './colour.ts'
import { type ConfiguredFiles, configuredFiles, ignoredLines } from './config-files.ts'
import { type Ending, refusal, said } from './ending.ts'
import { suggestion } from './flags.ts'
import { passedOverLines } from './run-config.ts'
import { withInput } from './standard-input.ts'
import type { Surroundings } from './surroundings.ts'

/** `commands` are the known ones, for a word that was meant to be one. */
export async function lintFiles(
  options: CheckOptions,
  config: Config | undefined,
  colours: Colours,
  commands: readonly string[],
  surroundings: Surroundings,
): Promise<Ending> {
  const reading = await inputFiles(options.input, config, surroundings)
  const objection = objectionTo(reading, commands)
  if (objection !== undefined) return refusal(objection)
  const { host, files, ignored } = reading
  const mayWrite = mayBeFixed(options.input, reading, config)
  const run = lintAll(reading, options, config, mayWrite, surroundings.version)
  const ending = print(run, options.outputs, colours, host)
  const left = ignoredLines(ignored, 'linted', config, host)
  return { ...ending, err: passedOverLines(host, files, config) + left + (ending.err ?? '') }
}

/** `host` is where the files are read from: standard input may stand in for one of them. */
export interface Reading extends ConfiguredFiles {
  readonly host: Host
}

/** Which files `fix` would write: by real path. */
export function mayBeFixed(
  input: Input,
  { files }: ConfiguredFiles,
  config: Config | undefined,
): (path: string) => boolean {
  const isInput = input.kind === 'standard-input'
  return (path) => (!isInput || files.includes(path)) && !(config && isIgnored(config, path))
}

export async function inputFiles(
  input: Input,
  config: Config | undefined,
  surroundings: Surroundings,
): Promise<Reading> {
  const { host } = surroundings
  if (input.kind === 'paths') return { host, ...configuredFiles(host, input.paths, config) }
  const bytes = await surroundings.readInput()
  const path = host.absolute(input.name)
  const read = withInput(host, path, bytes)
  if (config && isIgnored(config, path)) {
    return { host: read, files: [], missed: [], ignored: [host.shown(path)] }
  }
  return { host: read, files: [path], missed: [], ignored: [] }
}

function lintAll(
  { host, files, missed }: Reading,
  options: CheckOptions,
  config: Config | undefined,
  mayWrite: (path: string) => boolean,
  version: string,
): Report {
  const all: FoundInFile[] = []
  const notLinted = missed.map(({ path, reason }) => ({ file: path, reason }))
  const { inlineIgnores } = options
  const preset = presetOf(config, options.preset)
  const plugins = pluginRules(config)
  const today = host.today()
  const prepared: LintOptions['prepared'] = new Map()
  const fixes = new Set<Diagnostic>()
  let strictWouldAdd = 0
  let linted = 0
  for (const { path, result, fragment } of loadAll(host, files)) {
    if (result.kind === 'unreadable') {
      notLinted.push({ file: host.shown(path), reason: result.reason })
      continue
    }
    const asked: LintOptions = {
      ...{ preset, plugins, inlineIgnores, today, fragment, prepared },
      ...(config ? { settings: settingsFor(config, path) } : {}),
    }
    const found = lint(result, asked)
    all.push({ findings: found, fragment })
    for (const one of fixable(result, found, mayWrite)) fixes.add(one)
    strictWouldAdd += wouldAdd('strict', result, asked, found)
    linted++
  }
  const { failOn, maxWarnings, minSeverity, suppressed } = options
  return {
    tool: { name: 'loadpath', version },
    findings: merged(all),
    notLinted: notLinted.sort((a, b) => (a.file < b.file ? -1 : 1)),
    files: linted,
    limits: maxWarnings === undefined ? { failOn } : { failOn, maxWarnings },
    shown: { minSeverity, suppressed },
    strictWouldAdd,
    fixable: fixes,
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
export function objectionTo(
  { files, missed, ignored }: ConfiguredFiles,
  commands: readonly string[],
): string | undefined {
  const [first, ...others] = missed
  if (!first) return undefined
  const isMissing = first.reason === 'there is no such file'
  const near = isMissing ? suggestion(first.path, commands, 'the command ') : ''
  if (near !== '') return `"${first.path}": ${first.reason}${near}`
  if (files.length > 0 || ignored.length > 0) return undefined
  if (first.path === '.' && first.reason.startsWith('no .arch file')) {
    return 'no .arch file lies below this folder; `loadpath init` writes a first one'
  }
  const rest = others.map(({ path, reason }) => `; "${path}": ${reason}`).join('')
  return `"${first.path}": ${first.reason}${rest}`
}
