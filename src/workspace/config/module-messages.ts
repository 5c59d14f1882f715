// Why a module of a config did not run, with a code frame in the module's own text where its place is
// known, and with what to write instead. Node's words for most of these name neither.

import type { Diagnostic, Extras } from '#grammar/diagnostic.ts'
import { lineStarts, positionAt, type SourceText, type Span, sourceText } from '#grammar/source.ts'
import type { Host, ImportFailure, ModulePlace } from '#src/workspace/host.ts'
import { installIt, mistake } from './messages.ts'

/** `wanted` is how the module is called, `from` where it is named (the config itself: its first place). */
export function moduleFailed(
  host: Host,
  failure: ImportFailure,
  wanted: string,
  from: Span,
): Diagnostic {
  const say = (message: string, extras: Extras = {}, place?: ModulePlace): Diagnostic =>
    placed(host, mistake('config-module', from, message, extras), place)
  switch (failure.kind) {
    case 'not-found':
      return notFound(host, failure, wanted, from)
    case 'typescript':
      return say(
        `${article(failure.what)} cannot run: Node takes the types out of TypeScript and translates nothing`,
        { help: insteadOf(failure.what) },
        failure.at,
      )
    case 'typescript-in-package':
      return say(
        `${host.shown(failure.path)} is TypeScript, which Node does not run inside node_modules`,
        { help: 'the package has to ship JavaScript; what is TypeScript lives in the project' },
      )
    case 'syntax':
      return say(`this cannot be read: ${lowered(failure.message)}`, {}, failure.at)
    case 'commonjs':
      return say(
        'import and export stand in a file that is read as CommonJS',
        {
          help: 'write "type": "module" in the package.json above it, or put the config into loadpath.config.json',
        },
        failure.at,
      )
    case 'not-commonjs':
      return say(
        `there is no \`${failure.name}\` in a file that is read as an ES module`,
        { help: insteadOfCommonJs(failure.name) },
        failure.at,
      )
    case 'no-attribute': {
      const found = importOf(host, failure.importer, failure.path)
      const written = found?.written ?? host.shown(failure.path)
      const help = `write: import … from '${written}' with { type: 'json' }`
      return say(`"${written}" is JSON, and is imported as if it were code`, { help }, found?.place)
    }
    case 'no-export':
      return say(
        `"${failure.from}" exports no "${failure.name}"`,
        {
          help: `where it is a type, write: import type { ${failure.name} } from '${failure.from}'`,
        },
        failure.at,
      )
    case 'threw':
      return say(`${wanted} failed: ${failure.message}`, {}, failure.at)
    case 'unloadable':
      return say(`${wanted} cannot be loaded: ${failure.reason}`)
    case 'never-ended':
      return say(
        failure.seconds === undefined
          ? `${wanted} never ends loading: it waits for what never comes`
          : `${wanted} did not end loading within ${failure.seconds} seconds`,
        { help: 'look for an `await` at its top level' },
      )
  }
}

export function noDefault(at: Span, wanted: string, names: readonly string[]): Diagnostic {
  const exports = names.length === 0 ? 'it exports nothing' : `it exports ${names.join(', ')}`
  return mistake('config-module', at, `${wanted} has no default export`, {
    notes: [exports],
    help: 'write: export default { … }',
  })
}

export function promised(at: Span, wanted: string): Diagnostic {
  return mistake('config-module', at, `${wanted} exports a promise`, {
    help: 'wait for it: export default await …',
  })
}

/** `problem` says what is wrong with a plugin's rules. */
export function badPlugin(at: Span, wanted: string, problem: string, help?: string): Diagnostic {
  return mistake('config-plugin', at, `the plugin "${wanted}" cannot be used: ${problem}`, { help })
}

