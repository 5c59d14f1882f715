// The calls of one component on a flow, for the oracle of latency: which lines are calls, how often each is made, of
// which a request takes one, and after how long the caller goes on without the answer. Everything is asked anew at
// every turn; it takes the model alone and shares no code with src/analysis.

import { componentIn, numberIn } from '#src/model/attributes.ts'
import type { Model } from '#src/model/model.ts'
import { componentOf, isBroker, isClient, isMonitor, spreads } from './containment.ts'
import { isConsumption, type Line, leavesOf, type Shape, shapeOf } from './ends.ts'
import { isFree, spreadKey } from './needs.ts'

/** A request's way to one place: a component, or any of the members of a pool. */
export interface Call {
  readonly line: Line
  readonly among: readonly number[]
}

/** How long the caller waits before it goes on without the answer, and what it asks then: one of each. */
export interface Limit {
  readonly each: number
  readonly all: number
  readonly instead: readonly (readonly number[])[]
}

/** What of the model a flow takes. */
export interface Lines {
  readonly model: Model
  readonly lines: readonly Line[]
}

export function isCall(model: Model, line: Line): boolean {
  if (line.edge.arrow !== '->' || isConsumption(model, line)) return false
  return !isBroker(componentOf(model, line.from)) && isAnswered(model, line)
}

export function isAnswered(model: Model, { from, to }: Line): boolean {
  const target = componentOf(model, to)
  return !isClient(target) && !isMonitor(target) && !isMonitor(componentOf(model, from))
}

/** One call to each place that the line leads to; none where it is made no times. */
export function callsOf(model: Model, line: Line): readonly Call[] {
  if (timesOf(line) === 0) return []
  return placesIn(shapeOf(model, line.from, line.to)).map((among) => ({ line, among }))
}

/** All of these, one of each. */
function placesIn(shape: Shape): readonly (readonly number[])[] {
  const places = (one: Shape): readonly (readonly number[])[] => {
    if (one.kind === 'one') return [[one.component]]
    return one.kind === 'any' ? [leavesOf(one)] : one.of.flatMap(places)
  }
  return places(shape).filter((among) => among.length > 0)
}

/** How many calls one request makes along the line, whole ones. */
export function timesOf({ attributes }: Pick<Line, 'attributes'>): number {
  const of = (name: string): number | undefined => numberIn(attributes, name)
  const [calls, reads, writes] = [of('calls'), of('reads'), of('writes')]
  if (reads === undefined && writes === undefined) return Math.ceil(calls ?? 1)
  return Math.ceil((reads ?? 0) + (writes ?? 0))
}

/** Lines of which a request takes one stand together. */
export function choicesOf({ model, lines }: Lines, id: number): readonly (readonly Line[])[] {
  const own = lines.filter((line) => line.from === id && isCall(model, line))
  const keyOf = (line: Line): string => {
    const { needed } = model.groups[line.edge.group]!
    const group = own.filter((other) => other.edge.group === line.edge.group)
    const ofBalancer = spreads(componentOf(model, id))
    if (needed === 'all') {
      if (ofBalancer && !isFree(model, line)) return `spread ${spreadKey(model, line)}`
      return `line ${own.indexOf(line)}`
    }
    const isOneSort = new Set(group.map((other) => spreadKey(model, other))).size === 1
    const isNeeded = group.some((other) => !isFree(model, other))
    if (ofBalancer && needed === 1 && isOneSort && isNeeded)
      return `spread ${spreadKey(model, line)}`
    return `group ${line.edge.group}`
  }
  return [...new Set(own.map(keyOf))].map((key) => own.filter((line) => keyOf(line) === key))
}

/** Of a call without which the caller goes on: one that is optional like all that it chooses from, or falls back. */
export function limitOf(asked: Lines, line: Line): Limit | undefined {
  const { model } = asked
  if (!isCall(model, line)) return undefined
  const each = numberIn(line.attributes, 'timeout')
  const retries = line.attributes.get('retries')?.value
  if (each === undefined || retries?.kind === 'word') return undefined
  const fallback = componentIn(line.attributes, 'fallback')
  const choice = choicesOf(asked, line.from).find((lines) => lines.includes(line)) ?? []
  if (fallback === undefined && !choice.every((one) => isFree(model, one))) return undefined
  return {
    each,
    all: each * (1 + (numberIn(line.attributes, 'retries') ?? 0)),
    instead: fallback === undefined ? [] : othersIn(shapeOf(model, line.from, fallback), line.from),
  }
}

/** Nobody falls back to itself. */
function othersIn(shape: Shape, caller: number): readonly (readonly number[])[] {
  return placesIn(shape)
    .map((among) => among.filter((one) => one !== caller))
    .filter((among) => among.length > 0)
}
