// Workspace → declarations. An import statement becomes an instance of its file: at the top of a file or in a
// container its names join those there, with `as` it gets names of its own. One file that several statements
// bring into one container under one name is one instance.

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
import { type Brought, type Clashes, clashes, joinKinds, joinNames } from './join.ts'
import { duplicateName, namelessComponent } from './name-messages.ts'
import { asOwnKind, declareKinds } from './own-kinds.ts'
import { type Instance, isKnown, type Scope } from './scope.ts'

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
    included: new Map(),
    instantiate: (scope, statement) => instantiate(state, scope, statement),
  }
  const root = instance(workspace.root, undefined, -1, '', false)
  fillFile(state, root)
  return { ...state, root: root.scope, amendments: withoutNameless(state) }
}

/** `region { … }` reads as an amendment; where no component is called so, it is a region without a name. */
function withoutNameless(state: Declaring): readonly Placed<Amend>[] {
  return state.amendments.filter(({ statement, scope }) => {
    const { target, body } = statement
    const kind = kindIn(scope, target.text)
    if (!kind || isKnown(scope, target.text, state.drafts)) return true
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
    spaces: new Map(),
    index: new Map(),
    shares: [],
    // The scope needs its instance and the instance its scope: it is there on the next line.
    scope: undefined as unknown as Scope,
  }
  made.scope = { instance: made, parent: undefined, container, names: new Map(), every: [] }
  return made
}

function fillFile(state: Declaring, file: Instance): void {
  const importedBy = new Map<string, Import>()
  const clashing = clashes(state.report)
  const brought: Brought[] = []
  for (const statement of file.ast.statements) {
    if (statement.kind !== 'import') continue
    const one = bringIn(state, statement, file.scope, '', false)
    if (!one) continue
    brought.push(one)
    joinKinds(file, one, importedBy, clashing)
  }
  declareKinds(file.ast, file.kinds, importedBy, state.report, clashing.add)
  for (const item of file.ast.statements) fillItem(state, file.scope, item)
  for (const one of brought) joinInto(state, file.scope, one, clashing)
  clashing.tell()
}

function joinInto(state: Declaring, scope: Scope, brought: Brought, clashing: Clashes): void {
  if (!brought.statement.as) joinNames(state.drafts, scope, brought, clashing)
}

/** What the statement brings in, filled; undefined where the import did not resolve. */
function bringIn(
  state: Declaring,
  statement: Import,
  scope: Scope,
  prefix: string,
  leavesClientsOut: boolean,
): Brought | undefined {
  const path = state.workspace.imports.get(statement)
  if (path === undefined || state.full) return undefined
  const made = statement.as
    ? namespaced(state, statement, statement.as, scope, path)
    : included(state, `${scope.container} ${path}`, scope, () =>
        instance(
          state.workspace.files.get(path)!,
          scope,
          scope.container,
          prefix,
          leavesClientsOut,
        ),
      )
  return made && { statement, path, made }
}

/** The instance that is there under the key, else a new one, filled. */
function included(
  state: Declaring,
  key: string,
  scope: Scope,
  make: () => Instance | undefined,
): Instance | undefined {
  const known = state.included.get(key)
  if (known) {
    share(scope, known)
    return known
  }
  const made = make()
  if (!made) return undefined
  state.included.set(key, made)
  fillFile(state, made)
  return made
}

/** An instance that another file made is found from this one too, and from what imports this one. */
function share(scope: Scope, known: Instance): void {
  const above = new Set<Instance>()
  for (let at = known.importer; at; at = at.instance.importer) above.add(at.instance)
  for (let at: Scope | undefined = scope; at; at = at.instance.importer) {
    if (above.has(at.instance)) return
    if (!at.instance.shares.includes(known)) at.instance.shares.push(known)
  }
}

/** `import "…" as p`: a group `p` that holds what the file declares; a library has nothing to hold. */
function namespaced(
  state: Declaring,
  statement: Import,
  name: Name,
  scope: Scope,
  path: string,
): Instance | undefined {
  const ast = state.workspace.files.get(path)!
  if (ast.source.isLibrary) {
    return included(state, path, scope, () => instance(ast, scope, scope.container, '', false))
  }
  const key = `${scope.container} ${path} as ${name.text}`
  const known = state.included.get(key)?.scope.container
  const made = included(state, key, scope, () => groupOf(state, statement, name, scope, ast))
  return known === undefined || takeName(state, scope, name, known) ? made : undefined
}

/** Gives the group its name in a further scope of the same container; false (and reported) where that is taken. */
function takeName(state: Declaring, scope: Scope, name: Name, group: number): boolean {
  const earlier = scope.names.get(name.text)
  if (earlier === undefined) scope.names.set(name.text, group)
  if (earlier === undefined || earlier === group) return true
  state.report(duplicateName(name, state.drafts[earlier]?.at))
  return false
}

function groupOf(
  state: Declaring,
  statement: Import,
  name: Name,
  scope: Scope,
  ast: Ast,
): Instance | undefined {
  const inContainer = scope.parent !== undefined
  const prefix = `${inContainer ? `${state.drafts[scope.container]!.name}.` : ''}${name.text}: `
  const made = instance(ast, scope, state.drafts.length, prefix, inContainer)
  const id = add(state, scope, name, {
    kind: asOwnKind(builtinKind('group')!),
    kindKnown: true,
    label: undefined,
    declaration: undefined,
    span: statement.span,
    inner: made.scope,
  })
  return id === undefined ? undefined : made
}

/** `import` inside a container: an instance of the file there, without its clients. */
function instantiate(state: Declaring, scope: Scope, statement: Import): void {
  const prefix = `${state.drafts[scope.container]!.name}: `
  const brought = bringIn(state, statement, scope, prefix, true)
  if (!brought) return
  const clashing = clashes(state.report)
  joinInto(state, scope, brought, clashing)
  clashing.tell()
}
