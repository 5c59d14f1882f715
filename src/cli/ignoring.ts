// What git would leave alone, while folders are walked: every .gitignore from the top of the repository
// down, the nearest first, and .git/info/exclude behind them. Outside a repository the top is the working
// folder. What lies below an ignored folder is ignored whatever is said about it. The index is not read, and
// what one machine alone ignores (core.excludesFile) does not count.

import type { Entry, Host } from '#src/index.ts'
import { bytesOf, type Case, inCase, type Rule, rulesIn } from './gitignore.ts'

/** The state of a walk in one folder. */
export interface Ignoring {
  /** The state in a folder that lies in this one; `entries` are what lies in it. */
  below(name: string, entries: readonly Entry[]): Ignoring
  ignores(entry: Entry): boolean
}

/** The state in the folder in which a walk begins. */
export function ignoringIn(
  host: Host,
  folder: string,
  entries: readonly Entry[],
): Ignoring | 'ignored' {
  const start = host.realPath(folder)
  const top = topOf(host, start)
  const names = start.slice(top.length).split('/').filter(Boolean)
  let at = top
  let state = stateIn(host, repositoryAt(host, top), at, entriesAlong(at))
  for (const name of names) {
    if (state.ignores({ name, kind: 'folder' })) return 'ignored'
    at = below(at, name)
    state = state.below(name, entriesAlong(at))
  }
  return state

  /** On the way to the start only the files that hold rules matter. */
  function entriesAlong(path: string): readonly Entry[] {
    if (path === start) return entries
    const isThere = host.kindOf(below(path, '.gitignore')) === 'file'
    return isThere ? [{ name: '.gitignore', kind: 'file' }] : []
  }
}

function topOf(host: Host, start: string): string {
  for (let at = start; ; at = folderOf(at)) {
    if (host.kindOf(below(at, '.git')) !== 'missing') return at
    if (at === folderOf(at)) break
  }
  const working = host.realPath(host.absolute('.'))
  const isBelow = start === working || start.startsWith(working === '/' ? '/' : `${working}/`)
  return isBelow ? working : start
}

interface Repository {
  readonly letters: Case
  /** .git/info/exclude, held against paths from the top. */
  readonly exclude: readonly Rule[]
}

function repositoryAt(host: Host, top: string): Repository {
  const git = gitFolderOf(host, below(top, '.git'))
  const config = git === undefined ? '' : textOf(host, below(git, 'config'))
  const isFolding = /^\s*ignorecase\s*=\s*(true|yes|on|1)\s*$/im.test(sectionCore(config))
  const letters = isFolding ? 'ignored' : 'sensitive'
  const exclude = git === undefined ? [] : rulesAt(host, below(git, 'info/exclude'), letters)
  return { letters, exclude }
}

function sectionCore(config: string): string {
  return config.split(/^(?=\s*\[)/m).find((section) => /^\s*\[core\]/i.test(section)) ?? ''
}

/** Where the repository keeps its own files: a worktree or a submodule says so in a file. */
function gitFolderOf(host: Host, git: string): string | undefined {
  const kind = host.kindOf(git)
  if (kind !== 'file') return kind === 'folder' ? git : undefined
  const named = /^gitdir: (.+)$/m.exec(textOf(host, git))?.[1]
  if (named === undefined) return undefined
  const own = beside(host, folderOf(git), named)
  const common = textOf(host, below(own, 'commondir')).trim()
  return common === '' ? own : beside(host, own, common)
}

function beside(host: Host, folder: string, path: string): string {
  return host.absolute(/^([A-Za-z]:|\/)/.test(path) ? path : `${folder}/${path}`)
}

interface Level {
  readonly rules: readonly Rule[]
  /** How much of a path from the top lies before what the rules are held against. */
  readonly from: number
}

/** `path` is that of the folder; the levels, nearest first, take paths from the top, as bytes. */
function stateIn(
  host: Host,
  repository: Repository,
  path: string,
  entries: readonly Entry[],
  inside = '',
  above: readonly Level[] = [{ rules: repository.exclude, from: 0 }],
): Ignoring {
  // Git follows no link here.
  const hasRules = entries.some(({ name, kind }) => name === '.gitignore' && kind === 'file')
  const rules = hasRules ? rulesAt(host, below(path, '.gitignore'), repository.letters) : []
  const levels = rules.length === 0 ? above : [{ rules, from: inside.length }, ...above]
  const bytes = (name: string) => inCase(bytesOf(name), repository.letters)
  return {
    below(name, inner) {
      const folder = below(path, name)
      // A repository in a repository answers for itself.
      return inner.some((entry) => entry.name === '.git')
        ? stateIn(host, repositoryAt(host, folder), folder, inner)
        : stateIn(host, repository, folder, inner, `${inside}${bytes(name)}/`, levels)
    },
    ignores({ name, kind }) {
      if (levels.length === 1 && levels[0]!.rules.length === 0) return false
      return isIgnored(inside, bytes(name), kind, levels)
    },
  }
}

/** By the last rule that matches, of the nearest file that has one. */
function isIgnored(
  inside: string,
  name: string,
  kind: Entry['kind'],
  levels: readonly Level[],
): boolean {
  for (const { rules, from } of levels) {
    const path = inside.slice(from) + name
    for (let i = rules.length - 1; i >= 0; i--) {
      const { foldersOnly, negated, matches } = rules[i]!
      if ((kind === 'folder' || !foldersOnly) && matches(path, name)) return !negated
    }
  }
  return false
}

function rulesAt(host: Host, path: string, letters: Case): readonly Rule[] {
  const read = host.read(path)
  return read.kind === 'file' ? rulesIn(read.bytes, letters) : []
}

function textOf(host: Host, path: string): string {
  const read = host.read(path)
  return read.kind === 'file' ? new TextDecoder().decode(read.bytes) : ''
}

function below(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 1))
}
