// All files of a run, fixed: files that share an import are fixed together, so that a shared file is changed
// once and for all who import it; the others apart, so that one needs to be understood at a time. Nothing is
// written: what comes out is the files that change, with their texts before and after.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { SourceText } from '#grammar/source.ts'
import type { Host } from '#src/workspace/host.ts'
import { type Candidate, fixableIn, type Meaning, withSyntaxErrors } from './candidates.ts'
import { type Fixing, fixTogether, type Refused } from './fix.ts'
import type { Look, Looked, Texts } from './looked.ts'
import { unifiedDiff } from './unified-diff.ts'

/** A root file with all that it imports. */
export interface Root {
  readonly kind: 'system'
  /** Its real path. */
  readonly path: string
  /** Real paths. */
  readonly imported: readonly string[]
  readonly files: ReadonlyMap<string, SourceText>
}

export interface Fixable<System extends Root> {
  readonly host: Host
  /** Absolute paths of the root files. */
  readonly paths: readonly string[]
  /** `unsafe`: also what must then be made true of the system. */
  readonly meaning: Meaning
  /** Whether the file of that real path may be changed; unwritten: every file of the author's. */
  readonly mayWrite?: (path: string) => boolean
  /** In the order of the paths, each as it was asked for. */
  load(
    host: Host,
    paths: readonly string[],
  ): Iterable<{
    readonly path: string
    readonly result: System | { readonly kind: 'unreadable'; readonly reason: string }
  }>
  /** Everything that is to be said about a system. */
  readonly lint: (system: System, asked: Asked) => readonly Diagnostic[]
}

export interface Asked {
  /** One of `paths`. */
  readonly path: string
  /** True where another file of the run imports it. */
  readonly fragment: boolean
}

export interface FixedFile {
  /** Real path. */
  readonly path: string
  /** Whole, with the byte-order mark where there is one. */
  readonly before: string
  readonly after: string
  /** The difference, as `patch -p0` takes it in the `patchFolder` of the run. */
  readonly diff: string
  /** What was done; a fix in several files stands with the first of them. */
  readonly made: readonly { readonly rule: string; readonly title: string }[]
}

export interface FixedRun {
  readonly files: readonly FixedFile[]
  /** The deepest folder (real path) that holds the working folder and every changed file. */
  readonly patchFolder: string
  /** What is found now, in all roots. */
  readonly findings: readonly Diagnostic[]
  /** Those of them that have a fix which is not safe, in a file that may be changed. */
  readonly unsafe: readonly Diagnostic[]
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

export function fixAll<System extends Root>(asked: Fixable<System>): FixedRun {
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
    return runOf(fixings, { made, changed, unreadable, host, mayWrite })
  }
}

function lookAt<System extends Root>(
  { host, load, lint }: Fixable<System>,
  paths: readonly string[],
  fragments: ReadonlySet<string>,
  texts: Texts,
): ReadonlyMap<string, Looked> {
  const looked = new Map<string, Looked>()
  for (const { path, result } of load(withTexts(host, texts), paths)) {
    if (result.kind === 'unreadable') continue
    const { path: root, files } = result
    const findings = lint(result, { path, fragment: fragments.has(root) })
    looked.set(path, { path, root, files, findings })
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

function clustersOf<System extends Root>(
  { host, paths, load }: Fixable<System>,
  known: Texts,
): Clusters {
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
  for (const { path, result } of load(overlaid, paths)) {
    if (result.kind === 'unreadable') {
      unreadable.push({ path: host.shown(path), reason: result.reason })
      continue
    }
    const { path: root, imported, files } = result
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
  readonly mayWrite: (path: string) => boolean
}

function runOf(
  fixings: readonly Fixing[],
  { made, changed, unreadable, host, mayWrite }: Sum,
): FixedRun {
  const looked = fixings.flatMap((fixing) => fixing.looked)
  const byFile = Map.groupBy(made, ({ edits }) => edits[0]!.path)
  const different = [...changed].filter(([, { before, after }]) => before !== after)
  const working = host.realPath(host.absolute('.'))
  const patchFolder = different.reduce((folder, [path]) => folderHolding(folder, path), working)
  const files = different.map(([path, { before, after }]) => {
    const mark = hasMark(host, path) ? '\ufeff' : ''
    const done = (byFile.get(path) ?? []).map(({ rule, title }) => ({ rule, title }))
    const texts = { before: mark + before, after: mark + after }
    const diff = unifiedDiff(pathFrom(patchFolder, path), texts.before, texts.after)
    return { path, ...texts, diff, made: done }
  })
  const refused = fixings.flatMap((fixing) =>
    fixing.refused.map(({ fix: { rule, title, at }, reason }) => ({ rule, title, at, reason })),
  )
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    patchFolder,
    findings: looked.flatMap(({ findings }) => findings),
    unsafe: looked
      .flatMap((one) => fixableIn(one, { meaning: 'unsafe', mayWrite }))
      .filter(({ fix }) => fix?.safe === false),
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

/** The folder, or the nearest above it that holds the file. */
function folderHolding(folder: string, file: string): string {
  const [parts, others] = [folder.split('/'), file.split('/')]
  const shared = parts.findIndex((part, at) => part !== others[at])
  return (shared < 0 ? folder : parts.slice(0, shared).join('/')) || '/'
}

function pathFrom(folder: string, file: string): string {
  return file.slice(folder === '/' ? 1 : folder.length + 1)
}
