// One config file, or what a package exports, as a written tree with its places. JSON is read here; a module
// is run by the host, and its text is looked at for places alone.

import { decode } from '#grammar/decode.ts'
import type { Diagnostic, Staged } from '#grammar/diagnostic.ts'
import { type SourceText, type Span, sourceText } from '#grammar/source.ts'
import { type Host, whyNoFile } from '#src/workspace/host.ts'
import { exportedBy } from './exported.ts'
import { readJson } from './json.ts'
import { literalIn } from './literal.ts'
import { unknownEnding, unreadable } from './messages.ts'
import { moduleFailed, noDefault, promised } from './module-messages.ts'
import { writtenValue } from './value.ts'
import type { Written } from './written.ts'

export interface Document {
  /** Absolute. */
  readonly path: string
  readonly written: Written
}

export const endings = ['.json', '.jsonc', '.ts', '.js', '.mts', '.mjs', '.cts', '.cjs']

/** `at` is where it is named: nowhere for a run's own config. */
export async function readFile(
  host: Host,
  path: string,
  at: Span | undefined,
): Promise<Staged<Document | undefined>> {
  const shown = host.shown(path)
  const source = sourceText(shown, '')
  const here = at ?? { source, start: 0, end: 0 }
  const read = host.read(path)
  if (read.kind === 'folder') return failed(unreadable(here, shown, whyNoFile(read)))
  const ending = endings.find((one) => path.endsWith(one))
  if (ending === undefined) return failed(unknownEnding(here, shown, endings))
  if (read.kind !== 'file') return failed(unreadable(here, shown, whyNoFile(read)))
  if (!ending.startsWith('.json')) return readModule(host, path, at)

  const decoded = decode(read.bytes, shown)
  if ('diagnostic' in decoded) return failed({ ...decoded.diagnostic, help: 'save it as UTF-8' })
  const { value, diagnostics } = readJson(decoded.source, ending === '.json' ? 'json' : 'jsonc')
  return { value: value && { path, written: value }, diagnostics }
}

/** What the module of a package exports. */
export function readExported(
  host: Host,
  path: string,
  exports: { readonly [name: string]: unknown },
  at: Span | undefined,
): Staged<Document | undefined> {
  const source = textAt(host, path)
  const start = { source, start: 0, end: 0 }
  const exported = exportedBy(exports, source.text)
  if (exported.kind === 'none') return failed(noDefault(at ?? start, source.path, exported.names))
  const { value } = exported
  if (value instanceof Promise) return failed(promised(at ?? start, source.path))
  const written = writtenValue(value, literalIn(source), start)
  return { value: { path, written }, diagnostics: [] }
}

async function readModule(
  host: Host,
  path: string,
  at: Span | undefined,
): Promise<Staged<Document | undefined>> {
  const imported = await host.importModule(path, path)
  const start = { source: textAt(host, path), start: 0, end: 0 }
  if (imported.kind === 'module') return readExported(host, path, imported.exports, at)
  if (imported.kind === 'data')
    return failed(unreadable(start, start.source.path, 'it is no module'))
  return failed(moduleFailed(host, imported.failure, host.shown(path), at ?? start))
}

/** Whether it is a path rather than the name of a package. */
export function isPath(text: string): boolean {
  return /^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:)/.test(text)
}

/** Of a module; empty where it cannot be read. */
export function textAt(host: Host, path: string): SourceText {
  const read = host.read(path)
  const text = read.kind === 'file' ? new TextDecoder().decode(read.bytes) : ''
  return sourceText(host.shown(path), text)
}

function failed(diagnostic: Diagnostic): Staged<undefined> {
  return { value: undefined, diagnostics: [diagnostic] }
}
