// A host without a file system: for tests, the playground and anything that holds its files in memory.
// `/` is the working folder. A symbolic link is an entry whose value names the path it leads to.

import type { Entry, Host, ReadResult } from './host.ts'
import { folderOf, isInside, join } from './paths.ts'

export interface MemoryFiles {
  readonly [path: string]: string | Uint8Array | { readonly link: string }
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
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      return { kind: 'file', bytes }
    }
    const isFolder = [...contents.keys()].some((known) => known !== real && isInside(real, known))
    return isFolder ? { kind: 'folder' } : { kind: 'missing' }
  }
  return {
    read,
    kindOf: (path) => read(path).kind,
    realPath,
    absolute: (path) => join('/', path),
    shown: (path) => path.replace(/^\//, ''),
    list(folder) {
      if (read(folder).kind !== 'folder') return undefined
      return entriesOf(realPath(folder), contents)
    },
    write(path, text) {
      written.set(join('/', path), text)
      return undefined
    },
    today: () => today,
  }
}

function entriesOf(
  folder: string,
  contents: ReadonlyMap<string, MemoryFiles[string]>,
): readonly Entry[] {
  const entries = new Map<string, Entry>()
  for (const [path, content] of contents) {
    if (path === folder || !isInside(folder, path)) continue
    const [name, ...inside] = path.slice(folder === '/' ? 1 : folder.length + 1).split('/')
    const kind = inside.length > 0 ? 'folder' : isLink(content) ? 'link' : 'file'
    entries.set(name!, { name: name!, kind })
  }
  return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isLink(
  content: string | Uint8Array | { readonly link: string },
): content is { readonly link: string } {
  return typeof content === 'object' && 'link' in content
}
