// The latency part of the facts: each answer is computed when it is first asked for, and kept.

import type { Flow } from '#src/model/model.ts'
import { fanOutsOf } from './fan-outs.ts'
import { latencyFrom, latencyOf, timesOn } from './latency.ts'
import type { FanOut, FlowLatency, LatencyFacts } from './latency-facts.ts'
import { latencyTargets } from './latency-targets.ts'
import { memo, once } from './once.ts'
import type { ReplicaSets } from './replica-sets.ts'
import { retryPaths } from './retries.ts'
import { shortTimeouts } from './timeouts.ts'
import type { Callers } from './waited-calls.ts'
import type { Walks } from './walks.ts'

export function latencyFacts(
  callers: Callers & { readonly sets: ReplicaSets },
  walks: Walks,
): LatencyFacts {
  const targets = once(() => latencyTargets(callers.system))
  return {
    latency: memo((flow: Flow): FlowLatency => latencyOf(callers, flow)),
    latencyFrom: (flow, component) => latencyFrom(callers, flow, component),
    timesOn: (flow, components) => timesOn(callers, flow, components),
    latencyTargets: memo((flow: Flow) => targets()(flow)),
    fanOuts: memo((flow: Flow): readonly FanOut[] => fanOutsOf(callers, flow)),
    shortTimeouts: once(() => shortTimeouts(callers, walks)),
    retryPaths: once(() => retryPaths(callers, walks)),
  }
}
