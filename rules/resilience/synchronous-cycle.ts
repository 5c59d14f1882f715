// Services and functions that wait for each other in a circle: one slow answer comes back to its own
// caller, and none of them can work, or be started, while another is down.

import type { Component, Finding, Model, Unit } from '#src/lint/rule.ts'
import { defineRule, listed } from '#src/lint/rule.ts'

const circle = (names: readonly string[]): string =>
  names.length === 2
    ? `${names[0]} and ${names[1]} wait for each other`
    : `${listed(names)} wait for each other in a circle`

const why = 'a slow answer of one comes round to itself, and while one is down none of them works'

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
      const members = unit.members.map((id) => model.components[id]!)
      if (members.every(runsRequests)) yield cycle(unit, members, model)
    }
  },
})

function runsRequests({ builtin }: Component): boolean {
  return builtin === 'service' || builtin === 'function'
}

function cycle({ edges }: Unit, members: readonly Component[], model: Model): Finding {
  const names = members.map(({ name }) => name).sort()
  const nameOf = (id: number): string => model.components[id]!.name
  const [first, ...others] = edges
  const last = others.at(-1) ?? first!
  return {
    message: circle(names),
    at: first!.at,
    subjects: names,
    edges: edges.map(({ id }) => id),
    related: others
      .slice(0, 9)
      .map(({ from, to, at }) => ({ message: `${nameOf(from)} waits for ${nameOf(to)}`, at })),
    notes: [why],
    help: `let one of them send a message and go on: ${nameOf(last.from)} ~> ${nameOf(last.to)}`,
    witness: { cycle: names },
  }
}
