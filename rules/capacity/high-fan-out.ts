// A component that waits for many others to serve one flow: its availability is the product of theirs,
// and its latency that of the slowest. Without declared flows nobody has said which calls go together,
// so the limit is higher there; gateways exist to fan out, so theirs is higher still.

import type { Component, Context, Facts, Flow, Model } from '#src/lint/rule.ts'
import { defineRule, isDeclared, listed, named, percent } from '#src/lint/rule.ts'

const tooMany = (name: string, count: number, flow: string, limit: number): string =>
  `${named(name)} waits for ${count} others to serve ${named(flow)}, more than ${limit}`

const why = (count: number): string =>
  `each must answer: ${count} that are up 99.9 % of the time are all up ${percent(0.999 ** count)} of it`

const counted = {
  callers: ['service', 'function', 'gateway'],
  targets: ['service', 'function', 'external'],
}

const options = {
  max: {
    default: 7,
    minimum: 1,
    description: 'targets that a service or function may wait for on one flow',
  },
  maxWithoutFlows: {
    default: 10,
    minimum: 1,
    description: 'the same in a file that declares no flow',
  },
  maxOfGateway: { default: 15, minimum: 1, description: 'the same for a gateway' },
}

export default defineRule({
  id: 'high-fan-out',
  category: 'capacity',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a component waits for many others on one flow',
  options,
  yieldsTo: [],
  *check({ model, facts, options }) {
    const declares = model.flows.some(isDeclared)
    for (const component of model.components) {
      if (!counted.callers.includes(component.builtin)) continue
      const limit = limitFor(component, declares, options)
      if (facts.callsThroughDns(component.id).length <= limit) continue
      const widest = widestOn(component, model, facts, declares)
      if (!widest || widest.targets.length <= limit) continue
      const names = widest.targets.map(({ name }) => name)
      const last = names.at(-1)!
      yield {
        message: tooMany(component.name, names.length, widest.flow.name, limit),
        at: component.at,
        subjects: [component.name],
        notes: [`it waits for ${listed(names)}`, why(names.length)],
        help: `mark what it can do without, or send it a message: ${component.name} -> ${last} { optional: yes }`,
        witness: { flows: [widest.flow.name], targets: names, limit },
      }
    }
  },
})

function limitFor(
  { builtin }: Component,
  declares: boolean,
  { max, maxWithoutFlows, maxOfGateway }: Context<typeof options>['options'],
): number {
  if (builtin === 'gateway') return maxOfGateway
  return declares ? max : maxWithoutFlows
}

interface Width {
  readonly flow: Flow
  readonly targets: readonly Component[]
}

/** The flow on which it needs the most, the first of several. */
function widestOn(
  component: Component,
  model: Model,
  facts: Facts,
  declares: boolean,
): Width | undefined {
  let widest: Width | undefined
  for (const flow of facts.flowsOf(component.id)) {
    if (isDeclared(flow) !== declares) continue
    const targets = targetsOn(flow, component, model, facts)
    if (!widest || targets.length > widest.targets.length) widest = { flow, targets }
  }
  return widest
}

function targetsOn(
  flow: Flow,
  { id }: Component,
  model: Model,
  facts: Facts,
): readonly Component[] {
  return facts
    .neededTargets(flow, id)
    .map((target) => model.components[target]!)
    .filter(({ builtin }) => counted.targets.includes(builtin))
}
