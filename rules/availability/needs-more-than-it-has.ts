// What cannot work even while everything is up: a component that needs more copies than it has, or a flow
// that no state of the system serves. A flow that such a component explains is told with the component.

import type { Component, Facts, Finding, Flow, Model } from '#src/lint/rule.ts'
import {
  copiesAtLeast,
  counted,
  declarationWith,
  defineRule,
  isStore,
  listed,
  named,
  numberIn,
  withAttributes,
} from '#src/lint/rule.ts'

const tooFew = (name: string, needs: number, has: number, where: string): string =>
  `${named(name)} needs ${counted(needs, 'copy', 'copies')}${where} and has ${has}`

const neverServed = (flow: string): string =>
  `${named(flow)} cannot be served even while everything works`

const goRound = (names: readonly string[]): string =>
  `${listed(names)} go round: each waits for another of them, and none answers by itself`

export default defineRule({
  id: 'needs-more-than-it-has',
  category: 'availability',
  severity: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a component needs more copies than it has, or a flow can never be served',
  fixes: 'unsafe',
  options: {},
  yieldsTo: ['bootstrap-deadlock'],
  *check({ model, facts }) {
    const short = new Map(model.components.filter(isShort).map((one) => [one.id, one]))
    for (const one of short.values()) yield shortage(one, facts)
    for (const { flow, because } of facts.neverServed()) {
      if (!because.some((id) => short.has(id))) yield unserved(flow, model, facts)
    }
  },
})

function isShort(component: Component): boolean {
  const needs = numberIn(component.attributes, 'needs')
  return needs !== undefined && !component.managed && needs > perShard(component)
}

/** Copies of its smallest shard. */
function perShard(component: Component): number {
  const shards = isStore(component) ? (numberIn(component.attributes, 'shards') ?? 1) : 1
  return Math.floor(component.copies / Math.min(shards, component.copies))
}

function shortage(component: Component, facts: Facts): Finding {
  const needs = numberIn(component.attributes, 'needs') ?? 1
  const has = perShard(component)
  const shards = isStore(component)
    ? Math.min(numberIn(component.attributes, 'shards') ?? 1, component.copies)
    : 1
  const flows = facts.flowsOf(component.id).map(({ name }) => name)
  const enough = copiesAtLeast(component, (needs + 1) * shards)
  return {
    message: tooFew(component.name, needs, has, shards > 1 ? ' in each shard' : ''),
    at: component.attributes.get('needs')?.at ?? component.at,
    subjects: [component.name],
    notes: ['so it is never up'],
    help: `run as many as it needs, and one to spare: ${declarationWith(component, enough)}`,
    fix: withAttributes(component, enough),
    witness: { flows, needs, copies: has },
  }
}

function unserved(flow: Flow, model: Model, facts: Facts): Finding {
  const round = facts.goingRound(flow).map((id) => model.components[id]!)
  const [first, ...others] = round
  if (!first) return unexplained(flow, model)
  const names = round.map(({ name }) => name)
  return {
    message: neverServed(flow.name),
    at: first.at,
    subjects: names,
    identity: [flow.name],
    related: others.slice(0, 9).map(({ at }) => ({ message: 'one of the round', at })),
    notes: [goRound(names)],
    help: 'let one of them answer without the others: take an edge away, or mark it { optional: yes }',
    witness: { flows: [flow.name], members: names },
  }
}

function unexplained({ name, at, scope }: Flow, model: Model): Finding {
  const start = scope.kind === 'everything' ? scope.client : scope.edges[0]?.from
  return {
    message: neverServed(name),
    at,
    subjects: start === undefined ? [] : [model.components[start]!.name],
    identity: [name],
    notes: ['something that it needs waits for more than there is'],
    help: 'let it do without: take an edge away, or mark it { optional: yes }',
    witness: { flows: [name] },
  }
}
