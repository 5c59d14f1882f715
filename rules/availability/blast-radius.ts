// A service, store or zone whose loss stops more than half of what the file calls its flows: most of the system hangs
// on it. Balancers, gateways, dns and cdn stand before everything by their nature.

import type { Component, Flow } from '#src/lint/rule.ts'
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
    const stopped = new Map<number, Flow[]>()
    for (const flow of declared) {
      for (const id of facts.stoppedBy(flow)) stopped.set(id, [...(stopped.get(id) ?? []), flow])
    }
    for (const [id, flows] of stopped) {
      const component = model.components[id]!
      if (flows.length * 2 <= declared.length || !isConcerned(component)) continue
      yield {
        message: radius(component, flows.length, declared.length),
        at: component.at,
        subjects: [component.name],
        notes: [`it stops ${flowNames(flows.map(({ name }) => name))}`],
        help: 'give flows that need not fail together something of their own, or let them go on without it: { optional: yes }',
        witness: { flows: flows.map(({ name }) => name), cutSets: [[component.name]] },
      }
    }
  },
})

function isConcerned(component: Component): boolean {
  if (component.builtin === 'zone') return true
  return !component.managed && (component.builtin === 'service' || isStore(component))
}
