// The built program as a person runs it: a process with arguments, standard output and a status. Colours
// are off, and standard input is empty.

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tidy/tree.ts'

export const program = join(root, 'dist/bin.mjs')

export const isBlessing = process.env.LOADPATH_BLESS === '1'

export interface Ran {
  readonly status: number | null
  readonly out: string
  readonly error: string
}

/** Runs a command in a folder, the program itself where the command is `loadpath`. */
export function run(command: string, args: readonly string[], folder = root): Ran {
  const own = command === 'loadpath'
  const { FORCE_COLOR: _, ...environment } = process.env
  const ran = spawnSync(own ? process.execPath : command, own ? [program, ...args] : args, {
    cwd: folder,
    env: { ...environment, NO_COLOR: '1' },
    input: '',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (ran.error) throw ran.error
  return { status: ran.status, out: ran.stdout, error: ran.stderr }
}

/** The text that a golden file holds; when blessing, the file is rewritten first. */
export function golden(path: string, actual: string): string {
  const full = join(root, path)
  if (isBlessing && (!existsSync(full) || readFileSync(full, 'utf8') !== actual)) {
    writeFileSync(full, actual)
  }
  return existsSync(full) ? readFileSync(full, 'utf8') : '(there is no such file: npm run bless)'
}
