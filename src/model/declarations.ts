// What declaring makes: drafts of components in their scopes, and every other statement with the scope
// whose names it sees, for the later steps of `link`.

import type {
  Amend,
  ComponentDeclaration,
  EdgeStatement,
  Every,
  FlowDeclaration,
  Ignore,
  Import,
  Name,
  Policy,
  Require,
  ScenarioDeclaration,
  View,
} from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import type { Workspace } from '#src/workspace/workspace.ts'
import { duplicateName, tooLarge } from './name-messages.ts'
import { asOwnKind, type OwnKind } from './own-kinds.ts'
import type { Instance, Scope } from './scope.ts'

/** A component as declared, before its attributes are known. */
export interface Draft {
  readonly id: number
  readonly name: string
  readonly kind: OwnKind
  /** False where the kind was unknown: its attributes are then not judged. */
  readonly kindKnown: boolean
  readonly parent: number
  readonly children: number[]
  readonly scope: Scope
  /** The scope inside, of a container. */
  readonly inner: Scope | undefined
  readonly label: string | undefined
  /** Undefined for the container that `import … as p` makes. */
  readonly declaration: ComponentDeclaration | undefined
  readonly at: Span
  readonly span: Span
  readonly own: boolean
}

/** A statement and the scope whose names it sees. */
export interface Placed<T> {
  readonly statement: T
  readonly scope: Scope
}

export interface Declarations {
  readonly drafts: readonly Draft[]
  readonly root: Scope
  readonly edges: readonly Placed<EdgeStatement>[]
  readonly amendments: readonly Placed<Amend>[]
  /** `component` is the one that it stands in, -1 for the file. */
  readonly ignores: readonly (Placed<Ignore> & { readonly component: number })[]
  readonly flows: readonly Placed<FlowDeclaration>[]
  readonly requirements: readonly Placed<Require>[]
  readonly policies: readonly Placed<Policy>[]
  readonly scenarios: readonly Placed<ScenarioDeclaration>[]
  readonly views: readonly Placed<View>[]
  readonly every: readonly Placed<Every>[]
}

/** So many components at most: imports of imports multiply, and a machine's memory does not. */
const mostComponents = 500_000

export type Report = (diagnostic: Diagnostic) => void

/** What declaring collects as it goes. */
export interface Declaring {
  readonly workspace: Workspace
  readonly report: Report
  readonly drafts: Draft[]
  readonly edges: Placed<EdgeStatement>[]
  readonly amendments: Placed<Amend>[]
  readonly ignores: (Placed<Ignore> & { readonly component: number })[]
  readonly flows: Placed<FlowDeclaration>[]
  readonly requirements: Placed<Require>[]
  readonly policies: Placed<Policy>[]
  readonly scenarios: Placed<ScenarioDeclaration>[]
  readonly views: Placed<View>[]
  readonly every: Placed<Every>[]
  full: boolean
  /** What imports have made, by container, path and name: a file met twice is one. */
  readonly included: Map<string, Instance>
  /** Brings in what an `import` inside a container names. */
  readonly instantiate: (scope: Scope, statement: Import) => void
}

/** Declares a component in a scope; undefined (and reported) where the name is taken. */
export function add(
  state: Declaring,
  scope: Scope,
  name: Name,
  rest: Pick<Draft, 'kind' | 'kindKnown' | 'label' | 'declaration' | 'span' | 'inner'>,
): number | undefined {
  const { drafts } = state
  const earlier = scope.names.get(name.text)
  if (earlier !== undefined) {
    state.report(duplicateName(name, drafts[earlier]?.at))
    return undefined
  }
  if (drafts.length >= mostComponents) {
    if (!state.full) state.report(tooLarge(name.span, 'components', mostComponents))
    state.full = true
    return undefined
  }
  const id = drafts.length
  const parent = scope.container
  const prefix = parent < 0 ? '' : `${drafts[parent]!.name}.`
  drafts.push({
    ...rest,
    id,
    name: prefix + name.text,
    parent,
    children: [],
    scope,
    at: name.span,
    own: scope.instance.depth === 0,
  })
  if (parent >= 0) drafts[parent]!.children.push(id)
  scope.names.set(name.text, id)
  for (let file: Instance | undefined = scope.instance; file; file = file.importer?.instance) {
    const same = file.index.get(name.text)
    if (same) same.push(id)
    else file.index.set(name.text, [id])
  }
  return id
}

/** The kind that a word means in a file. */
export function kindIn(scope: Scope, name: string): OwnKind | undefined {
  const builtin = builtinKind(name)
  return builtin ? asOwnKind(builtin) : scope.instance.kinds.get(name)
}
