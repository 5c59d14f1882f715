// Paths, folders and patterns from the command line → the files to lint, each once, in the order of the
// arguments and sorted inside one. Without arguments it is every .arch file below the working folder.
// What matches nothing is said, never skipped.

import type { Host } from '#src/index.ts'
import { baseOf, isPattern, matcher } from '#src/workspace/glob.ts'

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

export function findFiles(host: Host, paths: readonly string[]): Found {
  const found = (paths.length === 0 ? ['.'] : paths).map((path) => expand(host, path))
  const files = new Map<string, string>()
  for (const file of found.flatMap((one) => one.files)) {
    const real = host.realPath(file)
    if (!files.has(real) || file === real) files.set(real, file)
  }
  return { files: [...files.values()], missed: found.flatMap((one) => one.missed) }
}

function expand(host: Host, path: string): Found {
  if (path === '') return missed(path, 'an empty path names nothing')
  const absolute = host.absolute(path)
  const read = host.read(absolute)
  switch (read.kind) {
    case 'file':
    case 'unreadable':
      return { files: [absolute], missed: [] }
    case 'folder':
      return below(host, path, absolute, /\.arch$/u, 'no .arch file lies in it')
    case 'missing':
      return isPattern(path) ? matching(host, path) : missed(path, 'there is no such file')
  }
}

function matching(host: Host, pattern: string): Found {
  const absolute = host.absolute(pattern)
  const wanted = matcher(absolute)
  if (!wanted) return missed(pattern, 'a bracket of the pattern lacks its partner')
  const folder = host.absolute(baseOf(pattern))
  return below(host, pattern, folder, wanted, 'no file matches it')
}

function below(host: Host, path: string, folder: string, wanted: RegExp, nothing: string): Found {
  const inside = host.list(folder)
  const files = inside.filter((file) => wanted.test(file))
  const closed = inside
    .filter((one) => one.endsWith('/'))
    .map((one) => ({ path: host.shown(one.slice(0, -1)), reason: 'the folder cannot be read' }))
  if (files.length > 0 || closed.length > 0) return { files, missed: closed }
  return missed(path, nothing)
}

function missed(path: string, reason: string): Found {
  return { files: [], missed: [{ path, reason }] }
}
