// All that differs between the command line, an editor and a browser: files, the date, modules that a
// config names. Paths use forward slashes; a relative path is relative to the host's working folder.

export interface Host {
  read(path: string): ReadResult
  /** What `read` would find, without reading; links are followed. */
  kindOf(path: string): ReadResult['kind']
  /** The path with every symbolic link resolved; the path itself where nothing is there. */
  realPath(path: string): string
  /** Absolute form of a path, with `.` and `..` resolved. */
  absolute(path: string): string
  /** What people should see for an absolute path: relative to the working folder, `.`, where it lies below it. */
  shown(path: string): string
  /** What lies directly in a folder, sorted by name by code unit; undefined where it cannot be read. */
  list(folder: string): readonly Entry[] | undefined
  /** Undefined where it was written, else why not. */
  write(path: string, text: string): string | undefined
  /** Runs a module, named by a path or as a package, as the file `from` (absolute) would import it; never throws. */
  importModule(wanted: string, from: string): Promise<Imported>
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

export type Imported =
  /** `path` is absolute; `exports` holds the default export as `default`. */
  | {
      readonly kind: 'module'
      readonly path: string
      readonly exports: { readonly [name: string]: unknown }
    }
  /** A package that is a JSON file, which is for reading. */
  | { readonly kind: 'data'; readonly path: string }
  | { readonly kind: 'failed'; readonly failure: ImportFailure }

/** Why a module did not run. */
export type ImportFailure =
  /** `wanted` as it was written, where that is known; `near` is a file that may be meant. */
  | {
      readonly kind: 'not-found'
      readonly wanted: string
      readonly importer?: string
      readonly near?: string
    }
  /** `what` is `enum`, `namespace declaration`, `parameter property`, … */
  | { readonly kind: 'typescript'; readonly what: string; readonly at?: ModulePlace }
  | { readonly kind: 'typescript-in-package'; readonly path: string }
  | { readonly kind: 'syntax'; readonly message: string; readonly at?: ModulePlace }
  /** An `import` or `export` in a file that is read as CommonJS. */
  | { readonly kind: 'commonjs'; readonly at?: ModulePlace }
  /** `name` is `module`, `exports`, `require`, `__dirname` or `__filename`, which a module does not have. */
  | { readonly kind: 'not-commonjs'; readonly name: string; readonly at?: ModulePlace }
  /** A JSON file (absolute path) is imported without the attribute that Node wants; the importer is likely. */
  | { readonly kind: 'no-attribute'; readonly path: string; readonly importer: string }
  | {
      readonly kind: 'no-export'
      readonly name: string
      readonly from: string
      readonly at?: ModulePlace
    }
  | { readonly kind: 'threw'; readonly message: string; readonly at?: ModulePlace }
  | { readonly kind: 'unloadable'; readonly reason: string }
  /** It waits for what never comes; after so many seconds, or at once where nothing is left to wait for. */
  | { readonly kind: 'never-ended'; readonly seconds?: number }

/** A place in a module's file: absolute path, 1-based line and column. */
export interface ModulePlace {
  readonly path: string
  readonly line: number
  readonly column: number
}

/** Why what lies at a path cannot be read as a file. */
export function whyNoFile(read: Exclude<ReadResult, { kind: 'file' }>): string {
  switch (read.kind) {
    case 'missing':
      return 'there is no such file'
    case 'folder':
      return 'it is a folder'
    case 'unreadable':
      return read.reason
  }
}
