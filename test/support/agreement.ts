// Oracle against analysis on one model: which flow is served under which failures, and every fact that
// follows from it. Says the first thing on which they differ, in words that name the events. It is past 250 lines:
// a comparison for each fact.

import type { Facts } from '#src/analysis/facts.ts'
import type { Reliability, reliabilityOf } from '#src/analysis/serving.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { differenceInCircles } from './circle-agreement.ts'
import { differenceInEdges } from './edge-agreement.ts'
import { isContainer, isStore } from './oracle/containment.ts'
import { eventsOf, type FailureEvent, keyOf } from './oracle/copies.ts'
import {
  callersThroughDns,
  callsThroughDns,
  isSourceOfTruth,
  offending,
} from './oracle/declared.ts'
import { type Breaks, bruteForce, failing } from './oracle/facts.ts'
import { flowsWriting, standInsOf } from './oracle/writes.ts'
import { type Random, seeded } from './random/random.ts'
import { serving, unitsOf } from './serves.ts'

/** What is tested: the real analysis, or a mutant of it. */
export interface Analysis {
  readonly analyze: (model: Model) => Facts
  readonly reliabilityOf: typeof reliabilityOf
  readonly servedWith: (
    reliability: Reliability,
    flow: Flow,
    failed: (event: { readonly component: number; readonly copy?: number }) => boolean,
  ) => boolean
}

const exhaustiveUpTo = 10
const samples = 120

/** The first difference; undefined where the two agree. */
export function difference(model: Model, analysis: Analysis): string | undefined {
  return differenceInServing(model, analysis) ?? differenceInFacts(model, analysis.analyze(model))
}

export function differenceInServing(model: Model, analysis: Analysis): string | undefined {
  const sets = eventSets(eventsOf(model), seeded(model.components.length))
  const reliability = analysis.reliabilityOf(model)
  for (const flow of model.flows) {
    const isServed = serving(model, flow)
    for (const set of sets) {
      const failures = failing(model, set)
      const oracle = isServed(failures)
      const other = analysis.servedWith(reliability, flow, (event) =>
        failures.failed.has(keyIn(model, event)),
      )
      if (oracle !== other)
        return `${describeFlow(flow)} with [${[...failures.failed].join(', ')}] lost: oracle ${oracle}, analysis ${other}`
    }
  }
  return undefined
}

export function differenceInFacts(model: Model, facts: Facts): string | undefined {
  const oracle = bruteForce(model)
  const analysis = breaksOf(facts)
  return (
    differ(model, 'single points', oracle.singlePoints, analysis.singlePoints) ??
    differ(model, 'zone outages', oracle.zoneOutages, analysis.zoneOutages) ??
    unlike(
      'never served',
      oracle.neverServed,
      facts.neverServed().map(({ flow }) => flow.id),
    ) ??
    differenceInTolerance(model, facts, oracle.tolerance) ??
    unlike(
      'units',
      unitsOf(model),
      facts.units().map(({ members }) => members),
    ) ??
    differenceInCircles(model, facts) ??
    differenceInPolicies(model, facts) ??
    differenceInComponents(model, facts) ??
    differenceInEdges(model, facts)
  )
}

/** All sets of few events; of many, none, each alone, and random sets. */
function eventSets(
  events: readonly FailureEvent[],
  random: Random,
): readonly (readonly FailureEvent[])[] {
  if (events.length <= exhaustiveUpTo)
    return Array.from({ length: 2 ** events.length }, (_, bits) =>
      events.filter((_event, index) => bits & (1 << index)),
    )
  const sampled = Array.from({ length: samples }, () =>
    random.some(events, 2 + random.below(random.chance(0.5) ? 3 : events.length)),
  )
  return [[], ...events.map((event) => [event]), ...sampled]
}

function keyIn(
  model: Model,
  { component, copy }: { readonly component: number; readonly copy?: number },
): string {
  return keyOf(
    model,
    copy === undefined ? { kind: 'managed', component } : { kind: 'copy', component, copy },
  )
}

function breaksOf(facts: Facts): {
  readonly singlePoints: readonly Breaks[]
  readonly zoneOutages: readonly Breaks[]
} {
  const ids = (flows: readonly Flow[]): readonly number[] => flows.map(({ id }) => id)
  return {
    singlePoints: facts.singlePoints().map(({ component, flows }) => ({
      component: component.id,
      flows: ids(flows),
    })),
    zoneOutages: facts.zoneOutages().map(({ zone, flows }) => ({
      component: zone.id,
      flows: ids(flows),
    })),
  }
}

