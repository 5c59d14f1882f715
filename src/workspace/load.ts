// Root file → Workspace: reads, decodes and parses the root and, through its imports, every file that it
// needs, each once. Imports are relative to the importing file and cannot leave the workspace root: the
// folder of the nearest config, else of the nearest `.git`, else of the root file. Links are resolved
// before that is judged. `std/…` names a library of kinds, wherever the importing file is. Files are visited depth first, so that a cycle is found at the import closing it.

import type { Ast, Import } from '#grammar/ast.ts'
import { decode } from '#grammar/decode.ts'
import { type Diagnostic, type Fix, problem, type Staged } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import { parse } from '#grammar/parse.ts'
import { sourceText } from '#grammar/source.ts'
import { walk } from '#grammar/walk.ts'
import type { Host, ReadResult } from './host.ts'
import { helpForLibrary, libraryCalled, namesLibrary } from './libraries.ts'
import { folderOf, isInside, join } from './paths.ts'
import type { Workspace } from './workspace.ts'

const configNames = ['ts', 'js', 'json', 'jsonc'].map((ending) => `loadpath.config.${ending}`)

/** What is wrong with the root file itself, for the caller to say: it has no text to point at. */
export type Unreadable = { readonly kind: 'unreadable'; readonly reason: string }

export type Loaded = ({ readonly kind: 'loaded' } & Staged<Workspace>) | Unreadable

/** Loads a file by its path; `text` stands in for its content (standard input, an editor's buffer). */
export function load(host: Host, path: string, text?: string): Loaded {
  const absolute = host.absolute(path)
  const real = text === undefined ? host.realPath(absolute) : absolute
  const read = text === undefined ? host.read(absolute) : memoryFile(text)
  if (read.kind !== 'file') return { kind: 'unreadable', reason: whyUnreadable(read) }

  const session: Loading = {
    host,
    root: host.realPath(workspaceRoot(host, folderOf(absolute))),
    files: new Map(),
    imports: new Map(),
    diagnostics: [],
    path: [],
  }
  const root = parseFile(session, real, host.shown(absolute), read.bytes)
  followImports(session, real, root)
  return {
    kind: 'loaded',
    value: { root, path: real, files: session.files, imports: session.imports },
    diagnostics: session.diagnostics,
  }
}

interface Loading {
  readonly host: Host
  readonly root: string
  readonly files: Map<string, Ast>
  readonly imports: Map<Import, string>
  readonly diagnostics: Diagnostic[]
  /** Files whose imports are being followed, outermost first. */
  readonly path: string[]
}

function parseFile(session: Loading, real: string, shown: string, bytes: Uint8Array): Ast {
  const decoded = decode(bytes, shown)
  const source = 'source' in decoded ? decoded.source : sourceText(shown, '')
  if ('diagnostic' in decoded) session.diagnostics.push(decoded.diagnostic)
  const parsed = parse(source)
  session.diagnostics.push(...parsed.diagnostics)
  session.files.set(real, parsed.value)
  return parsed.value
}

const deepest = 100

function followImports(session: Loading, importer: string, ast: Ast): void {
  session.path.push(importer)
  walk(ast, (item) => {
    if (item.kind === 'import') followImport(session, importer, item)
  })
  session.path.pop()
}

function followImport(session: Loading, importer: string, statement: Import): void {
  const { host } = session
  const wanted = statement.path.text
  if (wanted === '' || namesLibrary(wanted)) {
    followLibrary(session, importer, statement)
    return
  }
  const absolute = join(folderOf(importer), wanted)
  const real = host.realPath(absolute)
  if (!isInside(session.root, absolute) || !isInside(session.root, real)) {
    session.diagnostics.push(importOutside(session, statement, isInside(session.root, absolute)))
    return
  }
  if (session.path.includes(real)) {
    session.diagnostics.push(importCycle(session, statement, real))
    return
  }
  if (session.path.length >= deepest) {
    session.diagnostics.push(importTooDeep(statement))
    return
  }
  if (!session.files.has(real)) {
    const read = host.read(absolute)
    if (read.kind !== 'file') {
      session.diagnostics.push(importUnread(session, statement, absolute, read))
      return
    }
    followImports(session, real, parseFile(session, real, host.shown(absolute), read.bytes))
  }
  session.imports.set(statement, real)
}

