// All that differs between the command line, an editor and a browser: files, the date, and where a
// layout runs. Paths use forward slashes; a relative path is relative to the host's working folder.

export interface Host {
  read(path: string): ReadResult
  /** What `read` would find, without reading; links are followed. */
  kindOf(path: string): ReadResult['kind']
  /** The path with every symbolic link resolved; the path itself where nothing is there. */
  realPath(path: string): string
  /** Absolute form of a path, with `.` and `..` resolved. */
  absolute(path: string): string
  /** What people should see for an absolute path: relative to the working folder where it lies below it. */
  shown(path: string): string
  /** What lies directly in a folder, sorted by name by code unit; undefined where it cannot be read. */
  list(folder: string): readonly Entry[] | undefined
  /** Undefined where it was written, else why not. */
  write(path: string, text: string): string | undefined
  /** ISO date (`2027-03-31`) that `ignore … until` is held against. */
  today(): string
}

export interface Entry {
  readonly name: string
  /** `other`: a pipe, a socket, a device. */
  readonly kind: 'file' | 'folder' | 'link' | 'other'
}

export type ReadResult =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'unreadable'; readonly reason: string }
