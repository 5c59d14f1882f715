// What a component sends on for each read and each write that it gets, along the lines of one flow: the part of the
// oracle of load that reads "How load adds up" word by word, and asks everything anew for every line.
// It is past 250 lines because one line asks for all of it.

import { componentIn, isWritten, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Attributes, Component, Flow, Model } from '#src/model/model.ts'
import { componentsServingAlong } from '../serves.ts'
import { reachable } from './closure.ts'
import {
  componentOf,
  consumes,
  isBroker,
  isClient,
  isInside,
  isMonitor,
  isPool,
  isStore,
} from './containment.ts'
import { type Failures, isUp, standingOf, type Use } from './copies.ts'
import {
  declaredLines,
  isConsumption,
  type Line,
  leavesOf,
  linesOf,
  reachedBy,
  shapeOf,
} from './ends.ts'
import { flowLines, startsOf } from './flows.ts'
import {
  type Arrival,
  amongMembers,
  arrivals,
  type Option,
  option,
  partIn,
  partOf,
} from './load-choices.ts'
import { copiesOf, type Hop, hasCopies, isRequest, type Road, useOf } from './load-road.ts'
import { holds, type Need } from './need.ts'
import { needsOf, needsOfStart } from './needs.ts'
import { replicaSetOf } from './replicas.ts'

export function roadOf(model: Model, flow: Flow, failures: Failures): Road {
  const lines = flowLines(model, flow)
  const isHurt = failures.failed.size > 0
  const along = componentsServingAlong(model, lines)(failures)
  const needed = neededOn(model, flow, lines)
  const serves = (id: number, use: Use): boolean =>
    !isHurt
      ? true
      : needed.has(id)
        ? along(id, use)
        : isUp(standingOf(model, componentOf(model, id)), use, failures)
  const road = {
    model,
    flow,
    lines: lines.filter((line, index) => !isSaidElsewhere(model, line, index, lines)),
    failures,
    isHurt,
    serves,
    starts: startsOf(model, flow),
    hops: new Map(),
    reached: new Set<number>(),
  }
  for (const start of road.starts) road.reached.add(start)
  for (const id of road.reached) for (const { to } of hopsOf(road, id)) road.reached.add(to)
  return road
}

/** A part of what the flow names whole as well, or the same again. */
function isSaidElsewhere(model: Model, line: Line, index: number, lines: readonly Line[]): boolean {
  return lines.some(
    (other, place) =>
      other.edge === line.edge &&
      other.from === line.from &&
      (isInside(model, line.to, other.to) || (place < index && other.to === line.to)),
  )
}

export function hopsOf(road: Road, id: number): readonly Hop[] {
  const known = road.hops.get(id)
  if (known) return known
  const hops = allHops(road, id)
  road.hops.set(id, hops)
  return hops
}

/** What the flow needs from its starts on; of an implicit flow everything. */
function neededOn(model: Model, flow: Flow, lines: readonly Line[]): ReadonlySet<number> {
  if (flow.scope.kind === 'everything') return new Set(model.components.map(({ id }) => id))
  const next = (id: number): readonly number[] => needsOf(model, id, lines).flatMap(leavesOfNeed)
  const first = startsOf(model, flow).flatMap((id) => [
    ...(isClient(componentOf(model, id)) || componentOf(model, id).builtin === 'external'
      ? []
      : [id]),
    ...needsOfStart(model, id, lines).flatMap(leavesOfNeed),
  ])
  return new Set(first.flatMap((id) => [id, ...reachable(id, next)]))
}

function leavesOfNeed(need: Need): readonly number[] {
  if (holds(need, () => false)) return []
  return need.kind === 'one' ? [need.component] : need.of.flatMap(leavesOfNeed)
}

function allHops(road: Road, id: number): readonly Hop[] {
  const { model } = road
  const one = componentOf(model, id)
  if (isMonitor(one)) return []
  const own = road.lines.filter((line) => line.from === id && isRequest(model, line))
  if (isBroker(one)) return handed(road, one, own)
  return own.flatMap((line) => {
    const part = partOf(road, one, line, own)
    return part > 0 ? arrivals(road, line, part, own).flatMap((to) => hop(road, line, to, own)) : []
  })
}

