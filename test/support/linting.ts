// Text of `.arch` to diagnostics, by the stages themselves and without the machine: what tests of rules
// and of the linter stand on. A text that does not read well fails the test that holds it.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { rules } from '#rules/generated/rules.ts'
import { analyze } from '#src/analysis/analyze.ts'
import type { Facts } from '#src/analysis/facts.ts'
import { type LintOptions, lint } from '#src/lint/run.ts'
import type { RuleSettings } from '#src/lint/settings.ts'
import { link } from '#src/model/link.ts'
import type { Model } from '#src/model/model.ts'
import { load } from '#src/workspace/load.ts'
import { type MemoryFiles, memoryHost } from '#src/workspace/memory-host.ts'

export interface Read {
  readonly model: Model
  readonly facts: Facts
}

/** One text, or several files of which `main.arch` is linted; throws on any error in them. */
export function read(files: string | MemoryFiles, root = 'main.arch'): Read {
  const host = memoryHost(typeof files === 'string' ? { [root]: files } : files)
  const workspace = load(host, root)
  if (workspace.kind === 'unreadable') throw new Error(`${root}: ${workspace.reason}`)
  const linked = link(workspace.value)
  const wrong = [...workspace.diagnostics, ...linked.diagnostics].filter(
    ({ severity }) => severity === 'error',
  )
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'))
  return { model: linked.value, facts: analyze(linked.value) }
}

/** Every rule there is, unless the options say otherwise. */
export function lintRead(
  { model, facts }: Read,
  options: Partial<LintOptions> = {},
): readonly Diagnostic[] {
  return lint(model, facts, { rules, today: '2026-01-01', ...options })
}

export function lintText(
  files: string | MemoryFiles,
  options: Partial<LintOptions> = {},
): readonly Diagnostic[] {
  return lintRead(read(files), options)
}

/** Settings that leave one rule on. */
export function only(id: string): RuleSettings {
  const others = ['not-evaluated', ...rules.map((rule) => rule.id)].filter((other) => other !== id)
  return Object.fromEntries(others.map((other) => [other, 'off']))
}

export function unsuppressed(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return findings.filter(({ suppressed }) => suppressed === undefined)
}
