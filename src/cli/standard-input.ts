// Standard input as a file: `-` stands for it, and what it is called says where its imports start.

import type { Host } from '#src/index.ts'
import { type Read, refused, value } from './ending.ts'
import { type Flags, single, valuesOf } from './flags.ts'
import type { Surroundings } from './surroundings.ts'

export const stdinNameFlag = {
  syntax: '--stdin-filename <path>',
  text: 'what standard input is called, and where its imports start',
}

/** The one file that a command is about. */
export interface OneFile {
  readonly path: string
  readonly from: 'disk' | 'standard-input'
}

export function oneFile(word: string, flags: Flags): Read<OneFile> {
  const name = single('--stdin-filename', valuesOf(flags, 'stdinFilename'))
  if (name.kind === 'refused') return name
  if (word === '-') return value({ path: name.value ?? '<stdin>', from: 'standard-input' })
  if (name.value !== undefined) {
    return refused('--stdin-filename names standard input, which - reads')
  }
  return value({ path: word, from: 'disk' })
}

/** The host that the file is read from. */
export async function hostOf({ path, from }: OneFile, surroundings: Surroundings): Promise<Host> {
  const { host } = surroundings
  if (from === 'disk') return host
  return withInput(host, host.absolute(path), await surroundings.readInput())
}

/** `path` is absolute. */
export function withInput(host: Host, path: string, bytes: Uint8Array): Host {
  return {
    ...host,
    read: (asked) => (asked === path ? { kind: 'file', bytes } : host.read(asked)),
    realPath: (asked) => (asked === path ? path : host.realPath(asked)),
  }
}
