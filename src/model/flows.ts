// Flow declarations → flows over declared edges. An edge of a flow is the declared one between the same
// ends, or between containers that hold them: from a container means each component inside, to a
// container its entries (to a pool, its members). A container that the flow names keeps all edges inside
// it. What flows leave of their clients' requests is for implicit-flows.ts.

import type { EdgeStatement, FlowDeclaration, Hop } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { flowAttributes } from '#src/kinds/attributes.ts'
import { type AttributeReader, noAttributes } from './attribute-sets.ts'
import type { Placed } from './declarations.ts'
import { refuseInBodies } from './edges.ts'
import type { Entries } from './entries.ts'
import { type EdgeFinder, edgeFinder } from './find-edges.ts'
import { implicitFlows } from './implicit-flows.ts'
import type { Attributes, Component, Edge, Flow, FlowEdge } from './model.ts'
import { duplicateTitled } from './name-messages.ts'
import { misplaced } from './place-messages.ts'
import type { Resolver } from './resolve.ts'
import { isContainer } from './roles.ts'
import { emptyFlow, emptyText } from './statement-messages.ts'
import { isWithin } from './tree.ts'

interface Linking {
  readonly components: readonly Component[]
  readonly edges: readonly Edge[]
  readonly finder: EdgeFinder
  readonly resolver: Resolver
  readonly attributes: AttributeReader
  readonly report: (diagnostic: Diagnostic) => void
}

export interface Flows {
  readonly flows: readonly Flow[]
  /** The declarations' flow ids, for ignores inside them. */
  readonly ids: ReadonlyMap<FlowDeclaration, readonly number[]>
}

export function linkFlows(
  statements: readonly Placed<FlowDeclaration>[],
  components: readonly Component[],
  edges: readonly Edge[],
  entries: Entries,
  holes: ReadonlySet<number>,
  resolver: Resolver,
  attributes: AttributeReader,
  report: (diagnostic: Diagnostic) => void,
): Flows {
  const finder = edgeFinder(components, edges, entries, holes, report)
  const linking: Linking = { components, edges, finder, resolver, attributes, report }
  const flows: Flow[] = []
  const ids = new Map<FlowDeclaration, number[]>()
  const byName = new Map<string, Flow>()
  for (const placed of statements) {
    const flow = linkFlow(linking, placed, flows.length)
    if (!flow) continue
    const earlier = byName.get(flow.name)
    if (earlier) report(duplicateTitled('flow', flow.name, flow.at, earlier.at))
    else byName.set(flow.name, flow)
    flows.push(flow)
    const known = ids.get(placed.statement)
    if (known) known.push(flow.id)
    else ids.set(placed.statement, [flow.id])
  }
  return { flows: [...flows, ...implicitFlows(flows, components, edges, report)], ids }
}

function linkFlow(linking: Linking, placed: Placed<FlowDeclaration>, id: number): Flow | undefined {
  const { statement, scope } = placed
  const { name, body } = statement
  if (!name || !body) return undefined
  const taken = new Map<string, FlowEdge>()
  const named = new Map<number, FlowEdge['at']>()
  let hasEdges = false
  for (const item of body.items) {
    switch (item.kind) {
      case 'edge':
        hasEdges = true
        for (const edge of flowEdges(linking, item, scope, named)) take(taken, edge)
        break
      case 'attribute':
      case 'ignore':
        break
      default:
        linking.report(misplaced(item, 'flow'))
    }
  }
  if (name.text.trim() === '')
    linking.report(emptyText(name.span, 'the name of the flow', 'flow "View" { web -> api }'))
  if (!hasEdges) linking.report(emptyFlow(name.span))
  for (const [container, at] of named) {
    for (const edge of edgesInside(linking, container, at)) {
      if (!taken.has(key(edge))) taken.set(key(edge), edge)
    }
  }
  const edges = [...taken.values()]
  if (scope.instance.leavesClientsOut && edges.length === 0) return undefined
  return {
    id,
    name: scope.instance.prefix + name.text,
    scope: { kind: 'edges', edges },
    attributes: linking.attributes.ofBody(body, flowAttributes, scope, 'flow'),
    at: name.span,
    own: scope.instance.depth === 0,
  }
}

function flowEdges(
  linking: Linking,
  item: EdgeStatement,
  scope: Placed<FlowDeclaration>['scope'],
  named: Map<number, FlowEdge['at']>,
): readonly FlowEdge[] {
  const { components, resolver } = linking
  const found: FlowEdge[] = []
  let sources = item.sources.map((source) => ({
    id: resolver.component(scope, source),
    at: source.span,
  }))
  for (const hop of item.hops) {
    refuseInBodies(hop, linking.report)
    const targets = hop.targets.map((target) => ({
      id: resolver.component(scope, target.name),
      at: target.name.span,
    }))
    for (const end of [...sources, ...targets]) {
      if (end.id !== undefined && isContainer(components[end.id]!) && !named.has(end.id)) {
        named.set(end.id, end.at)
      }
    }
    for (const source of sources) {
      for (const [i, target] of targets.entries()) {
        if (source.id === undefined || target.id === undefined) continue
        found.push(...flowEdge(linking, scope, hop, i, source.id, target.id))
      }
    }
    sources = targets
  }
  return found
}

function flowEdge(
  linking: Linking,
  scope: Placed<FlowDeclaration>['scope'],
  hop: Hop,
  index: number,
  from: number,
  to: number,
): readonly FlowEdge[] {
  const target = hop.targets[index]!
  const label = target.label ?? hop.label
  const declared = linking.finder.find(from, hop.arrow.arrow, to, label, target.name.span)
  if (declared.length === 0) return []
  const bodies = hop.body ? [target.body, hop.body] : [target.body]
  const isPlain = bodies.every((body) => !body || body.items.length === 0)
  const own = isPlain ? noAttributes : linking.attributes.ofFlowEdge(bodies, scope)
  return declared.map((edge) => ({
    edge: edge.id,
    from,
    to,
    attributes: replaced(edge.attributes, own),
    named: true,
    at: target.name.span,
  }))
}

/** The declared attributes with the flow's in their place; `calls`, `reads`, `writes` go together. */
function replaced(declared: Attributes, own: Attributes): Attributes {
  if (own.size === 0) return declared
  const merged = new Map(declared)
  const usage = ['calls', 'reads', 'writes']
  if (usage.some((name) => own.has(name))) for (const name of usage) merged.delete(name)
  for (const [name, attribute] of own) merged.set(name, attribute)
  return merged
}

function take(taken: Map<string, FlowEdge>, edge: FlowEdge): void {
  const known = taken.get(key(edge))
  taken.set(
    key(edge),
    known ? { ...known, attributes: replaced(known.attributes, edge.attributes) } : edge,
  )
}

function key(edge: FlowEdge): string {
  return `${edge.edge} ${edge.from} ${edge.to}`
}

function edgesInside(linking: Linking, container: number, at: FlowEdge['at']): readonly FlowEdge[] {
  const { components, edges } = linking
  const inside = (id: number) => id === container || isWithin(components, id, container)
  return edges
    .filter((edge) => inside(edge.from) && edge.to !== container && inside(edge.to))
    .map(({ id, from, to, attributes }) => ({ edge: id, from, to, attributes, named: false, at }))
}
