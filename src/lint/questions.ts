// Small questions to a model that several rules ask. What needs a walk over paths is a fact, not one of these.

import type { Facts } from '#src/analysis/facts.ts'
import { componentIn, numberIn } from '#src/model/attributes.ts'
import type { Attributes, Component, Flow, Model } from '#src/model/model.ts'

type Kind = Component['builtin']

/** True for a flow that the author wrote, false for the implicit flow of a client. */
export function isDeclared(flow: Flow): boolean {
  return flow.scope.kind === 'edges'
}

/** The nearest container of the kind, the component itself included; undefined where there is none. */
export function nearest(model: Model, component: number, kind: Kind): Component | undefined {
  for (let at = component; at >= 0; at = model.components[at]!.parent) {
    if (model.components[at]!.builtin === kind) return model.components[at]
  }
  return undefined
}

/** True at tier 0: its own `tier`, else the least that is written on its flows. */
export function isCritical(component: Component, model: Model, facts: Facts): boolean {
  const own = numberIn(component.attributes, 'tier')
  if (own !== undefined) return own === 0
  const atZero = ({ attributes }: Flow): boolean => numberIn(attributes, 'tier') === 0
  return model.flows.some(atZero) && facts.flowsOf(component.id).some(atZero)
}

/** Ids of the components that the attributes of these names point to, wherever they stand. */
export function componentsNamedIn(model: Model, names: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>()
  const look = ({ attributes }: { readonly attributes: Attributes }): void => {
    if (attributes.size === 0) return
    for (const name of names) {
      const component = componentIn(attributes, name)
      if (component !== undefined) found.add(component)
    }
  }
  model.components.forEach(look)
  model.edges.forEach(look)
  for (const { scope } of model.flows) if (scope.kind === 'edges') scope.edges.forEach(look)
  return found
}

/** Whether a declared flow names one of the edges, and has to be told of another in its place. */
export function isNamedInFlow(edges: readonly number[], { flows }: Model): boolean {
  const ids = new Set(edges)
  return flows.some(
    ({ scope }) =>
      scope.kind === 'edges' && scope.edges.some(({ edge, named }) => named && ids.has(edge)),
  )
}
