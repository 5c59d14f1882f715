// A config as a run uses it: what it extends, its rules, overrides, plugins, files and ignores as layers in
// the order in which later beats earlier. Reading it never throws; what is wrong stands in the diagnostics,
// all of it, and a config with mistakes is not for use. What a rule is, is the caller's to know.

import type { Diagnostic, Staged } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import type { Span } from '#grammar/source.ts'
import type { Host } from '#src/workspace/host.ts'
import { folderOf, join } from '#src/workspace/paths.ts'
import { check } from './check.ts'
import { type Layer, layersOf, type Patterns, patternsIn } from './layers.ts'
import { extendsItself, extendsNotFound, extendsTooDeep } from './messages.ts'
import { moduleFailed } from './module-messages.ts'
import { type Accept, loadPlugins, type Placed, type Plugin, type WantedPlugin } from './plugins.ts'
import { type Document, endings, isPath, readExported, readFile } from './read.ts'
import { configShape, type KnownRule, presetPrefix, type Vocabulary } from './shape.ts'
import { itemsOf, textOf, valueUnder, type Written } from './written.ts'

export interface Config<Rule extends KnownRule> {
  /** Absolute, as is the folder, which its patterns are relative to. */
  readonly path: string
  readonly folder: string
  /** Absolute paths of what it extends, directly or not, in the order in which later beats earlier. */
  readonly extended: readonly string[]
  /** The last one that is named. */
  readonly preset: Placed | undefined
  readonly layers: readonly Layer[]
  readonly plugins: readonly Plugin<Rule>[]
  readonly files: Patterns | undefined
  readonly ignores: readonly Patterns[]
}

/** Undefined where it has mistakes. `accept` judges what a plugin exports, after the rules of those before. */
export async function readConfig<Rule extends KnownRule>(
  host: Host,
  path: string,
  vocabulary: Vocabulary,
  accept: Accept<Rule>,
): Promise<Staged<Config<Rule> | undefined>> {
  const session: Session = { host, vocabulary, diagnostics: [], read: new Map() }
  const absolute = host.absolute(path)
  const first = await readFile(host, absolute, undefined)
  session.diagnostics.push(...first.diagnostics)
  const part = first.value ? await follow(session, first.value, folderOf(absolute), []) : nothing
  const { value: plugins, diagnostics } = await loadPlugins(host, part.plugins, accept)
  session.diagnostics.push(...diagnostics)

  const rules = [...vocabulary.rules, ...plugins.flatMap((plugin) => plugin?.rules ?? [])]
  const complete = plugins.every((plugin) => plugin !== undefined)
  const shape = configShape({ ...vocabulary, rules }, complete ? 'refused' : 'allowed')
  for (const { written } of part.documents) {
    session.diagnostics.push(...check(written, shape, 'the config'))
  }
  if (session.diagnostics.length > 0) return { value: undefined, diagnostics: session.diagnostics }
  const { preset, layers, files, ignores } = part
  const extended = part.documents.slice(0, -1).map((document) => document.path)
  return {
    value: {
      ...{ path: absolute, folder: folderOf(absolute), extended, preset, layers, files, ignores },
      plugins: plugins.flatMap((plugin) => (plugin && plugin.rules.length > 0 ? [plugin] : [])),
    },
    diagnostics: [],
  }
}

interface Session {
  readonly host: Host
  readonly vocabulary: Vocabulary
  readonly diagnostics: Diagnostic[]
  /** What was read of extended configs, by path and folder of patterns; each is read once. */
  readonly read: Map<string, Part>
}

/** One config with all that it extends. */
interface Part {
  /** Itself the last. */
  readonly documents: readonly Document[]
  readonly preset: Placed | undefined
  readonly layers: readonly Layer[]
  readonly plugins: readonly WantedPlugin[]
  readonly files: Patterns | undefined
  readonly ignores: readonly Patterns[]
}

const nothing: Part = {
  ...{ documents: [], layers: [], plugins: [], ignores: [], preset: undefined, files: undefined },
}

const deepest = 20

