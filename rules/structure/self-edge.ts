// A call from a component to itself. It adds no need, since what serves a component while it is up is the
// component; mostly another name was meant, or one of several sources is among the targets too.

import {
  type Component,
  defineRule,
  type Edge,
  type Finding,
  isContainer,
  type Model,
  named,
  together,
  without,
} from '#src/lint/rule.ts'

const callsItself = (name: string): string => `${named(name)} calls itself`

const andHere = 'and here again'

const addsNothing =
  'a component that waits for itself needs nothing more; what its copies say to each other is no edge'
const standsForNothing =
  'what lies inside a container does not call it from within: the edge stands for no call at all'

export default defineRule({
  id: 'self-edge',
  category: 'structure',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a component calls itself',
  fixes: 'unsafe',
  options: {},
  yieldsTo: [],
  *check({ model }) {
    const calls = model.edges.filter(({ arrow, from, to }) => arrow === '->' && from === to)
    for (const edges of Map.groupBy(calls, ({ from }) => from).values())
      yield onItself(edges, model)
  },
})

/** All edges of one component to itself. */
function onItself(edges: readonly Edge[], model: Model): Finding {
  const [edge, ...others] = edges as readonly [Edge, ...Edge[]] // a group has one
  const component = model.components[edge.from]!
  return {
    message: callsItself(component.name),
    at: edge.at,
    subjects: [component.name],
    edges: edges.map(({ id }) => id),
    related: others.slice(0, 9).map(({ at }) => ({ message: andHere, at })),
    notes: [isContainer(component) ? standsForNothing : addsNothing],
    help: remedy(component, edge, model),
    fix: together(edges.map((one) => without(one, model, 'unsafe'))),
    witness: { path: [component.name, component.name] },
  }
}

/** The hop without this target, where it has others. */
function remedy({ name }: Component, edge: Edge, model: Model): string {
  const { edges, needed } = model.groups[edge.group]!
  const others = edges.filter((id) => id !== edge.id).map((id) => model.edges[id]!)
  if (others.length === 0)
    return `name what ${named(name)} calls in place of itself, or take the edge away`
  const names = others.map(({ to }) => model.components[to]!.name)
  return `leave it out of its own targets: ${name} -> ${targets(names, needed)}`
}

/** Of `2 of (a, b, c)` without itself one is left to be needed. */
function targets(names: readonly string[], needed: 'all' | number): string {
  const rest = needed === 'all' ? names.length : needed - 1
  if (rest >= names.length) return names.join(', ')
  return rest <= 1 ? names.join(' | ') : `${rest} of (${names.join(', ')})`
}
