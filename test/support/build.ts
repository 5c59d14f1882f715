// Before any test: builds the program where a source is newer than it, so that tests which run it never
// run another one. Vitest calls it once for a whole run.

import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sources = ['grammar', 'rules', 'src', 'package.json', 'tsdown.config.ts']

export function setup(): void {
  if (builtAt() > Math.max(...sources.map((source) => changedAt(join(root, source))))) return
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/tsdown/dist/run.mjs'), '--log-level', 'warn'],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the program does not build:\n${stdout}${stderr}`)
}

function builtAt(): number {
  return statSync(join(root, 'dist/bin.mjs'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function changedAt(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const inside = readdirSync(path).filter((name) => !/\.(md|arch)$|\.test\.ts$/.test(name))
  return Math.max(0, ...inside.map((name) => changedAt(join(path, name))))
}
