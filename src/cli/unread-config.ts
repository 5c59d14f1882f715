// This version reads no config: one that lies there only marks the workspace's root. A config that says
// something is not passed over in silence.

import type { Host } from '#src/index.ts'

const names = ['ts', 'js', 'json', 'jsonc'].map((ending) => `loadpath.config.${ending}`)

/** The configs nearest above these files that hold more than `{}`, as people see their paths. */
export function unreadConfigs(host: Host, files: readonly string[]): readonly string[] {
  const folders = new Set(files.map((file) => folderOf(host.absolute(file))))
  const found = [...folders].flatMap((folder) => nearestConfig(host, folder) ?? [])
  return [...new Set(found)]
}

function nearestConfig(host: Host, folder: string): string | undefined {
  for (let at = folder; ; at = folderOf(at)) {
    for (const name of names) {
      const path = `${at === '/' ? '' : at}/${name}`
      const read = host.read(path)
      if (read.kind === 'file') return saysSomething(read.bytes) ? host.shown(path) : undefined
    }
    if (at === folderOf(at)) return undefined
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 1))
}

function saysSomething(bytes: Uint8Array): boolean {
  return !/^\s*(\{\s*\}\s*)?$/.test(new TextDecoder().decode(bytes))
}
