// The oracle of latency: a request unfolded from the start of a flow, call by call, with everything asked anew at
// every turn. It takes the model alone and shares no code with src/analysis. What waits for itself is found by a
// closure, and then each of its components and calls counts once.

import { numberIn, wordIn } from '#src/model/attributes.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { reachable } from './closure.ts'
import { componentOf, isBroker, isClient, isMonitor, spreads } from './containment.ts'
import { isConsumption, type Line, leavesOf, type Shape, shapeOf } from './ends.ts'
import { flowLines, startsOf } from './flows.ts'
import { isFree, spreadKey } from './needs.ts'

export interface ExpectedLatency {
  readonly budgetMs: number
  readonly unknown: readonly number[]
  readonly circles: readonly number[]
}

/** A request's way to one place: a component, or any of the members of a pool. */
interface Call {
  readonly line: Line
  readonly among: readonly number[]
}

interface Asked {
  readonly model: Model
  readonly lines: readonly Line[]
  readonly starts: readonly number[]
  /** By component, what it waits for itself. */
  readonly next: ReadonlyMap<number, readonly number[]>
}

export function expectedLatency(model: Model, flow: Flow): ExpectedLatency {
  const asked = askedOf(model, flow)
  const { starts } = asked
  const waited = waitedOn(asked)
  const all = [...new Set([...starts, ...waited])].sort((a, b) => a - b)
  return {
    budgetMs: Math.max(0, ...starts.map((id) => begun(asked, id))),
    unknown: all.filter((id) => isUnknown(asked, id)),
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
        own.flatMap((line) => callsOf(model, line)).flatMap(({ among }) => among),
      ]),
    ),
  }
}

/** Everything that some start waits for. */
export function waitedOn(asked: Asked): readonly number[] {
  const first = asked.starts.flatMap((id) =>
    sendsFirst(asked, id) ? firstCalls(asked, id).flatMap(({ among }) => among) : [id],
  )
  return [...new Set(first.flatMap((id) => [id, ...waitedFor(asked, id)]))]
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

export function isCall(model: Model, line: Line): boolean {
  if (line.edge.arrow !== '->' || isConsumption(model, line)) return false
  return !isBroker(componentOf(model, line.from)) && isAnswered(model, line)
}

function isAnswered(model: Model, { from, to }: Line): boolean {
  const target = componentOf(model, to)
  return !isClient(target) && !isMonitor(target) && !isMonitor(componentOf(model, from))
}

/** One call to each place that the line leads to; none where it is made no times. */
export function callsOf(model: Model, line: Line): readonly Call[] {
  if (timesOf(line) === 0) return []
  const places = (shape: Shape): readonly (readonly number[])[] => {
    if (shape.kind === 'one') return [[shape.component]]
    return shape.kind === 'any' ? [leavesOf(shape)] : shape.of.flatMap(places)
  }
  return places(shapeOf(model, line.from, line.to))
    .filter((among) => among.length > 0)
    .map((among) => ({ line, among }))
}

/** How many calls one request makes along the line, whole ones. */
export function timesOf({ attributes }: Pick<Line, 'attributes'>): number {
  const of = (name: string): number | undefined => numberIn(attributes, name)
  const [calls, reads, writes] = [of('calls'), of('reads'), of('writes')]
  if (reads === undefined && writes === undefined) return Math.ceil(calls ?? 1)
  return Math.ceil((reads ?? 0) + (writes ?? 0))
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

/** Lines of which a request takes one stand together. */
export function choicesOf({ model, lines }: Asked, id: number): readonly (readonly Line[])[] {
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

/** One call and its answer; what waits for the caller in turn is counted elsewhere. */
function once(asked: Asked, { line, among }: Call, circle: readonly number[]): number {
  const outside = among.filter((one) => !circle.includes(one))
  const network = numberIn(line.attributes, 'latency') ?? 0
  return network + Math.max(0, ...outside.map((one) => whole(asked, one)))
}

function ownOf({ model, starts }: Asked, id: number): number {
  const one = componentOf(model, id)
  if (isClient(one) || (one.builtin === 'external' && starts.includes(id))) return 0
  return numberIn(one.attributes, 'latency') ?? 0
}

function isUnknown(asked: Asked, id: number): boolean {
  const one = componentOf(asked.model, id)
  if (one.attributes.has('latency') || ['client', 'dns', 'scheduler'].includes(one.builtin))
    return false
  const handsOn = isBroker(one) || one.builtin === 'external'
  return !(handsOn && asked.starts.includes(id) && !isWaitedFor(asked, id))
}

function isWaitedFor(asked: Asked, id: number): boolean {
  return asked.starts.some((start) => {
    const first = sendsFirst(asked, start)
      ? firstCalls(asked, start).flatMap(({ among }) => among)
      : []
    const begin = sendsFirst(asked, start) ? first : [start]
    return first.includes(id) || begin.some((one) => waitedFor(asked, one).has(id))
  })
}

const sum = (a: number, b: number): number => a + b
