// One copy whose loss alone stops a flow. Where nothing in the file says anything about copies yet, it
// says so once for all flows that the same components break; otherwise once for each component.

import type { Component, Facts, Finding, Flow, Model, SinglePoint } from '#src/lint/rule.ts'
import {
  declarationWith,
  defineRule,
  flowNames,
  isCritical,
  isWritten,
  listed,
  named,
  numberIn,
} from '#src/lint/rule.ts'

const anyOf = (names: readonly string[]): string =>
  names.length === 1 ? named(names[0]!) : `any one of ${listed(names)}`

const asOneCopy = (who: string): string => `${who} runs as one copy, because nothing says otherwise`

const more = (component: Component, copies: number): string =>
  declarationWith(component, 'replicas', String(copies))

/** What is lost, why that is too much, and what to write. */
const cases = {
  only: (one: Component) => ({
    lost: `the one copy of ${named(one.name)}`,
    why: isWritten(one.attributes, 'replicas') ? 'nothing takes its place' : asOneCopy('it'),
    help: `run a second copy: ${more(one, 2)}`,
  }),
  needed: (one: Component) => ({
    lost: `any of the ${one.copies} copies of ${named(one.name)}`,
    why: 'it needs every copy that it has',
    help: `run one more than it needs: ${more(one, one.copies + 1)}`,
  }),
  shard: (one: Component) => ({
    lost: `any of the ${one.copies} copies of ${named(one.name)}`,
    why: `its copies are dealt to ${numberIn(one.attributes, 'shards')} shards, and a shard has none to spare`,
    help: `give each shard one copy more: ${more(one, one.copies + (numberIn(one.attributes, 'shards') ?? 1))}`,
  }),
  first: (one: Component) => ({
    lost: `the first copy of ${named(one.name)}`,
    why: 'writes need the first copy, and no other takes over by itself',
    help: `let another copy take over: ${declarationWith(one, 'failover', 'auto')}`,
  }),
} satisfies Record<SinglePoint['because'], (one: Component) => unknown>

export default defineRule({
  id: 'single-point-of-failure',
  category: 'availability',
  severity: 'warning',
  raised: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'the loss of one copy of one component stops a flow',
  options: {},
  yieldsTo: [
    ...['single-load-balancer', 'unreplicated-shard', 'unreplicated-database', 'failover-missing'],
    ...['lb-single-target', 'single-worker', 'autoscale-to-one', 'quorum-unsafe'],
  ],
  *check({ model, facts }) {
    if (facts.copiesUnwritten) yield* oncePerSet(model, facts)
    else for (const point of facts.singlePoints) yield ofOne(point, point.flows, model, facts)
  },
})

/** The components that break each flow, and the flows that the same ones break. */
function* oncePerSet(model: Model, facts: Facts): Iterable<Finding> {
  const broken = new Map<Flow, Component[]>()
  for (const { component, flows } of facts.singlePoints) {
    for (const flow of flows) broken.set(flow, broken.get(flow) ?? [])
    for (const flow of flows) broken.get(flow)?.push(component)
  }
  const sets = Map.groupBy(broken, ([, set]) => set.map(({ id }) => id).join())
  for (const alike of sets.values()) yield ofSet(alike[0]![1], namesOf(alike), model, facts)
}

const namesOf = (broken: readonly (readonly [Flow, unknown])[]): readonly string[] =>
  broken.map(([{ name }]) => name)

function ofSet(
  set: readonly Component[],
  flows: readonly string[],
  model: Model,
  facts: Facts,
): Finding {
  const [first, ...others] = set as readonly [Component, ...Component[]] // no set is empty
  const names = set.map(({ name }) => name)
  const [who, each] = others.length === 0 ? ['it', ''] : ['each', ', of each']
  const within = (some: readonly string[]) => set.filter(({ name }) => some.includes(name))
  return {
    message: `losing ${anyOf(names)} stops ${flowNames(flows)}`,
    at: first.at,
    subjects: names,
    identity: [...flows].sort(),
    related: others.slice(0, 9).map(({ at }) => ({ message: 'one copy too', at })),
    notes: [asOneCopy(who)],
    help: `write how many copies run${each}: ${more(first, 2)}`,
    witness: { flows, cutSets: names.map((name) => [name]) },
    raised: set.some((component) => isCritical(component, model, facts)),
    narrow: (rest) => ofSet(within(rest.subjects), rest.flows, model, facts),
  }
}

function ofOne(point: SinglePoint, flows: readonly Flow[], model: Model, facts: Facts): Finding {
  const { component } = point
  const { lost, why, help } = cases[point.because](component)
  const names = flows.map(({ name }) => name)
  const path = facts.pathTo(flows[0]!, component.id).map((id) => model.components[id]!.name)
  const among = (some: readonly string[]) => flows.filter(({ name }) => some.includes(name))
  return {
    message: `losing ${lost} stops ${flowNames(names)}`,
    at: component.at,
    subjects: [component.name],
    notes: [why],
    help,
    witness: { flows: names, cutSets: [[component.name]], path },
    raised: isCritical(component, model, facts),
    narrow: (rest) => ofOne(point, among(rest.flows), model, facts),
  }
}
