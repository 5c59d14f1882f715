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
  /** Where it ends as declared. */
  readonly end: number
  readonly part: number
  /** What ways have in common of which a request takes one. */
  readonly choice: string | undefined
}

/** Where a part of the calls along an edge ends. */
export interface Landing {
  readonly to: number
  readonly reads: number
  readonly writes: number
  readonly choice: string | undefined
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
  const parts = new Map(divided(all).map(({ key, part }) => [key, part]))
  return whole.flatMap((way) => (parts.has(way.key) ? [{ ...way, part: parts.get(way.key)! }] : []))
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
      choice,
      ...weighed(ground, own[0]!.attributes, own, own[0]!.edge.to, serves),
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
  end: number,
  serves: Serves,
): Weighed {
  const { standing } = ground
  const isPool = ground.reliability.system.model.components[end]!.builtin === 'pool'
  const hold = (holds: (component: number) => boolean): boolean =>
    isPool
      ? edges.some(({ to }) => allIn(ground, to, holds))
      : edges.every(({ to }) => allIn(ground, to, holds))
  const copies = edges.reduce((sum, { to }) => sum + copiesIn(ground, to), 0)
  const use = useOf(attributes) === 'reads' ? 'reads' : 'writes'
  return {
    weight: numberIn(attributes, 'weight') ?? copies,
    serves: hold((id) => serves(id, use)),
    isUp: hold(standing.isUp),
  }
}

/** By weight over what serves; where nothing does, over what is up, and else over all: then all of it is lost. A standby has a part of 0. */
function divided<T extends Weighed>(all: readonly T[]): readonly (T & { readonly part: number })[] {
  const serving = all.filter((one) => one.serves)
  const up = all.filter((one) => one.isUp)
  const able = new Set(serving.length > 0 ? serving : up.length > 0 ? up : all)
  const sum = [...able].reduce((total, { weight }) => total + weight, 0)
  const partOf = ({ weight }: T): number => (sum > 0 ? weight / sum : 1 / able.size)
  return all.flatMap((one) => (able.has(one) ? [{ ...one, part: partOf(one) }] : []))
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
  { edges, end, part, choice }: Way,
  serves: Serves,
): readonly (readonly [RunEdge, Landing])[] {
  const { components } = ground.reliability.system.model
  const named = edges.map(({ to }) => to)
  const { edge: declared } = edges[0]!
  // Of a pool of which members are named, by a flow or as those that poll, these are to choose from.
  const isNarrowed = components[end]!.builtin === 'pool' && !named.includes(end)
  const among = choice ?? `pool ${end} ${declared.id}`
  const members = isNarrowed ? overMembers(ground, named, part, among, serves) : []
  return edges.flatMap((edge) => {
    const landings = isNarrowed
      ? members.filter(({ to }) => to === edge.to)
      : opened(ground, edge.to, part, choice, serves)
    // What polls takes nothing that it cannot have; its fallback is for the broker.
    if (end !== declared.to) return landings.map((landing) => [edge, landing] as const)
    return landings
      .flatMap((landing) => moved(ground, siblings, edge, landing, serves))
      .map((landing) => [edge, landing] as const)
  })
}

function opened(
  ground: TransferGround,
  to: number,
  part: number,
  choice: string | undefined,
  serves: Serves,
): readonly Landing[] {
  const { system } = ground.reliability
  const target = system.model.components[to]!
  if (!isContainer(target)) return [{ to, reads: part, writes: part, choice }]
  if (target.builtin === 'pool')
    return overMembers(ground, system.membersOf(to), part, choice ?? `pool ${to}`, serves)
  const entries = system.entries.get(to) ?? []
  return entries.flatMap((entry) => opened(ground, entry, part, choice, serves))
}

function overMembers(
  ground: TransferGround,
  members: readonly number[],
  part: number,
  choice: string | undefined,
  serves: Serves,
): readonly Landing[] {
  const { standing } = ground
  const all = members.map((to) => ({
    to,
    weight: standing.copies(to),
    serves: serves(to, 'reads'),
    isUp: standing.isUp(to),
  }))
  return divided(all).map(({ to, part: own }) => ({
    to,
    reads: part * own,
    writes: part * own,
    choice,
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
  const { to, reads, writes, choice } = landing
  if (!ground.standing.isHurt || (serves(to, 'reads') && serves(to, 'writes'))) return [landing]
  const fallback = componentIn(edge.attributes, 'fallback')
  const use = useOf(edge.attributes) === 'reads' ? 'reads' : 'writes'
  if (fallback !== undefined && !serves(to, use))
    return opened(ground, fallback, reads, choice, serves)
  const set = ground.reliability.sets.of(to)
  if (!set) return [landing]
  return [...overSet('reads', reads), ...overSet('writes', writes)]

  function overSet(kind: 'reads' | 'writes', part: number): readonly Landing[] {
    const stays = { to, reads: 0, writes: 0, choice, [kind]: part }
    if (serves(to, kind)) return [stays]
    const called = calledIn(ground, siblings, set!.members)
    const readable = called.filter((id) => serves(id, 'reads'))
    if (kind === 'reads') {
      if (readable.length === 0) return [stays]
      return overMembers(ground, readable, part, choice, serves).map((one) => ({
        ...one,
        writes: 0,
      }))
    }
    const source = set!.sources.find((id) => serves(id, 'writes'))
    const isPromoted = set!.sources.some((id) => ground.reliability.sets.failsOver(id))
    const instead = source ?? (isPromoted ? readable[0] : undefined)
    return [instead === undefined ? stays : { to: instead, reads: 0, writes: part, choice }]
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
