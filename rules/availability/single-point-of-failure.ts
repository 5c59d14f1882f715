// One copy whose loss alone stops a flow. Where nothing in the file says anything about copies yet, it
// says so once for all flows that the same components break; otherwise once for each component.

import type { Component, Facts, Finding, Flow, Model, SinglePoint } from '#src/lint/rule.ts'
import {
  copiesAtLeast,
  declarationWith,
  defineRule,
  flowNames,
  isCritical,
  isWritten,
  listed,
  named,
  numberIn,
  secondCopy,
  wordIn,
} from '#src/lint/rule.ts'

const anyOf = (names: readonly string[]): string =>
  names.length === 1 ? named(names[0]!) : `any one of ${listed(names)}`

const asOneCopy = (who: string): string => `${who} runs as one copy, because nothing says otherwise`

const more = (component: Component, copies: number): string =>
  declarationWith(component, copiesAtLeast(component, copies))

const second = (component: Component): string => declarationWith(component, secondCopy(component))

const takingOver = (component: Component): string =>
  declarationWith(component, { failover: 'auto' })

const whyOne = ({ attributes }: Component): string => {
  if (isWritten(attributes, 'replicas')) return 'nothing takes its place'
  return attributes.has('autoscale') ? 'autoscaling may leave one copy' : asOneCopy('it')
}

/** What is lost, why that is too much, and what to write. */
const cases = {
  only: (one: Component) => ({
    lost: `the one copy of ${named(one.name)}`,
    why: whyOne(one),
    help: `run a second copy: ${second(one)}`,
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
    help: `let another copy take over: ${takingOver(one)}`,
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
    const { copiesUnwritten } = facts
    const singlePoints = facts.singlePoints()
    const isShared = (point: SinglePoint) => copiesUnwritten && isForCopies(point, model, facts)
    yield* oncePerSet(singlePoints.filter(isShared), model, facts)
    for (const point of singlePoints) {
      if (!isShared(point)) yield ofOne(point, point.flows, model, facts)
    }
  },
})

/** Whether more copies are its remedy, and not that one which it has takes over. */
function isForCopies({ because, component }: SinglePoint, model: Model, facts: Facts): boolean {
  return because !== 'first' && copyThatCould(component, model, facts) === undefined
}

/** Of a database that is told not to fail over: the first that it copies to. */
function copyThatCould(one: Component, model: Model, facts: Facts): Component | undefined {
  const failover = wordIn(one.attributes, 'failover')
  if (one.builtin !== 'database' || failover === undefined || failover === 'auto') return undefined
  const copies = facts.copiesTo(one.id).map((id) => model.components[id]!)
  return copies.find(({ builtin }) => builtin === 'database')
}

/** The components that break each flow, and the flows that the same ones break. */
function* oncePerSet(
  points: readonly SinglePoint[],
  model: Model,
  facts: Facts,
): Iterable<Finding> {
  const broken = new Map<Flow, Component[]>()
  for (const { component, flows } of points) {
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
    help: `write how many copies run${each}: ${second(first)}`,
    witness: { flows, cutSets: names.map((name) => [name]) },
    raised: set.some((component) => isCritical(component, model, facts)),
    narrow: (rest) => ofSet(within(rest.subjects), rest.flows, model, facts),
  }
}

function ofOne(point: SinglePoint, flows: readonly Flow[], model: Model, facts: Facts): Finding {
  const { component } = point
  const { lost, why, help } = reasons(point, model, facts)
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

function reasons({ because, component }: SinglePoint, model: Model, facts: Facts) {
  const told = cases[because](component)
  const copy = because === 'only' ? copyThatCould(component, model, facts) : undefined
  if (!copy) return told
  const callers = facts.edgesInto(component.id).filter(({ edge }) => edge.arrow === '->')
  const unaware = callers.find(
    ({ from }) =>
      !facts.edgesOf(from).some(({ edge, to }) => edge.arrow === '->' && to === copy.id),
  )
  const also =
    unaware && `, and call it too: ${model.components[unaware.from]!.name} -> ${copy.name}`
  return {
    lost: told.lost,
    why: `${named(copy.name)} has what is in it, and does not take over by itself`,
    help: `let ${named(copy.name)} take over: ${takingOver(component)}${also ?? ''}`,
  }
}
