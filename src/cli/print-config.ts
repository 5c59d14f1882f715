// The work of `config print`: a config as the run uses it, with the place that each value comes from. The
// value is made once, and printed as lines for people or as JSON.

import {
  type Config,
  type Host,
  isIgnored,
  overridesFor,
  type Preset,
  positionAt,
  presetOf,
  rulesInForce,
  type Span,
} from '#src/index.ts'
import { type Ending, refusal } from './ending.ts'

export interface Request {
  readonly file: string | undefined
  /** Of the flag. */
  readonly preset: Preset | undefined
  readonly format: 'text' | 'json'
}

export function printConfig(
  config: Config | undefined,
  { file, preset, format }: Request,
  host: Host,
): Ending {
  const path = file === undefined ? undefined : host.absolute(file)
  const read = path === undefined ? undefined : host.kindOf(path)
  if (read === 'missing') return refusal(`"${file}": there is no such file`)
  if (read === 'folder') return refusal(`"${file}" is a folder, and overrides are for files`)
  const used = usedBy(config, path, preset, host)
  return { status: 0, out: format === 'json' ? `${JSON.stringify(used, null, 2)}\n` : lines(used) }
}

interface Used {
  readonly schemaVersion: 1
  readonly config: string | null
  readonly extends: readonly string[]
  readonly file?: { readonly path: string; readonly ignored: boolean }
  readonly preset: { readonly name: Preset; readonly from: Origin }
  readonly plugins: readonly { readonly path: string; readonly rules: readonly string[] }[]
  /** Patterns relative to `folder`. */
  readonly files: PatternsUsed | null
  readonly ignores: readonly PatternsUsed[]
  readonly overrides: readonly OverrideUsed[]
  readonly rules: readonly RuleUsed[]
}

interface PatternsUsed {
  readonly folder: string
  readonly patterns: readonly string[]
}

interface OverrideUsed {
  readonly files: PatternsUsed
  readonly ignores: PatternsUsed
  readonly rules: readonly string[]
  /** Whether it counts for the file; absent where no file was named. */
  readonly applies?: boolean
}

interface RuleUsed {
  readonly id: string
  readonly severity: string
  readonly sometimes: readonly string[]
  readonly from: Origin
  readonly options: Readonly<Record<string, { readonly value: number; readonly from: Origin }>>
}

/** A place in a config, or what speaks where no config does. */
type Origin = 'default' | 'preset' | 'flag' | Place

interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

function usedBy(
  config: Config | undefined,
  file: string | undefined,
  flag: Preset | undefined,
  host: Host,
): Used {
  const preset = presetOf(config, flag)
  const patterns = (one: { readonly folder: string; readonly patterns: readonly string[] }) => ({
    folder: host.shown(one.folder),
    patterns: one.patterns,
  })
  return {
    schemaVersion: 1,
    config: config ? host.shown(config.path) : null,
    extends: (config?.extended ?? []).map((path) => host.shown(path)),
    ...(file === undefined
      ? {}
      : { file: { path: host.shown(file), ignored: config ? isIgnored(config, file) : false } }),
    preset: { name: preset, from: flag ? 'flag' : originOf(config?.preset?.at, 'default') },
    plugins: (config?.plugins ?? []).map(({ path, rules }) => ({
      path: host.shown(path),
      rules: rules.map(({ id }) => id),
    })),
    files: config?.files ? patterns(config.files) : null,
    ignores: (config?.ignores ?? []).map(patterns),
    overrides: overridesFor(config, file).map(({ scope, settings, applies }) => ({
      files: patterns(scope.files),
      ignores: patterns(scope.ignores),
      rules: settings.map(({ rule }) => rule),
      ...(file === undefined ? {} : { applies }),
    })),
    rules: rulesInForce(config, preset, file).map(({ rule, severity, sometimes, at, options }) => ({
      ...{ id: rule, severity, sometimes, from: originOf(at, 'preset') },
      options: Object.fromEntries(
        options.map((one) => [one.name, { value: one.value, from: originOf(one.at, 'default') }]),
      ),
    })),
  }
}

function originOf(at: Span | undefined, otherwise: 'default' | 'preset'): Origin {
  if (!at) return otherwise
  const { line, column } = positionAt(at.source, at.start)
  return { file: at.source.path, line, column }
}

function lines(used: Used): string {
  const { file } = used
  const head = [
    ['config', used.config ?? 'none'],
    ...used.extends.map((path) => ['extends', path]),
    ['preset', `${used.preset.name}  (${told(used.preset.from)})`],
    ...used.plugins.map(({ path, rules }) => ['plugin', `${path}: ${rules.join(', ')}`]),
    ['files', used.files ? patternsOf(used.files) : 'every .arch file below the working folder'],
    ...used.ignores.map((one) => ['ignores', patternsOf(one)]),
    ...used.overrides.map((one) => ['override', overrideLine(one)]),
    ...(file ? [['for', `${file.path}${file.ignored ? ', which is ignored' : ''}`]] : []),
  ].map(([name = '', text = '']) => `${name.padEnd(8)}  ${text}`)
  const width = Math.max(...used.rules.map(({ id }) => id.length))
  const rules = used.rules.flatMap((rule) => ruleLines(rule, width))
  return `${[...head, '', ...rules].join('\n')}\n`
}

function patternsOf({ folder, patterns }: PatternsUsed): string {
  return `${patterns.join(', ')}${folder === '.' ? '' : `  (in ${folder})`}`
}

function overrideLine({ files, ignores, rules, applies }: OverrideUsed): string {
  const but = ignores.patterns.length > 0 ? ` but ${ignores.patterns.join(', ')}` : ''
  const state = applies === undefined ? '' : applies ? '  (applies)' : '  (does not apply)'
  return `${patternsOf(files)}${but}: ${rules.join(', ') || 'nothing'}${state}`
}

function ruleLines({ id, severity, sometimes, from, options }: RuleUsed, width: number) {
  const words = [severity, ...sometimes.map((one) => `sometimes ${one}`)].join(', ')
  const first = `${id.padEnd(width)}  ${words.padEnd(24)}  ${told(from)}`
  const indent = ' '.repeat(width + 4)
  const others = Object.entries(options).map(
    ([name, { value, from: origin }]) =>
      `${indent}${`${name}: ${value}`.padEnd(22)}  ${told(origin)}`,
  )
  return [first, ...others]
}

function told(origin: Origin): string {
  switch (origin) {
    case 'default':
    case 'preset':
      return origin
    case 'flag':
      return '--preset'
    default:
      return `${origin.file}:${origin.line}`
  }
}
