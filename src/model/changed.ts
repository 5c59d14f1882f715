// A model with some attributes changed: as a scenario asks, or to try what a change would do. The given model stays
// as it is; what follows from attributes (copies, managed, zones) is made by the functions of the link itself, and
// a flow that takes a changed edge takes the change, too.

import { builtinKind } from '#src/kinds/kinds.ts'
import { copiesOf, isManaged, zonesByContainer, zonesOf } from './components.ts'
import type { Attribute, Attributes, Component, Edge, Flow, Model, Value } from './model.ts'

export interface Changes {
  readonly components?: readonly ChangeOf<'component'>[]
  readonly edges?: readonly ChangeOf<'edge'>[]
}

/** The id of what is changed; an attribute given takes the place of one of its name. */
export type ChangeOf<What extends string> = { readonly [name in What]: number } & {
  readonly attributes: Attributes
}

export function changed(model: Model, { components = [], edges = [] }: Changes): Model {
  const ofComponents = byId(components.map(({ component, attributes }) => [component, attributes]))
  const ofEdges = byId(edges.map(({ edge, attributes }) => [edge, attributes]))
  const zones = zonesByContainer(model.components)
  return {
    ...model,
    components: model.components.map((one) =>
      changedComponent(model, one, ofComponents.get(one.id), zones),
    ),
    edges: model.edges.map((edge) => withAttributes(edge, ofEdges.get(edge.id))),
    flows: model.flows.map((flow) => changedFlow(flow, ofEdges)),
  }
}

/** An attribute for a change: its place is that of what it changes. */
export function attribute(name: string, value: Attribute['value'], { at }: Pick<Component, 'at'>) {
  return [name, { name, value, written: true, at }] as const
}

/** So many copies, as it says how many: `replicas`, or the lower end of an `autoscale` in their place. */
export function copiesSaid(
  { attributes }: Pick<Component, 'attributes'>,
  count: number,
): Readonly<Record<string, Value>> {
  const range = attributes.get('autoscale')?.value
  if (attributes.has('replicas') || range?.kind !== 'range')
    return { replicas: { kind: 'number', value: count, dimension: 'number' } }
  return { autoscale: { kind: 'range', low: count, high: Math.max(count, range.high) } }
}

function byId(
  changes: readonly (readonly [id: number, attributes: Attributes])[],
): ReadonlyMap<number, Attributes> {
  const found = new Map<number, Attributes>()
  for (const [id, attributes] of changes) {
    found.set(id, new Map([...(found.get(id) ?? []), ...attributes]))
  }
  return found
}

function changedComponent(
  { components }: Model,
  one: Component,
  given: Attributes | undefined,
  zones: ReadonlyMap<number, readonly number[]>,
): Component {
  if (!given) return one
  const attributes = new Map([...one.attributes, ...given])
  const byKind = builtinKind(one.builtin)?.managed ?? false
  return {
    ...one,
    attributes,
    copies: copiesOf(attributes),
    managed: isManaged(attributes, byKind),
    zones: zonesOf(attributes, one.parent, components, zones) ?? [],
  }
}

function withAttributes<T extends Pick<Edge, 'attributes'>>(
  one: T,
  given: Attributes | undefined,
): T {
  return given ? { ...one, attributes: new Map([...one.attributes, ...given]) } : one
}

function changedFlow(flow: Flow, ofEdges: ReadonlyMap<number, Attributes>): Flow {
  if (flow.scope.kind !== 'edges' || ofEdges.size === 0) return flow
  const edges = flow.scope.edges.map((taken) => withAttributes(taken, ofEdges.get(taken.edge)))
  return { ...flow, scope: { kind: 'edges', edges } }
}
