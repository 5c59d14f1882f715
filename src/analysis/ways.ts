// Which ways a request takes out of a component, and with which part: of alternatives one, by weight; of a queue's
// consumers one, wherever they are named; everything else each time. A way ends at single components. What does not
// serve gets no part while something else does; its calls fall on its fallback or on members of its replica set.

import { componentIn, numberIn } from '#src/model/attributes.ts'
import type { Attributes, Component, Flow } from '#src/model/model.ts'
import { isBroker, isContainer } from '#src/model/roles.ts'
import { isWithin } from '#src/model/tree.ts'
import type { RunEdge } from './calls.ts'
import type { Reliability } from './serving.ts'
import { spreadKey } from './spread-key.ts'
import type { Serves, Standing } from './standing.ts'
import { useOf } from './use.ts'

/** The edges under consideration: those of a declared flow, or all. */
export interface Layer {
  readonly flow: Flow | undefined
  out(component: number): readonly RunEdge[]
  /** Edges by which a broker is polled. */
  polling(broker: number): readonly RunEdge[]
  /** Whether it is said, or plain, how often the edge is taken. */
  isCounted(edge: RunEdge): boolean
}

export interface TransferGround {
  readonly reliability: Reliability
  readonly standing: Standing
  /** Declared edges out of a broker and by which it is polled. */
  consumersOf(broker: number): readonly RunEdge[]
  /** Whether some edge says that it writes to the cache. */
  isWrittenTo(cache: number): boolean
}

/** One way that a request may take: a declared edge, with the parts of its target that the flow names. */
export interface Way {
  readonly edges: readonly RunEdge[]
  readonly weight: number
  readonly part: number
  readonly choice: string
}

/** Where a part of the calls along an edge ends. */
export interface Landing {
  readonly to: number
  readonly reads: number
  readonly writes: number
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
  const keyOf = (edge: RunEdge): string =>
    edge.from === broker.id ? `${edge.edge.id}` : `${edge.edge.id} ${edge.from}`
  const turned = (edge: RunEdge): RunEdge =>
    edge.from === broker.id ? edge : { ...edge, from: broker.id, to: edge.from }
  const taken = Map.groupBy([...out, ...layer.polling(broker.id)], keyOf)
  if (broker.builtin !== 'queue') {
    return [...taken].map(([key, edges]) => ({
      edges: edges.map(turned),
      weight: 1,
      part: 1,
      choice: `copy ${key}`,
    }))
  }
  const declared = ground.consumersOf(broker.id).filter((edge) => isConsumer(ground, edge))
  const all = [...Map.groupBy(declared, keyOf)].map(([key, edges]) => {
    const own = taken.get(key)
    const attributes = (own ?? edges)[0]!.attributes
    const targets = edges.map(turned)
    return {
      edges: own?.map(turned),
      choice: 'consumers',
      ...weighed(ground, attributes, targets, serves),
    }
  })
  return divided(all).flatMap(({ edges, ...way }) => (edges ? [{ ...way, edges }] : []))
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
    if (ways.length === 1) return [{ edges, weight: 1, part: 1, choice }]
    const all = ways.map((own) => ({
      edges: own,
      choice,
      ...weighed(ground, own[0]!.attributes, own, serves),
    }))
    return divided(all)
  })
}

interface Weighed {
  readonly weight: number
  readonly serves: boolean
  readonly isUp: boolean
}

function weighed(
  ground: TransferGround,
  attributes: Attributes,
  edges: readonly RunEdge[],
  serves: Serves,
): Weighed {
  const { standing } = ground
  const copies = edges.reduce((sum, { to }) => sum + copiesIn(ground, to), 0)
  const use = useOf(attributes) === 'reads' ? 'reads' : 'writes'
  return {
    weight: numberIn(attributes, 'weight') ?? copies,
    serves: edges.every(({ to }) => allIn(ground, to, (id) => serves(id, use))),
    isUp: edges.every(({ to }) => allIn(ground, to, standing.isUp)),
  }
}

/** By weight over what serves; where nothing does, over what is up, and else over all: then all of it is lost. */
function divided<T extends Weighed>(all: readonly T[]): readonly (T & { readonly part: number })[] {
  const serving = all.filter((one) => one.serves)
  const up = all.filter((one) => one.isUp)
  const able = new Set(serving.length > 0 ? serving : up.length > 0 ? up : all)
  const sum = [...able].reduce((total, { weight }) => total + weight, 0)
  const partOf = (one: T): number => {
    if (!able.has(one)) return 0
    return sum > 0 ? one.weight / sum : 1 / able.size
  }
  return all.map((one) => ({ ...one, part: partOf(one) })).filter(({ part }) => part > 0)
}

