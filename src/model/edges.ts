// Edge statements → edges and groups: one edge per source and target of a hop, one group per source of a
// hop. An end that is not known is left out, the rest stays. `dlq: x` draws an edge of its own.

import type { Body, EdgeStatement, Hop, Ignore } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import type { AttributeReader } from './attribute-sets.ts'
import { noAttributes } from './attribute-sets.ts'
import { componentIn } from './attributes.ts'
import type { Placed } from './declarations.ts'
import type { Attributes, Component, Edge, Group } from './model.ts'
import { tooLarge } from './name-messages.ts'
import { misplaced } from './place-messages.ts'
import type { Resolver } from './resolve.ts'
import type { Scope } from './scope.ts'
import { atLeastTooMany, intoOwnContainer } from './statement-messages.ts'
import { isWithin } from './tree.ts'

export interface Edges {
  /** Components with an edge of which the other end is unknown: what else they call or are called by is not known. */
  readonly holes: ReadonlySet<number>
  readonly edges: readonly Edge[]
  readonly groups: readonly Group[]
  /** Ignores in braces of edges, with the edges that these braces belong to. */
  readonly ignores: ReadonlyMap<
    Ignore,
    { readonly scope: Scope; readonly edges: readonly number[] }
  >
}

/** So many edges at most: `a, b, … -> x, y, …` multiplies. */
const mostEdges = 2_000_000

export function linkEdges(
  statements: readonly Placed<EdgeStatement>[],
  components: readonly Component[],
  resolver: Resolver,
  attributes: AttributeReader,
  report: (diagnostic: Diagnostic) => void,
): Edges {
  const edges: Edge[] = []
  const groups: Group[] = []
  const ignores = new Map<Ignore, { scope: Scope; edges: number[] }>()
  const holes = new Set<number>()
  let full = false

  const addHop = (
    from: number,
    sourceAt: Span,
    hop: Hop,
    scope: Scope,
    targets: readonly (number | undefined)[],
    given: readonly Attributes[],
  ) => {
    const id = groups.length
    const ids: number[] = []
    for (let i = 0; i < targets.length; i++) {
      const target = hop.targets[i]!
      const to = targets[i]
      if (to === undefined) continue
      if (isWithin(components, from, to)) {
        report(intoOwnContainer(target.name.span, components[from]!.name, components[to]!.name))
        continue
      }
      if (edges.length >= mostEdges) {
        if (!full) report(tooLarge(sourceAt, 'edges', mostEdges))
        full = true
        break
      }
      const label = target.label?.text ?? hop.label?.text
      ids.push(edges.length)
      edges.push({
        id: edges.length,
        from,
        to,
        arrow: hop.arrow.arrow,
        label,
        group: id,
        attributes: given[i]!,
        implicit: false,
        at: target.name.span,
        own: scope.instance.depth === 0,
      })
      if (target.body) addIgnores(ids.at(-1)!, scope, target.body)
      if (hop.body) addIgnores(ids.at(-1)!, scope, hop.body)
    }
    if (ids.length === 0) return
    groups.push({
      id,
      from,
      arrow: hop.arrow.arrow,
      needed: neededOf(hop, ids.length),
      edges: ids,
      at: hop.span,
    })
  }

  const addIgnores = (edge: number, scope: Scope, body: Body) => {
    for (const item of body.items) {
      if (item.kind !== 'ignore') continue
      const known = ignores.get(item)
      if (known) known.edges.push(edge)
      else ignores.set(item, { scope, edges: [edge] })
    }
  }

  for (const { statement, scope } of statements) {
    let sources = statement.sources.map((name) => ({
      id: resolver.component(scope, name),
      at: name.span,
    }))
    for (const hop of statement.hops) {
      refuseInBodies(hop, report)
      const targets = hop.targets.map((target) => resolver.component(scope, target.name))
      if (typeof hop.mode === 'object' && hop.mode.atLeast > hop.targets.length) {
        report(atLeastTooMany(hop.mode.span, hop.mode.atLeast, hop.targets.length))
      }
      markHoles(holes, sources, targets)
      const given = hop.targets.map(({ body }) =>
        attributes.ofEdge(hop.body ? [body, hop.body] : [body], hop.arrow.arrow, scope),
      )
      for (const { id, at } of sources) {
        if (id !== undefined) addHop(id, at, hop, scope, targets, given)
      }
      sources = targets.map((id, i) => ({ id, at: hop.targets[i]!.name.span }))
    }
  }
  drawDeadLetters(components, edges, groups)
  return { edges, groups, ignores, holes }
}

function markHoles(
  holes: Set<number>,
  sources: readonly { readonly id: number | undefined }[],
  targets: readonly (number | undefined)[],
): void {
  if (targets.includes(undefined)) for (const { id } of sources) if (id !== undefined) holes.add(id)
  if (sources.some(({ id }) => id === undefined)) {
    for (const id of targets) if (id !== undefined) holes.add(id)
  }
}

function neededOf(hop: Hop, targets: number): Group['needed'] {
  if (hop.mode === 'all') return 'all'
  return hop.mode === 'any' ? 1 : Math.min(hop.mode.atLeast, targets)
}

/** An edge's braces hold attributes and ignores alone. */
export function refuseInBodies(hop: Hop, report: (diagnostic: Diagnostic) => void): void {
  if (hop.body) refuseIn(hop.body, report)
  for (const { body } of hop.targets) if (body) refuseIn(body, report)
}

function refuseIn(body: Body, report: (diagnostic: Diagnostic) => void): void {
  for (const item of body.items) {
    if (item.kind !== 'attribute' && item.kind !== 'ignore') report(misplaced(item, 'edge'))
  }
}

function drawDeadLetters(components: readonly Component[], edges: Edge[], groups: Group[]): void {
  for (const component of components) {
    const to = componentIn(component.attributes, 'dlq')
    if (to === undefined) continue
    const at = component.attributes.get('dlq')!.at
    const shared = { from: component.id, arrow: '~>', at } as const
    groups.push({ ...shared, id: groups.length, needed: 'all', edges: [edges.length] })
    edges.push({
      ...shared,
      id: edges.length,
      to,
      label: undefined,
      group: groups.length - 1,
      attributes: noAttributes,
      implicit: true,
      own: component.own,
    })
  }
}
