// Files in memory, fixed: what tests of fixes share. A text may have mistakes, as an author's may.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { type FixedRun, fix, lint, load, memoryHost, type System } from '#src/index.ts'
import type { MemoryFiles } from '#src/workspace/memory-host.ts'

export const today = '2026-01-01'

export type Meaning = 'safe' | 'unsafe'

const lintAll = (
  system: System,
  { fragment }: { readonly fragment: boolean },
): readonly Diagnostic[] => lint(system, { preset: 'all', today, fragment })

export function fixing(
  files: string | MemoryFiles,
  meaning: Meaning,
  roots: readonly string[] = ['main.arch'],
): Promise<FixedRun> {
  const host = memoryHost(typeof files === 'string' ? { 'main.arch': files } : files, today)
  const paths = roots.map((root) => host.absolute(root))
  return fix(host, paths, { meaning, lint: lintAll })
}

/** The text as it is in the end. */
export async function fixedText(text: string, meaning: Meaning): Promise<string> {
  return (await fixing(text, meaning)).files[0]?.after ?? text
}

/** What is found in one text, ignored findings left out. */
export function found(text: string): readonly Diagnostic[] {
  const system = load(memoryHost({ 'main.arch': text }, today), 'main.arch')
  if (system.kind === 'unreadable') throw new Error(system.reason)
  return lintAll(system, { fragment: false }).filter(({ suppressed }) => suppressed === undefined)
}
