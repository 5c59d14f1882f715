// All that differs between the command line, an editor and a browser: files, the date, and where a
// layout runs. Paths use forward slashes; a relative path is relative to the host's working folder.

export interface Host {
  read(path: string): ReadResult
  /** The path with every symbolic link resolved; the path itself where nothing is there. */
  realPath(path: string): string
  /** Absolute form of a path, with `.` and `..` resolved. */
  absolute(path: string): string
  /** What people should see for an absolute path: relative to the working folder where it lies below it. */
  shown(path: string): string
  /** Files below a folder, as paths beginning with it, sorted by code unit; links to folders are not followed. */
  list(folder: string): readonly string[]
  /** Undefined where it was written, else why not. */
  write(path: string, text: string): string | undefined
  /** ISO date (`2027-03-31`) that `ignore … until` is held against. */
  today(): string
}

export type ReadResult =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'unreadable'; readonly reason: string }
