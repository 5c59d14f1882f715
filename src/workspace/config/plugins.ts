// The plugins that configs name → their modules, run by the host, and the rules that these export, judged by
// the caller. Each module counts once, whoever names it.

import type { Diagnostic, Staged } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import type { Host } from '#src/workspace/host.ts'
import { exportedBy } from './exported.ts'
import { badPlugin, moduleFailed, noDefault } from './module-messages.ts'
import { textAt } from './read.ts'
import type { KnownRule } from './shape.ts'

export interface Placed {
  readonly text: string
  readonly at: Span
}

export interface Plugin<Rule> {
  /** Absolute. */
  readonly path: string
  readonly rules: readonly Rule[]
}

/** The rules of what a plugin exports, or what is wrong with it. */
export type Accept<Rule> = (
  exported: unknown,
  before: readonly Rule[],
) =>
  | { readonly kind: 'rules'; readonly rules: readonly Rule[] }
  | { readonly kind: 'refused'; readonly problem: string; readonly help?: string | undefined }

export interface WantedPlugin extends Placed {
  /** Path of the config that names it. */
  readonly from: string
}

/** In the order named, each module once; undefined for one that cannot be used. */
export async function loadPlugins<Rule extends KnownRule>(
  host: Host,
  wanted: readonly WantedPlugin[],
  accept: Accept<Rule>,
): Promise<Staged<readonly (Plugin<Rule> | undefined)[]>> {
  const diagnostics: Diagnostic[] = []
  const plugins = new Map<string, Plugin<Rule> | undefined>()
  for (const { text, at, from } of wanted) {
    const imported = await host.importModule(text, from)
    const key = imported.kind === 'failed' ? `${from}\n${text}` : imported.path
    if (plugins.has(key)) continue
    plugins.set(key, undefined)
    if (imported.kind === 'failed') {
      diagnostics.push(moduleFailed(host, imported.failure, text, at))
      continue
    }
    if (imported.kind === 'data') {
      diagnostics.push(badPlugin(at, text, 'it is JSON, and a rule is code'))
      continue
    }
    const exported = exportedBy(imported.exports, textAt(host, imported.path).text)
    if (exported.kind === 'none') {
      diagnostics.push(noDefault(at, text, exported.names))
      continue
    }
    const before = [...plugins.values()].flatMap((plugin) => plugin?.rules ?? [])
    const accepted = accept(exported.value, before)
    if (accepted.kind === 'rules') plugins.set(key, { path: imported.path, rules: accepted.rules })
    else diagnostics.push(badPlugin(at, text, accepted.problem, accepted.help))
  }
  return { value: [...plugins.values()], diagnostics }
}
