// All files of a run, fixed: files that share an import are fixed together, so that a shared file is changed
// once and for all who import it; the others apart, so that one needs to be understood at a time. Nothing is
// written: what comes out is the files that change, with their texts before and after.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { SourceText } from '#grammar/source.ts'
import type { Host } from '#src/workspace/host.ts'
import { type Candidate, type Meaning, withSyntaxErrors } from './candidates.ts'
import { type Fixing, fixTogether, type Refused } from './fix.ts'
import type { Look, Looked, Texts } from './looked.ts'

/** A root file that was read, with a way to lint it. */
export interface Opened {
  readonly kind: 'opened'
  /** As it was asked for. */
  readonly path: string
  readonly root: string
  /** Real paths. */
  readonly imported: readonly string[]
  readonly files: ReadonlyMap<string, SourceText>
  lint(fragment: boolean): readonly Diagnostic[]
}

export interface Unopened {
  readonly kind: 'unreadable'
  readonly path: string
  readonly reason: string
}

export interface Fixable {
  readonly host: Host
  /** Absolute paths of the root files. */
  readonly paths: readonly string[]
  readonly meaning: Meaning
  /** Files that may be written, by real path; all of them where it is not given. */
  readonly mayWrite?: (path: string) => boolean
  /** In the order of the paths; one is linted, if at all, before the next is asked for. */
  open(host: Host, paths: readonly string[]): Iterable<Opened | Unopened>
}

export interface FixedFile {
  /** Real path. */
  readonly path: string
  /** Whole, with the byte-order mark where there is one. */
  readonly before: string
  readonly after: string
  /** What was done; a fix in several files stands with the first of them. */
  readonly made: readonly { readonly rule: string; readonly title: string }[]
}

export interface FixedRun {
  readonly files: readonly FixedFile[]
  /** What is found now, in all roots. */
  readonly findings: readonly Diagnostic[]
  /** Fixes that were tried and left, since they would not do what they promise. */
  readonly refused: readonly (Pick<Candidate, 'rule' | 'title' | 'at'> & Pick<Refused, 'reason'>)[]
  /** Files with errors in their text, as people see their paths: they are left as they are. */
  readonly withErrors: readonly string[]
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[]
  /** How many roots were read. */
  readonly roots: number
}

/** A mended import may bring a file that others import too; more rounds than these it never takes. */
const mostRounds = 10

export function fixAll(asked: Fixable): FixedRun {
  const { host, meaning, mayWrite = () => true } = asked
  const changed = new Map<string, { readonly before: string; readonly after: string }>()
  const made: Candidate[] = []
  for (let round = 1; ; round++) {
    const known = new Map([...changed].map(([path, { after }]) => [path, after]))
    const { clusters, fragments, unreadable } = clustersOf(asked, known)
    const fixings = clusters.map((paths) => {
      const look: Look = (texts, last, changedNow) => {
        const same = new Map(last.filter(without(changedNow)).map((one) => [one.path, one]))
        const others = paths.filter((path) => !same.has(path))
        const anew = lookAt(asked, others, fragments, new Map([...known, ...texts]))
        return paths.flatMap((path) => same.get(path) ?? anew.get(path) ?? [])
      }
      return fixTogether(look, { meaning, mayWrite })
    })
    for (const { changed: files } of fixings) {
      for (const [path, { before, after }] of files) {
        changed.set(path, { before: changed.get(path)?.before ?? before, after })
      }
    }
    const done = fixings.flatMap((fixing) => fixing.made)
    made.push(...done)
    if (round < mostRounds && done.some(({ rule }) => rule === 'import-not-found')) continue
    return runOf(fixings, { made, changed, unreadable, host })
  }
}

function lookAt(
  { host, open }: Fixable,
  paths: readonly string[],
  fragments: ReadonlySet<string>,
  texts: Texts,
): ReadonlyMap<string, Looked> {
  const looked = new Map<string, Looked>()
  for (const opened of open(withTexts(host, texts), paths)) {
    if (opened.kind === 'unreadable') continue
    const { path, root, files } = opened
    looked.set(path, { path, root, files, findings: opened.lint(fragments.has(root)) })
  }
  return looked
}

function without(changed: ReadonlySet<string>): (looked: Looked) => boolean {
  return ({ files }) => [...changed].every((path) => !files.has(path))
}

function withTexts(host: Host, texts: Texts): Host {
  if (texts.size === 0) return host
  return {
    ...host,
    read(path) {
      const text = texts.get(host.realPath(path))
      if (text === undefined) return host.read(path)
      return { kind: 'file', bytes: new TextEncoder().encode(text) }
    },
  }
}

interface Clusters {
  /** Roots that share files, in the order of the run. */
  readonly clusters: readonly (readonly string[])[]
  /** Real paths of files that another file of the run imports. */
  readonly fragments: ReadonlySet<string>
  readonly unreadable: FixedRun['unreadable']
}

function clustersOf({ host, paths, open }: Fixable, known: Texts): Clusters {
  const overlaid = withTexts(host, known)
  const unreadable: { path: string; reason: string }[] = []
  const fragments = new Set<string>()
  const leaders = new Map<string, string>()
  const leaderOf = (path: string): string => {
    let leader = path
    for (let next = leaders.get(leader); next !== undefined; next = leaders.get(leader))
      leader = next
    if (leader !== path) leaders.set(path, leader)
    return leader
  }
  const roots: { path: string; root: string }[] = []
  for (const opened of open(overlaid, paths)) {
    const { path } = opened
    if (opened.kind === 'unreadable') {
      unreadable.push({ path: host.shown(path), reason: opened.reason })
      continue
    }
    const { root, imported, files } = opened
    roots.push({ path, root })
    for (const file of imported) {
      fragments.add(file)
      if (files.get(file)?.isLibrary) continue
      const [own, other] = [leaderOf(root), leaderOf(file)]
      if (own !== other) leaders.set(other, own)
    }
  }
  const clusters = Map.groupBy(roots, ({ root }) => leaderOf(root))
  return {
    clusters: [...clusters.values()].map((some) => some.map(({ path }) => path)),
    fragments,
    unreadable,
  }
}

interface Sum {
  readonly made: readonly Candidate[]
  readonly changed: ReadonlyMap<string, { readonly before: string; readonly after: string }>
  readonly unreadable: FixedRun['unreadable']
  readonly host: Host
}

function runOf(fixings: readonly Fixing[], { made, changed, unreadable, host }: Sum): FixedRun {
  const looked = fixings.flatMap((fixing) => fixing.looked)
  const byFile = Map.groupBy(made, ({ edits }) => edits[0]!.path)
  const different = [...changed].filter(([, { before, after }]) => before !== after)
  const files = different.map(([path, { before, after }]) => {
    const mark = hasMark(host, path) ? '\ufeff' : ''
    const done = (byFile.get(path) ?? []).map(({ rule, title }) => ({ rule, title }))
    return { path, before: mark + before, after: mark + after, made: done }
  })
  const refused = fixings.flatMap((fixing) =>
    fixing.refused.map(({ fix: { rule, title, at }, reason }) => ({ rule, title, at, reason })),
  )
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    findings: looked.flatMap(({ findings }) => findings),
    refused,
    withErrors: [...new Set(looked.flatMap((one) => [...withSyntaxErrors(one)]))].sort(),
    unreadable,
    roots: looked.length,
  }
}

/** A source has its text without the mark, and its file keeps it. */
function hasMark(host: Host, path: string): boolean {
  const read = host.read(path)
  if (read.kind !== 'file') return false
  const [first, second, third] = read.bytes
  return first === 0xef && second === 0xbb && third === 0xbf
}
