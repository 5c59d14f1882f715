// The built program as a person runs it: a process with arguments, input and environment of its own, in a
// folder of its own that holds just the files of the test. Node is the project's.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const program = fileURLToPath(new URL('../../dist/bin.mjs', import.meta.url))

export interface Ran {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

export interface Setting {
  /** Standard input. */
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly node?: string
  /** Node's own flags. */
  readonly nodeFlags?: readonly string[]
}

export interface Folder {
  readonly path: string
  run(words: readonly string[], setting?: Setting): Ran
  /** A command of the shell, in which `loadpath` is the program. */
  shell(command: string): Ran
  read(file: string): string
}

/** A new folder with these files, gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  const path = mkdtempSync(join(tmpdir(), 'loadpath-test-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  return {
    path,
    run: (words, { input = '', env = {}, node = process.execPath, nodeFlags = [] } = {}) =>
      start(node, [...nodeFlags, program, ...words], path, input, env),
    shell: (command) =>
      start(
        'bash',
        ['-c', `loadpath() { "${process.execPath}" "${program}" "$@"; }; ${command}`],
        path,
        '',
        {},
      ),
    read: (file) => readFileSync(join(path, file), 'utf8'),
  }
}

function start(
  command: string,
  words: readonly string[],
  cwd: string,
  input: string | Uint8Array,
  env: Readonly<Record<string, string>>,
): Ran {
  const { FORCE_COLOR: _, NO_COLOR: __, ...inherited } = process.env
  const ran = spawnSync(command, words, {
    cwd,
    input,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (ran.error) throw ran.error
  return { status: ran.status, out: ran.stdout, err: ran.stderr }
}
