// The oracle of latency: a request unfolded from the start of a flow, call by call, with everything asked anew at
// every turn. It takes the model alone and shares no code with src/analysis. What waits for itself is found by a
// closure, and then each of its components and calls counts once; a caller that goes on without an answer waits no
// longer than it says.

import { numberIn, wordIn } from '#src/model/attributes.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { reachable } from './closure.ts'
import { componentOf, isBroker, isClient } from './containment.ts'
import { isConsumption, type Line } from './ends.ts'
import { flowLines, startsOf } from './flows.ts'
import {
  type Call,
  callsOf,
  choicesOf,
  isAnswered,
  isCall,
  type Limit,
  limitOf,
  timesOf,
} from './latency-calls.ts'

export interface ExpectedLatency {
  readonly budgetMs: number
  readonly unknown: readonly number[]
  readonly circles: readonly number[]
}

export interface Asked {
  readonly model: Model
  readonly lines: readonly Line[]
  readonly starts: readonly number[]
  /** By component, what it may wait for itself: what it calls, and what it asks when it has given that up. */
  readonly next: ReadonlyMap<number, readonly number[]>
}

export function expectedLatency(model: Model, flow: Flow): ExpectedLatency {
  const asked = askedOf(model, flow)
  const { starts } = asked
  const waited = waitedOn(asked)
  const awaited = awaitedIn(asked, waited)
  const all = [...new Set([...starts, ...waited])].sort((a, b) => a - b)
  return {
    budgetMs: Math.max(0, ...starts.map((id) => begun(asked, id))),
    unknown: all.filter((id) => isUnknown(asked, id, awaited)),
    circles: waited.filter((id) => waitedFor(asked, id).has(id)).sort((a, b) => a - b),
  }
}

export function askedOf(model: Model, flow: Flow): Asked {
  const lines = flowLines(model, flow)
  const calls = lines.filter((line) => isCall(model, line))
  const next = Map.groupBy(calls, ({ from }) => from)
  return {
    model,
    lines,
    starts: startsOf(model, flow),
    next: new Map(
      [...next].map(([id, own]) => [
        id,
        own
          .filter((line) => timesOf(line) > 0)
          .flatMap((line) => [
            ...callsOf(model, line).flatMap(({ among }) => among),
            ...(limitOf({ model, lines }, line)?.instead.flat() ?? []),
          ]),
      ]),
    ),
  }
}

/** Everything that some start calls, by way of what it calls. */
export function calledOn(asked: Asked): readonly number[] {
  const { model, lines } = asked
  const called = (id: number): readonly number[] =>
    lines
      .filter((line) => line.from === id && isCall(model, line))
      .flatMap((line) => callsOf(model, line))
      .flatMap(({ among }) => among)
  return [...new Set(begunWith(asked).flatMap((id) => [id, ...reachable(id, called)]))]
}

function begunWith(asked: Asked): readonly number[] {
  return asked.starts.flatMap((id) =>
    sendsFirst(asked, id) ? firstCalls(asked, id).flatMap(({ among }) => among) : [id],
  )
}

/** Everything that some start waits for. */
function waitedOn(asked: Asked): readonly number[] {
  const waits = new Map<number, readonly number[]>()
  const of = (id: number): readonly number[] => {
    const known = waits.get(id) ?? waitsFor(asked, id)
    waits.set(id, known)
    return known
  }
  return [...new Set(begunWith(asked).flatMap((id) => [id, ...reachable(id, of)]))]
}

/** What it calls, but for what it gives up: then it is what it asks instead. */
function waitsFor(asked: Asked, id: number): readonly number[] {
  const { model, lines } = asked
  return lines
    .filter((line) => line.from === id && isCall(model, line))
    .flatMap((line) => callsOf(model, line))
    .flatMap((call) => limitMet(asked, call, circleOf(asked, id))?.instead.flat() ?? call.among)
}

/** Undefined where the answer comes in time, and where the call goes round. */
function limitMet(asked: Asked, call: Call, circle: readonly number[]): Limit | undefined {
  if (call.among.some((one) => circle.includes(one))) return undefined
  const limit = limitOf(asked, call.line)
  if (!limit) return undefined
  const late = answered(asked, call, circle) - limit.each
  return late > 1e-9 * limit.each ? limit : undefined
}

function begun(asked: Asked, id: number): number {
  if (!sendsFirst(asked, id)) return whole(asked, id)
  const hops = firstCalls(asked, id).map((call) => once(asked, call, []))
  return ownOf(asked, id) + Math.max(0, ...hops)
}

