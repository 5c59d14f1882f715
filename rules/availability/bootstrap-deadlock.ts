// Components that need each other in a circle with something in it that others are built upon: a store, a lock, a
// balancer, a dns. After a full stop none of them can be the first to start. A circle of services alone is
// synchronous-cycle's, and one through an external is none: that is up before us.

import type { Component, Finding, Model, Unit } from '#src/lint/rule.ts'
import { counted, defineRule, isStore, listed, named } from '#src/lint/rule.ts'

const deadlock = (names: readonly string[]): string =>
  names.length === 2
    ? `${named(names[0]!)} and ${named(names[1]!)} cannot start without each other`
    : `${listed(names)} cannot start without each other`

const why = 'each is up only while the others are, so after a full stop none can be the first'

const startsWithout = (from: string, to: string, otherCircles: number): string => {
  const begin = otherCircles > 0 ? 'begin with one of the calls' : `let ${named(from)} start alone`
  return `${begin}: ${from} -> ${to} { optional: yes }`
}

export default defineRule({
  id: 'bootstrap-deadlock',
  category: 'availability',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a store, lock, balancer or dns needs what needs it',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    for (const circle of facts.circlesToStart()) {
      const members = circle.members.map((id) => model.components[id]!)
      if (members.some(isBuiltUpon)) yield circleOf(circle, members, model)
    }
  },
})

function isBuiltUpon(component: Component): boolean {
  return isStore(component) || ['lock', 'lb', 'gateway', 'dns'].includes(component.builtin)
}

function circleOf({ edges }: Unit, members: readonly Component[], model: Model): Finding {
  const names = members.map(({ name }) => name).sort()
  const nameOf = (id: number): string => model.components[id]!.name
  // What closes the circle is likeliest what was written last.
  const last = edges.at(-1)!
  return {
    message: deadlock(names),
    at: last.at,
    subjects: names,
    edges: edges.map(({ id }) => id),
    related: edges
      .slice(0, -1)
      .slice(0, 9)
      .map(({ from, to, at }) => ({ message: `${nameOf(from)} needs ${nameOf(to)}`, at })),
    notes: [why],
    help: startsWithout(nameOf(last.from), nameOf(last.to), edges.length - members.length),
    witness: { cycle: names, calls: counted(edges.length, 'call', 'calls') },
  }
}
