// The items of a file or a container, one by one, into what declaring collects. A component becomes a
// draft with its scope; a container's items follow it; what stands in the wrong place is reported.

import type {
  Body,
  ComponentDeclaration,
  FlowDeclaration,
  Item,
  KindDeclaration,
  Policy,
  Require,
  ScenarioDeclaration,
  Title,
  View,
} from '#grammar/ast.ts'
import { nearest } from '#grammar/nearest.ts'
import { builtinKind, kindNames, likelyKind } from '#src/kinds/kinds.ts'
import { libraryKind } from '#src/kinds/library-kinds.ts'
import { add, type Declaring, kindIn } from './declarations.ts'
import { dottedName, unknownKind } from './name-messages.ts'
import { asOwnKind, type OwnKind } from './own-kinds.ts'
import { misplaced } from './place-messages.ts'
import { leftOut, type Scope } from './scope.ts'

export function fillItem(state: Declaring, scope: Scope, item: Item): void {
  const inContainer = scope.parent !== undefined
  switch (item.kind) {
    case 'component':
      declareComponent(state, scope, item)
      return
    case 'edge':
      state.edges.push({ statement: item, scope })
      return
    case 'amend':
      state.amendments.push({ statement: item, scope })
      return
    case 'every':
      scope.every.push(item)
      state.every.push({ statement: item, scope })
      return
    case 'import':
      if (inContainer) state.instantiate(scope, item)
      return
    case 'attribute':
      if (!inContainer) state.report(misplaced(item, 'file'))
      return
    case 'ignore':
      state.ignores.push({
        statement: item,
        scope,
        component: inContainer ? scope.container : -1,
      })
      return
    case 'title':
    case 'kind':
    case 'flow':
    case 'require':
    case 'policy':
    case 'scenario':
    case 'view':
      if (inContainer) state.report(misplaced(item, 'container'))
      else fillTopLevel(state, scope, item)
  }
}

function fillTopLevel(
  state: Declaring,
  scope: Scope,
  item: Title | KindDeclaration | FlowDeclaration | Require | Policy | ScenarioDeclaration | View,
): void {
  switch (item.kind) {
    case 'title':
    case 'kind':
      return
    case 'flow':
      state.flows.push({ statement: item, scope })
      return
    case 'require':
      state.requirements.push({ statement: item, scope })
      return
    case 'policy':
      state.policies.push({ statement: item, scope })
      return
    case 'scenario':
      state.scenarios.push({ statement: item, scope })
      return
    case 'view':
      if (scope.instance.depth === 0) state.views.push({ statement: item, scope })
  }
}

function declareComponent(state: Declaring, scope: Scope, item: ComponentDeclaration): void {
  const known = kindIn(scope, item.type.text)
  if (!known) state.report(unknownKind(item.type, [...scope.instance.kinds.keys()]))
  const kind = known ?? guessedKind(item)
  const isContainer = kind.builtin.role === 'container'
  if (!isContainer) refuseInside(state, item)
  if (!item.name) {
    // The missing name is reported; what the container holds is kept beside it.
    if (isContainer) fillBody(state, scope, withoutAttributes(item.body))
    return
  }
  if (item.name.text.includes('.')) {
    state.report(dottedName(item.name))
    return
  }
  if (kind.builtin.name === 'client' && scope.instance.leavesClientsOut) {
    scope.names.set(item.name.text, leftOut)
    return
  }
  const container = state.drafts.length
  const { instance } = scope
  const inner: Scope | undefined = isContainer
    ? { instance, parent: scope, container, names: new Map(), every: [] }
    : undefined
  const id = add(state, scope, item.name, {
    kind,
    kindKnown: known !== undefined,
    label: item.label?.text,
    declaration: item,
    span: item.span,
    inner,
  })
  if (id === undefined) return
  if (inner) fillBody(state, inner, item.body?.items)
  else collectIgnores(state, scope, id, item.body)
}

export function fillBody(state: Declaring, scope: Scope, items: readonly Item[] | undefined): void {
  for (const item of items ?? []) fillItem(state, scope, item)
}

export function withoutAttributes(body: Body | undefined): readonly Item[] | undefined {
  return body?.items.filter((item) => item.kind !== 'attribute')
}

/** A likely kind for a component of an unknown one, so that it can still be declared and drawn. */
function guessedKind(item: ComponentDeclaration): OwnKind {
  const holds = item.body?.items.some(
    (inner) => inner.kind === 'component' || inner.kind === 'edge',
  )
  const { text } = item.type
  const guess = holds
    ? 'group'
    : (libraryKind(text)?.base ?? likelyKind(text) ?? nearest(text, kindNames) ?? 'service')
  return asOwnKind(builtinKind(guess) ?? builtinKind('service')!)
}

function refuseInside(state: Declaring, item: ComponentDeclaration): void {
  for (const inner of item.body?.items ?? []) {
    if (inner.kind === 'attribute' || inner.kind === 'ignore') continue
    state.report(misplaced(inner, 'component', item))
  }
}

function collectIgnores(state: Declaring, scope: Scope, id: number, body: Body | undefined): void {
  for (const item of body?.items ?? []) {
    if (item.kind === 'ignore') state.ignores.push({ statement: item, scope, component: id })
  }
}
