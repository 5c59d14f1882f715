// Findings → fixes that may be made: those of the wanted meaning, of no ignored finding, and in files that
// are the author's and read well. Roots that share a file find the same in it; what is one change to
// the texts is one candidate, whoever found it.

import type { Diagnostic, Edit, Fix } from '#grammar/diagnostic.ts'
import type { SourceText } from '#grammar/source.ts'
import { eachOf, identityOf, isMistake, isOpen, type Looked } from './looked.ts'

export type Meaning = 'safe' | 'unsafe'

export interface FileEdit {
  /** Real path. */
  readonly path: string
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface Candidate {
  readonly rule: string
  readonly title: string
  /** Where the first finding stands. */
  readonly at: Diagnostic['at']
  /** What the findings are about. */
  readonly names: readonly string[]
  /** In the order in which they were given. */
  readonly edits: readonly FileEdit[]
  /** Whether one of its findings is a mistake, behind which more may be hidden. */
  readonly mends: 'mistake' | 'finding'
  /** The findings that it removes, by root and identity. */
  readonly removes: readonly Removed[]
}

export interface Removed {
  readonly root: string
  readonly identity: string
}

export interface Allowed {
  /** `unsafe`: the safe ones too. */
  readonly meaning: Meaning
  /** Whether the file of that real path may be written. */
  readonly mayWrite: (path: string) => boolean
}

/** In the order of the roots and of their findings. */
export function candidatesIn(looked: readonly Looked[], allowed: Allowed): readonly Candidate[] {
  const byEdits = new Map<string, Candidate>()
  for (const one of looked) {
    for (const { finding, fix, edits } of takenUp(one, allowed)) {
      add(byEdits, finding, fix.title, edits, one.root)
    }
  }
  return [...byEdits.values()]
}

/** The findings of a root whose fixes are candidates. */
export function fixableIn(looked: Looked, allowed: Allowed): readonly Diagnostic[] {
  const taken = new Set(takenUp(looked, allowed).map(({ finding }) => finding))
  return looked.findings.filter((one) => eachOf([one]).some((each) => taken.has(each)))
}

interface TakenUp {
  readonly finding: Diagnostic
  readonly fix: Fix
  readonly edits: readonly FileEdit[]
}

function takenUp(looked: Looked, { meaning, mayWrite }: Allowed): readonly TakenUp[] {
  const wanted = eachOf(looked.findings).flatMap((finding) => {
    const { fix } = finding
    if (!fix || !isOpen(finding) || (meaning === 'safe' && !fix.safe)) return []
    return [{ finding, fix }]
  })
  if (wanted.length === 0) return []
  const pathOf = pathsBySource(looked)
  const unreadable = withSyntaxErrors(looked)
  return wanted.flatMap(({ finding, fix }) => {
    const edits = fileEdits(fix.edits, (source) => {
      const path = unreadable.has(source.path) ? undefined : pathOf.get(source)
      return path !== undefined && mayWrite(path) ? path : undefined
    })
    return edits ? [{ finding, fix, edits }] : []
  })
}

/** Paths, as people see them, of files with errors in their text. */
export function withSyntaxErrors({ findings }: Looked): ReadonlySet<string> {
  const wrong = findings.filter((one) => one.category === 'syntax' && one.severity === 'error')
  return new Set(wrong.map(({ at }) => at.source.path))
}

function pathsBySource({ files }: Looked): ReadonlyMap<SourceText, string> {
  const own = [...files].filter(([, source]) => source.isLibrary !== true)
  return new Map(own.map(([path, source]) => [source, path]))
}

/** Undefined where one of them lies in a file that is not to be written, or, from a plugin, nowhere. */
function fileEdits(
  edits: readonly Edit[],
  pathOf: (source: SourceText) => string | undefined,
): readonly FileEdit[] | undefined {
  const found: FileEdit[] = []
  for (const { at, text } of edits) {
    const path = pathOf(at.source)
    if (path === undefined || !(0 <= at.start && at.start <= at.end)) return undefined
    if (at.end > at.source.text.length) return undefined
    found.push({ path, start: at.start, end: at.end, text })
  }
  return found.length === 0 ? undefined : found
}

function add(
  byEdits: Map<string, Candidate>,
  finding: Diagnostic,
  title: string,
  edits: readonly FileEdit[],
  root: string,
): void {
  const key = JSON.stringify(edits)
  const removed = { root, identity: identityOf(finding) }
  const known = byEdits.get(key)
  const removes = [...(known?.removes ?? []), removed]
  const names = [...(known?.names ?? []), ...finding.subjects]
  const { rule, at } = known ?? finding
  const mends = isMistake(finding) ? 'mistake' : (known?.mends ?? 'finding')
  byEdits.set(key, { rule, title: known?.title ?? title, at, names, edits, mends, removes })
}
