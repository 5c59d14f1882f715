// Workspace → declarations. Every import statement becomes an instance of its file: at the top of a file
// its names join the importer's (the same file brought in twice there is one instance), with `as` or
// inside a container it gets names of its own.

import type { Amend, Ast, Import, Name } from '#grammar/ast.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import type { Workspace } from '#src/workspace/workspace.ts'
import {
  add,
  type Declarations,
  type Declaring,
  kindIn,
  type Placed,
  type Report,
} from './declarations.ts'
import { fillBody, fillItem, withoutAttributes } from './declare-items.ts'
import { importClash, namelessComponent } from './name-messages.ts'
import { asOwnKind, declareKinds } from './own-kinds.ts'
import { type Instance, lookup, type Scope } from './scope.ts'

export function declare(workspace: Workspace, report: Report): Declarations {
  const state: Declaring = {
    workspace,
    report,
    drafts: [],
    edges: [],
    amendments: [],
    ignores: [],
    flows: [],
    requirements: [],
    policies: [],
    scenarios: [],
    views: [],
    every: [],
    full: false,
    instantiate: (scope, statement) => instantiate(state, scope, statement),
  }
  const root = instance(workspace.root, undefined, -1, '', false)
  fillFile(state, root, new Map())
  return { ...state, root: root.scope, amendments: withoutNameless(state) }
}

/** `region { … }` reads as an amendment; where no component is called so, it is a region without a name. */
function withoutNameless(state: Declaring): readonly Placed<Amend>[] {
  return state.amendments.filter(({ statement, scope }) => {
    const { target, body } = statement
    const kind = kindIn(scope, target.text)
    if (!kind || lookup(scope, target, state.drafts).kind !== 'missing') return true
    state.report(namelessComponent(target))
    if (kind.builtin.role === 'container') fillBody(state, scope, withoutAttributes(body))
    return false
  })
}

function instance(
  ast: Ast,
  importer: Scope | undefined,
  container: number,
  prefix: string,
  leavesClientsOut: boolean,
): Instance {
  const made: { -readonly [K in keyof Instance]: Instance[K] } = {
    ast,
    importer,
    depth: importer ? importer.instance.depth + 1 : 0,
    prefix: (importer?.instance.prefix ?? '') + prefix,
    leavesClientsOut: leavesClientsOut || importer?.instance.leavesClientsOut === true,
    kinds: new Map(),
    index: new Map(),
    // The scope needs its instance and the instance its scope: it is there on the next line.
    scope: undefined as unknown as Scope,
  }
  made.scope = { instance: made, parent: undefined, container, names: new Map(), every: [] }
  return made
}

/** `included`: instances that joined this file's names, by path, so that a file met twice is one. */
function fillFile(state: Declaring, file: Instance, included: Map<string, Instance>): void {
  const importedBy = new Map<string, Import>()
  const brought: { statement: Import; made: Instance }[] = []
  for (const statement of file.ast.statements) {
    if (statement.kind !== 'import') continue
    const made = bringIn(state, statement, file.scope, included)
    if (!made) continue
    brought.push({ statement, made })
    joinKinds(state, file, statement, made, importedBy)
  }
  declareKinds(file.ast, file.kinds, importedBy, state.report)
  for (const item of file.ast.statements) fillItem(state, file.scope, item)
  for (const { statement, made } of brought) joinNames(state, file.scope, statement, made)
}

/** An instance of the imported file, filled; undefined where the import did not resolve. */
function bringIn(
  state: Declaring,
  statement: Import,
  scope: Scope,
  included: Map<string, Instance>,
): Instance | undefined {
  const path = state.workspace.imports.get(statement)
  if (path === undefined || state.full) return undefined
  if (statement.as) return namespaced(state, statement, statement.as, scope, path)
  const known = included.get(path)
  if (known) return known
  const made = instance(state.workspace.files.get(path)!, scope, scope.container, '', false)
  included.set(path, made)
  fillFile(state, made, included)
  return made
}

/** `import "…" as p`: a group `p` that holds what the file declares; a library has nothing to hold. */
function namespaced(
  state: Declaring,
  statement: Import,
  name: Name,
  scope: Scope,
  path: string,
): Instance | undefined {
  const inContainer = scope.parent !== undefined
  const prefix = `${inContainer ? `${state.drafts[scope.container]!.name}.` : ''}${name.text}: `
  const ast = state.workspace.files.get(path)!
  if (ast.source.isLibrary) {
    const library = instance(ast, scope, scope.container, '', false)
    fillFile(state, library, new Map())
    return library
  }
  const made = instance(ast, scope, state.drafts.length, prefix, inContainer)
  const id = add(state, scope, name, {
    kind: asOwnKind(builtinKind('group')!),
    kindKnown: true,
    label: undefined,
    declaration: undefined,
    span: statement.span,
    inner: made.scope,
  })
  if (id === undefined) return undefined
  fillFile(state, made, new Map())
  return made
}

/** `import` inside a container: an instance of the file there, without its clients. */
function instantiate(state: Declaring, scope: Scope, statement: Import): void {
  const path = state.workspace.imports.get(statement)
  if (path === undefined || state.full) return
  if (statement.as) {
    namespaced(state, statement, statement.as, scope, path)
    return
  }
  const prefix = `${state.drafts[scope.container]!.name}: `
  const made = instance(state.workspace.files.get(path)!, scope, scope.container, prefix, true)
  fillFile(state, made, new Map())
  joinNames(state, scope, statement, made)
}

function joinKinds(
  state: Declaring,
  file: Instance,
  statement: Import,
  made: Instance,
  importedBy: Map<string, Import>,
): void {
  for (const [name, kind] of made.kinds) {
    const full = statement.as ? `${statement.as.text}.${name}` : name
    const known = file.kinds.get(full)
    if (known && known !== kind) {
      state.report(importClash(statement, full, importedBy.get(full)?.span))
    }
    file.kinds.set(full, kind)
    importedBy.set(full, statement)
  }
}

function joinNames(state: Declaring, scope: Scope, statement: Import, made: Instance): void {
  if (statement.as) return
  for (const [name, id] of made.scope.names) {
    const known = scope.names.get(name)
    if (known === undefined) scope.names.set(name, id)
    else if (known !== id) {
      state.report(importClash(statement, name, state.drafts[known]?.at))
    }
  }
}
