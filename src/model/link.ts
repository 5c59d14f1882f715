// Workspace → Model. Declares every component, gives each its attributes, ties edges, flows and the other
// statements to them, and collects every mistake on the way; what cannot be resolved is left out and told.
// The result holds what was understood, so that the rest of the program never meets a half-known name.

import type { Item, Ignore as WrittenIgnore } from '#grammar/ast.ts'
import type { Diagnostic, Staged } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import { edgeAttributes } from '#src/kinds/attributes.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import type { Workspace } from '#src/workspace/workspace.ts'
import { tellAbsurd } from './absurd.ts'
import { attributeReader } from './attribute-sets.ts'
import { linkComponents } from './components.ts'
import { type Declarations, kindIn } from './declarations.ts'
import { declare } from './declare.ts'
import { linkEdges } from './edges.ts'
import { entriesOf } from './entries.ts'
import { linkFlows } from './flows.ts'
import type { Component, Edge, Ignore, Model } from './model.ts'
import { secondTitle, unknownBase } from './name-messages.ts'
import { misplaced } from './place-messages.ts'
import { requirementReader } from './requirements.ts'
import { resolver } from './resolve.ts'
import type { Scope } from './scope.ts'
import { selectorReader } from './selectors.ts'
import { noEntry } from './statement-messages.ts'
import { linkIgnore, linkPolicies, linkScenarios, linkViews, type Readers } from './statements.ts'
import { componentsIn } from './tree.ts'

/** `upstream`: what loading the workspace had to say; its errors make the model incomplete. */
export function link(workspace: Workspace, upstream: readonly Diagnostic[] = []): Staged<Model> {
  const diagnostics: Diagnostic[] = []
  const lacksImport = upstream.some(({ rule }) => rule.startsWith('import-'))
  const report = (diagnostic: Diagnostic) => {
    if (!(lacksImport && mayBeImported(diagnostic))) diagnostics.push(diagnostic)
  }
  const declarations = declare(workspace, report)
  const { drafts } = declarations
  const names = resolver(drafts, report)
  const attributes = attributeReader(declarations, names, report)
  judgeDefaults(declarations, workspace, attributes, report)
  const components = linkComponents(drafts, attributes, report)
  const { edges, groups, ignores, holes } = linkEdges(
    declarations.edges,
    components,
    names,
    attributes,
    report,
  )
  tellAbsurd(components, edges, groups, report)
  const entries = entriesOf(components, edges)
  reportNoEntry(components, edges, entries, report)
  const { flows, ids } = linkFlows(
    declarations.flows,
    components,
    edges,
    entries,
    holes,
    names,
    attributes,
    report,
  )
  const selectors = selectorReader(components, flows, names, report)
  const requirements = requirementReader(selectors, names, report)
  const readers: Readers = {
    drafts,
    components,
    resolver: names,
    attributes,
    selectors,
    requirements,
    isFaulty: (span) =>
      [...upstream, ...diagnostics].some(
        ({ severity, at }) => severity === 'error' && isInside(at, span),
      ),
    report,
  }
  const title = titleOf(workspace, report)

  const model = {
    source: workspace.root.source,
    files: [...workspace.files.values()].map((ast) => ast.source),
    ...(title === undefined ? {} : { title }),
    components,
    edges,
    groups,
    flows,
    requirements: declarations.requirements.flatMap((placed) => requirements.read(placed) ?? []),
    policies: linkPolicies(declarations.policies, readers),
    scenarios: linkScenarios(declarations.scenarios, readers),
    views: linkViews(declarations.views, readers),
    ignores: linkIgnores(declarations, ignores, ids, readers),
  }
  const complete = ![...upstream, ...diagnostics].some((one) => one.severity === 'error')
  return { value: { ...model, complete }, diagnostics }
}

function isInside(at: Span, span: Span): boolean {
  return at.source === span.source && at.start >= span.start && at.end <= span.end
}

const imported: readonly string[] = ['unknown-kind', 'unknown-component', 'unknown-selector']

/** An unknown name that is near to none may be what an import that failed would have brought: that is told. */
function mayBeImported({ rule, help }: Diagnostic): boolean {
  return imported.includes(rule) && !help?.startsWith('did you mean')
}