/** `folder` is what its patterns are relative to; `above` holds the paths of the configs that extend it. */
async function follow(
  session: Session,
  document: Document,
  folder: string,
  above: readonly string[],
): Promise<Part> {
  const { written, path } = document
  let part = nothing
  for (const item of itemsOf(valueUnder(written, 'extends'))) {
    part = joined(part, await extendedBy(session, item, document, folder, [...above, path]))
  }
  const plugins = itemsOf(valueUnder(written, 'plugins')).flatMap((item) => {
    const text = textOf(item)
    return text ? [{ text, at: item.at, from: path }] : []
  })
  const files = patternsIn(valueUnder(written, 'files'), folder)
  const ignores = patternsIn(valueUnder(written, 'ignores'), folder)
  const own: Part = {
    ...{ documents: [document], preset: undefined, layers: layersOf(written, folder), plugins },
    files: files.patterns.length > 0 ? files : undefined,
    ignores: ignores.patterns.length > 0 ? [ignores] : [],
  }
  return joined(part, own)
}

/** Later beats earlier, so what comes again later is not needed earlier; plugins and ignores add up. */
function joined(first: Part, second: Part): Part {
  return {
    documents: [...new Set([...first.documents, ...second.documents])],
    preset: second.preset ?? first.preset,
    layers: lastOnes(first.layers, second.layers),
    plugins: lastOnes(first.plugins, second.plugins),
    files: second.files ?? first.files,
    ignores: lastOnes(first.ignores, second.ignores),
  }
}

function lastOnes<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  const again = new Set(second)
  return [...first.filter((one) => !again.has(one)), ...second]
}

async function extendedBy(
  session: Session,
  item: Written,
  document: Document,
  folder: string,
  above: readonly string[],
): Promise<Part> {
  const text = textOf(item)
  if (!text) return nothing
  if (text.startsWith(presetPrefix)) {
    return { ...nothing, preset: { text: text.slice(presetPrefix.length), at: item.at } }
  }
  const found = await documentCalled(session, text, item.at, document)
  session.diagnostics.push(...found.diagnostics)
  if (!found.value) return nothing
  const { path } = found.value
  if (above.includes(path)) {
    const circle = [...above.slice(above.indexOf(path)), path].map((one) => session.host.shown(one))
    session.diagnostics.push(extendsItself(item.at, circle))
    return nothing
  }
  if (above.length >= deepest) {
    session.diagnostics.push(extendsTooDeep(item.at, deepest))
    return nothing
  }
  const place = isPath(text) ? folderOf(path) : folder
  const known = session.read.get(`${path}\n${place}`)
  const part = known ?? (await follow(session, found.value, place, above))
  session.read.set(`${path}\n${place}`, part)
  return part
}

async function documentCalled(
  session: Session,
  text: string,
  at: Span,
  document: Document,
): Promise<Staged<Document | undefined>> {
  const { host, vocabulary } = session
  if (isPath(text)) {
    const path = join(folderOf(document.path), text)
    if (host.kindOf(path) !== 'missing') return readFile(host, path, at)
    return { value: undefined, diagnostics: [missing(host, path, text, at, vocabulary.presets)] }
  }
  const imported = await host.importModule(text, document.path)
  if (imported.kind === 'data') return readFile(host, imported.path, at)
  if (imported.kind === 'module') return readExported(host, imported.path, imported.exports, at)
  const { failure } = imported
  const isMissing =
    failure.kind === 'not-found' && failure.importer === undefined && failure.wanted === text
  const told = isMissing
    ? extendsNotFound(at, text, vocabulary.presets)
    : moduleFailed(host, failure, text, at)
  return { value: undefined, diagnostics: [told] }
}

function missing(
  host: Host,
  path: string,
  text: string,
  at: Span,
  presets: readonly string[],
): Diagnostic {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const ending = endings.find((one) => host.kindOf(path + one) === 'file')
  const beside = (host.list(folderOf(path)) ?? []).map((entry) => entry.name)
  const configs = beside.filter((one) => endings.some((end) => one.endsWith(end)))
  const near = ending === undefined ? nearest(name, configs) : name + ending
  if (near === undefined) return extendsNotFound(at, text, presets)
  const help = `did you mean "${text.slice(0, text.lastIndexOf('/') + 1)}${near}"?`
  return { ...extendsNotFound(at, text, presets), help }
}