function copiesIn({ reliability: { system }, standing }: TransferGround, to: number): number {
  return system.targetsOf(to).reduce((sum, id) => sum + standing.copies(id), 0)
}

/** Of a pool one member is enough, of other containers all entries are wanted. */
function allIn(ground: TransferGround, to: number, holds: (component: number) => boolean): boolean {
  const { system } = ground.reliability
  const target = system.model.components[to]!
  if (!isContainer(target)) return holds(to)
  if (target.builtin === 'pool') return system.membersOf(to).some(holds)
  return (system.entries.get(to) ?? []).every((entry) => allIn(ground, entry, holds))
}

/** Where the part of a way ends: at each entry of a container, over the members of a pool, or where it moves to. */
export function landingsOf(
  ground: TransferGround,
  siblings: readonly RunEdge[],
  { edges, part }: Way,
  serves: Serves,
): readonly (readonly [RunEdge, Landing])[] {
  const { components } = ground.reliability.system.model
  const declared = components[edges[0]!.edge.to]!
  const named = edges.map(({ to }) => to)
  // A flow that names members of a pool leaves those to choose from.
  const isNarrowed =
    declared.builtin === 'pool' &&
    !named.includes(declared.id) &&
    edges[0]!.edge.from === edges[0]!.from
  const members = isNarrowed ? overMembers(ground, named, part, serves) : []
  return edges.flatMap((edge) => {
    const landings = isNarrowed
      ? members.filter(({ to }) => to === edge.to)
      : opened(ground, edge.to, part, serves)
    return landings
      .flatMap((landing) => moved(ground, siblings, edge, landing, serves))
      .map((landing) => [edge, landing] as const)
  })
}

function opened(
  ground: TransferGround,
  to: number,
  part: number,
  serves: Serves,
): readonly Landing[] {
  const { system } = ground.reliability
  const target = system.model.components[to]!
  if (!isContainer(target)) return [{ to, reads: part, writes: part }]
  if (target.builtin === 'pool') return overMembers(ground, system.membersOf(to), part, serves)
  const entries = system.entries.get(to) ?? []
  return entries.flatMap((entry) => opened(ground, entry, part, serves))
}

function overMembers(
  ground: TransferGround,
  members: readonly number[],
  part: number,
  serves: Serves,
): readonly Landing[] {
  const { standing } = ground
  const all = members.map((to) => ({
    to,
    weight: standing.copies(to),
    serves: serves(to, 'reads'),
    isUp: standing.isUp(to),
  }))
  return divided(all).map((one) => ({
    to: one.to,
    reads: part * one.part,
    writes: part * one.part,
  }))
}

/** What does not serve hands its part to its fallback, or to members of its replica set that the caller calls. */
function moved(
  ground: TransferGround,
  siblings: readonly RunEdge[],
  edge: RunEdge,
  landing: Landing,
  serves: Serves,
): readonly Landing[] {
  const { to, reads, writes } = landing
  if (!ground.standing.isHurt || (serves(to, 'reads') && serves(to, 'writes'))) return [landing]
  const fallback = componentIn(edge.attributes, 'fallback')
  const use = useOf(edge.attributes) === 'reads' ? 'reads' : 'writes'
  if (fallback !== undefined && !serves(to, use)) return opened(ground, fallback, reads, serves)
  const set = ground.reliability.sets.of(to)
  if (!set) return [landing]
  return [...overSet('reads', reads), ...overSet('writes', writes)]

  function overSet(kind: 'reads' | 'writes', part: number): readonly Landing[] {
    const stays = { to, reads: 0, writes: 0, [kind]: part }
    if (serves(to, kind)) return [stays]
    const called = calledIn(ground, siblings, set!.members)
    const readable = called.filter((id) => serves(id, 'reads'))
    if (kind === 'reads') {
      if (readable.length === 0) return [stays]
      return overMembers(ground, readable, part, serves).map((one) => ({ ...one, writes: 0 }))
    }
    const source = set!.sources.find((id) => serves(id, 'writes'))
    const isPromoted = set!.sources.some((id) => ground.reliability.sets.failsOver(id))
    const instead = source ?? (isPromoted ? readable[0] : undefined)
    return [instead === undefined ? stays : { to: instead, reads: 0, writes: part }]
  }
}

function calledIn(
  { reliability: { system } }: TransferGround,
  siblings: readonly RunEdge[],
  members: readonly number[],
): readonly number[] {
  const called = siblings
    .filter(({ arrow }) => arrow === '->')
    .flatMap(({ to }) => system.targetsOf(to))
  return members.filter((member) => called.includes(member))
}
