// loadpath as a library: text in, findings, pictures and pages out. Each function is one step of the
// program, none of them touches the machine but through the Host that it is given, and none throws for
// anything that a person can write. Pictures are loaded when the first is drawn.
// It is past 250 lines because it is the one list of what the library offers.

import { decode } from '#grammar/decode.ts'
import type { Diagnostic, Staged } from '#grammar/diagnostic.ts'
import { type SourceText, sourceText } from '#grammar/source.ts'
import { rules as ruleList } from '#rules/generated/rules.ts'
import { analyze } from '#src/analysis/analyze.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { EstimateFormat } from '#src/estimate/formats.ts'
import { fixableIn } from '#src/fix/candidates.ts'
import type { Fixable, FixedRun } from '#src/fix/fix-all.ts'
import type { LayoutOptions, RunLayout } from '#src/layout/layout.ts'
import { withoutDoubtful } from '#src/lint/doubt.ts'
import { ordered } from '#src/lint/order.ts'
import type { Preset, Rule } from '#src/lint/rule.ts'
import { type Answers, type LintOptions as RunOptions, lint as runRules } from '#src/lint/run.ts'
import { link } from '#src/model/link.ts'
import type { Model } from '#src/model/model.ts'
import { type Format, formats } from '#src/report/formats.ts'
import { ansi, plain } from '#src/report/palette.ts'
import type { Report } from '#src/report/report.ts'
import type { Words } from '#src/simulate/ask.ts'
import type { SimulationFormat } from '#src/simulate/formats.ts'
import type { Host } from '#src/workspace/host.ts'
import {
  importedBy,
  type Loaded,
  load as loadWorkspace,
  mayImport,
  type Unreadable,
} from '#src/workspace/load.ts'
import { sourcesOf } from '#src/workspace/sources.ts'

export type { Diagnostic, Severity, Staged } from '#grammar/diagnostic.ts'
export { severities } from '#grammar/diagnostic.ts'
export { nearest } from '#grammar/nearest.ts'
export { type Position, positionAt, type SourceText, type Span } from '#grammar/source.ts'
export type { Facts } from '#src/analysis/facts.ts'
export type { EstimateFormat } from '#src/estimate/formats.ts'
export type { FixedFile, FixedRun } from '#src/fix/fix-all.ts'
export type { ElkGraph } from '#src/layout/elk-types.ts'
export type { LayoutOptions, RunLayout } from '#src/layout/layout.ts'
export { defineConfig, type UserConfig } from '#src/lint/define-config.ts'
export type { InForce } from '#src/lint/in-force.ts'
export { type FoundInFile, merged } from '#src/lint/order.ts'
export type { Component, Edge, Finding, Flow, Group, Preset, Rule } from '#src/lint/rule.ts'
export { defineRule } from '#src/lint/rule.ts'
export type { RuleSettings } from '#src/lint/settings.ts'
export type { Model } from '#src/model/model.ts'
export { type Format, formatNames } from '#src/report/formats.ts'
export type { FailOn, Report } from '#src/report/report.ts'
export { exitOf, failOns } from '#src/report/report.ts'
export type { SimulationFormat } from '#src/simulate/formats.ts'
export { findConfigs } from '#src/workspace/config/find.ts'
export type {
  Entry,
  Host,
  Imported,
  ImportFailure,
  ModulePlace,
  ReadResult,
} from '#src/workspace/host.ts'
export type { Unreadable } from '#src/workspace/load.ts'
export { memoryHost } from '#src/workspace/memory-host.ts'
export { explain, explained, type RuleSummary, rules } from './catalogue.ts'
export {
  type Config,
  configSchema,
  isIgnored,
  loadConfig,
  overridesFor,
  pluginRules,
  presetOf,
  presets,
  rulesInForce,
  settingsFor,
} from './config.ts'

/** One file with all that it imports, understood as far as it can be. */
export interface System {
  readonly kind: 'system'
  readonly model: Model
  /** Computed on demand, each once. */
  readonly facts: Facts
  /** What rules have found in it, so that none is asked twice. */
  readonly answers: Answers
  /** Real path of the file. */
  readonly path: string
  /** Real paths of the files that it imports, directly or not. */
  readonly imported: readonly string[]
  /** The texts of all its files by real path; a library's name is no absolute path. */
  readonly files: ReadonlyMap<string, SourceText>
  /** What is wrong with the text, the imports and the names. */
  readonly diagnostics: readonly Diagnostic[]
}

