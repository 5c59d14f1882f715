// A cdn that says how it keeps answers (`hit`, `ttl`) and has no edge to where it gets them from.
// One that is filled by `=>` needs none.

import {
  type Component,
  componentIn,
  defineRule,
  type Facts,
  isWritten,
  type Model,
  named,
  type Partners,
  partnersIn,
  someOrigin,
} from '#src/lint/rule.ts'

const noOrigin = (name: string): string => `${named(name)} has no origin`

const keeps = (attributes: readonly string[]): string =>
  `its ${attributes.join(' and its ')} speak of answers that it keeps, and it gets them from nowhere`

const unreached = 'nothing leads to it either'

export default defineRule({
  id: 'cdn-without-origin',
  category: 'caching',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a cdn keeps answers and has no edge to where they come from',
  options: {},
  yieldsTo: [],
  wholeSystem: true,
  *check({ model, facts }) {
    const partners = partnersIn(model, facts)
    for (const cdn of model.components) {
      if (cdn.builtin !== 'cdn') continue
      const written = ['hit', 'ttl'].filter((name) => isWritten(cdn.attributes, name))
      if (written.length === 0 || hasOrigin(cdn, model, facts)) continue
      const into = facts.edgesInto(cdn.id).filter(({ from }) => from !== cdn.id)
      yield {
        message: noOrigin(cdn.name),
        at: cdn.at,
        subjects: [cdn.name],
        notes: [keeps(written), ...(into.length === 0 ? [unreached] : [])],
        help: `write the edge to it: ${originEdge(cdn, model, facts, partners)}`,
        witness: { written },
      }
    }
  },
})

function hasOrigin({ id }: Component, model: Model, facts: Facts): boolean {
  const isFilled = facts.edgesInto(id).some(({ edge, from }) => edge.arrow === '=>' && from !== id)
  const leadsOn = ({ to }: { readonly to: number }): boolean =>
    to !== id && model.components[to]!.builtin !== 'monitor'
  return isFilled || facts.edgesOf(id).some(leadsOn)
}

/** To the store that it is `for`, else a blob, else where who calls it goes in, else the likeliest that does not call it. */
function originEdge(cdn: Component, model: Model, facts: Facts, partners: Partners): string {
  const { id, name, attributes } = cdn
  const store = componentIn(attributes, 'for')
  if (store !== undefined) return `${name} -> ${model.components[store]!.name}`
  const callers = facts.edgesInto(id).map(({ from }) => from)
  const door = model.components.some(({ builtin }) => builtin === 'blob')
    ? undefined
    : doorOf(callers, model, facts)
  if (door) return `${name} -> ${door.name}`
  const origin = partners.partnerOf(cdn, someOrigin, callers)
  return `${origin.declaration}${name} -> ${origin.name}`
}

/** A balancer or gateway that one of the callers calls too, by way of a dns or straight. */
function doorOf(callers: readonly number[], model: Model, facts: Facts): Component | undefined {
  const called = callers.flatMap((id) => facts.callsThroughDns(id).map(({ call }) => call.to))
  const doors = called.map((id) => model.components[id]!)
  return doors.find(({ id, builtin }) => {
    return (builtin === 'lb' || builtin === 'gateway') && !callers.includes(id)
  })
}
