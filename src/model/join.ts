// What an import brings in joins what is there: kinds and names of components, each under what `as` says. A
// name that means one thing already and would mean another is a clash; a statement's clashes are one error.

import type { Import } from '#grammar/ast.ts'
import type { Span } from '#grammar/source.ts'
import type { Draft, Report } from './declarations.ts'
import { importClash } from './name-messages.ts'
import type { Instance, Scope, Space } from './scope.ts'

export interface Brought {
  readonly statement: Import
  /** Of the file, in the workspace. */
  readonly path: string
  readonly made: Instance
}

export interface Clashes {
  /** `earlier`: where the name was given its meaning. */
  add(statement: Import, name: string, earlier: Span | undefined): void
  /** Reports what was added, one error for each statement. */
  tell(): void
}

export function clashes(report: Report): Clashes {
  const found = new Map<Import, Map<string, Span | undefined>>()
  return {
    add(statement, name, earlier) {
      const names = found.get(statement) ?? new Map<string, Span | undefined>()
      found.set(statement, names)
      if (!names.has(name)) names.set(name, earlier)
    },
    tell() {
      for (const [statement, names] of found) report(importClash(statement, names))
    },
  }
}

/** The kinds that a file imports into those that it knows; `importedBy` has the statement of each. */
export function joinKinds(
  file: Instance,
  brought: Brought,
  importedBy: Map<string, Import>,
  clashing: Clashes,
): void {
  const { statement, made } = brought
  const taken = takenSpaces(file, brought, clashing)
  for (const [name, kind] of made.kinds) {
    const full = behind(statement, name)
    if (taken.some((space) => full.startsWith(`${space}.`))) continue
    const known = file.kinds.get(full)
    if (known && known !== kind) clashing.add(statement, full, importedBy.get(full)?.span)
    if (known) continue
    file.kinds.set(full, kind)
    importedBy.set(full, statement)
  }
}

/** What it puts before the dots of its kinds, and stands for another file here: that is the clash, no kind. */
function takenSpaces(
  file: Instance,
  { statement, path, made }: Brought,
  clashing: Clashes,
): readonly string[] {
  if (made.kinds.size === 0) return []
  const here: Space = { path, at: statement.span }
  const spaces: (readonly [string, Space])[] = statement.as ? [[statement.as.text, here]] : []
  for (const [name, space] of made.spaces) {
    spaces.push([behind(statement, name), { path: space.path, at: statement.span }])
  }
  const taken: string[] = []
  for (const [name, space] of spaces) {
    if (taken.some((outer) => name.startsWith(`${outer}.`))) continue
    const known = file.spaces.get(name)
    if (!known) file.spaces.set(name, space)
    if (!known || known.path === space.path) continue
    taken.push(name)
    clashing.add(statement, name, known.at)
  }
  return taken
}

function behind({ as }: Import, name: string): string {
  return as ? `${as.text}.${name}` : name
}

export function joinNames(
  drafts: readonly Draft[],
  scope: Scope,
  { statement, made }: Brought,
  clashing: Clashes,
): void {
  for (const [name, id] of made.scope.names) {
    const known = scope.names.get(name)
    if (known === undefined) scope.names.set(name, id)
    else if (known !== id) clashing.add(statement, name, drafts[known]?.at)
  }
}
