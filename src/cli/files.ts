// Paths, folders and patterns from the command line → the files to lint, each once, sorted. Without
// arguments it is every .arch file below the working folder. Walking leaves out what git ignores,
// node_modules, folders that begin with a dot, and folders behind links; a file named outright is always
// taken. A pattern that says no ending is for .arch files. What leads to nothing, or cannot be looked into, is said, never skipped.

import type { Entry, Host } from '#src/index.ts'
import { isPattern, matcher } from '#src/workspace/glob.ts'
import { type Ignoring, ignoringIn } from './ignoring.ts'

export interface Found {
  /** Absolute paths. */
  readonly files: readonly string[]
  /** Arguments that lead to no file, each with the reason. */
  readonly missed: readonly Missed[]
}

export interface Missed {
  readonly path: string
  readonly reason: string
}

export interface FindOptions {
  /** Files that no folder and no pattern leads to, by their absolute paths. */
  readonly ignores?: (path: string) => boolean
}

const noFile = 'there is no such file'
const unnameable = 'its name is not UTF-8'
const nothingIn = (ignored: number): string => `no .arch file lies in it${butIgnored(ignored)}`
const nothingLike = (ignored: number): string => `no file matches it${butIgnored(ignored)}`
const noArchLike = (ignored: number): string => `no .arch file matches it${butIgnored(ignored)}`

function butIgnored(count: number): string {
  if (count === 0) return ''
  return count === 1
    ? '; one is ignored by .gitignore, and linted where it is named'
    : `; ${count} are ignored by .gitignore, and linted where they are named`
}

export function findFiles(host: Host, paths: readonly string[], options: FindOptions = {}): Found {
  const wanted = new Set(paths.length === 0 ? ['.'] : paths)
  const found = [...wanted].map((path) => expand(host, path, options))
  const files = new Map<string, string>()
  for (const file of new Set(found.flatMap((one) => one.files))) {
    const real = host.realPath(file)
    files.set(real, nameOf(real, file, files.get(real)))
  }
  return {
    files: [...files.values()].sort(),
    missed: distinct(found.flatMap((one) => one.missed)),
  }
}

/** Of two names of one file its own, else the first by code unit. */
function nameOf(real: string, one: string, other: string | undefined): string {
  if (other === undefined || one === real) return one
  return other === real || other < one ? other : one
}

function expand(host: Host, path: string, options: FindOptions): Found {
  if (path === '') return missed(path, 'an empty path names nothing')
  const absolute = host.absolute(path)
  switch (host.kindOf(absolute)) {
    case 'file':
    case 'unreadable':
      return { files: [absolute], missed: [] }
    case 'folder': {
      const isWanted = (inside: string) => inside.endsWith('.arch')
      return below(host, path, absolute, isWanted, nothingIn, options)
    }
    case 'missing':
      if (path.includes('\ufffd')) return missed(path, unnameable)
      return isPattern(path) ? matching(host, path, options) : missed(path, noFile)
  }
}

function matching(host: Host, pattern: string, options: FindOptions): Found {
  const { folder, rest } = split(host, pattern)
  const wanted = matcher(rest)
  if (!wanted) return missed(pattern, 'a bracket of the pattern lacks its partner')
  if (saysEnding(rest)) {
    return below(host, pattern, folder, (path) => wanted.test(path), nothingLike, options)
  }
  const isWanted = (path: string) => path.endsWith('.arch') && wanted.test(path)
  return below(host, pattern, folder, isWanted, noArchLike, options)
}

/** Whether its last part, behind a slash outside braces, has letters behind a dot: `*.txt`, not `**`. */
function saysEnding(pattern: string): boolean {
  return /\.[^/]*\p{L}/u.test(/(?:[^/{]|\{[^}]*\}?)*$/.exec(pattern)?.[0] ?? '')
}

/** The folder to look in, and the pattern from there: a folder that is called like a pattern is that folder. */
function split(host: Host, pattern: string): { folder: string; rest: string } {
  const parts = host.absolute(pattern).split('/')
  const isFolder = (_: string, taken: number) =>
    taken > 0 && host.kindOf(parts.slice(0, taken + 1).join('/')) !== 'folder'
  const taken = parts.findIndex(isFolder)
  return { folder: parts.slice(0, taken).join('/') || '/', rest: parts.slice(taken).join('/') }
}

/** `isWanted` takes paths from the folder on; `nothing` says that none is, but for so many that are ignored. */
function below(
  host: Host,
  path: string,
  folder: string,
  isWanted: (path: string) => boolean,
  nothing: (ignored: number) => string,
  { ignores }: FindOptions,
): Found {
  const start = folder === '/' ? 1 : folder.length + 1
  const isOurs = (file: string) => isWanted(file.slice(start)) && !ignores?.(file)
  const { files, missed: closed } = walk(host, folder, isOurs, 'heeded')
  if (files.length > 0 || closed.length > 0) return { files, missed: closed }
  return missed(path, nothing(walk(host, folder, isOurs, 'disregarded').files.length))
}

/** Every wanted file in a folder, at any depth. A link is taken where it does not lead to a folder. */
function walk(
  host: Host,
  top: string,
  isWanted: (path: string) => boolean,
  ignored: 'heeded' | 'disregarded',
): Found {
  const files: string[] = []
  const closed: Missed[] = []
  const first = host.list(top)
  const state = first && ignored === 'heeded' ? ignoringIn(host, top, first) : undefined
  const open: Open[] = state === 'ignored' ? [] : [{ folder: top, entries: first, state }]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { folder, entries, state: around } = at
    if (!entries) {
      closed.push({ path: host.shown(folder), reason: whyClosed(folder) })
      continue
    }
    for (const entry of entries) {
      const path = `${folder === '/' ? '' : folder}/${entry.name}`
      if (entry.kind !== 'folder') {
        if (!isWanted(path) || around?.ignores(entry)) continue
        const what = whatLies(host, path, entry)
        if (what === 'file') files.push(path)
        else if (what !== 'folder') closed.push({ path: host.shown(path), reason: what.reason })
      } else if (isEntered(entry.name) && !around?.ignores(entry)) {
        const inner = host.list(path)
        const inside = inner && around?.below(entry.name, inner)
        open.push({ folder: path, entries: inner, state: inside })
      }
    }
  }
  return { files, missed: closed }
}

/** What an entry that is no folder leads to, or why it leads to nothing. */
function whatLies(
  host: Host,
  path: string,
  { name, kind }: Entry,
): 'file' | 'folder' | { reason: string } {
  if (kind === 'other') return { reason: 'it is no file' }
  if (kind === 'file' && !name.includes('\ufffd')) return 'file'
  const there = host.kindOf(path)
  if (there === 'missing')
    return { reason: kind === 'file' ? unnameable : 'the link leads nowhere' }
  return there === 'folder' ? 'folder' : 'file'
}

interface Open {
  readonly folder: string
  /** Undefined where it cannot be read. */
  readonly entries: readonly Entry[] | undefined
  /** Undefined where nothing is ignored. */
  readonly state: Ignoring | undefined
}

function isEntered(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules'
}

function whyClosed(folder: string): string {
  return folder.includes('\ufffd') ? unnameable : 'the folder cannot be read'
}

function missed(path: string, reason: string): Found {
  return { files: [], missed: [{ path, reason }] }
}

function distinct(all: readonly Missed[]): readonly Missed[] {
  return [...new Map(all.map((one) => [`${one.path}\n${one.reason}`, one])).values()]
}
