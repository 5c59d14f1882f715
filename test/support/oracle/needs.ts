// Rules 1 to 4, and 6 over replicas: what a component needs along the lines under consideration.
// One function per rule; a need is a formula over components (./need.ts).
// It is past 250 lines because each rule is a function and the rules share what a caller is.

import { componentIn, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component, Model } from '#src/model/model.ts'
import {
  componentOf,
  isBroker,
  isClient,
  isMonitor,
  isPool,
  membersOf,
  spreads,
} from './containment.ts'
import { standingOf } from './copies.ts'
import { declaredLines, isConsumption, type Line, reachedBy, type Shape, shapeOf } from './ends.ts'
import { allOf, anyOf, type Need, nothing, oneOf, someOf } from './need.ts'
import { failsOver, replicaSetOf } from './replicas.ts'

/** A caller with its lines, all of them needed like calls where it is a start. */
interface Caller {
  readonly one: Component
  readonly lines: readonly Line[]
  readonly role: 'start' | 'middle'
  readonly waived: Waived
}

/** Groups that count as served whatever fails, as long as they leave a choice. */
export type Waived = (group: number) => boolean

const nothingWaived: Waived = () => false

/** A need, and by what a `lb` or `dns` may spread it (undefined: stands by itself). */
interface Candidate {
  readonly need: Need
  readonly key: string | undefined
  readonly isWaived: boolean
}

type EdgeUse = 'reads' | 'writes' | 'both'

/** What the component needs in the middle of a flow. */
export function needsOf(
  model: Model,
  id: number,
  lines: readonly Line[],
  waived: Waived = nothingWaived,
): readonly Need[] {
  if (isBroker(componentOf(model, id))) return []
  return needsAlong(model, { ...callerOf(model, id, lines, 'middle'), waived })
}

/** What it needs where the flow starts at it: the first hop, whatever the arrow. */
export function needsOfStart(
  model: Model,
  id: number,
  lines: readonly Line[],
  waived: Waived = nothingWaived,
): readonly Need[] {
  const consumers = lines.filter(
    (line) => isConsumption(model, line) && line.to === id && !isFree(model, line),
  )
  const [ofPools, others] = [true, false].map((pooled) =>
    consumers.filter((line) => isPool(componentOf(model, line.edge.from)) === pooled),
  )
  return [
    ...needsAlong(model, { ...callerOf(model, id, lines, 'start'), waived }),
    ...others!.map((line) => oneOf(line.from, 'reads')),
    // Any member of a pool can take the work.
    ...[...new Set(ofPools!.map((line) => line.edge.id))].map((edge) =>
      anyOf(
        ofPools!.filter((line) => line.edge.id === edge).map((line) => oneOf(line.from, 'reads')),
      ),
    ),
  ]
}

/** What each target of the group asks to serve, for its first caller on the lines; ascending by target. */
export function needsOfTargets(
  model: Model,
  group: number,
  lines: readonly Line[],
  isStart: (id: number) => boolean,
): readonly { readonly target: number; readonly need: Need }[] {
  const own = lines.filter((line) => line.edge.group === group && !isConsumption(model, line))
  const from = own[0]?.from
  if (from === undefined) return []
  const role = isStart(from) ? 'start' : 'middle'
  const caller = { ...callerOf(model, from, lines, role), waived: nothingWaived }
  const called = caller.lines.filter((line) => line.edge.group === group)
  return [...new Set(called.map((line) => line.edge.id))].map((edge) => {
    const taken = called.filter((line) => line.edge.id === edge)
    return {
      target: taken.length === 1 ? taken[0]!.to : taken[0]!.edge.to,
      need: allOf(taken.map((line) => needOfLine(model, caller, line))),
    }
  })
}

/** What it is better with and can do without: free targets, free groups as a whole, and first choices. */
export function wantsOf(
  model: Model,
  id: number,
  lines: readonly Line[],
  role: 'start' | 'middle',
): readonly Need[] {
  if (role === 'middle' && isBroker(componentOf(model, id))) return []
  const caller = { ...callerOf(model, id, lines, role), waived: nothingWaived }
  const groups = [...new Set(caller.lines.map((line) => line.edge.group))]
  const taken = lines.filter((line) => isConsumption(model, line) && line.to === id)
  return [
    ...groups.flatMap((group) => wantsInGroup(model, caller, group)),
    ...(role === 'start' ? taken : [])
      .filter((line) => isFree(model, line))
      .map((line) => oneOf(line.from, 'reads')),
  ]
}