/** A broker, and what only sends messages, waits for none of its first hops. */
export function sendsFirst({ model, lines }: Asked, id: number): boolean {
  return (
    isBroker(componentOf(model, id)) ||
    !lines.some((line) => line.from === id && isCall(model, line))
  )
}

function firstCalls({ model, lines }: Asked, id: number): readonly Call[] {
  const sent = lines.filter(
    (line) => line.from === id && !isConsumption(model, line) && isAnswered(model, line),
  )
  const taking = lines.filter((line) => isConsumption(model, line) && line.to === id)
  return [
    ...sent.flatMap((line) => callsOf(model, line)),
    ...(isBroker(componentOf(model, id)) ? taking : []).map((line) => ({
      line,
      among: [line.from],
    })),
  ]
}

function waitedFor({ next }: Asked, id: number): ReadonlySet<number> {
  return reachable(id, (at) => next.get(at) ?? [])
}

/** What waits for it and is waited for by it. */
function circleOf(asked: Asked, id: number): readonly number[] {
  return [...waitedFor(asked, id)].filter((other) => waitedFor(asked, other).has(id))
}

function whole(asked: Asked, id: number): number {
  const circle = circleOf(asked, id)
  if (circle.length === 0) return ownOf(asked, id) + callsTake(asked, id, [])
  return circle.map((member) => ownOf(asked, member) + callsTake(asked, member, circle)).reduce(sum)
}

/** One after the other, but for those at the same time; of a choice the slowest. */
function callsTake(asked: Asked, id: number, circle: readonly number[]): number {
  const { model } = asked
  const choices = choicesOf(asked, id)
  const isTogether = (choice: readonly Line[]): boolean =>
    choice.every((line) => wordIn(line.attributes, 'parallel') === 'yes')
  const take = (line: Line): readonly number[] =>
    callsOf(model, line).map((call) => {
      const inside = call.among.some((one) => circle.includes(one))
      const times = inside || wordIn(line.attributes, 'parallel') === 'yes' ? 1 : timesOf(line)
      return times * once(asked, call, circle)
    })
  const apart = choices.filter((choice) => !isTogether(choice))
  const together = choices.filter(isTogether)
  const each = apart.map((choice) => {
    const edges = [...new Set(choice.map((line) => line.edge))]
    return Math.max(
      0,
      ...edges.map((edge) =>
        choice
          .filter((line) => line.edge === edge)
          .flatMap(take)
          .reduce(sum, 0),
      ),
    )
  })
  return each.reduce(sum, 0) + Math.max(0, ...together.flat().flatMap(take))
}

/** One call and its answer, or what is done without one. */
function once(asked: Asked, call: Call, circle: readonly number[]): number {
  const limit = limitMet(asked, call, circle)
  if (!limit) return answered(asked, call, circle)
  const instead = limit.instead.map((among) => slowestOutside(asked, among, circle))
  return instead.reduce(sum, limit.all)
}

function answered(asked: Asked, { line, among }: Call, circle: readonly number[]): number {
  const network = numberIn(line.attributes, 'latency') ?? 0
  return network + slowestOutside(asked, among, circle)
}

/** What waits for the caller in turn is counted elsewhere. */
function slowestOutside(asked: Asked, among: readonly number[], circle: readonly number[]): number {
  const outside = among.filter((one) => !circle.includes(one))
  return Math.max(0, ...outside.map((one) => whole(asked, one)))
}

function ownOf({ model, starts }: Asked, id: number): number {
  const one = componentOf(model, id)
  if (isClient(one) || (one.builtin === 'external' && starts.includes(id))) return 0
  return numberIn(one.attributes, 'latency') ?? 0
}

function isUnknown({ model, starts }: Asked, id: number, awaited: ReadonlySet<number>): boolean {
  const one = componentOf(model, id)
  if (one.attributes.has('latency') || ['client', 'dns', 'scheduler'].includes(one.builtin))
    return false
  const handsOn = isBroker(one) || one.builtin === 'external'
  return !(handsOn && starts.includes(id) && !awaited.has(id))
}

/** What answers somebody on the flow, or is the first to get a message of it. */
function awaitedIn(asked: Asked, waited: readonly number[]): ReadonlySet<number> {
  const sent = asked.starts.filter((start) => sendsFirst(asked, start))
  const first = sent.flatMap((start) => firstCalls(asked, start).flatMap(({ among }) => among))
  return new Set([...first, ...waited.flatMap((id) => waitsFor(asked, id))])
}

const sum = (a: number, b: number): number => a + b
