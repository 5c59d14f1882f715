// A load balancer or dns treats its targets of one kind as alternatives. Where two of them cannot stand
// for each other (each needs what the other does not, or flows name them apart), requests are routed,
// not spread, and nothing says so. Stacks in other regions, and alike ones in other zones, are silent.

import type { Component, Context, Edge, Finding, Model, Spread } from '#src/lint/rule.ts'
import {
  defineRule,
  isContainer,
  listed,
  named,
  nearest,
  takenApart,
  takenByFlows,
  unalike,
  wordIn,
} from '#src/lint/rule.ts'

const cannotStandIn = (by: string, names: readonly string[]): string =>
  `${named(by)} spreads over ${listed(names)}, which cannot stand for each other`

const eachNeeds = (one: string, needs: string, other: string, needsToo: string): string =>
  `${named(one)} needs ${needs} and ${named(other)} needs ${needsToo}; without a route either gets any request`

const apart = 'flows take them apart, and nothing says which request goes to which'
const otherKinds = 'they differ in kind, and nothing says which request goes to which'

const labelsTell = 'the labels tell a reader; only a `route` counts'

type Known = Pick<Context<object>, 'model' | 'facts'>

interface Mix {
  readonly targets: readonly number[]
  readonly why: string
  readonly lowered: boolean
}

export default defineRule({
  id: 'mixed-targets',
  category: 'structure',
  severity: 'warning',
  lowered: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a load balancer or dns spreads over targets that cannot stand for each other',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    const spreads = Map.groupBy(facts.spreads(), ({ by }) => by)
    for (const one of model.components) {
      if (one.builtin !== 'lb' && one.builtin !== 'dns') continue
      const mixes = (spreads.get(one.id) ?? []).map((spread) => mixOf(spread, { model, facts }))
      const mix = mixes.find((found) => found) ?? kindsBehind(one, { model, facts })
      if (mix) yield told(one, mix, { model, facts })
    }
  },
})

function told({ id, name, at }: Component, mix: Mix, { model, facts }: Known): Finding {
  const names = mix.targets.map((target) => model.components[target]!.name)
  const edges = facts
    .edgesOf(id)
    .filter(({ edge, to }) => mix.targets.includes(to) || mix.targets.includes(edge.to))
    .map(({ edge }) => edge)
  return {
    message: cannotStandIn(name, names),
    at: edges.at(-1)?.at ?? at,
    subjects: [name, ...names],
    edges: edges.map((edge) => edge.id),
    related: edges.slice(0, -1).map((edge) => ({ message: 'the other', at: edge.at })),
    notes: isLabelled(edges) ? [mix.why, labelsTell] : [mix.why],
    help: `say what goes where: ${name} -> ${routes(edges, names, model)}`,
    witness: { path: [name, ...names] },
    lowered: mix.lowered || isLabelled(edges),
  }
}

/** Whether each edge has a label that no other has: a reader is told what goes where. */
function isLabelled(edges: readonly Edge[]): boolean {
  const labels = new Set(edges.map(({ label }) => label))
  return edges.length > 1 && labels.size === edges.length && !labels.has(undefined)
}

/** The labels as routes, where they tell what goes where; else one that is made of the last name. */
function routes(edges: readonly Edge[], names: readonly string[], model: Model): string {
  const telling = isLabelled(edges) ? edges : edges.filter(({ label }) => label?.startsWith('/'))
  const last = names.at(-1)!
  if (telling.length === 0) return `${last} { route: "/${last.split('.').at(-1)}" }`
  const shown = telling.slice(0, 4).map(({ to, label = '' }) => {
    return `${model.components[to]!.name} { route: "${label.replace(/[\\"]/g, '\\$&')}" }`
  })
  return shown.join(', ')
}

function mixOf({ by, targets, route }: Spread, known: Known): Mix | undefined {
  if (route !== undefined) return undefined
  for (const alike of byRegion(outermost(by, targets, known), known)) {
    const pair = takenApart(known.model, by, alike)
    const mix = needsApart(alike, known) ?? (pair && { targets: pair, why: apart, lowered: false })
    if (mix) return mix
  }
  return undefined
}

function needsApart(targets: readonly number[], { model, facts }: Known): Mix | undefined {
  const found = unalike(model, facts, targets)
  if (!found) return undefined
  const name = (id: number): string => model.components[id]!.name
  const [one, other] = found.targets
  const why = eachNeeds(name(one), name(found.needs[0]), name(other), name(found.needs[1]))
  return { targets: found.targets, why, lowered: false }
}

/** Behind a lb, needed or not: targets of several kinds that no flow takes apart. */
function kindsBehind(lb: Component, known: Known): Mix | undefined {
  if (lb.builtin !== 'lb') return undefined
  const { model, facts } = known
  const calls = facts.edgesOf(lb.id).map(({ edge }) => edge)
  const targets = new Set(calls.filter((edge) => isPlainCall(edge, known)).map(({ to }) => to))
  for (const alike of byRegion(outermost(lb.id, [...targets], known), known)) {
    const kinds = new Set(alike.map((id) => model.components[id]!.builtin))
    if (kinds.size < 2) continue
    const isSplit = takenByFlows(model, lb.id, alike).some(({ size }) => size < alike.length)
    if (!isSplit) return { targets: alike, why: otherKinds, lowered: true }
  }
  return undefined
}

/** Without what a container among them is entered at: who goes there goes in by that. */
function outermost(
  by: number,
  targets: readonly number[],
  { model, facts }: Known,
): readonly number[] {
  const containers = targets.filter((id) => isContainer(model.components[id]!))
  if (containers.length === 0) return targets
  const calls = facts.edgesOf(by)
  const endsOf = (id: number) =>
    new Set(calls.filter(({ edge }) => edge.to === id).map(({ to }) => to))
  return targets.filter((id) => {
    const around = containers.filter((one) => isInside(model, id, one))
    return !around.some((one) => [...endsOf(id)].every((end) => endsOf(one).has(end)))
  })
}

function isInside({ components }: Model, id: number, container: number): boolean {
  for (let at = components[id]!.parent; at >= 0; at = components[at]!.parent) {
    if (at === container) return true
  }
  return false
}

function isPlainCall({ arrow, attributes, to }: Edge, { model }: Known): boolean {
  if (arrow !== '->' || attributes.has('route')) return false
  if (wordIn(attributes, 'optional') === 'yes') return false
  return !['client', 'monitor'].includes(model.components[to]!.builtin)
}

function byRegion(targets: readonly number[], { model }: Known): Iterable<readonly number[]> {
  return Map.groupBy(targets, (id) => nearest(model, id, 'region')?.id).values()
}