/** A queue's consumers are all that are declared; each has its part whoever names it. */
function handed(road: Road, broker: Component, own: readonly Line[]): readonly Hop[] {
  const { model } = road
  const polls = (line: Line): boolean => isConsumption(model, line) && line.to === broker.id
  const taken = [...own, ...road.lines.filter(polls)]
  const all = declaredLines(model).filter(
    (line) => polls(line) || (line.from === broker.id && isRequest(model, line)),
  )
  const isOfPool = (line: Line): boolean =>
    polls(line) && isPool(componentOf(model, line.edge.from))
  const nameOf = (line: Line): string =>
    polls(line) && !isOfPool(line) ? `${line.edge.id} by ${line.from}` : `${line.edge.id}`
  const names = [...new Set(all.map(nameOf))]
  const ends = (line: Line): readonly number[] =>
    polls(line) ? [line.from] : reachedBy(model, line)
  const options = names.map((name): Option => {
    const declared = all.filter((line) => nameOf(line) === name)
    const named = taken.find((line) => nameOf(line) === name) ?? declared[0]!
    return option(
      road,
      name,
      named.attributes,
      declared.map((line) => (polls(line) ? line.from : line.to)),
      declared.flatMap(ends),
      isPool(
        componentOf(model, polls(declared[0]!) ? declared[0]!.edge.from : declared[0]!.edge.to),
      ),
    )
  })
  return taken.flatMap((line) => {
    const part = broker.builtin === 'queue' ? partIn(options, nameOf(line)) : 1
    if (part === 0) return []
    const turned = { ...line, from: broker.id, to: polls(line) ? line.from : line.to }
    const members = isOfPool(line)
      ? taken.filter((other) => polls(other) && other.edge === line.edge).map(({ from }) => from)
      : [line.from]
    const ways = polls(line)
      ? amongMembers(road, [...new Set(members)], part).filter(({ to }) => to === line.from)
      : arrivals(road, line, part, own)
    return ways.flatMap((to) => hop(road, turned, to, own))
  })
}

function hop(road: Road, line: Line, end: Arrival, own: readonly Line[]): readonly Hop[] {
  const { model, flow } = road
  const source = componentOf(model, line.from)
  const to = componentOf(model, end.to)
  if (isClient(to) || isMonitor(to) || !hasCopies(road, to.id)) return []
  if (consumes(source) && isBroker(to) && line.edge.arrow === '->') return []
  const { attributes } = line
  const said = ['reads', 'writes'].some((name) => attributes.has(name))
  const times =
    line.edge.arrow === '->' && !isBroker(source) && !road.serves(to.id, useOf(attributes))
      ? triesOf(attributes)
      : 1
  const keeps = isStore(to) || to.builtin === 'cdn'
  const beside = keeps && line.edge.arrow === '->' ? cachesBeside(road, line, to.id, own) : []
  const besideMiss = beside.reduce((part, cache) => part * (1 - hitOf(road, cache)), 1)
  const caches =
    source.builtin === 'cache' || source.builtin === 'cdn' ? [...beside, source] : beside
  const asked = said ? (numberIn(attributes, 'reads') ?? 0) : (numberIn(attributes, 'calls') ?? 1)
  const r = asked * times * end.reads * besideMiss
  const w = (said ? (numberIn(attributes, 'writes') ?? 0) : 0) * times * end.writes
  const isCache = source.builtin === 'cache' || source.builtin === 'cdn'
  const miss = isCache ? 1 - hitOf(road, source) : 1
  const isFed = isCache && someoneWrites(model, source.id)
  const perRead = { reads: r * miss, writes: isCache && isFed ? 0 : w }
  const perWrite = isCache ? { reads: 0, writes: said ? w : r } : { reads: r, writes: w }
  const flat = ({ reads, writes }: { reads: number; writes: number }) =>
    keeps ? { reads, writes } : { reads: reads + writes, writes: 0 }
  const one: Hop = {
    edge: line.edge.id,
    to: to.id,
    perRead: flat(perRead),
    perWrite: flat(perWrite),
    waits: line.edge.arrow === '->' && !isBroker(source),
    isKnown:
      isCounted(model, flow, line) &&
      (asked === 0 || caches.every((cache) => isWritten(cache.attributes, 'hit'))),
  }
  const all = one.perRead.reads + one.perRead.writes + one.perWrite.reads + one.perWrite.writes
  return all > 0 ? [one] : []
}

