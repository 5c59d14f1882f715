// Arithmetic on absolute paths with forward slashes; the host makes paths absolute.

/** The path without its last part; `/` stays `/`. */
export function folderOf(path: string): string {
  const cut = path.lastIndexOf('/')
  return cut <= 0 ? '/' : path.slice(0, cut)
}

export function join(folder: string, path: string): string {
  return normalize(path.startsWith('/') ? path : `${folder}/${path}`)
}

/** Resolves `.`, `..` and doubled slashes; keeps a drive (`C:/x`). */
export function normalize(path: string): string {
  const drive = /^[A-Za-z]:/.exec(path)?.[0] ?? ''
  const parts: string[] = []
  for (const part of path.slice(drive.length).split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return `${drive}/${parts.join('/')}`
}

export function isInside(folder: string, path: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`)
}
