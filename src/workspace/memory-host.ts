// A host without a file system: for tests, the playground and anything that holds its files in memory.
// `/` is the working folder. A symbolic link is an entry whose value names the path it leads to.

import type { Entry, Host, ReadResult } from './host.ts'
import { folderOf, isInside, join } from './paths.ts'

export interface MemoryFiles {
  readonly [path: string]: string | Uint8Array | MemoryLink | MemoryModule
}

interface MemoryLink {
  readonly link: string
}

/** A module by what it exports, and by its text where something reads it. A package lies in `/node_modules`. */
export interface MemoryModule {
  readonly exports: { readonly [name: string]: unknown }
  readonly text?: string
}

export function memoryHost(files: MemoryFiles, today = '2026-01-01'): Host {
  const contents = new Map(
    Object.entries(files).map(([path, content]) => [join('/', path), content]),
  )
  const written = new Map<string, string>()
  const realPath = (path: string): string => {
    let real = join('/', path)
    for (let hops = 0; hops < 40; hops++) {
      const link = [...contents].find(([at, content]) => isLink(content) && isInside(at, real))
      if (!link || !isLink(link[1])) return real
      real = join(folderOf(link[0]), link[1].link + real.slice(link[0].length))
    }
    return real
  }
  const read = (path: string): ReadResult => {
    const real = realPath(path)
    const content = written.get(real) ?? contents.get(real)
    if (content !== undefined && !isLink(content)) {
      return { kind: 'file', bytes: bytesOf(content) }
    }
    const isFolder = [...contents.keys()].some((known) => known !== real && isInside(real, known))
    return isFolder ? { kind: 'folder' } : { kind: 'missing' }
  }
  return {
    read,
    kindOf: (path) => read(path).kind,
    realPath,
    absolute: (path) => join('/', path),
    shown: (path) => path.replace(/^\//, '') || '.',
    list(folder) {
      if (read(folder).kind !== 'folder') return undefined
      return entriesOf(realPath(folder), contents)
    },
    write(path, text) {
      written.set(join('/', path), text)
      return undefined
    },
    importModule: async (wanted, from) => {
      const isPath = /^\.{0,2}\//.test(wanted)
      const path = realPath(isPath ? join(folderOf(from), wanted) : `/node_modules/${wanted}`)
      const content = contents.get(path)
      if (content === undefined) return { kind: 'failed', failure: { kind: 'not-found', wanted } }
      if (path.endsWith('.json')) return { kind: 'data', path }
      if (isModule(content)) return { kind: 'module', path, exports: content.exports }
      const reason = 'nothing runs modules here'
      return { kind: 'failed', failure: { kind: 'unloadable', reason } }
    },
    today: () => today,
  }
}

type Content = MemoryFiles[string]

function entriesOf(folder: string, contents: ReadonlyMap<string, Content>): readonly Entry[] {
  const entries = new Map<string, Entry>()
  for (const [path, content] of contents) {
    if (path === folder || !isInside(folder, path)) continue
    const [name, ...inside] = path.slice(folder === '/' ? 1 : folder.length + 1).split('/')
    const kind = inside.length > 0 ? 'folder' : isLink(content) ? 'link' : 'file'
    entries.set(name!, { name: name!, kind })
  }
  return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function bytesOf(content: Exclude<Content, MemoryLink>): Uint8Array {
  if (content instanceof Uint8Array) return content
  return new TextEncoder().encode(isModule(content) ? (content.text ?? '') : content)
}

function isLink(content: Content): content is MemoryLink {
  return typeof content === 'object' && 'link' in content
}

function isModule(content: Content): content is MemoryModule {
  return typeof content === 'object' && 'exports' in content
}
