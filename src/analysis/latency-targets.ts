// What binds the latency of a flow: its own `latency`, the `deadline` of a scheduler that it starts at, and every
// `require latency` that takes the flow as a whole. What a requirement says of a part of a flow is another matter.

import { numberIn } from '#src/model/attributes.ts'
import type { Attributes, Component, Flow, Requirement } from '#src/model/model.ts'
import type { System } from './calls.ts'
import type { LatencyTarget } from './latency-facts.ts'
import { startsOf } from './starts.ts'
import { cleaned } from './wait-times.ts'

/** For each flow the least first; of equal ones the flow's own, then the deadline. */
export function latencyTargets(system: System): (flow: Flow) => readonly LatencyTarget[] {
  const { components, requirements } = system.model
  const isDue = ({ builtin, attributes }: Component): boolean =>
    builtin === 'scheduler' && attributes.has('deadline')
  const due = new Set(components.filter(isDue).map(({ id }) => id))
  const required = requirements.filter(({ demand }) => demand.kind === 'metric')
  return (flow) => {
    const starts = due.size > 0 ? startsOf(system, flow).filter((id) => due.has(id)) : []
    const targets = [
      ...targetIn(flow.attributes, 'latency', 'flow'),
      ...starts.flatMap((id) => targetIn(components[id]!.attributes, 'deadline', 'deadline')),
      ...required.flatMap((requirement) => targetOf(requirement, flow)),
    ]
    return targets.sort((a, b) => a.ms - b.ms)
  }
}

function targetIn(
  attributes: Attributes,
  name: string,
  by: LatencyTarget['by'],
): readonly LatencyTarget[] {
  const ms = numberIn(attributes, name)
  return ms === undefined ? [] : [{ ms: cleaned(ms), by, at: attributes.get(name)!.at }]
}

function targetOf(requirement: Requirement, flow: Flow): readonly LatencyTarget[] {
  const { demand, at } = requirement
  if (demand.kind !== 'metric' || demand.metric !== 'latency') return []
  if (demand.comparison !== '<=' && demand.comparison !== '<') return []
  return takes(requirement, flow) ? [{ ms: cleaned(demand.target), by: 'requirement', at }] : []
}

function takes({ for: selector, to, within }: Requirement, flow: Flow): boolean {
  if (to !== undefined) return false
  if (selector?.kind === 'flow') return selector.flow === flow.id
  // What comes with an instance of a file speaks of that instance.
  return within === -1 && (selector === undefined || selector.kind === 'everything')
}
