// What a requirement speaks of: flows, the components that it selects, or the way from some components to others.
// Without `for` it is every flow. A client stands for the flows that start at it. What came with an instance of a
// file speaks of what lies in that instance.

import type { RunEdge, System } from '#src/analysis/calls.ts'
import { canFail } from '#src/analysis/copies.ts'
import { selected } from '#src/analysis/policies.ts'
import { startsOf } from '#src/analysis/starts.ts'
import type { Component, Flow, FlowEdge, Model, Selector } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { isWithin } from '#src/model/tree.ts'
import type { Asked, Subject } from './answers.ts'

/** What serves or does not: flows, components, ways. */
export function servingSubjects(system: System, asked: Asked): readonly Subject[] {
  if (asked.for && asked.to) return waysBetween(system, asked, asked.for, asked.to)
  const flows = flowsMeant(system, asked)
  if (flows) return flows.map(flowSubject)
  const { components } = system.model
  return componentsMeant(system, asked).flatMap((id): readonly Subject[] => {
    const { builtin, name } = components[id]!
    if (builtin === 'client') return flowsFrom(system, id).map(flowSubject)
    return builtin === 'monitor' ? [] : [{ kind: 'component', name, component: id }]
  })
}

/** Components that are selected, each by itself; without `for` all. Ascending. */
export function componentsMeant(system: System, asked: Asked): readonly number[] {
  const selector = asked.for ?? { kind: 'everything' as const }
  return [...selected(system, asked.within, selector)].sort((a, b) => a - b)
}

/** Undefined where components are meant. */
export function flowsMeant(system: System, asked: Asked): readonly Flow[] | undefined {
  const { flows } = system.model
  if (asked.for?.kind === 'flow') return [flows[asked.for.flow]!]
  if (asked.for !== undefined && asked.for.kind !== 'everything') return undefined
  return asked.within < 0 ? flows : flowsWithin(system, asked.within)
}

/** Flows that run inside an instance alone; where there are none, those that come through it. */
function flowsWithin(system: System, container: number): readonly Flow[] {
  const { components, flows } = system.model
  const isInside = (id: number) => id === container || isWithin(components, id, container)
  const ends = (flow: Flow): readonly number[] =>
    flow.scope.kind === 'edges' ? flow.scope.edges.flatMap(({ from, to }) => [from, to]) : []
  const inside = flows.filter((flow) => ends(flow).length > 0 && ends(flow).every(isInside))
  return inside.length > 0 ? inside : flows.filter((flow) => ends(flow).some(isInside))
}

function flowsFrom(system: System, client: number): readonly Flow[] {
  return system.model.flows.filter((flow) => startsOf(system, flow).includes(client))
}

function flowSubject(flow: Flow): Subject {
  return { kind: 'flow', name: flow.name, flow }
}

/** One for each target that a way leads to: from all callers that reach it. */
function waysBetween(
  system: System,
  asked: Asked,
  from: Selector,
  to: Selector,
): readonly Subject[] {
  const { components } = system.model
  const callers = [...selected(system, asked.within, from)]
  const targets = [...selected(system, asked.within, to)].filter((id) => canFail(components[id]!))
  const ahead = new Map(callers.map((id) => [id, reachedFrom(system, [id])]))
  return targets.flatMap((target): readonly Subject[] => {
    const calling = callers.filter((id) => id !== target && ahead.get(id)!.has(target))
    if (calling.length === 0) return []
    return [
      {
        kind: 'way',
        name: `${nameOf(system.model, calling)} -> ${components[target]!.name}`,
        callers: calling,
        edges: edgesOfWay(system, calling, target),
      },
    ]
  })
}

function nameOf({ components }: Model, ids: readonly number[]): string {
  const names = ids.slice(0, 3).map((id) => components[id]!.name)
  return ids.length > 3 ? `${names.join(', ')}, …` : names.join(', ')
}

/** Edges on a way from a caller to the target, and all that the target itself leads to. */
function edgesOfWay(
  system: System,
  callers: readonly number[],
  target: number,
): readonly FlowEdge[] {
  const ahead = reachedFrom(system, callers)
  const below = reachedFrom(system, [target])
  const behind = leadingTo(system, target, ahead)
  const isOnWay = ({ from, to }: RunEdge): boolean =>
    below.has(from) || (ahead.has(from) && system.targetsOf(to).some((id) => behind.has(id)))
  return system.out.flat().filter(isOnWay).map(asTaken)
}

/** All edges that a component leads to, as a flow would name them. */
export function edgesBelow(system: System, component: number): readonly FlowEdge[] {
  const below = reachedFrom(system, [component])
  return [...below].flatMap((id) => system.out[id]!).map(asTaken)
}

function asTaken({ edge, from, to, attributes }: RunEdge): FlowEdge {
  return { edge: edge.id, from, to, attributes, named: true, at: edge.at }
}

/** These, and everything that calls and messages from them reach. */
function reachedFrom(system: System, ids: readonly number[]): ReadonlySet<number> {
  const found = new Set(ids)
  for (const id of found) {
    for (const edge of system.out[id] ?? []) {
      if (edge.arrow === '=>' || system.isConsumption(edge)) continue
      for (const target of system.targetsOf(edge.to)) found.add(target)
    }
  }
  return found
}

function leadingTo(
  system: System,
  target: number,
  among: ReadonlySet<number>,
): ReadonlySet<number> {
  const callers = new Map<number, number[]>()
  for (const id of among) {
    for (const edge of system.out[id] ?? []) {
      if (edge.arrow === '=>' || system.isConsumption(edge)) continue
      for (const to of system.targetsOf(edge.to)) callers.set(to, [...(callers.get(to) ?? []), id])
    }
  }
  const found = new Set([target])
  for (const id of found) for (const caller of callers.get(id) ?? []) found.add(caller)
  return found
}

/** Edges of the flow that leave what it starts at and lead to one of these kinds: for what is asked of edges. */
export function edgesMeant(system: System, asked: Asked): readonly Subject[] {
  const { components, edges } = system.model
  const from = new Set(componentsMeant(system, asked))
  const to = asked.to ? selected(system, asked.within, asked.to) : undefined
  const isMeant = (one: RunEdge): boolean =>
    from.has(one.from) && (to === undefined || system.targetsOf(one.to).some((id) => to.has(id)))
  const found = new Set(
    system.out
      .flat()
      .filter(isMeant)
      .map(({ edge }) => edge.id),
  )
  return [...found]
    .sort((a, b) => a - b)
    .map((edge) => ({
      kind: 'edge',
      name: `${components[edges[edge]!.from]!.name} ${edges[edge]!.arrow} ${components[edges[edge]!.to]!.name}`,
      edge,
    }))
}

export function isRunning(component: Component): boolean {
  return !isContainer(component) && canFail(component)
}
