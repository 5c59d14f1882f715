// What one call adds to the time of a request: how often it is made, by the load, times the network and what the
// target takes. Calls that are made together count once, whatever their number.

import type { WholeTime } from '#src/analysis/latency-facts.ts'
import type { Carried } from '#src/analysis/load-facts.ts'
import { callsOf } from '#src/analysis/waited-calls.ts'
import { componentIn, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Flow } from '#src/model/model.ts'
import { finite } from './estimate.ts'
import type { Situation } from './situation.ts'

/** Milliseconds. */
export interface MeanTime {
  readonly ownMs: number
  readonly lowMs: number
  readonly highMs: number
  /** True where something that is waited for says no time, or is not known to end. */
  readonly isOpen: boolean
  /** True where some call is counted that may not be made. */
  readonly isGuessed: boolean
  /** The calls whose times add up to it with its own; undefined where they do not add. */
  readonly calls: readonly MeanCall[] | undefined
}

export interface MeanCall {
  readonly to: number
  /** For one request. */
  readonly times: number
  readonly ms: number
}

/** What one flow, or all implicit ones together, brings and carries. */
export interface Layer {
  readonly flows: readonly Flow[]
  readonly carried: readonly Carried[]
  /** What begins at a component, at peak. */
  begunAt(component: number): number
  /** What one request may take, by component. */
  budgets(): ReadonlyMap<number, WholeTime>
}

export interface Step extends Carried {
  /** Calls for one request, on average. */
  readonly times: number
}

export interface Ground {
  readonly situation: Situation
  readonly layer: Layer
  readonly known: Map<number, MeanTime>
  /** What is in a circle, or waits for one: there no budget holds. */
  readonly inCircles: Set<number>
}

export function callOf({ known }: Ground, { to, times, attributes }: Step): MeanCall {
  return { to, times, ms: finite(networkOf(attributes) + known.get(to)!.highMs) }
}

export function networkOf(attributes: Carried['attributes']): number {
  return numberIn(attributes, 'latency') ?? 0
}

/** Parallel calls are made together, and those of which several are needed. */
export function togetherKey(
  { situation }: Ground,
  { edge, attributes, waits }: Step,
): string | undefined {
  if (!waits || isParallel(attributes)) return 'at once'
  const { needed } = situation.model.groups[edge.group]!
  return needed !== 'all' && needed > 1 ? `group ${edge.group}` : undefined
}

function isParallel(attributes: Carried['attributes']): boolean {
  return wordIn(attributes, 'parallel') === 'yes'
}

/** What the calls of one step add to one request. */
export function partOf({ situation, known, layer }: Ground, step: Step) {
  const { attributes, to, times, waits } = step
  const below = known.get(to)!
  const network = networkOf(attributes)
  const isOnce = waits && isParallel(attributes)
  const whole = Math.max(1, callsOf(attributes))
  const most = isOnce ? Math.min(1, times) : times
  const least = isOnce ? Math.min(1, times / whole) : times
  const timeoutMs = numberIn(attributes, 'timeout') ?? Number.POSITIVE_INFINITY
  const budgetMs = network + Math.max(below.highMs, layer.budgets().get(to)?.ms ?? 0)
  const goesOn =
    situation.model.components[to]!.builtin === 'cache' ||
    wordIn(attributes, 'optional') === 'yes' ||
    componentIn(attributes, 'fallback') !== undefined
  const isGivenUp = timeoutMs < budgetMs && goesOn
  const lowEach = isGivenUp ? Math.min(timeoutMs, network + below.lowMs) : network + below.lowMs
  return {
    lowMs: finite(least * finite(lowEach)),
    highMs: finite(most * finite(network + below.highMs)),
    isGivenUp,
    isPlain: most === times,
  }
}
