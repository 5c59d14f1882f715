// The latency part of the facts: each answer is computed when it is first asked for, and kept.

import type { Flow } from '#src/model/model.ts'
import { latencyOf } from './latency.ts'
import type { FlowLatency, LatencyFacts, LatencyTarget } from './latency-facts.ts'
import { latencyTargetsOf } from './latency-targets.ts'
import type { Callers } from './waited-calls.ts'

export function latencyFacts(callers: Callers): LatencyFacts {
  return {
    latency: memo((flow): FlowLatency => latencyOf(callers, flow)),
    latencyTargets: memo((flow): readonly LatencyTarget[] =>
      latencyTargetsOf(callers.system, flow),
    ),
  }
}

function memo<T>(compute: (flow: Flow) => T): (flow: Flow) => T {
  const known = new Map<Flow, T>()
  return (flow) => {
    let value = known.get(flow)
    if (value === undefined) {
      value = compute(flow)
      known.set(flow, value)
    }
    return value
  }
}
