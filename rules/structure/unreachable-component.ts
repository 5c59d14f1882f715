// What nothing leads to: a store, lock, balancer, gateway, dns or cdn without an edge into it, and
// anything without an edge at all. Mostly a forgotten edge, or what is left of a removed part. Services
// and workers without an edge into them may be started by what the file does not show.

import type { Component, Facts, Partner, Partners } from '#src/lint/rule.ts'
import {
  componentsNamedIn,
  defineRule,
  isContainer,
  isStore,
  named,
  partnersIn,
  someBroker,
  someClient,
  someWork,
} from '#src/lint/rule.ts'

const noEdgeIn = (name: string): string => `nothing leads to ${named(name)}`

const noEdge = (name: string): string => `${named(name)} has no edge at all`

const toWrite = ({ builtin }: Component, edge: string | undefined): string =>
  `write what ${builtin === 'scheduler' ? 'it starts' : 'uses it'}, or remove it${edge === undefined ? '' : `: ${edge}`}`

const onlyReached = ['lock', 'lb', 'gateway', 'dns', 'cdn']
const standAlone = ['client', 'external', 'monitor']

export default defineRule({
  id: 'unreachable-component',
  category: 'structure',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'nothing leads to a component',
  options: {},
  yieldsTo: ['orphan-queue', 'cdn-without-origin'],
  wholeSystem: true,
  *check({ model, facts }) {
    const partners = partnersIn(model, facts)
    const used = componentsNamedIn(model, ['dlq', 'for', 'fallback', 'singleton'])
    for (const component of model.components) {
      if (isContainer(component) || standAlone.includes(component.builtin)) continue
      if (used.has(component.id) || others(facts.edgesInto(component.id)).length > 0) continue
      const isAlone = others(facts.edgesOf(component.id)).length === 0
      if (!isAlone && !isStore(component) && !onlyReached.includes(component.builtin)) continue
      yield {
        message: (isAlone ? noEdge : noEdgeIn)(component.name),
        at: component.at,
        subjects: [component.name],
        notes: ['it is drawn, and no request, message or copy ever gets there'],
        help: toWrite(component, useOf(component, partners)),
      }
    }
  },
})

/** An edge to itself leads nowhere new. */
function others(calls: ReturnType<Facts['edgesOf']>): ReturnType<Facts['edgesOf']> {
  return calls.filter(({ from, to }) => from !== to)
}

/** An edge as it may be meant, if one is likelier than others; the other end is declared where there is none. */
function useOf(component: Component, partners: Partners): string | undefined {
  const { name, builtin } = component
  const edge = (partner: Partner, written: (other: string) => string) => {
    const other = partners.likelyPartner(component, partner)
    return other && `${other.declaration}${written(other.name)}`
  }
  if (builtin === 'scheduler') return edge(someWork, (other) => `${name} -> ${other}`)
  if (builtin === 'worker') return edge(someBroker, (other) => `${other} ~> ${name}`)
  if (someBroker.kinds.includes(builtin)) return edge(someWork, (other) => `${other} ~> ${name}`)
  const byClients = ['lb', 'gateway', 'dns', 'cdn', 'service', 'function'].includes(builtin)
  return edge(byClients ? someClient : someWork, (other) => `${other} -> ${name}`)
}