function notFound(
  host: Host,
  { wanted, importer, near }: Extract<ImportFailure, { kind: 'not-found' }>,
  named: string,
  from: Span,
): Diagnostic {
  const shown = isPath(wanted) && wanted.startsWith('/') ? host.shown(wanted) : wanted
  if (importer === undefined && wanted.startsWith('/') && !isPath(named)) {
    return mistake(
      'config-not-found',
      from,
      `the package "${named}" has no file to load: ${shown} is not there`,
      {
        help: 'its package.json says in "exports" or "main" which file that is; without, it is index.js',
      },
    )
  }
  if (importer === undefined) {
    return mistake(
      'config-not-found',
      from,
      `there is no ${isPath(wanted) ? 'file' : 'package'} "${shown}"`,
      {
        help: near
          ? `did you mean "${near}"?`
          : isPath(wanted)
            ? 'a path is relative to the config that names it'
            : installIt(wanted),
      },
    )
  }
  const found = importOf(host, importer, wanted)
  const what = isPath(wanted) ? `"${found?.written ?? lastOf(wanted)}"` : `the package "${wanted}"`
  const message = `${host.shown(importer)} imports ${what}, which is not there`
  const help = near
    ? `Node wants the whole name, with its ending: "${near}"`
    : wanted === 'loadpath'
      ? 'npm install --save-dev loadpath, or do without defineConfig: export default { … }'
      : undefined
  return placed(
    host,
    mistake('config-module', from, message, { help, notes: noteFor(named, importer, host) }),
    found?.place,
  )
}

function noteFor(named: string, importer: string, host: Host): readonly string[] {
  return host.shown(importer) === named ? [] : [`it was loaded for ${named}`]
}

function isPath(wanted: string): boolean {
  return /^(?:\.{0,2}\/|[A-Za-z]:)/.test(wanted)
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

interface ImportFound {
  readonly place: ModulePlace
  /** The path as it is written. */
  readonly written: string
}

/** The import by what was written, or by the last part of the path that Node made of it. */
function importOf(host: Host, importer: string, wanted: string): ImportFound | undefined {
  const source = sourceOf(host, importer)
  if (!source) return undefined
  const last = lastOf(wanted).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const statement = new RegExp(
    `(?:\\bfrom|\\bimport|\\brequire)\\s*\\(?\\s*(?=(['"])((?:[^'"\\n]*/)?${last}/?)\\1)`,
  ).exec(source.text)
  if (!statement) return undefined
  const { line, column } = positionAt(source, statement.index + statement[0].length)
  return { place: { path: importer, line, column }, written: statement[2] ?? wanted }
}

/** Moves the finding to its place in the module's text; where it came from becomes a remark. */
function placed(host: Host, finding: Diagnostic, place: ModulePlace | undefined): Diagnostic {
  const source = place && sourceOf(host, place.path)
  if (!place || !source) return finding
  const start = Math.min(
    (lineStarts(source)[place.line - 1] ?? 0) + place.column - 1,
    source.text.length,
  )
  const word = /^(?:[\w$]+|(['"]).*?\1)/.exec(source.text.slice(start))?.[0] ?? ''
  const at = { source, start, end: start + word.length }
  const isOther = finding.at.source.path !== source.path && finding.at.end > finding.at.start
  const related = isOther ? [{ message: 'loaded for this', at: finding.at }] : []
  return { ...finding, at, related }
}

function sourceOf(host: Host, path: string): SourceText | undefined {
  const read = host.read(path)
  return read.kind === 'file'
    ? sourceText(host.shown(path), new TextDecoder().decode(read.bytes))
    : undefined
}

function article(what: string): string {
  return `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`
}

function insteadOf(what: string): string | undefined {
  if (what === 'enum') return "write a union of texts: type Colour = 'red' | 'blue'"
  if (what.startsWith('namespace') || what.startsWith('module'))
    return 'make it a module: a file of its own that exports'
  if (what === 'parameter property') return 'declare the field, and set it in the constructor'
  return 'write it in a form that is JavaScript once its types are gone'
}

function insteadOfCommonJs(name: string): string {
  switch (name) {
    case 'require':
      return "write: import … from '…'"
    case '__dirname':
    case '__filename':
      return `write: import.meta.${name.slice(2)}`
    default:
      return 'write: export default { … }'
  }
}

function lowered(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
