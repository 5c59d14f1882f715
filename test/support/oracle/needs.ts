// Rules 1 to 4, and 6 over replicas: what a component needs along the lines under consideration.
// One function per rule; a need is a formula over components (./need.ts).

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
}

/** A need, and by what a `lb` or `dns` may spread it (undefined: stands by itself). */
interface Candidate {
  readonly need: Need
  readonly key: string | undefined
}

type EdgeUse = 'reads' | 'writes' | 'both'

/** What the component needs in the middle of a flow. */
export function needsOf(model: Model, id: number, lines: readonly Line[]): readonly Need[] {
  if (isBroker(componentOf(model, id))) return []
  return needsAlong(model, callerOf(model, id, lines, 'middle'))
}

/** What it needs where the flow starts at it: the first hop, whatever the arrow. */
export function needsOfStart(model: Model, id: number, lines: readonly Line[]): readonly Need[] {
  const consumers = lines.filter(
    (line) => isConsumption(model, line) && line.to === id && !isFree(model, line),
  )
  const [ofPools, others] = [true, false].map((pooled) =>
    consumers.filter((line) => isPool(componentOf(model, line.edge.from)) === pooled),
  )
  return [
    ...needsAlong(model, callerOf(model, id, lines, 'start')),
    ...others!.map((line) => oneOf(line.from, 'reads')),
    // Any member of a pool can take the work.
    ...[...new Set(ofPools!.map((line) => line.edge.id))].map((edge) =>
      anyOf(
        ofPools!.filter((line) => line.edge.id === edge).map((line) => oneOf(line.from, 'reads')),
      ),
    ),
  ]
}

/** What it takes from a broker is no call of its own. */
function callerOf(model: Model, id: number, lines: readonly Line[], role: Caller['role']): Caller {
  const own = lines.filter((line) => line.from === id && !isConsumption(model, line))
  return { one: componentOf(model, id), lines: own, role }
}

/** Rule 1: each group is a need of its own, once rule 2 has brought together what is spread over. */
function needsAlong(model: Model, caller: Caller): readonly Need[] {
  const groups = [...new Set(caller.lines.map((line) => line.edge.group))]
  const candidates = groups.flatMap((group) => candidatesOf(model, caller, group))
  return spreads(caller.one) ? spread(candidates) : candidates.map(({ need }) => need)
}

function candidatesOf(model: Model, caller: Caller, group: number): readonly Candidate[] {
  const lines = caller.lines.filter((line) => line.edge.group === group)
  const { needed } = model.groups[group]!
  if (needed === 'all') {
    const needs = lines.filter((line) => !isFree(model, line))
    return needs.map((line) => ({
      need: needOfLine(model, caller, line),
      key: spreadKey(model, line),
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
  return [{ need: someOf(needed, members), key: needed === 1 && keys.size === 1 ? key : undefined }]
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
  return JSON.stringify([kindOfTarget(model, line.to), writtenUse(line), route ?? null])
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
    (to.builtin === 'cache' && isShielding(model, line.from, to))
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

/** The single components that the caller's lines reach. */
function calledBy(model: Model, lines: readonly Line[], caller: number): readonly number[] {
  const own = lines.filter((line) => line.from === caller)
  return [...new Set(own.flatMap((line) => reachedBy(model, line)))]
}

function needOfLine(model: Model, caller: Caller, line: Line): Need {
  const need = needOfShape(shapeOf(model, line.from, line.to), (target) =>
    needOfTarget(model, caller, line, componentOf(model, target)),
  )
  return withFallback(model, line, need)
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

/** Writes need a source, or what the caller calls where a source fails over by itself. */
function writesOf(model: Model, caller: Caller, target: Component): Need {
  const { sources } = replicaSetOf(model, target.id)
  const promotes = sources.some((source) => failsOver(model, componentOf(model, source)))
  const promoted = promotes ? replicasCalled(model, caller, target) : []
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

/** What an edge asks of a store: with `writes` it is writes that have to work. */
function useOf(line: Line): EdgeUse {
  const reads = (numberIn(line.attributes, 'reads') ?? 0) > 0
  const writes = (numberIn(line.attributes, 'writes') ?? 0) > 0
  if (writes) return 'writes'
  return reads ? 'reads' : 'both'
}

/** As rule 2 compares it: reads and writes together are neither alone. */
function writtenUse(line: Line): EdgeUse {
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
