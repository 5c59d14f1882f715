// Services and functions that wait for each other in a circle: one slow answer comes back to its own
// caller, and none of them can work, or be started, while another is down. Where flows are declared, a circle
// is one that a flow takes.

import type { Circle, Component, Finding, Model } from '#src/lint/rule.ts'
import { defineRule, flowNames, listed } from '#src/lint/rule.ts'

const circle = (names: readonly string[]): string =>
  names.length === 2
    ? `${names[0]} and ${names[1]} wait for each other`
    : `${listed(names)} wait for each other in a circle`

const circleOn = (names: readonly string[], flows: readonly string[]): string =>
  flows.length === 0 ? circle(names) : `${circle(names)} on ${flowNames(flows)}`

const why = 'a slow answer of one comes round to itself, and while one is down none of them works'
const whyThere =
  'a slow answer of one comes round to itself there, and while one is down what waits for it does not work'

export default defineRule({
  id: 'synchronous-cycle',
  category: 'resilience',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'services call each other in a circle and each waits for the next',
  options: {},
  yieldsTo: ['amplifying-cycle'],
  *check({ model, facts }) {
    for (const unit of facts.units()) {
      if (!unit.members.every((id) => runsRequests(model.components[id]!))) continue
      for (const taken of facts.flowCirclesOf(unit)) yield cycle(taken, model)
    }
  },
})

function runsRequests({ builtin }: Component): boolean {
  return builtin === 'service' || builtin === 'function'
}

function cycle({ members, edges, flows }: Circle, model: Model): Finding {
  const nameOf = (id: number): string => model.components[id]!.name
  const names = members.map(nameOf).sort()
  const on = flows.map(({ name }) => name)
  const [first, ...others] = edges
  const last = others.at(-1) ?? first!
  return {
    message: circleOn(names, on),
    at: first!.at,
    subjects: names,
    edges: edges.map(({ id }) => id),
    related: others
      .slice(0, 9)
      .map(({ from, to, at }) => ({ message: `${nameOf(from)} waits for ${nameOf(to)}`, at })),
    notes: [on.length === 0 ? why : whyThere],
    help: `let one of them send a message and go on: ${nameOf(last.from)} ~> ${nameOf(last.to)}`,
    witness: { cycle: names, ...(on.length === 0 ? {} : { flows: on }) },
  }
}
