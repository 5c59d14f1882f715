// The files of a run, with what its config says of them: without paths its `files`, and never what it
// ignores. A file named outright that it ignores is said and counts for nothing; a folder or pattern that
// leads to ignored files alone leads to nothing.

import { type Config, type Host, isIgnored } from '#src/index.ts'
import { said } from './ending.ts'
import { type FindOptions, type Found, findFiles, type Missed } from './files.ts'

export interface ConfiguredFiles extends Found {
  /** Named outright and ignored: as the host shows them. */
  readonly ignored: readonly string[]
}

export function configuredFiles(
  host: Host,
  paths: readonly string[],
  config: Config | undefined,
): ConfiguredFiles {
  if (!config) return { ...findFiles(host, paths), ignored: [] }
  const ignores = (file: string) => isIgnored(config, file)
  const found =
    paths.length > 0
      ? findFiles(host, paths, { ignores })
      : findConfigured(host, config, { ignores })
  // What is ignored among these was named outright.
  const ignored = found.files.filter(ignores)
  return {
    files: ignored.length === 0 ? found.files : found.files.filter((file) => !ignores(file)),
    missed: found.missed.map((one) => reasoned(host, one, config)),
    ignored: ignored.map((file) => host.shown(file)),
  }
}

/** Where the config is why an argument leads to nothing, that is the reason. */
function reasoned(host: Host, missed: Missed, config: Config): Missed {
  const { files } = findFiles(host, [missed.path])
  if (files.length === 0) return missed
  return { ...missed, reason: `${host.shown(config.path)} ignores all that lies there` }
}

/** For standard error: a line for each file named outright that the config ignores. */
export function ignoredLines(
  ignored: readonly string[],
  undone: string,
  config: Config | undefined,
  host: Host,
): string {
  if (!config) return ''
  const by = host.shown(config.path)
  return ignored.map((path) => said(`${path} was not ${undone}: ${by} ignores it`)).join('')
}

const namedBy = (config: string): string => ` (${config} names it in "files")`

/** Patterns of the config are looked for where they lie, and shown from the working folder. */
function findConfigured(host: Host, config: Config, options: FindOptions): Found {
  const { files } = config
  if (!files) return findFiles(host, [], options)
  const says = [config.path, ...config.extended].find((one) => liesIn(files.folder, one))
  const named = namedBy(host.shown(says ?? config.path))
  const paths = files.patterns.map((pattern) => host.absolute(`${files.folder}/${pattern}`))
  const { missed, ...found } = findFiles(host, paths, options)
  return {
    ...found,
    missed: missed.map(({ path, reason }) => ({
      path: host.shown(path),
      reason: paths.includes(path) ? reason + named : reason,
    })),
  }
}

function liesIn(folder: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return path === `${folder === '/' ? '' : folder}/${name}`
}
