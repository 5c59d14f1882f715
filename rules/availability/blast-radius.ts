// A service, store or zone whose loss stops more than half of what the file calls its flows: most of the system hangs
// on it. Balancers, gateways, dns and cdn stand before everything by their nature.

import type { Component, Flow, Model } from '#src/lint/rule.ts'
import { counted, defineRule, flowNames, isDeclared, isStore, named } from '#src/lint/rule.ts'

const radius = (component: Component, broken: number, all: number): string =>
  `losing ${what(component)} stops ${broken} of ${counted(all, 'flow', 'flows')}`

const what = ({ name, builtin, copies }: Component): string => {
  if (builtin === 'zone') return `zone ${named(name)}`
  return copies === 1 ? named(name) : `${named(name)} with all its ${copies} copies`
}

const ownParts = 'give flows that need not fail together something of their own'

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
        help: apart(model, component, flows),
        witness: { flows: flows.map(({ name }) => name), cutSets: [[component.name]] },
      }
    }
  },
})

/** Something of their own, or an edge on which a caller may go on without it. */
function apart(
  { components, edges }: Model,
  { id, name, builtin }: Component,
  flows: readonly Flow[],
): string {
  if (builtin === 'zone') return `${ownParts}, or copies in other zones`
  const own = new Set(
    flows.flatMap(({ scope }) =>
      scope.kind === 'edges' ? scope.edges.map(({ edge }) => edge) : [],
    ),
  )
  const mayGoOn = edges.find(
    (edge) =>
      edge.to === id &&
      edge.arrow === '->' &&
      own.has(edge.id) &&
      ['service', 'function', 'worker'].includes(components[edge.from]!.builtin),
  )
  if (!mayGoOn) return ownParts
  const { attributes, from } = mayGoOn
  const hop = `${components[from]!.name} -> ${name}`
  const line = attributes.size === 0 ? `${hop} { optional: yes }` : `optional: yes on ${hop}`
  return `${ownParts}, or let callers go on without it, as in ${line}`
}

function isConcerned(component: Component): boolean {
  if (component.builtin === 'zone') return true
  return !component.managed && (component.builtin === 'service' || isStore(component))
}
