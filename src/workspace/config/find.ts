// Which config a folder has: the nearest upward. It looks for names alone; what they hold is read elsewhere.

import type { Host } from '#src/workspace/host.ts'
import { folderOf, join } from '#src/workspace/paths.ts'

export const configNames = ['ts', 'js', 'json', 'jsonc'].map(
  (ending) => `loadpath.config.${ending}`,
)

/**
 * Absolute paths of the configs in the nearest folder upward that has one: none, one, or several side by
 * side. `known` remembers the answers for folders between calls.
 */
export function findConfigs(
  host: Host,
  folder: string,
  known: Map<string, readonly string[]> = new Map(),
): readonly string[] {
  const passed: string[] = []
  for (let at = host.absolute(folder); ; at = folderOf(at)) {
    passed.push(at)
    const found = known.get(at) ?? configsIn(host, at)
    if (found.length === 0 && at !== folderOf(at)) continue
    for (const one of passed) known.set(one, found)
    return found
  }
}

function configsIn(host: Host, folder: string): readonly string[] {
  return configNames
    .map((name) => join(folder, name))
    .filter((path) => host.kindOf(path) !== 'missing')
}
