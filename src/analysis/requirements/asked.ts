// The requirements of a file: its `require` statements, and the targets that its flows carry themselves, each
// said as the statement that it stands for.

import type { System } from '#src/analysis/calls.ts'
import { startsOf } from '#src/analysis/starts.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Flow, Metric, Model, Requirement } from '#src/model/model.ts'
import { showDuration, showPercent } from '#src/model/show-quantity.ts'
import type { Asked } from './answers.ts'

export function askedIn(system: System): readonly Asked[] {
  const { model } = system
  return [
    ...model.requirements.map((requirement): Asked => ({ ...requirement, by: 'file' })),
    ...model.flows.flatMap((flow) => [
      ...targetOf(flow, 'availability'),
      ...targetOf(flow, 'latency'),
    ]),
    ...deadlines(system),
  ]
}

/** Whether two ask for the same of the same, however they are written and wherever they stand. */
export function asksTheSame(one: Requirement, other: Requirement): boolean {
  return meaningOf(one) === meaningOf(other)
}

function meaningOf({ demand, for: from, to, within }: Requirement): string {
  const what =
    demand.kind === 'metric'
      ? [demand.metric, demand.comparison, Number(demand.target.toPrecision(12))]
      : demand
  return JSON.stringify([what, from ?? { kind: 'everything' }, to, within])
}

function targetOf(flow: Flow, metric: 'availability' | 'latency'): readonly Asked[] {
  const target = numberIn(flow.attributes, metric)
  if (target === undefined) return []
  return [statement(flow, metric, target, flow.attributes.get(metric)!.at, 'flow')]
}

/** Of a scheduler, for every flow that starts at it. */
function deadlines(system: System): readonly Asked[] {
  const { components, flows }: Model = system.model
  if (!components.some(({ builtin }) => builtin === 'scheduler')) return []
  return flows.flatMap((flow) =>
    startsOf(system, flow).flatMap((id) => {
      const { builtin, attributes } = components[id]!
      const target = builtin === 'scheduler' ? numberIn(attributes, 'deadline') : undefined
      if (target === undefined) return []
      return [statement(flow, 'latency', target, attributes.get('deadline')!.at, 'deadline')]
    }),
  )
}

function statement(
  flow: Flow,
  metric: Metric & ('availability' | 'latency'),
  target: number,
  at: Asked['at'],
  by: Asked['by'],
): Asked {
  const isLeast = metric === 'availability'
  const shown = isLeast ? showPercent(target, 12) : showDuration(target)
  const comparison = isLeast ? '>=' : '<='
  return {
    text: `${metric} ${comparison} ${shown.replace(' ', '')} for "${flow.name}"`,
    demand: { kind: 'metric', metric, comparison, target },
    for: { kind: 'flow', flow: flow.id },
    within: -1,
    at,
    by,
  }
}