export function load(host: Host, path: string): System | Unreadable {
  return understood(loadWorkspace(host, path))
}

/** One file of several that are loaded in one run. */
export interface LoadedFile {
  /** As it was asked for. */
  readonly path: string
  readonly result: System | Unreadable
  /** True where another file of the run imports it, directly or not. */
  readonly fragment: boolean
}

/**
 * Loads files in the order given, each on its own; what several of them import is read and parsed once.
 * A system is made when its turn comes, so that a caller who keeps none holds one at a time.
 */
export function* loadAll(host: Host, paths: readonly string[]): Generator<LoadedFile> {
  const sources = sourcesOf(host)
  const early = new Map<string, Loaded>()
  for (const path of paths) {
    const file = sources.open(host.absolute(path))
    if (file.kind !== 'open' || !mayImport(file.source)) continue
    early.set(path, loadWorkspace(host, path, sources))
  }
  const imported = new Set([...early.values()].flatMap(importedBy))
  for (const path of paths) {
    const loaded = early.get(path) ?? loadWorkspace(host, path, sources)
    early.delete(path)
    const fragment = loaded.kind === 'loaded' && imported.has(loaded.value.path)
    if (!fragment) sources.close(host.absolute(path))
    yield { path, result: understood(loaded), fragment }
  }
}

function understood(workspace: Loaded): System | Unreadable {
  if (workspace.kind === 'unreadable') return workspace
  const linked = link(workspace.value, workspace.diagnostics)
  return {
    kind: 'system',
    model: linked.value,
    facts: analyze(linked.value),
    answers: new Map(),
    path: workspace.value.path,
    imported: importedBy(workspace),
    files: new Map([...workspace.value.files].map(([file, { source }]) => [file, source])),
    diagnostics: [...workspace.diagnostics, ...linked.diagnostics],
  }
}

export type LintOptions = Omit<RunOptions, 'rules' | 'answers'>

/** Everything that is to be said about a system, in order: its errors, and what the rules find. */
export function lint(system: System, options: LintOptions): readonly Diagnostic[] {
  const found = runRules(system.model, system.facts, {
    ...options,
    rules: ruleList,
    answers: system.answers,
  })
  const told = options.fragment ? system.diagnostics.filter(isOwnMistake) : system.diagnostics
  const errors = system.diagnostics.filter(({ severity }) => severity === 'error')
  return ordered([...told, ...withoutDoubtful(found, errors, system.model)])
}

/** What the file that imports a fragment may well supply; where it does not, that file's run tells it. */
const suppliedByImporter: readonly string[] = [
  'unknown-component',
  'unknown-selector',
  'unknown-tag',
  'no-zones',
  'undeclared-edge',
]

function isOwnMistake({ rule }: Diagnostic): boolean {
  return !suppliedByImporter.includes(rule)
}

/** How many findings another preset would add to these, which `lint` gave for the same options. */
export function wouldAdd(
  preset: Preset,
  system: System,
  options: LintOptions,
  findings: readonly Diagnostic[],
): number {
  const current = options.preset ?? 'recommended'
  const all = [...ruleList, ...(options.plugins ?? [])]
  if (!all.some((rule) => isIn(rule, preset) && !isIn(rule, current))) return 0
  const known = new Set(findings.map(identity))
  const more = lint(system, { ...options, preset })
  return more.filter((one) => one.suppressed === undefined && !known.has(identity(one))).length
}

/** The text in its canonical layout; undefined where it has errors. `path` is what messages call it. */
export async function format(
  content: string | Uint8Array,
  path: string,
): Promise<Staged<string | undefined>> {
  const decoded =
    typeof content === 'string' ? { source: sourceText(path, content) } : decode(content, path)
  if ('diagnostic' in decoded) return { value: undefined, diagnostics: [decoded.diagnostic] }
  const { format: formatSource } = await import('#src/format/format.ts')
  return formatSource(decoded.source)
}

export type FixOptions = Pick<Fixable<System>, 'meaning' | 'mayWrite' | 'lint'>