/** Guard 6: written, named by the flow, or on the way from a client to its entry. */
function isCounted(model: Model, { scope }: Flow, { edge, from, attributes }: Line): boolean {
  if (['calls', 'reads', 'writes'].some((name) => isWritten(attributes, name))) return true
  if (scope.kind === 'edges' && scope.edges.some((one) => one.named && one.edge === edge.id))
    return true
  const passes = (id: number): readonly number[] =>
    declaredLines(model)
      .filter((line) => line.from === id && line.edge.arrow === '->')
      .flatMap((line) => leavesOf(shapeOf(model, id, line.to)))
      .filter((to) => ['dns', 'cdn', 'lb'].includes(componentOf(model, to).builtin))
  const clients = model.components.filter(isClient)
  return clients.some(({ id }) => id === from || reachable(id, passes).has(from))
}

/** Caches that the caller reads on the way to the store that they are for. */
function cachesBeside(
  road: Road,
  line: Line,
  store: number,
  own: readonly Line[],
): readonly Component[] {
  const { model } = road
  const caches = own
    .filter(
      (other) =>
        other.edge.arrow === '->' &&
        other.to !== store &&
        useOf(other.attributes, 'alone') !== 'writes',
    )
    .map(({ to }) => componentOf(model, to))
    .filter(({ builtin }) => builtin === 'cache')
  return [...new Set(caches)].filter((cache) => {
    const target = componentIn(cache.attributes, 'for') ?? onlyStoreOf(model, line.from)
    return (
      target !== undefined &&
      isCalled(model, line.from, target) &&
      replicaSetOf(model, target).members.includes(store)
    )
  })
}

function onlyStoreOf(model: Model, caller: number): number | undefined {
  const stores = calledStores(model, caller).filter((id) =>
    ['database', 'blob'].includes(componentOf(model, id).builtin),
  )
  return stores.length === 1 ? stores[0] : undefined
}

function isCalled(model: Model, caller: number, store: number): boolean {
  const { members } = replicaSetOf(model, store)
  return calledStores(model, caller).some((id) => members.includes(id))
}

function calledStores(model: Model, caller: number): readonly number[] {
  const lines = declaredLines(model).filter(
    (line) => line.from === caller && line.edge.arrow === '->',
  )
  return [...new Set(lines.flatMap((line) => reachedBy(model, line)))]
}

function hitOf(road: Road, cache: Component): number {
  // A hit asks nobody else.
  if (!hasCopies(road, cache.id)) return 0
  // Copies that copy to each other hold the same; others each a part.
  const areAlike =
    ['async', 'sync', 'quorum'].includes(wordIn(cache.attributes, 'replication') ?? '') &&
    !cache.attributes.has('hashing')
  const left = cache.managed || areAlike ? 1 : copiesOf(road, cache.id) / cache.copies
  return (numberIn(cache.attributes, 'hit') ?? 0) * left
}

function someoneWrites(model: Model, cache: number): boolean {
  const ofFlows = model.flows.flatMap(({ scope }) =>
    scope.kind === 'edges'
      ? scope.edges.flatMap((taken) => linesOf(model, model.edges[taken.edge]!, taken))
      : [],
  )
  return [...declaredLines(model), ...ofFlows].some(
    (line) =>
      (numberIn(line.attributes, 'writes') ?? 0) > 0 && reachedBy(model, line).includes(cache),
  )
}

function triesOf(attributes: Attributes): number {
  if (wordIn(attributes, 'breaker') === 'yes') return 1
  return wordIn(attributes, 'retries') === 'unlimited'
    ? 11
    : 1 + (numberIn(attributes, 'retries') ?? 0)
}
