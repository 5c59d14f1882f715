// Root file → Workspace: the trees of the root and, through its imports, of every file that it needs.
// Imports are relative to the importing file and cannot leave the workspace root: the folder of the nearest
// config, else of the nearest `.git`, else of the root file. Links are resolved before that is judged.
// `std/…` names a library of kinds, wherever the importing file is. Files are visited depth first, so that a
// cycle is found at the import closing it.

import type { Ast, Import } from '#grammar/ast.ts'
import { type Diagnostic, type Fix, problem, type Staged } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import type { SourceText } from '#grammar/source.ts'
import { walk } from '#grammar/walk.ts'
import { type Host, type ReadResult, whyNoFile } from './host.ts'
import { helpForLibrary, libraryCalled, namesLibrary } from './libraries.ts'
import { folderOf, isInside, join } from './paths.ts'
import { type OpenFile, type Sources, sourcesOf } from './sources.ts'
import type { Workspace } from './workspace.ts'

/** What is wrong with the root file itself, for the caller to say: it has no text to point at. */
export type Unreadable = { readonly kind: 'unreadable'; readonly reason: string }

export type Loaded = ({ readonly kind: 'loaded' } & Staged<Workspace>) | Unreadable

/** Loads a file by its path; `sources` holds what the run has read before. */
export function load(host: Host, path: string, sources: Sources = sourcesOf(host)): Loaded {
  const absolute = host.absolute(path)
  const file = sources.open(absolute)
  if (file.kind !== 'open') return { kind: 'unreadable', reason: whyNoFile(file) }

  const session: Loading = {
    host,
    sources,
    root: sources.workspaceOf(folderOf(absolute)),
    files: new Map(),
    imports: new Map(),
    diagnostics: [],
    path: [],
  }
  const root = addTree(session, file)
  followImports(session, file.real, root)
  return {
    kind: 'loaded',
    value: { root, path: file.real, files: session.files, imports: session.imports },
    diagnostics: session.diagnostics,
  }
}

/** Real paths of the files that a loaded one imports, directly or not. */
export function importedBy(loaded: Loaded): readonly string[] {
  if (loaded.kind === 'unreadable') return []
  const { files, path } = loaded.value
  return [...files.keys()].filter((file) => file !== path)
}

interface Loading {
  readonly host: Host
  readonly sources: Sources
  readonly root: string
  readonly files: Map<string, Ast>
  readonly imports: Map<Import, string>
  readonly diagnostics: Diagnostic[]
  /** Files whose imports are being followed, outermost first. */
  readonly path: string[]
}

function addTree(session: Loading, file: OpenFile): Ast {
  const { value, diagnostics } = session.sources.tree(file)
  session.diagnostics.push(...diagnostics)
  session.files.set(file.real, value)
  return value
}

const deepest = 100

/** False where the text cannot hold an import, which saves a walk through its tree. */
export function mayImport({ text }: SourceText): boolean {
  return text.includes('import')
}

function followImports(session: Loading, importer: string, ast: Ast): void {
  if (!mayImport(ast.source)) return
  session.path.push(importer)
  walk(ast, (item) => {
    if (item.kind === 'import') followImport(session, importer, item)
  })
  session.path.pop()
}

function followImport(session: Loading, importer: string, statement: Import): void {
  const { sources } = session
  const wanted = statement.path.text
  if (wanted === '' || namesLibrary(wanted)) {
    followLibrary(session, importer, statement)
    return
  }
  const absolute = join(folderOf(importer), wanted)
  const real = sources.realPath(absolute)
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
    const file = sources.open(absolute)
    if (file.kind !== 'open') {
      session.diagnostics.push(importUnread(session, statement, absolute, file))
      return
    }
    followImports(session, real, addTree(session, file))
  }
  session.imports.set(statement, real)
}

/** A library's path is no absolute path, so that it is nobody's file. */
function followLibrary(session: Loading, importer: string, statement: Import): void {
  const wanted = statement.path.text
  const source = libraryCalled(wanted)
  if (!source) {
    const isFile = session.host.kindOf(join(folderOf(importer), wanted)) === 'file'
    const help = isFile ? `a file of your own is "./${wanted}"` : helpForLibrary(wanted)
    const meant = isFile ? `./${wanted}` : undefined
    const message = `there is no library "${wanted}"`
    session.diagnostics.push(importNotFound(statement, message, help, written(statement, meant)))
    return
  }
  if (!session.files.has(source.path)) {
    session.files.set(source.path, session.sources.treeOfLibrary(source))
  }
  session.imports.set(statement, source.path)
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
      const siblings = (host.list(folder) ?? [])
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.arch'))
      const name = absolute.slice(folder.length + 1)
      const near = siblings.find((one) => one === `${name}.arch`) ?? nearest(name, siblings)
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
  const root = session.host.shown(session.root)
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