/** A library's path is no absolute path, so that it is nobody's file. */
function followLibrary(session: Loading, importer: string, statement: Import): void {
  const wanted = statement.path.text
  const source = libraryCalled(wanted)
  if (!source) {
    const isFile = session.host.read(join(folderOf(importer), wanted)).kind === 'file'
    const help = isFile ? `a file of your own is "./${wanted}"` : helpForLibrary(wanted)
    const meant = isFile ? `./${wanted}` : undefined
    const message = `there is no library "${wanted}"`
    session.diagnostics.push(importNotFound(statement, message, help, written(statement, meant)))
    return
  }
  if (!session.files.has(source.path)) session.files.set(source.path, parse(source).value)
  session.imports.set(statement, source.path)
}

function workspaceRoot(host: Host, folder: string): string {
  return (
    nearestHolding(host, folder, configNames) ?? nearestHolding(host, folder, ['.git']) ?? folder
  )
}

function nearestHolding(host: Host, folder: string, names: readonly string[]): string | undefined {
  for (let at = folder; ; at = folderOf(at)) {
    if (names.some((name) => host.read(join(at, name)).kind !== 'missing')) return at
    if (at === folderOf(at)) return undefined
  }
}

function memoryFile(text: string): ReadResult {
  return { kind: 'file', bytes: new TextEncoder().encode(text) }
}

function whyUnreadable(read: Exclude<ReadResult, { kind: 'file' }>): string {
  switch (read.kind) {
    case 'missing':
      return 'there is no such file'
    case 'folder':
      return 'it is a folder'
    case 'unreadable':
      return read.reason
  }
}

function importUnread(
  session: Loading,
  statement: Import,
  absolute: string,
  read: Exclude<ReadResult, { kind: 'file' }>,
): Diagnostic {
  const { host } = session
  const wanted = statement.path.text
  switch (read.kind) {
    case 'folder':
      return importNotFound(
        statement,
        `"${wanted}" is a folder`,
        `name a file in it: import "${wanted.replace(/\/$/, '')}/main.arch"`,
      )
    case 'unreadable':
      return importNotFound(statement, `"${wanted}" cannot be read: ${read.reason}`)
    case 'missing': {
      const folder = folderOf(absolute)
      const siblings = host
        .list(folder)
        .filter((path) => folderOf(path) === folder && path.endsWith('.arch'))
        .map((path) => path.slice(folder.length + 1))
      const name = absolute.slice(folder.length + 1)
      const whole = siblings.find((one) => one === `${name}.arch`)
      const near = whole ?? nearest(name, siblings)
      const cut = wanted.slice(0, wanted.lastIndexOf('/') + 1)
      return importNotFound(
        statement,
        `there is no file "${wanted}"`,
        near ? `did you mean "${cut}${near}"?` : 'paths are relative to the file that imports',
        near === undefined ? undefined : written(statement, `${cut}${near}`),
      )
    }
  }
}

function importNotFound(statement: Import, message: string, help?: string, fix?: Fix): Diagnostic {
  const extras = { help, fix }
  return problem('workspace', 'import-not-found', statement.path.span, message, extras)
}

/** Safe where the path lacks no more than its ending, or the dot of a file of one's own. */
function written({ path }: Import, meant: string | undefined): Fix | undefined {
  if (meant === undefined || /["\\\n]/.test(meant)) return undefined
  const safe = [`${path.text}.arch`, `./${path.text}`].includes(meant)
  return { title: `write "${meant}"`, safe, edits: [{ at: path.span, text: `"${meant}"` }] }
}

function importOutside(session: Loading, statement: Import, byLink: boolean): Diagnostic {
  const root = session.host.shown(session.root) || '.'
  const how = byLink ? 'leads through a link out of' : 'lies outside'
  return problem(
    'workspace',
    'import-outside',
    statement.path.span,
    `"${statement.path.text}" ${how} the workspace`,
    {
      notes: [
        `the workspace is ${root}: the folder of the nearest loadpath.config, else of the nearest .git, else of the file`,
      ],
      help: 'move the file into the workspace, or put a loadpath.config.json into the folder that holds both',
    },
  )
}

function importCycle(session: Loading, statement: Import, real: string): Diagnostic {
  const cycle = [...session.path.slice(session.path.indexOf(real)), real].map(
    (path) => session.files.get(path)!.source.path,
  )
  const message =
    cycle.length === 2
      ? `${cycle[0]} imports itself`
      : `the imports go round in a circle: ${cycle.join(' → ')}`
  return problem('workspace', 'import-cycle', statement.path.span, message, {
    help: 'move what both need into a third file and import that',
  })
}

function importTooDeep(statement: Import): Diagnostic {
  return problem(
    'workspace',
    'import-too-deep',
    statement.path.span,
    `imports are nested more than ${deepest} files deep`,
    { help: 'import the files side by side' },
  )
}
