// What Node throws for a module that does not run → data. Node says the place in the first lines of the
// error's stack, or in no way at all; then the file is read once more as TypeScript, whose reader says it.

import { readFileSync, statSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { ImportFailure, ModulePlace } from '#src/index.ts'

/** `asked` is the URL of the file that was asked for, or the path of the one that asks for a package. */
export function failureOf(error: unknown, asked: string): ImportFailure {
  const message = textOf(() => (error instanceof Error ? error.message : String(error)))
  const code = textOf(() => (error instanceof Error && 'code' in error ? String(error.code) : ''))
  const stack = textOf(() => (error instanceof Error ? String(error.stack) : ''))
  const at = placeIn(stack)
  const place = at === undefined ? {} : { at }
  switch (code) {
    case 'ERR_MODULE_NOT_FOUND':
    case 'MODULE_NOT_FOUND':
    case 'ERR_UNSUPPORTED_DIR_IMPORT':
      return notFound(message, stack, asked)
    case 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX':
      return { kind: 'typescript', what: untranslated(message), ...place }
    case 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING':
      return { kind: 'typescript-in-package', path: pathOf(/"([^"]+)"/.exec(message)?.[1] ?? '') }
    case 'ERR_INVALID_TYPESCRIPT_SYNTAX':
      return { kind: 'syntax', message: sayingOf(message), ...place }
  }
  if (code === 'ERR_IMPORT_ATTRIBUTE_MISSING') {
    const path = pathOf(/"(file:[^"]+)"/.exec(message)?.[1] ?? '')
    return { kind: 'no-attribute', path, importer: pathOf(asked) }
  }
  if (textOf(() => (error instanceof SyntaxError ? 'yes' : '')) === 'yes') {
    return badSyntax(message, at, asked)
  }
  if (
    /^ERR_(?:PACKAGE|INVALID_(?:MODULE|PACKAGE)|UNKNOWN_(?:FILE|MODULE)|UNSUPPORTED|IMPORT)/.test(
      code,
    )
  ) {
    return { kind: 'unloadable', reason: firstLine(message).replace(/ (?:for|in) \/\S+$/, '') }
  }
  const thrownAt = frameIn(stack)
  const lacking = /^(\w+) is not defined in ES module scope/.exec(message)?.[1]
  if (lacking) return { kind: 'not-commonjs', name: lacking, ...(thrownAt ? { at: thrownAt } : {}) }
  return { kind: 'threw', message: firstLine(message), ...(thrownAt ? { at: thrownAt } : {}) }
}

/** A file that was meant by a path without its ending, or by a folder, with the words that name it. */
export function nearFile(path: string, wanted: string): string | undefined {
  const tails = ['.ts', '.js', '.mts', '.mjs', '.json', '/index.ts', '/index.js']
  const bare = path.replace(/\.[cm]?[jt]s$/, '')
  const tail = tails.find((one) => isFile(path + one))
  if (tail !== undefined) return wanted.replace(/\/$/, '') + tail
  const other = bare === path ? undefined : tails.find((one) => isFile(bare + one))
  return other === undefined ? undefined : wanted.replace(/\.[cm]?[jt]s$/, '') + other
}

/** Absolute, with forward slashes, of a `file:` URL or of a path. */
export function pathOf(url: string): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  return path.replaceAll('\\', '/')
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function notFound(message: string, stack: string, asked: string): ImportFailure {
  const wanted = /(?:module|package|import) '([^']+)'/.exec(message)?.[1] ?? firstLine(message)
  const named = / imported from (.+)$/m.exec(message)?.[1] ?? / - (.+)/.exec(stack)?.[1]
  const importer = named === undefined ? undefined : pathOf(named)
  if (importer === undefined || (importer === asked && !asked.startsWith('file:'))) {
    return { kind: 'not-found', wanted }
  }
  const near = wanted.startsWith('/') ? nearFile(wanted, writtenAs(wanted, importer)) : undefined
  return { kind: 'not-found', wanted, importer, ...(near === undefined ? {} : { near }) }
}

/** How the importer writes a path that Node tells as an absolute one. */
function writtenAs(path: string, importer: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const text = textOf(() => readFileSync(importer, 'utf8'))
  return new RegExp(`['"]((?:[^'"\\n]*/)?${last}/?)['"]`).exec(text)?.[1] ?? path
}

function sayingOf(message: string): string {
  return /<eof>|unexpected eof/i.test(message)
    ? 'the file ends here, and something is still open'
    : message
}

function untranslated(message: string): string {
  return /^TypeScript (.+) is not supported/.exec(message)?.[1] ?? 'form of TypeScript'
}

function badSyntax(message: string, at: ModulePlace | undefined, asked: string): ImportFailure {
  const place = at === undefined ? {} : { at }
  const lacking = /module '([^']+)' does not provide an export named '([^']+)'/.exec(message)
  if (lacking) return { kind: 'no-export', from: lacking[1]!, name: lacking[2]!, ...place }
  if (/import statement outside a module|Unexpected token 'export'/.test(message)) {
    return { kind: 'commonjs', ...place }
  }
  if (at || !asked.startsWith('file:')) return { kind: 'syntax', message, ...place }
  return readOnceMore(pathOf(asked)) ?? { kind: 'syntax', message }
}

/** JavaScript is TypeScript too, and its reader says where it stumbles. */
function readOnceMore(path: string): ImportFailure | undefined {
  try {
    stripTypeScriptTypes(readFileSync(path, 'utf8'), { sourceUrl: path })
    return undefined
  } catch (error) {
    if (!(error instanceof Error)) return undefined
    const at = placeIn(error.stack?.replace(/^[^\n]*:(\d+)\n/, `${path}:$1\n`) ?? '')
    return at && { kind: 'syntax', message: sayingOf(error.message), at }
  }
}

/** `/a/b.ts:2`, lines of the text, and carets below the last: how Node shows the place of a mistake. */
function placeIn(stack: string): ModulePlace | undefined {
  const [first = '', ...lines] = stack.split('\n')
  const shown = /^((?:file:\/\/)?(?:\/|[A-Za-z]:).*):(\d+)$/.exec(first)
  if (!shown) return undefined
  const carets = lines.findIndex((line) => /^\s*\^+\s*$/.test(line))
  const end = lines.indexOf('')
  // Without carets it is the end of the text.
  const column = carets < 0 ? (lines[end - 1] ?? '').length : lines[carets]!.indexOf('^')
  return { path: pathOf(shown[1]!), line: Number(shown[2]), column: column + 1 }
}

/** The innermost place of the stack that lies in a file, apart from this program's own. */
function frameIn(stack: string): ModulePlace | undefined {
  const own = import.meta.dirname
  for (const [, url = '', line, column] of stack.matchAll(
    /(?:\(|at |async )((?:file:\/\/)?(?:\/|[A-Za-z]:)[^\n)]*?):(\d+):(\d+)\)?$/gm,
  )) {
    const path = pathOf(url.split('?')[0]!)
    if (!path.startsWith(`${pathOf(own)}/`))
      return { path, line: Number(line), column: Number(column) }
  }
  return undefined
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

/** Whatever was thrown may throw again where it is looked at. */
function textOf(read: () => string): string {
  try {
    return read()
  } catch {
    return 'it threw something that cannot be shown'
  }
}
