// The config of a run: the one that `--config` names, or the nearest upward from the working folder. One
// with mistakes ends the run, with all of them on standard error. Configs that lie nearer to a linted file
// are not read, and that is said.

import { type Config, findConfigs, type Host, loadConfig, report } from '#src/index.ts'
import type { Colours } from './colour.ts'
import { type Ending, refusal, said } from './ending.ts'
import { type Flags, single, valuesOf } from './flags.ts'
import type { Surroundings } from './surroundings.ts'

export type RunConfig =
  | { readonly kind: 'read'; readonly config: Config | undefined }
  | { readonly kind: 'ended'; readonly ending: Ending }

export const configFlag = {
  syntax: '--config <file>',
  text: 'the config, instead of the nearest loadpath.config.ts, js, json or jsonc upward',
}

/** `undone` is what does not happen where it has mistakes: `nothing was linted`. */
export async function runConfig(
  flags: Flags,
  colours: Colours,
  undone: string,
  { host, version }: Pick<Surroundings, 'host' | 'version'>,
): Promise<RunConfig> {
  const named = single('--config', valuesOf(flags, 'config'))
  if (named.kind === 'refused') return ended(refusal(named.message))
  const file = named.value
  if (file !== undefined && host.kindOf(file) === 'missing') {
    return ended(refusal(`--config ${file}: there is no such file`))
  }
  const { value, diagnostics } = await loadConfig(
    host,
    file === undefined ? { folder: '.' } : { file },
  )
  const misnamed = value === undefined && diagnostics.length === 0 ? misnamedIn(host) : undefined
  if (misnamed !== undefined) return ended(refusal(`${misnamed} ${notAName}`))
  if (diagnostics.length === 0) return { kind: 'read', config: value }
  const frames = report(
    {
      tool: { name: 'loadpath', version },
      findings: diagnostics,
      notLinted: [],
      files: new Set(diagnostics.map(({ at }) => at.source.path)).size,
      limits: { failOn: 'error' },
      shown: { minSeverity: 'error', suppressed: 'counted' },
      strictWouldAdd: 0,
      fixable: new Set(),
    },
    'pretty',
    colours,
  )
  return ended({ status: 2, err: frames + said(`the config has mistakes, so ${undone}`) })
}

const notAName = 'is no name of a config: its ending is ts, js, json or jsonc'

/** What lies in the working folder and was certainly meant as a config. */
function misnamedIn(host: Host): string | undefined {
  const names = ['mts', 'mjs', 'cts', 'cjs', 'json5', 'yaml', 'yml', 'toml'].map(
    (ending) => `loadpath.config.${ending}`,
  )
  return names.find((name) => host.kindOf(name) === 'file')
}

function ended(ending: Ending): RunConfig {
  return { kind: 'ended', ending }
}

/** The configs nearest above these files that are not the run's own, and that say something. */
export function passedOver(
  host: Host,
  files: readonly string[],
  config: Config | undefined,
): readonly string[] {
  const known = new Map<string, readonly string[]>()
  const own = new Set([...findConfigs(host, '.', known), ...(config ? [config.path] : [])])
  const folders = new Set(files.map((file) => file.slice(0, Math.max(file.lastIndexOf('/'), 1))))
  const nearest = new Set([...folders].flatMap((folder) => findConfigs(host, folder, known)))
  return [...nearest].filter((path) => !own.has(path) && saysSomething(host, path)).sort()
}

/** For standard error: what is not read, and which config is. */
export function passedOverLines(
  host: Host,
  files: readonly string[],
  config: Config | undefined,
): string {
  const instead = config ? `${host.shown(config.path)} counts for all files` : 'this one has none'
  return passedOver(host, files, config)
    .map((path) => said(`${host.shown(path)} is not read: a run has one config, and ${instead}`))
    .join('')
}

/** A config that sets nothing only marks the root of a workspace. */
function saysSomething(host: Host, path: string): boolean {
  const read = host.read(path)
  if (read.kind !== 'file') return true
  return !/^\s*(\{\s*\}\s*)?$/.test(new TextDecoder().decode(read.bytes))
}