function differ(
  model: Model,
  what: string,
  oracle: readonly Breaks[],
  analysis: readonly Breaks[],
): string | undefined {
  const named = (breaks: readonly Breaks[]): readonly string[] =>
    breaks.map(
      ({ component, flows }) => `${model.components[component]!.name} (flows ${flows.join()})`,
    )
  return unlike(what, named(oracle), named(analysis))
}

/** Edges by all the pairs that break a policy; a chain by being one, and by ending as a breaking pair does. */
function differenceInPolicies(model: Model, facts: Facts): string | undefined {
  for (const policy of model.policies) {
    const pairs = offending(model, policy).map(([from, to]) => `${from} to ${to}`)
    const calls = facts.breaches().find((breach) => breach.policy === policy)?.calls ?? []
    const what = `${policy.policy}${policy.path ? ' path' : ''}`
    if (!policy.path) {
      const found = new Set(calls.map(({ from, to }) => `${from} to ${to}`))
      const different = unlike(what, [...new Set(pairs)].sort(), [...found].sort())
      if (different) return different
      continue
    }
    const ends = calls.length > 0 ? `${calls[0]!.from} to ${calls.at(-1)!.to}` : undefined
    const isChain = calls.every((call, i) => i === 0 || calls[i - 1]!.to === call.from)
    const agrees = ends === undefined ? pairs.length === 0 : isChain && pairs.includes(ends)
    if (!agrees) return `${what}: oracle [${pairs.join(', ')}], analysis ${ends}`
  }
  return undefined
}

function differenceInTolerance(
  model: Model,
  facts: Facts,
  oracle: ReturnType<typeof bruteForce>['tolerance'],
): string | undefined {
  for (const flow of model.flows) {
    for (const kind of ['any', 'copies', 'zones', 'regions'] as const) {
      const found = unlike(
        `tolerance of ${describeFlow(flow)} to ${kind}`,
        oracle.get(flow.id)![kind],
        facts.tolerance(flow, kind),
      )
      if (found) return found
    }
  }
  return undefined
}

function differenceInComponents(model: Model, facts: Facts): string | undefined {
  for (const component of model.components.filter((one) => !isContainer(one))) {
    const { id, name } = component
    const found =
      differenceInCalls(model, facts, id) ??
      differenceInCallers(model, facts, component) ??
      differenceInWrites(model, facts, component) ??
      unlike(
        `whether ${name} is a source of truth`,
        isSourceOfTruth(model, id),
        facts.isSourceOfTruth(id),
      )
    if (found) return found
  }
  return undefined
}

/** Of a dns nobody asks. */
function differenceInCallers(
  model: Model,
  facts: Facts,
  { id, name, builtin }: Component,
): string | undefined {
  if (builtin === 'dns') return undefined
  const oracle = callersThroughDns(model, id)
  return unlike(`callers of ${name} through dns`, oracle, facts.callersThroughDns(id))
}

function differenceInWrites(model: Model, facts: Facts, component: Component): string | undefined {
  if (!isStore(component)) return undefined
  const { id, name } = component
  const flows = facts.flowsWriting(id).map((flow) => flow.id)
  return (
    unlike(`flows that write to ${name}`, flowsWriting(model, id), flows) ??
    unlike(`stand-ins of ${name}`, standInsOf(model, id), facts.standInsOf(id))
  )
}

/** The same calls, and each by a way that there is: of several ways the analysis gives one. */
function differenceInCalls(model: Model, facts: Facts, id: number): string | undefined {
  const ways = callsThroughDns(model, id)
  const found = facts.callsThroughDns(id)
  const what = `calls of ${model.components[id]!.name} through dns`
  const arrivals = (list: readonly (readonly [number, number])[]): readonly string[] =>
    [...new Set(list.map(([edge, to]) => `edge ${edge} to ${to}`))].sort()
  const isWay = (edge: number, to: number, through: readonly number[]): boolean =>
    ways.some((way) => way.edge === edge && way.to === to && way.through.join() === through.join())
  return (
    unlike(
      what,
      arrivals(ways.map(({ edge, to }) => [edge, to])),
      arrivals(found.map(({ call }) => [call.edge.id, call.to])),
    ) ??
    unlike(
      `${what} by ways that are none`,
      [],
      found.filter(({ call, through }) => !isWay(call.edge.id, call.to, through)),
    )
  )
}

function unlike(what: string, oracle: unknown, analysis: unknown): string | undefined {
  const [a, b] = [JSON.stringify(oracle), JSON.stringify(analysis)]
  return a === b ? undefined : `${what}: oracle ${a}, analysis ${b}`
}

function describeFlow(flow: Flow): string {
  return `flow ${flow.id} "${flow.name}"`
}