function wantsInGroup(model: Model, caller: Caller, group: number): readonly Need[] {
  const lines = caller.lines.filter((line) => line.edge.group === group)
  const { needed } = model.groups[group]!
  const choices = lines
    .filter((line) => componentIn(line.attributes, 'fallback') !== undefined)
    .filter((line) => canBeMissed(model, line))
    .filter((line) => line.edge.arrow !== '=>' || caller.role === 'start')
    .map((line) => needWithoutFallback(model, caller, line))
  const free = lines.filter((line) => isFree(model, line))
  if (needed === 'all') {
    const missed = free.filter((line) => canBeMissed(model, line))
    return [...choices, ...missed.map((line) => needOfLine(model, caller, line))]
  }
  if (free.length < lines.length) return choices
  const edges = [...new Set(lines.map((line) => line.edge.id))]
  const members = edges.map((edge) =>
    allOf(
      lines.filter((line) => line.edge.id === edge).map((line) => needOfLine(model, caller, line)),
    ),
  )
  return [...choices, someOf(needed, members)]
}

function canBeMissed(model: Model, line: Line): boolean {
  const to = componentOf(model, line.to)
  return !isMonitor(to) && !isClient(to)
}

/** What it takes from a broker is no call of its own. */
function callerOf(
  model: Model,
  id: number,
  lines: readonly Line[],
  role: Caller['role'],
): Omit<Caller, 'waived'> {
  const own = lines.filter((line) => line.from === id && !isConsumption(model, line))
  return { one: componentOf(model, id), lines: own, role }
}

/** Rule 1: each group is a need of its own, once rule 2 has brought together what is spread over. */
function needsAlong(model: Model, caller: Caller): readonly Need[] {
  const groups = [...new Set(caller.lines.map((line) => line.edge.group))]
  const candidates = groups.flatMap((group) => candidatesOf(model, caller, group))
  if (spreads(caller.one)) return spread(candidates)
  return candidates.filter(({ isWaived }) => !isWaived).map(({ need }) => need)
}

function candidatesOf(model: Model, caller: Caller, group: number): readonly Candidate[] {
  const lines = caller.lines.filter((line) => line.edge.group === group)
  const { needed } = model.groups[group]!
  if (needed === 'all') {
    const needs = lines.filter((line) => !isFree(model, line))
    return needs.map((line) => ({
      need: needOfLine(model, caller, line),
      key: spreadKey(model, line),
      isWaived: false,
    }))
  }
  if (lines.every((line) => isFree(model, line))) return []
  const edges = [...new Set(lines.map((line) => line.edge.id))]
  const members = edges.map((edge) =>
    allOf(
      lines.filter((line) => line.edge.id === edge).map((line) => needOfLine(model, caller, line)),
    ),
  )
  const keys = new Set(lines.map((line) => spreadKey(model, line)))
  const [key] = keys
  return [
    {
      need: someOf(needed, members),
      key: needed === 1 && keys.size === 1 ? key : undefined,
      isWaived: needed < edges.length && caller.waived(group),
    },
  ]
}

/** Rule 2: what has the same key is one choice. */
function spread(candidates: readonly Candidate[]): readonly Need[] {
  const keys = [...new Set(candidates.map(({ key }) => key))]
  return keys.flatMap((key) => {
    const needs = candidates.filter((candidate) => candidate.key === key).map(({ need }) => need)
    return key === undefined ? needs : [anyOf(needs.flatMap(alternativesOf))]
  })
}

function alternativesOf(need: Need): readonly Need[] {
  return need.kind === 'some' && need.atLeast === 1 ? need.of : [need]
}

export function spreadKey(model: Model, line: Line): string | undefined {
  if (line.edge.arrow !== '->') return undefined
  const route = line.attributes.get('route')?.value
  return JSON.stringify([kindOfTarget(model, line.to), useOf(line), route ?? null])
}

/** A pool has the kind of its members, where they have one. */
function kindOfTarget(model: Model, id: number): string {
  const to = componentOf(model, id)
  if (!isPool(to)) return to.builtin
  const kinds = new Set(membersOf(model, id).map((member) => member.builtin))
  const [kind] = kinds
  return kinds.size === 1 && kind ? kind : 'pool'
}

/** Rule 3: its loss degrades and does not break. */
export function isFree(model: Model, line: Line): boolean {
  const to = componentOf(model, line.to)
  return (
    wordIn(line.attributes, 'optional') === 'yes' ||
    isMonitor(to) ||
    isClient(to) ||
    (to.builtin === 'cache' &&
      wordIn(line.attributes, 'optional') !== 'no' &&
      isShielding(model, line.from, to))
  )
}

/** The caller has a call of its own to what the cache is for; decided on what is declared. */
function isShielding(model: Model, caller: number, cache: Component): boolean {
  const called = calledBy(
    model,
    declaredLines(model).filter((line) => line.edge.arrow === '->'),
    caller,
  )
  const shielded = componentIn(cache.attributes, 'for')
  if (shielded === undefined) {
    const kinds = called.map((id) => componentOf(model, id).builtin)
    return kinds.filter((kind) => kind === 'database' || kind === 'blob').length === 1
  }
  return replicaSetOf(model, shielded).members.some((member) => called.includes(member))
}