function titleOf(
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
): string | undefined {
  const titles = workspace.root.statements.filter((statement) => statement.kind === 'title')
  for (const second of titles.slice(1)) report(secondTitle(second.span, titles[0]!.span))
  return titles[0]?.title.text
}

/** Defaults are judged where they are written, so that one that nothing takes is judged too. */
function judgeDefaults(
  declarations: Declarations,
  workspace: Workspace,
  attributes: ReturnType<typeof attributeReader>,
  report: (diagnostic: Diagnostic) => void,
): void {
  const judged = new Set<Item>()
  for (const { statement, scope } of declarations.every) {
    if (judged.has(statement)) continue
    judged.add(statement)
    for (const item of statement.body?.items ?? []) {
      if (item.kind !== 'attribute') report(misplaced(item, 'every'))
    }
    if (!statement.of) continue
    if ('arrow' in statement.of) {
      attributes.judge(statement.body, edgeAttributes, 'edge')
      continue
    }
    const kind = kindIn(scope, statement.of.text)
    if (kind) attributes.judge(statement.body, kind.builtin.attributes, kind.name)
    else report(unknownBase(statement.of, [...scope.instance.kinds.keys()]))
  }
  for (const ast of workspace.files.values()) {
    for (const statement of ast.statements) {
      if (statement.kind !== 'kind') continue
      for (const item of statement.body?.items ?? []) {
        if (item.kind !== 'attribute') report(misplaced(item, 'kind'))
      }
      const base = statement.base && builtinKind(statement.base.text)
      if (base && statement.name)
        attributes.judge(statement.body, base.attributes, statement.name.text)
    }
  }
  for (const { statement } of declarations.amendments) {
    for (const item of statement.body.items) {
      if (item.kind === 'attribute' || item.kind === 'ignore') continue
      report(misplaced(item, 'amendment'))
    }
  }
}

function reportNoEntry(
  components: readonly Component[],
  edges: readonly Edge[],
  entries: ReadonlyMap<number, readonly number[]>,
  report: (diagnostic: Diagnostic) => void,
): void {
  for (const edge of edges) {
    if (components[edge.from]!.builtin === 'monitor') continue
    const { builtin } = components[edge.to]!
    const inside = builtin === 'pool' ? componentsIn(components, edge.to) : entries.get(edge.to)
    if (inside?.length === 0) {
      const isEmpty = componentsIn(components, edge.to).length === 0
      report(noEntry(edge.at, components[edge.to]!.name, isEmpty))
    }
  }
}

function linkIgnores(
  declarations: Declarations,
  ofEdges: ReturnType<typeof linkEdges>['ignores'],
  flowIds: ReturnType<typeof linkFlows>['ids'],
  readers: Readers,
): readonly Ignore[] {
  const found: Ignore[] = []
  for (const { statement, scope, component } of declarations.ignores) {
    const target: Ignore['target'] =
      component < 0 ? ofFile(statement, scope) : { kind: 'component', component }
    found.push(...linkIgnore(statement, scope, target, readers))
  }
  for (const { statement, scope } of declarations.amendments) {
    const ignores = statement.body.items.filter((item) => item.kind === 'ignore')
    if (ignores.length === 0) continue
    const component = readers.resolver.quietly(scope, statement.target)
    if (component === undefined) continue
    for (const ignore of ignores)
      found.push(...linkIgnore(ignore, scope, { kind: 'component', component }, readers))
  }
  for (const [statement, { scope, edges }] of ofEdges) {
    found.push(...linkIgnore(statement, scope, { kind: 'edges', edges }, readers))
  }
  for (const { statement, scope } of declarations.flows) {
    for (const flow of flowIds.get(statement) ?? []) {
      for (const item of statement.body?.items ?? []) {
        if (item.kind === 'ignore')
          found.push(...linkIgnore(item, scope, { kind: 'flow', flow }, readers))
      }
    }
  }
  return found
}

/** At the top of the root file it is about the whole model, at that of an imported one about that file. */
function ofFile(statement: WrittenIgnore, scope: Scope): Ignore['target'] {
  if (scope.instance.depth === 0) return { kind: 'model' }
  return { kind: 'file', source: statement.span.source }
}
