// The work of `fix`: the files are found, read and linted as `check` does it, the fixes of their findings
// made, and what changed is written, or printed as a patch. A fix may change a file that a linted one
// imports. What was found and could not be mended is counted; a fix that would not do what it promises
// is left and named, and so is a file with errors in its text.

import {
  type Config,
  type Diagnostic,
  exitOf,
  type FixedFile,
  type FixedRun,
  fix,
  type Host,
  lint,
  pluginRules,
  positionAt,
  presetOf,
  settingsFor,
} from '#src/index.ts'
import type { FixOptions } from './check-options.ts'
import { ignoredLines } from './config-files.ts'
import { type Ending, refusal, type Status, said } from './ending.ts'
import type { Found } from './files.ts'
import { inputFiles, mayBeFixed, objectionTo } from './lint-files.ts'
import { passedOverLines } from './run-config.ts'
import type { Surroundings } from './surroundings.ts'

export async function fixFiles(
  options: FixOptions,
  config: Config | undefined,
  commands: readonly string[],
  surroundings: Surroundings,
): Promise<Ending> {
  const reading = await inputFiles(options.input, config, surroundings)
  const objection = objectionTo(reading, commands)
  if (objection !== undefined) return refusal(objection)
  const { host, files, ignored } = reading
  const always = {
    preset: presetOf(config, options.preset),
    plugins: pluginRules(config),
    today: host.today(),
  }
  const { input } = options
  const isInput = input.kind === 'standard-input'
  const run = await fix(host, files, {
    meaning: options.meaning,
    lint: (system, { path, fragment }) =>
      lint(system, {
        ...always,
        fragment,
        ...(config ? { settings: settingsFor(config, path) } : {}),
      }),
    mayWrite: mayBeFixed(input, reading, config),
  })
  const left = ignoredLines(ignored, 'fixed', config, host)
  const told = passedOverLines(host, files, config) + left + remarks(run, reading)
  const status = statusOf(run, reading)
  if (options.mode === 'diff') {
    const out = run.files.map(({ diff }) => diff).join('')
    const summary = said(sumOf(run, options)) + whereToApply(run, host)
    return { status: worse(status, out === '' ? 0 : 1), out, err: told + summary }
  }
  if (isInput) return { status, out: resultOf(run, host.absolute(input.name), host), err: told }
  const unwritten = run.files.flatMap((file) => write(file, host))
  const out = `${run.files.map((file) => report(file, host)).join('')}${sumOf(run, options)}\n`
  return { status: unwritten.length > 0 ? 2 : status, out, err: told + unwritten.join('') }
}

/** Tools take no patch whose files lie above the folder that they run in. */
function whereToApply({ files, patchFolder }: FixedRun, host: Host): string {
  const isHere = files.length === 0 || patchFolder === host.realPath(host.absolute('.'))
  return isHere
    ? ''
    : said(`a changed file lies above this folder: apply the patch in ${patchFolder}`)
}

function write({ path, after }: FixedFile, host: Host): readonly string[] {
  const failure = host.write(path, after)
  return failure === undefined ? [] : [said(`${host.shown(path)} was not written: ${failure}`)]
}

/** The fixed standard input; nothing where its text has errors, as `fmt` does it. */
function resultOf({ files, withErrors }: FixedRun, path: string, host: Host): string {
  const [changed] = files
  if (changed) return changed.after
  const read = host.read(path)
  if (read.kind !== 'file' || withErrors.includes(host.shown(path))) return ''
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes)
}

/** A file with what was done to it. */
function report({ path, made }: FixedFile, host: Host): string {
  const lines = made.map(({ rule, title }) => `  ${rule}: ${title}\n`)
  return `${host.shown(path)}\n${lines.join('')}`
}

/** `3 fixed in 2 files; 5 findings left, 2 of them with an unsafe fix (--unsafe)`. */
function sumOf({ files, findings, unsafe }: FixedRun, { mode, meaning }: FixOptions): string {
  const done = mode === 'diff' ? 'would be fixed' : 'fixed'
  const made = files.flatMap((file) => file.made).length
  const open = findings.filter(({ suppressed }) => suppressed === undefined)
  const waiting = meaning === 'unsafe' ? 0 : unsafe.length
  const where = made === 0 ? '' : ` in ${plural(files.length, 'file')}`
  const first = made === 0 ? 'nothing to fix' : `${made} ${done}${where}`
  const left = open.length === 0 ? 'no findings left' : `${plural(open.length, 'finding')} left`
  return `${first}; ${left}${unsafeHint(waiting, open.length)}`
}

function unsafeHint(unsafe: number, open: number): string {
  if (unsafe === 0) return ''
  return `, ${unsafe === open ? '' : `${unsafe} of them `}with an unsafe fix (--unsafe)`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function remarks({ refused, withErrors, unreadable }: FixedRun, { missed }: Found): string {
  const unread = [...missed, ...unreadable].map(({ path, reason }) =>
    said(`${path} was not fixed: ${reason}`),
  )
  const left = withErrors.map((path) =>
    said(`${path} has errors in its text and was left as it is`),
  )
  const tried = refused.map(({ rule, title, at, reason }) =>
    said(`${placeOf(at)}: ${rule} was left (${title}): ${reason}`),
  )
  return [...unread, ...left, ...tried].join('')
}

function placeOf({ source, start }: Diagnostic['at']): string {
  const { line, column } = positionAt(source, start)
  return `${source.path}:${line}:${column}`
}

/** As `check` would end behind it. */
function statusOf({ findings, roots, unreadable }: FixedRun, { missed }: Found): Status {
  return exitOf({
    tool: { name: 'loadpath', version: '' },
    findings,
    notLinted: [...missed, ...unreadable].map(({ path, reason }) => ({ file: path, reason })),
    files: roots,
    limits: { failOn: 'error' },
    shown: { minSeverity: 'hint', suppressed: 'counted' },
    strictWouldAdd: 0,
    fixable: new Set(),
  })
}

function worse(one: Status, other: Status): Status {
  return one > other ? one : other
}
