// A simulation for programs, as simulate.schema.json describes it. Additions are minor, anything else raises
// schemaVersion. A number that is not finite is null.

import { yearMs } from '#src/analysis/requirements/measures.ts'
import { mostTraffic } from '#src/graph/traffic.ts'
import type {
  Bottleneck,
  ComponentOutcome,
  CutSetOutcome,
  FlowOutcome,
  Outcome,
  RequirementOutcome,
  StateOutcome,
  Tolerance,
} from './outcome.ts'

export function json(outcome: Outcome): string {
  const value = {
    schemaVersion: 1,
    flows: outcome.flows.map((one) => flow(one, outcome.requirements)),
    components: outcome.components.map(component),
    ...(outcome.bottleneck ? { bottleneck: bottleneck(outcome.bottleneck) } : {}),
    requirements: outcome.requirements.filter(({ isOfFlow }) => !isOfFlow).map(requirement),
    scenarios: outcome.scenarios.map(({ mayOverload, ...one }) => ({
      ...one,
      ...perhaps(mayOverload),
    })),
    ...(outcome.state ? { state: state(outcome.state) } : {}),
    assumptions: outcome.assumptions.map(({ text }) => text),
  }
  return `${JSON.stringify(value, finite, 2)}\n`
}

/** What can do nothing is full at any load: there is no number of how full, and nothing left to grow. */
function finite(key: string, value: unknown): unknown {
  if (key === 'utilization' && typeof value === 'number' && value >= mostTraffic) return null
  return key === 'growth' && typeof value === 'number' && value <= 1 / mostTraffic ? 0 : value
}

/** Told where there is something. */
function perhaps<T>(mayOverload: readonly T[]) {
  return mayOverload.length === 0 ? {} : { mayOverload }
}

function state({ mayOverload, changes, ...rest }: StateOutcome) {
  return {
    ...rest,
    ...(changes.length === 0 ? {} : { changes }),
    flows: rest.flows.map(({ mayOverload: own, ...one }) => ({ ...one, ...perhaps(own) })),
    ...perhaps(mayOverload),
    requirements: rest.requirements.map(requirement),
  }
}

function flow(one: FlowOutcome, requirements: readonly RequirementOutcome[]) {
  const { unavailability, method, low, high } = one
  return {
    name: one.name,
    availability: {
      value: 1 - unavailability,
      method,
      ...(low === undefined || high === undefined ? {} : { low: 1 - high, high: 1 - low }),
      unavailability,
      defaults: one.defaults,
    },
    downtimeMsPerYear: unavailability * yearMs,
    contributors: one.contributors.map(({ name, share }) => ({ name, share })),
    cutSets: one.cutSets.map(cutSet),
    cutSetOrder: one.cutSetOrder,
    cutSetCount: one.cutSetCount,
    cutSetsTruncated: one.cutSetsTruncated,
    tolerance: tolerance(one.tolerance),
    ...latencyOf(one),
    requirements: requirements
      .filter((of) => of.isOfFlow && of.subject === one.name)
      .map(requirement),
  }
}

function cutSet({ events, text, ways, probability }: CutSetOutcome) {
  return { events, text, ways, probability }
}

function tolerance({ copies, zones, regions, any }: Tolerance) {
  return { copies: copies.least, zones: zones.least, regions: regions.least, any }
}

/** A sum of which a part is unknown is not the time that it takes. */
function latencyOf({ latency }: FlowOutcome) {
  if (!latency) return {}
  return latency.atLeast ? { latencyAtLeastMs: latency.ms } : { latencyMs: latency.ms }
}

function bottleneck({ name, growth, unless }: Bottleneck) {
  return { name, growth, isLeast: unless.length > 0 }
}

function requirement(one: RequirementOutcome) {
  const { text, metric, target, value, status, subject, overloaded, mayBeOverloaded } = one
  return {
    text,
    metric,
    ...(target === undefined ? {} : { target }),
    ...(value === undefined || value >= mostTraffic ? {} : { value }),
    ...(one.atMost === undefined || one.atMost >= mostTraffic ? {} : { atMost: one.atMost }),
    status,
    subject,
    ...(overloaded ? { overloaded } : {}),
    ...(mayBeOverloaded ? { mayBeOverloaded } : {}),
  }
}

function component(one: ComponentOutcome) {
  return {
    name: one.name,
    kind: one.kind,
    ...(one.unavailability === undefined ? {} : { availability: 1 - one.unavailability }),
    ...(one.ratePerSecond === undefined ? {} : { ratePerSecond: one.ratePerSecond }),
    ...(one.capacityPerSecond === undefined ? {} : { capacityPerSecond: one.capacityPerSecond }),
    ...(one.utilization === undefined ? {} : { utilization: one.utilization }),
    breaks: one.breaks,
    degrades: one.degrades,
    ...(one.isMost ? { isMost: true } : {}),
    overloads: one.overloads,
    ...perhaps(one.mayOverload),
    ...(one.importance ? { importance: one.importance } : {}),
  }
}
