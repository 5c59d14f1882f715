// Rule 8: what the two ends of an edge stand for. A source that is a container stands for every
// component inside; a target that is one is entered at its entries, a pool at any of its members.
// A line is one edge from one component, with the target still as written.

import type { Attributes, Component, Edge, Model } from '#src/model/model.ts'
import {
  around,
  componentOf,
  consumes,
  isBroker,
  isContainer,
  isInside,
  isMonitor,
  isPool,
  membersOf,
  sendersInside,
} from './containment.ts'

export interface Line {
  readonly edge: Edge
  /** One component. */
  readonly from: number
  /** A component or a container. */
  readonly to: number
  readonly attributes: Attributes
}

/** What has to serve for a target to be reached: one component, or any or all of several. */
export type Shape =
  | { readonly kind: 'one'; readonly component: number }
  | { readonly kind: 'any' | 'all'; readonly of: readonly Shape[] }

/** The lines of an edge with the given ends and attributes, from each component that it leaves. */
export function linesOf(
  model: Model,
  edge: Edge,
  ends: { readonly from: number; readonly to: number; readonly attributes: Attributes },
): readonly Line[] {
  const from = componentOf(model, ends.from)
  const sources = isContainer(from) ? sendersInside(model, from.id) : [from]
  return sources
    .filter((source) => source.id !== ends.to && !isInside(model, source.id, ends.to))
    .map((source) => ({ edge, from: source.id, to: ends.to, attributes: ends.attributes }))
}

export function declaredLines(model: Model): readonly Line[] {
  return model.edges.flatMap((edge) => linesOf(model, edge, edge))
}

export function shapeOf(model: Model, source: number, target: number): Shape {
  const to = componentOf(model, target)
  if (!isContainer(to)) return one(to)
  if (isMonitor(componentOf(model, source))) return all(sendersInside(model, target).map(one))
  return entered(model, to)
}

/** The single components in a shape, each once. */
export function leavesOf(shape: Shape): readonly number[] {
  if (shape.kind === 'one') return [shape.component]
  return [...new Set(shape.of.flatMap(leavesOf))]
}

/** The single components that a line reaches. */
export function reachedBy(model: Model, line: Line): readonly number[] {
  return leavesOf(shapeOf(model, line.from, line.to))
}

/** A synchronous edge from a worker or function to a broker takes from it: it runs the other way. */
export function isConsumption(model: Model, line: Line): boolean {
  return (
    line.edge.arrow === '->' &&
    consumes(componentOf(model, line.from)) &&
    isBroker(componentOf(model, line.to))
  )
}

/** From where to where the line runs, one pair for each component that it reaches. */
export function runs(model: Model, line: Line): readonly (readonly [number, number])[] {
  if (isConsumption(model, line)) return [[line.to, line.from]]
  return reachedBy(model, line).map((reached) => [line.from, reached])
}

/** The parts at which an edge enters the container: components and pools. */
export function entriesOf(model: Model, container: number): readonly Component[] {
  const touched = new Set(
    linesWithin(model, container)
      .flatMap((line) => runs(model, line))
      .filter(
        ([from, to]) => isInside(model, from, container) && canBeEntered(componentOf(model, to)),
      )
      .map(([from, to]) => [partOf(model, container, from), partOf(model, container, to)])
      .filter(([from, to]) => from !== to)
      .map(([, to]) => to),
  )
  return partsOf(model, container).filter(
    (part) => canBeEntered(part) && !isMereConsumer(model, part) && !touched.has(part.id),
  )
}

/** Lines that end inside the container, at a component or at a container within. */
function linesWithin(model: Model, container: number): readonly Line[] {
  return declaredEnding(model, (to) => isInside(model, to, container))
}

function declaredEnding(model: Model, ends: (to: number) => boolean): readonly Line[] {
  // To watch a thing is no way into it.
  return model.edges
    .filter((edge) => ends(edge.to) && !isMonitor(componentOf(model, edge.from)))
    .flatMap((edge) => linesOf(model, edge, edge))
}

/** Components inside through containers that are no pools, and pools. */
function partsOf(model: Model, container: number): readonly Component[] {
  return componentOf(model, container).children.flatMap((id) => {
    const child = componentOf(model, id)
    return isContainer(child) && !isPool(child) ? partsOf(model, id) : [child]
  })
}

/** The part of the container that the component is, or in which it lies. */
function partOf(model: Model, container: number, id: number): number {
  const chain = around(model, id)
  const within = chain.slice(
    0,
    chain.findIndex((one) => one.id === container),
  )
  return within.findLast(isPool)?.id ?? id
}

function canBeEntered(part: Component): boolean {
  return !['client', 'scheduler', 'monitor'].includes(part.builtin)
}

/**
 * It takes from a broker, and nothing but brokers reaches it. Edges to it, to its members and to pools
 * around it count; an edge to another container around it does not, since where that one enters is
 * the question.
 */
function isMereConsumer(model: Model, part: Component): boolean {
  const own = isPool(part) ? membersOf(model, part.id).map((one) => one.id) : [part.id]
  const senders = declaredEnding(model, (to) => isDirect(componentOf(model, to)))
    .flatMap((line) => runs(model, line))
    .filter(([from, to]) => own.includes(to) && !own.includes(from))
    .map(([from]) => componentOf(model, from))
  return senders.length > 0 && senders.every(isBroker)
}

function isDirect(target: Component): boolean {
  return isPool(target) || !isContainer(target)
}

function entered(model: Model, container: Component): Shape {
  if (isPool(container)) return { kind: 'any', of: membersOf(model, container.id).map(one) }
  const entries = entriesOf(model, container.id)
  return all(entries.map((part) => (isPool(part) ? entered(model, part) : one(part))))
}

function one(component: Component): Shape {
  return { kind: 'one', component: component.id }
}

function all(shapes: readonly Shape[]): Shape {
  return { kind: 'all', of: shapes }
}
