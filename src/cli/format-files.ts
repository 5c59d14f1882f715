// The work of `fmt`: each file is read, formatted and written where that changes it. A file with errors is
// left as it is and its errors are told; so is one that cannot be read or written. Standard output has the
// paths of the files that changed, or that would, or the formatted standard input.

import { type Config, type Diagnostic, format, isIgnored, report } from '#src/index.ts'
import type { Colours } from './colour.ts'
import { configuredFiles, ignoredLines } from './config-files.ts'
import { type Ending, refusal, type Status, said } from './ending.ts'
import type { Surroundings } from './surroundings.ts'

export interface FormatSettings {
  readonly mode: 'write' | 'check'
  readonly colours: Colours
  readonly config: Config | undefined
}

export async function formatFiles(
  paths: readonly string[],
  settings: FormatSettings,
  surroundings: Surroundings,
): Promise<Ending> {
  const { host } = surroundings
  const { config } = settings
  const { files, missed, ignored } = configuredFiles(host, paths, config)
  if (files.length === 0 && ignored.length === 0) {
    return refusal(missed.map(({ path, reason }) => `"${path}": ${reason}`).join('; '))
  }
  const outcomes: Outcome[] = missed.map(({ path, reason }) => unformatted(path, reason))
  for (const file of files) outcomes.push(await formatFile(file, settings, surroundings))
  const ending = endingOf(outcomes, settings, surroundings)
  const left = ignoredLines(ignored, 'formatted', config, host)
  return { ...ending, err: left + (ending.err ?? '') }
}

export async function formatInput(
  name: string,
  settings: FormatSettings,
  surroundings: Surroundings,
): Promise<Ending> {
  const bytes = await surroundings.readInput()
  const { host } = surroundings
  const { config } = settings
  const unchanged = textOf(bytes)
  if (config && unchanged !== undefined && isIgnored(config, host.absolute(name))) {
    const err = ignoredLines([host.shown(host.absolute(name))], 'formatted', config, host)
    return { status: 0, out: settings.mode === 'write' ? unchanged : '', err }
  }
  const shown = name.startsWith('<') ? name : host.shown(host.absolute(name))
  const { value, diagnostics } = await format(bytes, shown)
  if (value === undefined) {
    return endingOf([{ kind: 'wrong', path: shown, diagnostics }], settings, surroundings)
  }
  if (settings.mode === 'write') return { status: 0, out: value }
  const outcome: Outcome = { kind: isSame(bytes, value) ? 'kept' : 'changed', path: shown }
  return endingOf([outcome], settings, surroundings)
}

/** The very bytes as text; undefined where they are none. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

type Outcome =
  | { readonly kind: 'kept' | 'changed'; readonly path: string }
  | { readonly kind: 'wrong'; readonly path: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'failed'; readonly message: string }

function unformatted(path: string, reason: string): Outcome {
  return { kind: 'failed', message: `${path} was not formatted: ${reason}` }
}

async function formatFile(
  file: string,
  { mode }: FormatSettings,
  { host }: Surroundings,
): Promise<Outcome> {
  const path = host.shown(file)
  const read = host.read(file)
  if (read.kind !== 'file') {
    return unformatted(path, read.kind === 'unreadable' ? read.reason : 'it is no file')
  }
  const { value, diagnostics } = await format(read.bytes, path)
  if (value === undefined) return { kind: 'wrong', path, diagnostics }
  if (isSame(read.bytes, value)) return { kind: 'kept', path }
  const failure = mode === 'write' ? host.write(file, value) : undefined
  if (failure === undefined) return { kind: 'changed', path }
  return { kind: 'failed', message: `${path} was not written: ${failure}` }
}

/** Byte for byte: a byte-order mark is a change. */
function isSame(bytes: Uint8Array, text: string): boolean {
  const wanted = new TextEncoder().encode(text)
  return bytes.length === wanted.length && wanted.every((byte, at) => byte === bytes[at])
}

function endingOf(
  outcomes: readonly Outcome[],
  { mode, colours }: FormatSettings,
  { version }: Surroundings,
): Ending {
  const failed = outcomes.flatMap((one) => (one.kind === 'failed' ? [one.message] : []))
  const wrong = outcomes.filter((one) => one.kind === 'wrong')
  const changed = outcomes.flatMap((one) => (one.kind === 'changed' ? [one.path] : []))
  const left = wrong.map(({ path }) => `${path} has errors and was left as it is`)
  const errors = wrong.length === 0 ? '' : errorsOf(wrong, colours, version)
  const isMarked = wrong.length > 0 || (mode === 'check' && changed.length > 0)
  const status: Status = failed.length > 0 ? 2 : isMarked ? 1 : 0
  return {
    status,
    out: changed.map((path) => `${path}\n`).join(''),
    err: errors + [...failed, ...left].map(said).join(''),
  }
}

/** The errors alone, in code frames. */
function errorsOf(
  wrong: readonly { readonly diagnostics: readonly Diagnostic[] }[],
  colours: Colours,
  version: string,
): string {
  const run = {
    tool: { name: 'loadpath', version },
    findings: wrong.flatMap(({ diagnostics }) => diagnostics),
    notLinted: [],
    files: wrong.length,
    limits: { failOn: 'error' },
    shown: { minSeverity: 'error', suppressed: 'counted' },
    strictWouldAdd: 0,
    fixable: new Set<Diagnostic>(),
  } as const
  return report(run, 'pretty', colours)
}
