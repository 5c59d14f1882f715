// A service, store or zone whose loss stops more than half of what the file calls its flows: most of the system hangs
// on it. Balancers, gateways, dns and cdn stand before everything by their nature.

import type { Component } from '#src/lint/rule.ts'
import { counted, defineRule, flowNames, isDeclared, isStore, named } from '#src/lint/rule.ts'

const radius = (component: Component, broken: number, all: number): string =>
  `losing ${what(component)} stops ${broken} of ${counted(all, 'flow', 'flows')}`

const what = ({ name, builtin, copies }: Component): string => {
  if (builtin === 'zone') return `zone ${named(name)}`
  return copies === 1 ? named(name) : `${named(name)} with all its ${copies} copies`
}

const leastFlows = 4

export default defineRule({
  id: 'blast-radius',
  category: 'availability',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'the loss of one service, store or zone stops more than half of the flows',
  options: {},
  yieldsTo: ['single-point-of-failure'],
  *check({ model, facts }) {
    const declared = model.flows.filter(isDeclared)
    if (declared.length < leastFlows) return
    for (const { failure, broken } of facts.blasts()) {
      const component = model.components[failure.component]!
      if (failure.copy !== undefined || !isConcerned(component)) continue
      const stopped = broken.filter(isDeclared)
      if (stopped.length * 2 <= declared.length) continue
      yield {
        message: radius(component, stopped.length, declared.length),
        at: component.at,
        subjects: [component.name],
        notes: [`it stops ${flowNames(stopped.map(({ name }) => name))}`],
        help: 'give flows that need not fail together something of their own, or let them go on without it: { optional: yes }',
        witness: { flows: stopped.map(({ name }) => name), cutSets: [[component.name]] },
      }
    }
  },
})

function isConcerned(component: Component): boolean {
  if (component.builtin === 'zone') return true
  return !component.managed && (component.builtin === 'service' || isStore(component))
}
