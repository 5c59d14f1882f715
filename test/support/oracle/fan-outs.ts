// The oracle of fan-outs: for each component that a flow waits for, its needed calls that are made at the same time,
// counted one by one. It takes the model alone and shares no code with src/analysis.

import { numberIn, wordIn } from '#src/model/attributes.ts'
import type { Attributes, Flow, Model } from '#src/model/model.ts'
import { componentOf } from './containment.ts'
import type { Line } from './ends.ts'
import { type Asked, askedOf, calledOn, sendsFirst } from './latency.ts'
import { type Call, callsOf, choicesOf, isCall, timesOf } from './latency-calls.ts'
import { isBefore, isFree } from './needs.ts'

/** `component calls`, one line for each that makes needed calls at the same time, where their number is known. */
export function expectedFanOuts(model: Model, flow: Flow): readonly string[] {
  const asked = askedOf(model, flow)
  const callers = [...new Set([...asked.starts, ...calledOn(asked)])]
  const named = new Set(
    flow.scope.kind === 'edges'
      ? flow.scope.edges.flatMap(({ edge, named }) => (named ? [edge] : []))
      : [],
  )
  const counts = (line: Line): boolean =>
    wordIn(line.attributes, 'parallel') === 'yes' &&
    !isFree(model, line) &&
    (named.has(line.edge.id) ||
      ['calls', 'reads', 'writes'].some((name) => line.attributes.has(name)))
  const fanOf = (id: number): number =>
    choicesOf(asked, id)
      .flatMap((choice) => {
        const counted = choice
          .filter(counts)
          .flatMap((line) => callsOf(model, line))
          .sort((a, b) => timesOf(b.line) - timesOf(a.line))
        const edges = new Set(
          choice.filter((line) => callsOf(model, line).length > 0).map(({ edge }) => edge),
        )
        const { needed } = model.groups[choice[0]!.edge.group]!
        const isWhole = edges.size === 1 || needed === edges.size
        const some = needed === 'all' || needed === 1 ? counted.slice(0, 1) : []
        return (isWhole ? counted : some).map((call) => missing(asked, id, call))
      })
      .reduce((a, b) => a + b, 0)
  const ofStart = (id: number): boolean => asked.starts.includes(id) && sendsFirst(asked, id)
  return callers
    .filter((id) => !ofStart(id) && fanOf(id) > 0)
    .map((id) => `${id} ${fanOf(id)}`)
    .sort()
}

/** Calls that caches beside the store do not answer: writes, and reads that none of them has. */
function missing(asked: Asked, caller: number, { line, among }: Call): number {
  const { model, lines } = asked
  const caches = lines
    .filter((other) => other.from === caller && isCall(model, other) && timesOf(other) > 0)
    .filter(({ attributes }) => !(of(attributes, 'writes') > 0 && of(attributes, 'reads') === 0))
    .map(({ to }) => componentOf(model, to))
    .filter((cache) => cache.builtin === 'cache' && cache.id !== line.to)
    .filter((cache) => isBefore(model, caller, cache, among))
  if (caches.length === 0) return timesOf(line)
  const { attributes } = line
  const saysNeither = !attributes.has('reads') && !attributes.has('writes')
  const reads = saysNeither ? (numberIn(attributes, 'calls') ?? 1) : of(attributes, 'reads')
  const missed = [...new Set(caches)].map((cache) => 1 - (numberIn(cache.attributes, 'hit') ?? 1))
  const left = missed.reduce((part, one) => part * one, reads)
  return Number(((saysNeither ? 0 : of(attributes, 'writes')) + left).toPrecision(12))
}

function of(attributes: Attributes, name: string): number {
  return numberIn(attributes, name) ?? 0
}
