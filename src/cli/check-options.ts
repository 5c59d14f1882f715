// The flags of `check`, as one value that is known to make sense: every word known, nothing given twice,
// at most one format on standard output.

import type { FailOn, Format, Preset, Severity } from '#src/index.ts'
import { failOns, formatNames, presets, severities } from '#src/index.ts'
import { type Read, refused, value } from './ending.ts'
import { choice, count, type Flags, single, unknownValue, valuesOf } from './flags.ts'

export interface CheckOptions {
  readonly input: Input
  /** Undefined: the config's. */
  readonly preset: Preset | undefined
  readonly failOn: FailOn
  readonly maxWarnings: number | undefined
  readonly minSeverity: Severity
  readonly suppressed: 'listed' | 'counted'
  readonly inlineIgnores: 'heeded' | 'disregarded'
  readonly outputs: readonly Output[]
}

export type Input =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'standard-input'; readonly name: string }

export interface Output {
  readonly format: Format
  /** Undefined: standard output. */
  readonly file: string | undefined
}

export function checkOptions(paths: readonly string[], flags: Flags): Read<CheckOptions> {
  const input = inputOf(paths, flags, 'linted')
  if (input.kind === 'refused') return input
  const preset = presetNamed(flags)
  if (preset.kind === 'refused') return preset
  const failOn = choice('--fail-on', valuesOf(flags, 'failOn'), failOns, 'error')
  if (failOn.kind === 'refused') return failOn
  const maxWarnings = count('--max-warnings', valuesOf(flags, 'maxWarnings'))
  if (maxWarnings.kind === 'refused') return maxWarnings
  const minSeverity = minSeverityOf(flags)
  if (minSeverity.kind === 'refused') return minSeverity
  const outputs = outputsOf(valuesOf(flags, 'format'))
  if (outputs.kind === 'refused') return outputs
  return value({
    input: input.value,
    preset: preset.value,
    failOn: failOn.value,
    maxWarnings: maxWarnings.value,
    minSeverity: minSeverity.value,
    suppressed: flags.showSuppressed === true ? 'listed' : 'counted',
    inlineIgnores: flags.inlineIgnore === false ? 'disregarded' : 'heeded',
    outputs: outputs.value,
  })
}

/** Undefined where the flag was not written. */
export function presetNamed(flags: Flags): Read<Preset | undefined> {
  const written = valuesOf(flags, 'preset')
  return written.length === 0
    ? value(undefined)
    : choice('--preset', written, presets, 'recommended')
}

/** `done` is what happens to the input, for the message. */
export function inputOf(
  paths: readonly string[],
  flags: Flags,
  done: 'linted' | 'formatted',
): Read<Input> {
  const name = single('--stdin-filename', valuesOf(flags, 'stdinFilename'))
  if (name.kind === 'refused') return name
  const isInput = flags.stdin === true || paths.includes('-')
  const others = paths.filter((path) => path !== '-')
  if (!isInput && name.value !== undefined) {
    return refused('--stdin-filename names standard input, which --stdin or - reads')
  }
  if (isInput && others.length > 0) {
    return refused(`standard input is ${done} by itself; leave out ${others.join(', ')}`)
  }
  if (!isInput) return value({ kind: 'paths', paths })
  return value({ kind: 'standard-input', name: name.value ?? '<stdin>' })
}

function minSeverityOf(flags: Flags): Read<Severity> {
  const written = valuesOf(flags, 'minSeverity')
  if (flags.quiet !== true) return choice('--min-severity', written, severities, 'hint')
  return written.length === 0
    ? value('error')
    : refused('--quiet is --min-severity error; give one of the two')
}

function outputsOf(written: readonly string[]): Read<readonly Output[]> {
  const outputs: Output[] = []
  for (const one of written.length === 0 ? ['pretty'] : written) {
    const cut = one.indexOf('=')
    const name = cut < 0 ? one : one.slice(0, cut)
    const file = cut < 0 ? undefined : one.slice(cut + 1)
    const format = formatNames.find((known) => known === name)
    if (format === undefined) return refused(unknownValue('--format', name, formatNames))
    if (file === '') return refused(`--format ${one} names no file behind the =`)
    if (outputs.some((other) => other.file === file)) return refused(twoOutputs(file))
    outputs.push({ format, file })
  }
  return value(outputs)
}

function twoOutputs(file: string | undefined): string {
  return file === undefined
    ? 'two formats for standard output; give one of them a file: --format json=findings.json'
    : `two formats for the file ${file}`
}
