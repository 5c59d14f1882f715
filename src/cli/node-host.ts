// The Host of a Node process: the file system below its working folder, and the date in UTC.
// Listing a folder skips node_modules and folders that begin with a dot; a folder that cannot be read
// stands in the list with a slash at its end. A pipe gives its bytes once, so they are kept; a device may
// give them for ever, so it is not read.

import {
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { Host, ReadResult } from '#src/index.ts'

export function nodeHost(workingFolder: string): Host {
  const pipes = new Map<string, ReadResult>()
  return {
    read: (path) => read(resolve(workingFolder, path), pipes),
    realPath: (path) => real(resolve(workingFolder, path)),
    absolute: (path) => slashed(resolve(workingFolder, path)),
    shown: (path) => shown(workingFolder, path),
    list: (folder) => [...list(slashed(resolve(workingFolder, folder)))].sort(byCodeUnit),
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
    if (stats === undefined) return { kind: 'missing' }
    if (stats.isDirectory()) return { kind: 'folder' }
    if (stats.isCharacterDevice() || stats.isBlockDevice()) {
      return { kind: 'unreadable', reason: 'it is a device' }
    }
    const file: ReadResult = { kind: 'file', bytes: readFileSync(path) }
    if (!stats.isFile()) pipes.set(path, file)
    return file
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOTDIR' || code === 'ENOENT') return { kind: 'missing' }
    if (code === '') throw error
    return { kind: 'unreadable', reason: reasonOf(error) }
  }
}

function real(path: string): string {
  try {
    const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined
    return slashed(isThere ? realpathSync.native(path) : path)
  } catch {
    return slashed(path)
  }
}

function shown(workingFolder: string, path: string): string {
  const near = relative(workingFolder, path)
  const isBelow = near !== '..' && !near.startsWith(`..${sep}`) && resolve(near) !== near
  return slashed(isBelow ? near : path)
}

function* list(folder: string): Generator<string> {
  let entries: ReturnType<typeof entriesOf>
  try {
    entries = entriesOf(folder)
  } catch {
    yield `${folder}/`
    return
  }
  for (const entry of entries) {
    const path = `${folder === '/' ? '' : folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') yield* list(path)
    } else if (!entry.isSymbolicLink() || leadsToFile(path)) yield path
  }
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
}

function leadsToFile(link: string): boolean {
  return statSync(link, { throwIfNoEntry: false })?.isFile() ?? false
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

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
