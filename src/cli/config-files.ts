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
  const found = findFiles(host, wanted)
  const files = found.files.filter((file) => !isIgnored(config, file))
  if (files.length === found.files.length) return { ...found, ignored: [] }

  const outright = new Set(paths.map((path) => host.absolute(path)))
  const ignored = found.files.filter((file) => outright.has(file) && isIgnored(config, file))
  const others = wanted.filter((path) => !ignored.includes(host.absolute(path)))
  const emptied = others.flatMap((path) => emptiedBy(host, path, config))
  const shown = ignored.map((file) => host.shown(file))
  return { files, missed: [...found.missed, ...emptied], ignored: shown }
}

/** For standard error. */
export function ignoredLine(path: string, undone: string, config: Config, host: Host): string {
  return `${path} was not ${undone}: ${host.shown(config.path)} ignores it`
}

function patternsOf(host: Host, { files }: Config): readonly string[] {
  if (!files) return ['.']
  return files.patterns.map((pattern) => host.shown(host.absolute(`${files.folder}/${pattern}`)))
}

function emptiedBy(host: Host, path: string, config: Config): readonly Missed[] {
  const { files } = findFiles(host, [path])
  if (files.length === 0 || !files.every((file) => isIgnored(config, file))) return []
  const reason = `${host.shown(config.path)} ignores all that lies there`
  return [{ path, reason }]
}
