// Where a caller gives up before what it calls does: a timeout shorter than the callee's own time and the longest
// timeout, with its retries, of the callee's calls on the same flow. Only what is written counts; a dns is
// transparent, so that its calls are its caller's.

import { numberIn } from '#src/model/attributes.ts'
import type { Flow } from '#src/model/model.ts'
import type { RunEdge } from './calls.ts'
import type { ShortTimeout, TimedCall } from './latency-facts.ts'
import { memo } from './once.ts'
import { cleaned } from './wait-times.ts'
import {
  type Callers,
  type Choice,
  type Step,
  type WaitedCalls,
  waitedCalls,
} from './waited-calls.ts'
import type { Walks } from './walks.ts'

type Short = Omit<ShortTimeout, 'flows'>

/** In the order of the edges; of implicit flows, which take all edges, O(edges) for all together. */
export function shortTimeouts(callers: Callers, walks: Walks): readonly ShortTimeout[] {
  const { edges, flows } = callers.system.model
  const isTimed = ({ attributes }: Pick<RunEdge, 'attributes'>): boolean =>
    attributes.has('timeout')
  const isTimedOn = ({ scope }: Flow): boolean =>
    scope.kind === 'edges' && scope.edges.some(isTimed)
  if (!edges.some(isTimed) && !flows.some(isTimedOn)) return []
  const declared = flows.filter(({ scope }) => scope.kind === 'edges')
  const found: ShortTimeout[] = declared.flatMap((flow) =>
    shortOn(callers, flow).map((one) => ({ ...one, flows: [flow] })),
  )
  const [implicit] = flows.filter(isImplicit)
  for (const one of implicit ? shortOn(callers, implicit) : []) {
    const taking = walks.flowsOf(one.caller).filter(isImplicit)
    if (taking.length > 0) found.push({ ...one, flows: taking })
  }
  return together(found)
}

function isImplicit({ scope }: Flow): boolean {
  return scope.kind === 'everything'
}

function shortOn(callers: Callers, flow: Flow): readonly Short[] {
  const waits = waitedCalls(callers, flow)
  const below = memo((callee: number) => waitBelow(callers, waits, callee))
  const short: Short[] = []
  for (const caller of waits.callers) {
    for (const { edge, targets } of waits.of(caller).flatMap(stepsOf)) {
      const written = numberIn(edge.attributes, 'timeout')
      if (written === undefined) continue
      const timeoutMs = cleaned(written)
      for (const callee of targets) {
        const wait = below(callee)
        if (wait && timeoutMs < wait.sumMs)
          short.push({ edge: edge.edge, caller, callee, timeoutMs, ...wait })
      }
    }
  }
  return short
}

function stepsOf({ alternatives }: Choice): readonly Step[] {
  return alternatives.flat()
}

/** Undefined where the callee's own time is unwritten, or every timeout of its calls. */
function waitBelow(
  { system }: Callers,
  waits: WaitedCalls,
  callee: number,
): Pick<Short, 'ownMs' | 'longest' | 'waitMs' | 'sumMs'> | undefined {
  const { attributes, builtin } = system.model.components[callee]!
  const ownMs = numberIn(attributes, 'latency')
  if (ownMs === undefined || builtin === 'dns') return undefined
  const choices = pastDns({ system }, waits, callee)
  const timed = choices.flatMap(stepsOf).flatMap(timedCalls)
  if (timed.length === 0) return undefined
  const longest = timed.reduce((most, one) => (waitOf(one) > waitOf(most) ? one : most))
  const apart = choices
    .filter(({ atOnce }) => !atOnce)
    .map(({ alternatives }) =>
      alternatives.reduce((most, steps) => Math.max(most, sumOf(steps.map(waitOfStep))), 0),
    )
  const atOnce = choices
    .filter((choice) => choice.atOnce)
    .flatMap(stepsOf)
    .map(waitOfStep)
  const longestAtOnce = atOnce.reduce((a, b) => Math.max(a, b), 0)
  return {
    ownMs,
    longest,
    waitMs: cleaned(sumOf([ownMs, waitOf(longest)])),
    sumMs: cleaned(sumOf([ownMs, ...apart, longestAtOnce])),
  }
}

/** What the component waits for, with what each dns on the way does in its place. */
function pastDns(
  { system }: Pick<Callers, 'system'>,
  waits: WaitedCalls,
  id: number,
): readonly Choice[] {
  const isDns = (one: number): boolean => system.model.components[one]!.builtin === 'dns'
  const passed = new Set([id])
  const found: Choice[] = []
  for (const caller of passed) {
    for (const choice of waits.of(caller)) {
      for (const target of stepsOf(choice).flatMap(({ targets }) => targets))
        if (isDns(target)) passed.add(target)
      const alternatives = choice.alternatives.map((steps) =>
        steps.filter(({ targets }) => !targets.every(isDns)),
      )
      found.push({ ...choice, alternatives })
    }
  }
  return found
}

function timedCalls({ edge, targets }: Step): readonly TimedCall[] {
  const timeoutMs = numberIn(edge.attributes, 'timeout')
  if (timeoutMs === undefined) return []
  const attempts = 1 + (numberIn(edge.attributes, 'retries') ?? 0)
  return [{ edge: edge.edge, to: targets[0]!, timeoutMs, attempts }]
}

/** Retries without a limit count as none: how long they take is not known. */
function waitOf({ timeoutMs, attempts }: TimedCall): number {
  return Math.min(timeoutMs * attempts, Number.MAX_VALUE)
}

function waitOfStep(step: Step): number {
  return sumOf(
    timedCalls(step).map((call) => Math.min(step.times * waitOf(call), Number.MAX_VALUE)),
  )
}

function sumOf(times: readonly number[]): number {
  return times.reduce((sum, time) => Math.min(sum + time, Number.MAX_VALUE), 0)
}

/** The same about several flows is said once. */
function together(found: readonly ShortTimeout[]): readonly ShortTimeout[] {
  const key = ({ edge, caller, callee, timeoutMs, ownMs, longest, sumMs }: ShortTimeout): string =>
    [edge.id, caller, callee, timeoutMs, ownMs, longest.edge.id, waitOf(longest), sumMs].join(' ')
  return [...Map.groupBy(found, key).values()]
    .map((same) => ({ ...same[0]!, flows: same.flatMap(({ flows }) => flows) }))
    .sort((a, b) => a.edge.id - b.edge.id || a.caller - b.caller || a.callee - b.callee)
}
