// Which ways a request takes out of a component, and with which part: of alternatives one, by weight; of a queue's
// consumers one, wherever they are named; everything else each time.

import type { Component } from '#src/model/model.ts'
import { isBroker } from '#src/model/roles.ts'
import { isWithin } from '#src/model/tree.ts'
import type { RunEdge } from './calls.ts'
import { type Choice, divided, weighed } from './divided.ts'
import type { Layer, TransferGround } from './layer.ts'
import { spreadKey } from './spread-key.ts'
import type { Serves } from './standing.ts'

/** One way that a request may take: a declared edge, with the parts of its target that the flow names. */
export interface Way {
  readonly edges: readonly RunEdge[]
  /** Where it ends as declared. */
  readonly end: number
  readonly part: number
  /** Where it is one of several of which a request takes one. */
  readonly choice: Choice | undefined
}

/** Of one edge that a flow names whole and in parts, the whole; and each once. */
export function withoutParts(
  { reliability: { system } }: TransferGround,
  edges: readonly RunEdge[],
): readonly RunEdge[] {
  const { components } = system.model
  if (edges.length < 2) return edges
  const isPart = (edge: RunEdge, other: RunEdge): boolean =>
    other.edge === edge.edge && isWithin(components, edge.to, other.to)
  const isAgain = (edge: RunEdge, other: RunEdge, order: number): boolean =>
    order < 0 && other.edge === edge.edge && other.to === edge.to
  return edges.filter(
    (edge, index) =>
      !edges.some((other, place) => isPart(edge, other) || isAgain(edge, other, place - index)),
  )
}

/** The ways out of a component; none carries anything out of a monitor. */
export function waysFrom(
  ground: TransferGround,
  layer: Layer,
  source: Component,
  out: readonly RunEdge[],
  serves: Serves,
): readonly Way[] {
  return isBroker(source)
    ? handedOut(ground, layer, source, out, serves)
    : waysOf(ground, source, out, serves)
}

/** `=>` copies data, `dlq` takes what nobody could, and nothing is asked of clients and monitors. */
export function carries({ reliability: { system } }: TransferGround, edge: RunEdge): boolean {
  if (edge.arrow === '=>' || edge.edge.implicit || system.isConsumption(edge)) return false
  const { builtin } = system.model.components[edge.to]!
  return builtin !== 'client' && builtin !== 'monitor'
}

/** Of a queue each message goes to one of all its consumers, wherever these are named; of others to each. */
function handedOut(
  ground: TransferGround,
  layer: Layer,
  broker: Component,
  out: readonly RunEdge[],
  serves: Serves,
): readonly Way[] {
  const { components } = ground.reliability.system.model
  const polls = (edge: RunEdge): boolean => edge.from !== broker.id
  // The members of a pool that polls are one consumer; of other containers each is.
  const keyOf = (edge: RunEdge): string =>
    polls(edge) && components[edge.edge.from]!.builtin !== 'pool'
      ? `${edge.edge.id} ${edge.from}`
      : `${edge.edge.id}`
  const turned = (edge: RunEdge): RunEdge =>
    polls(edge) ? { ...edge, from: broker.id, to: edge.from } : edge
  const endOf = (edge: RunEdge): number => (polls(edge) ? edge.edge.from : edge.edge.to)
  const taken = Map.groupBy([...out, ...layer.polling(broker.id)], keyOf)
  const whole = [...taken].map(([key, edges]) => ({
    key,
    edges: edges.map(turned),
    end: endOf(edges[0]!),
    part: 1,
    choice: undefined,
  }))
  if (broker.builtin !== 'queue') return whole
  const declared = ground.consumersOf(broker.id).filter((edge) => isConsumer(ground, edge))
  const all = [...Map.groupBy(declared, keyOf)].map(([key, edges]) => ({
    key,
    ...weighed(
      ground,
      (taken.get(key) ?? edges)[0]!.attributes,
      edges.map(turned),
      endOf(edges[0]!),
      serves,
    ),
  }))
  const parts = new Map(divided(all).map((one) => [one.key, one]))
  return whole.flatMap((way) => {
    const own = parts.get(way.key)
    if (!own) return []
    const choice = { ...own, name: `queue ${broker.id}`, takesOver: false }
    return [{ ...way, part: own.part, choice: parts.size > 1 ? choice : undefined }]
  })
}

function isConsumer(ground: TransferGround, edge: RunEdge): boolean {
  return ground.reliability.system.isConsumption(edge) || carries(ground, edge)
}

/** Separate edges get every request; of alternatives, and of what a lb or dns spreads over, each request takes one. */
function waysOf(
  ground: TransferGround,
  source: Component,
  out: readonly RunEdge[],
  serves: Serves,
): readonly Way[] {
  const { system, freedom } = ground.reliability
  const spreads = source.builtin === 'lb' || source.builtin === 'dns'
  const groups = spreads ? Map.groupBy(out, ({ edge }) => edge.group) : undefined
  const choiceOf = (edge: RunEdge): string | undefined => {
    const { needed } = system.model.groups[edge.edge.group]!
    if (needed === 'all') {
      if (!spreads || edge.arrow !== '->' || freedom.isFree(edge)) return undefined
      return `spread ${spreadKey(system, edge)}`
    }
    if (needed > 1) return undefined
    const group = groups?.get(edge.edge.group)
    const joins =
      group !== undefined &&
      edge.arrow === '->' &&
      !group.every((one) => freedom.isFree(one)) &&
      new Set(group.map((one) => spreadKey(system, one))).size === 1
    return joins ? `spread ${spreadKey(system, edge)}` : `group ${edge.edge.group}`
  }
  const choices = Map.groupBy(out, (edge) => choiceOf(edge) ?? `edge ${edge.edge.id}`)
  return [...choices].flatMap(([choice, edges]): readonly Way[] => {
    const ways = [...Map.groupBy(edges, ({ edge }) => edge.id).values()]
    if (ways.length === 1) return [{ edges, end: edges[0]!.edge.to, part: 1, choice: undefined }]
    const all = ways.map((own) => ({
      edges: own,
      end: own[0]!.edge.to,
      ...weighed(ground, own[0]!.attributes, own, own[0]!.edge.to, serves),
    }))
    return divided(all).map((way) => ({
      ...way,
      choice: { ...way, name: choice, takesOver: true },
    }))
  })
}
