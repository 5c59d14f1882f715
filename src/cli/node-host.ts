// The Host of a Node process: the file system below its working folder, and the date in UTC. A pipe gives
// its bytes once, so they are kept; a device may give them for ever, so it is not read.

import {
  type Dirent,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { Entry, Host, ReadResult } from '#src/index.ts'

export function nodeHost(workingFolder: string): Host {
  const pipes = new Map<string, ReadResult>()
  return {
    read: (path) => read(resolve(workingFolder, path), pipes),
    kindOf: (path) => kindOf(resolve(workingFolder, path)),
    realPath: (path) => real(resolve(workingFolder, path)),
    absolute: (path) => slashed(resolve(workingFolder, path)),
    shown: (path) => shown(workingFolder, path),
    list: (folder) => list(resolve(workingFolder, folder)),
    write: (path, text) => write(resolve(workingFolder, path), text),
    importModule: async (wanted, from) => {
      const modules = await import('./import-module.ts')
      return modules.importModule(wanted, from)
    },
    today: () => new Date().toISOString().slice(0, 10),
  }
}

function read(path: string, pipes: Map<string, ReadResult>): ReadResult {
  const known = pipes.get(path)
  if (known) return known
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    const unread = withoutReading(stats)
    if (unread || !stats) return unread ?? { kind: 'missing' }
    const file: ReadResult = { kind: 'file', bytes: readFileSync(path) }
    if (!stats.isFile()) pipes.set(path, file)
    return file
  } catch (error) {
    return unreadable(error)
  }
}

function kindOf(path: string): ReadResult['kind'] {
  try {
    return withoutReading(statSync(path, { throwIfNoEntry: false }))?.kind ?? 'file'
  } catch (error) {
    return unreadable(error).kind
  }
}

/** Undefined where it has bytes to read. */
function withoutReading(stats: Stats | undefined): ReadResult | undefined {
  if (stats === undefined) return { kind: 'missing' }
  if (stats.isDirectory()) return { kind: 'folder' }
  if (stats.isCharacterDevice() || stats.isBlockDevice()) {
    return { kind: 'unreadable', reason: 'it is a device' }
  }
  return undefined
}

function unreadable(error: unknown): ReadResult {
  const code = codeOf(error)
  if (code === 'ENOTDIR' || code === 'ENOENT') return { kind: 'missing' }
  if (code === '') throw error
  return { kind: 'unreadable', reason: reasonOf(error) }
}

function real(path: string): string {
  try {
    return slashed(realpathSync.native(path))
  } catch {
    return slashed(path)
  }
}

function shown(workingFolder: string, path: string): string {
  if (sep === '/' && isPlain(path) && path.startsWith(`${workingFolder}/`)) {
    return path.slice(workingFolder.length + 1)
  }
  const near = relative(workingFolder, path)
  const isBelow = near !== '..' && !near.startsWith(`..${sep}`) && resolve(near) !== near
  return slashed(isBelow ? near || '.' : path)
}

/** Absolute, with nothing in it to resolve: what most paths are. */
function isPlain(path: string): boolean {
  return !/\/(\.{0,2}\/|\.{0,2}$)/.test(path)
}

function list(folder: string): readonly Entry[] | undefined {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).map(entryOf)
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return undefined
  }
}

function entryOf(entry: Dirent): Entry {
  const { name } = entry
  if (entry.isFile()) return { name, kind: 'file' }
  if (entry.isDirectory()) return { name, kind: 'folder' }
  return { name, kind: entry.isSymbolicLink() ? 'link' : 'other' }
}

function write(path: string, text: string): string | undefined {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFIFO())
      return 'it is a pipe, which cannot be written back'
    writeFileSync(path, text)
    return undefined
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'the folder does not exist' : reasonOf(error)
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many files are open',
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}
