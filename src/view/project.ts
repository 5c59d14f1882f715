// Model to Scene: chooses what a picture shows and puts it into words for people.
// Everything declared is shown once. A zone that holds nothing and that no edge names serves as a name
// for placement only, so it becomes a mark on its container instead of an empty box.

import type { Component, Edge, Model } from '#src/model/model.ts'
import {
  accountOfComponent,
  accountOfEdge,
  choiceOf,
  countOf,
  detailOf,
  isOptional,
  labelOf,
  linkOf,
  tooltipOfComponent,
  tooltipOfEdge,
  zoneMarks,
} from './describe.ts'
import { oneLine } from './one-line.ts'
import type { BuiltinKind, Direction, Scene, SceneEdge, SceneNode } from './scene.ts'

const containers: ReadonlySet<BuiltinKind> = new Set<BuiltinKind>([
  'group',
  'system',
  'network',
  'region',
  'zone',
  'pool',
])

export interface ProjectOptions {
  readonly direction?: Direction
}

export function project(model: Model, options: ProjectOptions = {}): Scene {
  const named = placementNames(model)
  const shown = shownInTreeOrder(model, named)
  const indexOf = new Map(shown.map((component, index) => [component.id, index]))
  const title = model.title === undefined ? '' : oneLine(model.title)
  return {
    ...(title ? { title } : {}),
    direction: options.direction ?? 'right',
    marks: model.components
      .filter(({ id, parent }) => parent < 0 && named.has(id))
      .map((zone) => labelOf(zone)),
    nodes: shown.map((component) => nodeOf(model, component, indexOf, named)),
    edges: model.edges.flatMap((edge) => edgeOf(model, edge, indexOf)),
  }
}

function nodeOf(
  model: Model,
  component: Component,
  indexOf: ReadonlyMap<number, number>,
  named: ReadonlySet<number>,
): SceneNode {
  const link = linkOf(component)
  const role = containers.has(component.builtin) ? 'container' : 'component'
  return {
    name: component.name,
    kind: component.builtin,
    role,
    label: labelOf(component),
    detail: detailOf(component),
    parent: indexOf.get(component.parent) ?? -1,
    copies: role === 'container' ? 1 : component.copies,
    count: role === 'container' ? '' : countOf(component),
    marks:
      role === 'container' ? namesInside(model, component, named) : zoneMarks(model, component),
    tooltip: tooltipOfComponent(component),
    account: accountOfComponent(model, component),
    ...(link === undefined ? {} : { link }),
  }
}

/** No edge, or the one: an end that is not shown hides it. */
function edgeOf(
  model: Model,
  edge: Edge,
  indexOf: ReadonlyMap<number, number>,
): readonly SceneEdge[] {
  const from = indexOf.get(edge.from)
  const to = indexOf.get(edge.to)
  if (from === undefined || to === undefined) return []
  const label = oneLine(edge.label ?? '')
  const choice = choiceOf(model, edge)
  return [
    {
      from,
      to,
      arrow: edge.arrow,
      optional: isOptional(model, edge),
      ...(label ? { label } : {}),
      ...(choice ? { choice } : {}),
      tooltip: tooltipOfEdge(model, edge),
      account: accountOfEdge(model, edge),
    },
  ]
}

function namesInside(
  model: Model,
  container: Component,
  named: ReadonlySet<number>,
): readonly string[] {
  return container.children
    .filter((child) => named.has(child))
    .map((child) => labelOf(model.components[child]!))
}

/** Zones without contents at which no edge ends. */
function placementNames(model: Model): ReadonlySet<number> {
  const ends = new Set(model.edges.flatMap(({ from, to }) => [from, to]))
  return new Set(
    model.components
      .filter(
        ({ id, builtin, children }) => builtin === 'zone' && !children.length && !ends.has(id),
      )
      .map(({ id }) => id),
  )
}

/** Containers before what they hold, siblings in the order written. */
function shownInTreeOrder(model: Model, hidden: ReadonlySet<number>): readonly Component[] {
  const order: Component[] = []
  const stack = model.components.filter(({ parent }) => parent < 0).map(({ id }) => id)
  stack.reverse()
  while (stack.length > 0) {
    const component = model.components[stack.pop()!]!
    if (hidden.has(component.id)) continue
    order.push(component)
    for (const child of component.children.toReversed()) stack.push(child)
  }
  return order
}
