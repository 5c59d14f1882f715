// What no flow takes, in a file that says what its flows are. Copies, dead letters, alerts, and what an
// attribute names come along with what they belong to; clients and monitors are no part of what is used.

import type { Component, Facts, Model } from '#src/lint/rule.ts'
import {
  componentsNamedIn,
  defineRule,
  freeName,
  isContainer,
  isDeclared,
  named,
} from '#src/lint/rule.ts'

const inNoFlow = (name: string): string => `${named(name)} is in no flow`

const flowsSaid = 'the file says what its flows are, and none of them gets there'

const uses: readonly string[] = ['dlq', 'for', 'fallback', 'singleton']

export default defineRule({
  id: 'unused-component',
  category: 'structure',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'a component is in no flow, in a file that declares flows',
  options: {},
  yieldsTo: ['unreachable-component'],
  wholeSystem: true,
  *check({ model, facts }) {
    if (!model.flows.some((flow) => flow.own && isDeclared(flow))) return
    const used = componentsNamedIn(model, uses)
    for (const component of model.components) {
      const { id, builtin, name, at } = component
      if (isContainer(component) || builtin === 'client' || builtin === 'monitor') continue
      if (used.has(id) || facts.isInUse(id)) continue
      yield {
        message: inNoFlow(name),
        at,
        subjects: [name],
        notes: [flowsSaid],
        help: remedy(component, model, facts),
      }
    }
  },
})

/** A flow of the first edge into it, else of the first edge out of it. */
function remedy({ id, name }: Component, model: Model, facts: Facts): string {
  const call = [...facts.edgesInto(id), ...facts.edgesOf(id)].find(
    ({ edge, from, to }) => !edge.implicit && from !== to && !isMonitor(model, from, to),
  )
  if (!call) return 'write what uses it and name that in a flow, or remove it'
  const flow = freeName(name, new Set(model.flows.map((one) => one.name)))
  const [from, to] = [model.components[call.from]!.name, model.components[call.to]!.name]
  return `name it in a flow, or remove it: flow "${flow}" { ${from} ${call.edge.arrow} ${to} }`
}

function isMonitor({ components }: Model, ...ids: readonly number[]): boolean {
  return ids.some((id) => components[id]!.builtin === 'monitor')
}