/** Whether the caller reads the cache on the way to any of these, which it is for. */
export function isBefore(
  model: Model,
  caller: number,
  cache: Component,
  stores: readonly number[],
): boolean {
  if (!isShielding(model, caller, cache)) return false
  const calls = declaredLines(model).filter((line) => line.edge.arrow === '->')
  const truths = calledBy(model, calls, caller).filter((id) =>
    ['database', 'blob'].includes(componentOf(model, id).builtin),
  )
  const shielded = componentIn(cache.attributes, 'for') ?? truths[0]!
  const { members } = replicaSetOf(model, shielded)
  return stores.every((id) => members.includes(id))
}

/** The single components that the caller's lines reach. */
function calledBy(model: Model, lines: readonly Line[], caller: number): readonly number[] {
  const own = lines.filter((line) => line.from === caller)
  return [...new Set(own.flatMap((line) => reachedBy(model, line)))]
}

function needOfLine(model: Model, caller: Caller, line: Line): Need {
  return withFallback(model, line, needWithoutFallback(model, caller, line))
}

function needWithoutFallback(model: Model, caller: Caller, line: Line): Need {
  return needOfShape(shapeOf(model, line.from, line.to), (target) =>
    needOfTarget(model, caller, line, componentOf(model, target)),
  )
}

function needOfShape(shape: Shape, needOf: (target: number) => Need): Need {
  if (shape.kind === 'one') return needOf(shape.component)
  const needs = shape.of.map((part) => needOfShape(part, needOf))
  return shape.kind === 'any' ? anyOf(needs) : allOf(needs)
}

/** Rule 4: what an arrow needs of one component. */
function needOfTarget(model: Model, caller: Caller, line: Line, target: Component): Need {
  const isCall = line.edge.arrow === '->' || caller.role === 'start'
  const isMessage = line.edge.arrow === '~>' && isBroker(target)
  if (!isCall && !isMessage) return nothing
  const use = useOf(line)
  const reads = use === 'writes' ? [] : [readsOf(model, caller, target)]
  const writes = use === 'reads' ? [] : [writesOf(model, caller, target)]
  return allOf([...reads, ...writes])
}

/** Rule 6: any member of the replica set that the caller calls serves its reads. */
function readsOf(model: Model, caller: Caller, target: Component): Need {
  return anyOf(replicasCalled(model, caller, target).map((id) => oneOf(id, 'reads')))
}

/**
 * Writes need a source, or what the caller calls where a source fails over by itself. One source cannot stand for
 * another to a caller that knows some of them.
 */
function writesOf(model: Model, caller: Caller, target: Component): Need {
  const called = replicasCalled(model, caller, target)
  const all = replicaSetOf(model, target.id).sources
  const sources = all.some((one) => called.includes(one))
    ? all.filter((one) => called.includes(one))
    : all
  const promotes = sources.some((source) => failsOver(model, componentOf(model, source)))
  const promoted = promotes ? called : []
  const kept = sources.filter((source) => !promoted.includes(source))
  return anyOf([
    ...kept.map((id) => written(model, id)),
    ...promoted.map((id) => oneOf(id, 'reads')),
  ])
}

/** For writes, which are one with reads where no first copy is needed. */
function written(model: Model, id: number): Need {
  const { writesNeedFirst } = standingOf(model, componentOf(model, id))
  return oneOf(id, writesNeedFirst ? 'writes' : 'reads')
}

function replicasCalled(model: Model, caller: Caller, target: Component): readonly number[] {
  const calls = caller.lines.filter((line) => line.edge.arrow === '->')
  const called = calledBy(model, calls, caller.one.id)
  return replicaSetOf(model, target.id).members.filter(
    (member) => member === target.id || called.includes(member),
  )
}

/** Said together, reads and writes have both to work, as where neither is said. */
function useOf(line: Line): EdgeUse {
  const reads = (numberIn(line.attributes, 'reads') ?? 0) > 0
  const writes = (numberIn(line.attributes, 'writes') ?? 0) > 0
  if (reads === writes) return 'both'
  return writes ? 'writes' : 'reads'
}

/** Rule 1: the fallback serves in the target's place, by itself. */
function withFallback(model: Model, line: Line, need: Need): Need {
  const fallback = componentIn(line.attributes, 'fallback')
  if (fallback === undefined) return need
  const own = needOfShape(shapeOf(model, line.from, fallback), (id) => written(model, id))
  return anyOf([need, own])
}
