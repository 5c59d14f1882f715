// The files of one run as they are read: each is read and decoded once and parsed once, however many files
// import it, and each folder is asked once which workspace it lies in. Made by the run and handed down; two
// runs share nothing.

import type { Ast } from '#grammar/ast.ts'
import { decode } from '#grammar/decode.ts'
import type { Diagnostic, Staged } from '#grammar/diagnostic.ts'
import { parse } from '#grammar/parse.ts'
import { type SourceText, sourceText } from '#grammar/source.ts'
import type { Host, ReadResult } from './host.ts'
import { folderOf, join } from './paths.ts'

export interface Sources {
  /** The path with every link resolved. */
  realPath(path: string): string
  /** The text of a file; the empty text where its bytes are none, which its tree's diagnostics then say. */
  open(path: string): Opened
  /** The tree of an opened file, with the mistakes of its text. */
  tree(file: OpenFile): Staged<Ast>
  treeOfLibrary(library: SourceText): Ast
  /** Real path of the folder that imports of files in this folder cannot leave. */
  workspaceOf(folder: string): string
  /** Forgets a file that will not be asked for again. */
  close(path: string): void
}

export type Opened = OpenFile | Exclude<ReadResult, { kind: 'file' }>

export interface OpenFile {
  readonly kind: 'open'
  readonly real: string
  readonly source: SourceText
  /** What is wrong with the bytes. */
  readonly diagnostics: readonly Diagnostic[]
}

const configNames = ['ts', 'js', 'json', 'jsonc'].map((ending) => `loadpath.config.${ending}`)

export function sourcesOf(host: Host): Sources {
  const files = new Map<string, OpenFile>()
  const trees = new Map<SourceText, Staged<Ast>>()
  const libraries = new Map<string, Ast>()
  const config = nearestHolding(host, configNames)
  const repository = nearestHolding(host, ['.git'])
  const realPath = kept(host.realPath)
  return {
    realPath,
    open(path) {
      const known = files.get(path)
      if (known) return known
      const read = host.read(path)
      if (read.kind !== 'file') return read
      const file = opened(host.shown(path), realPath(path), read.bytes)
      files.set(path, file)
      return file
    },
    tree({ source, diagnostics }) {
      const known = trees.get(source)
      if (known) return known
      const parsed = parse(source)
      const tree = { ...parsed, diagnostics: [...diagnostics, ...parsed.diagnostics] }
      trees.set(source, tree)
      return tree
    },
    treeOfLibrary(library) {
      const tree = libraries.get(library.path) ?? parse(library).value
      libraries.set(library.path, tree)
      return tree
    },
    workspaceOf: kept((folder) => host.realPath(config(folder) ?? repository(folder) ?? folder)),
    close(path) {
      const file = files.get(path)
      if (file) trees.delete(file.source)
      files.delete(path)
    },
  }
}

function opened(shown: string, real: string, bytes: Uint8Array): OpenFile {
  const decoded = decode(bytes, shown)
  if ('source' in decoded) return { kind: 'open', real, source: decoded.source, diagnostics: [] }
  const source = sourceText(shown, '')
  return { kind: 'open', real, source, diagnostics: [decoded.diagnostic] }
}

/** The function, which looks at each path once. */
function kept<T>(compute: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>()
  return (path) => {
    const value = known.has(path) ? known.get(path)! : compute(path)
    known.set(path, value)
    return value
  }
}

/** The nearest folder upward that holds one of the names. */
function nearestHolding(
  host: Host,
  names: readonly string[],
): (folder: string) => string | undefined {
  const nearest = kept((folder): string | undefined => {
    if (names.some((name) => host.kindOf(join(folder, name)) !== 'missing')) return folder
    const above = folderOf(folder)
    return above === folder ? undefined : nearest(above)
  })
  return nearest
}
