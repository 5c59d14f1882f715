// The files of a run, with what its config says of them: without paths its `files`, and never what it
// ignores. A file named outright that it ignores is said and counts for nothing; a folder or pattern that
// leads to ignored files alone leads to nothing.

import { type Config, type Host, isIgnored } from '#src/index.ts'
import { type Found, findFiles, type Missed } from './files.ts'

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
  const wanted = paths.length > 0 ? paths : patternsOf(host, config)
  const ignores = (file: string) => isIgnored(config, file)
  const found = findFiles(host, wanted, { ignores })
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

/** For standard error. */
export function ignoredLine(path: string, undone: string, config: Config, host: Host): string {
  return `${path} was not ${undone}: ${host.shown(config.path)} ignores it`
}

function patternsOf(host: Host, { files }: Config): readonly string[] {
  if (!files) return ['.']
  return files.patterns.map((pattern) => host.shown(host.absolute(`${files.folder}/${pattern}`)))
}