/** What the fixes of all findings make of the files, and what is found then; writes nothing. */
export async function fix(
  host: Host,
  paths: readonly string[],
  options: FixOptions,
): Promise<FixedRun> {
  const { fixAll } = await import('#src/fix/fix-all.ts')
  const run = fixAll({ ...options, host, paths, load: loadAll })
  return { ...run, findings: ordered(run.findings), unsafe: ordered(run.unsafe) }
}

/** The findings of a system, open ones, that `fix` would mend without `unsafe`, where it may write the files. */
export function fixable(
  { path, files }: System,
  findings: readonly Diagnostic[],
  mayWrite: (path: string) => boolean,
): readonly Diagnostic[] {
  return fixableIn({ path, root: path, files, findings }, { meaning: 'safe', mayWrite })
}

/** The picture of a system as SVG; `runLayout` decides where the placing runs and for how long. */
export async function draw(
  system: System,
  runLayout: RunLayout,
  options: LayoutOptions = {},
): Promise<{ readonly svg: string; readonly notes: readonly string[] }> {
  const [{ project }, { layoutScene }, { prepareSvg, renderSvg }] = await Promise.all([
    import('#src/view/project.ts'),
    import('#src/layout/layout.ts'),
    import('#src/render/render.ts'),
  ])
  const [{ drawing, notes }] = await Promise.all([
    layoutScene(project(system.model), runLayout, options),
    prepareSvg(),
  ])
  return { svg: await renderSvg(drawing), notes }
}

export interface SimulateOptions extends Words {
  readonly format?: SimulationFormat
  /** Hears how many of how many steps are done. */
  readonly onStep?: (done: number, all: number) => void
}

export type Simulated =
  | { readonly kind: 'simulated'; readonly text: string; readonly scenarios: 'passed' | 'failed' }
  /** What was asked for is not there. */
  | { readonly kind: 'refused'; readonly message: string }

/** What breaks a system: each loss in turn, or what is asked for, as text. */
export async function simulate(
  { model, facts }: System,
  { format = 'text', onStep, ...words }: SimulateOptions = { fail: [] },
): Promise<Simulated> {
  const [{ ask }, { simulate: run }, { simulationFormats }] = await Promise.all([
    import('#src/simulate/ask.ts'),
    import('#src/simulate/simulate.ts'),
    import('#src/simulate/formats.ts'),
  ])
  const asked = ask(model, words)
  if (asked.kind === 'refused') return asked
  const outcome = run(model, facts, asked.simulation, onStep)
  const isPassed = outcome.scenarios.every(({ passed }) => passed)
  return {
    kind: 'simulated',
    text: simulationFormats[format](outcome),
    scenarios: isPassed ? 'passed' : 'failed',
  }
}

export interface EstimateOptions extends Pick<Words, 'load' | 'scenario'> {
  readonly format?: EstimateFormat
  /** Hears how many of how many steps are done. */
  readonly onStep?: (done: number, all: number) => void
}

export type Estimated =
  | { readonly kind: 'estimated'; readonly text: string }
  /** What was asked for is not there. */
  | { readonly kind: 'refused'; readonly message: string }

/** The back-of-the-envelope sheet of a system as text: every quantity with its arithmetic. */
export async function estimate(
  { model, facts }: System,
  { format = 'text', onStep, ...words }: EstimateOptions = {},
): Promise<Estimated> {
  const [{ ask }, { estimate: run }, { estimateFormats }] = await Promise.all([
    import('#src/simulate/ask.ts'),
    import('#src/estimate/estimate.ts'),
    import('#src/estimate/formats.ts'),
  ])
  const asked = ask(model, { ...words, fail: [] })
  if (asked.kind === 'refused') return asked
  const sheet = run(model, facts, asked.simulation.happening, onStep)
  return { kind: 'estimated', text: estimateFormats[format](sheet) }
}

/** One run as text, in a format of the table. */
export function report(run: Report, format: Format, colours: 'ansi' | 'none'): string {
  const palette = colours === 'ansi' ? ansi : plain
  return formats[format]({ ...run, findings: ordered(run.findings) }, palette)
}

function isIn(rule: Rule, preset: Preset): boolean {
  return preset === 'all' || rule.presets.includes(preset)
}

function identity({ rule, message, at }: Diagnostic): string {
  return `${at.source.path}\n${at.start}\n${rule}\n${message}`
}
