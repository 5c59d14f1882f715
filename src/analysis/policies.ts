// Which declared edges break a policy (rule 12). `forbid A -> B`: no edge from A to B; `only A -> B`: no
// edge into B from outside A, where an edge inside B does not lead into it. `forbid path`: no chain of edges of
// the policy's arrow from A to B; `only path`: each chain that leads into B has passed A, so that none is left
// from where requests begin once A is shut. The shortest chain that breaks it is the witness. An edge from or to
// a monitor is watching, which breaks a policy only where the policy itself names a monitor.

import { wordsIn } from '#src/model/attributes.ts'
import type { Component, Model, Policy, Selector } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { componentsIn, isWithin } from '#src/model/tree.ts'
import type { System } from './calls.ts'
import type { Breach, Call } from './facts.ts'
import type { Walks } from './walks.ts'

export function breachesOf(system: System, walks: Walks): readonly Breach[] {
  return system.model.policies.flatMap((policy) => {
    const calls = policy.path
      ? brokenChain(system, walks, policy)
      : brokenEdges(system, walks, policy)
    return calls.length === 0 ? [] : [{ policy, calls }]
  })
}

interface Sides {
  readonly isSource: (id: number) => boolean
  readonly isTarget: (id: number) => boolean
}

/** The edges that a policy is about. */
type CallsBy = (id: number) => readonly Call[]

function sidesOf(system: System, policy: Policy): Sides {
  const from = select(system, policy, policy.from)
  const to = select(system, policy, policy.to)
  return {
    isSource:
      policy.policy === 'forbid' ? (id) => from.has(id) : (id) => !from.has(id) && !to.has(id),
    isTarget: (id) => to.has(id),
  }
}

function brokenEdges(system: System, walks: Walks, policy: Policy): readonly Call[] {
  const { isSource, isTarget } = sidesOf(system, policy)
  const callsBy = callsFor(system, walks, policy)
  return system.model.components.flatMap(({ id }) =>
    isSource(id) ? callsBy(id).filter((call) => isTarget(call.to)) : [],
  )
}

function callsFor({ model }: System, walks: Walks, policy: Policy): CallsBy {
  const isMonitor = (id: number) => model.components[id]!.builtin === 'monitor'
  const isLeftOut = namesMonitor(model, policy)
    ? () => false
    : ({ from, to }: Call) => isMonitor(from) || isMonitor(to)
  return (id) =>
    walks.edgesOf(id).filter((call) => call.edge.arrow === policy.arrow && !isLeftOut(call))
}

/** Whether one of its selectors means a monitor by kind, name or tag; a container or `*` names none. */
function namesMonitor(model: Model, policy: Policy): boolean {
  const naming = [policy.from, policy.to].filter(({ kind }) =>
    ['kind', 'component', 'tag'].includes(kind),
  )
  return model.components.some(
    (one) =>
      one.builtin === 'monitor' &&
      isInScope(model, policy, one.id) &&
      naming.some((selector) => isMeant(model, selector, one)),
  )
}

function brokenChain(system: System, walks: Walks, policy: Policy): readonly Call[] {
  const callsBy = callsFor(system, walks, policy)
  if (policy.policy === 'only') return chainPast(system, policy, callsBy)
  const { isSource, isTarget } = sidesOf(system, policy)
  const sources = singles(system).filter(isSource)
  return shortestChain(sources, { callsBy, isTarget, isClosed: () => false })
}

/** From where requests begin without A; best from what nothing else calls. */
function chainPast(system: System, policy: Policy, callsBy: CallsBy): readonly Call[] {
  const { components } = system.model
  const by = select(system, policy, policy.from)
  const to = select(system, policy, policy.to)
  const behind = new Set(by)
  for (const id of behind) for (const call of callsBy(id)) behind.add(call.to)
  const called = new Set(
    singles(system).flatMap((id) => callsBy(id).flatMap((call) => (call.to === id ? [] : call.to))),
  )
  const begins = (id: number) => beginners.includes(components[id]!.builtin)
  const sources = singles(system).filter(
    (id) => !by.has(id) && !to.has(id) && (!behind.has(id) || begins(id)),
  )
  const way: Way = {
    callsBy,
    isTarget: (id) => to.has(id) && !by.has(id),
    isClosed: (id) => by.has(id),
  }
  const first = shortestChain(
    sources.filter((id) => !called.has(id) || begins(id)),
    way,
  )
  return first.length > 0 ? first : shortestChain(sources, way)
}

/** Where requests begin, whoever calls it. */
const beginners: readonly string[] = ['client', 'external', 'scheduler']

function singles({ model }: System): readonly number[] {
  return model.components.filter((one) => !isContainer(one)).map(({ id }) => id)
}

interface Way {
  readonly callsBy: CallsBy
  readonly isTarget: (id: number) => boolean
  /** What no chain goes through. */
  readonly isClosed: (id: number) => boolean
}

/** Breadth first from all sources at once, so that the chain found is as short as any. */
function shortestChain(
  sources: readonly number[],
  { callsBy, isTarget, isClosed }: Way,
): readonly Call[] {
  const cameBy = new Map<number, Call | undefined>(sources.map((id) => [id, undefined]))
  for (const id of cameBy.keys()) {
    for (const call of callsBy(id)) {
      if (isTarget(call.to)) return [...chainTo(id, cameBy), call]
      if (!cameBy.has(call.to) && !isClosed(call.to)) cameBy.set(call.to, call)
    }
  }
  return []
}

function chainTo(id: number, cameBy: ReadonlyMap<number, Call | undefined>): readonly Call[] {
  const chain: Call[] = []
  for (let call = cameBy.get(id); call; call = cameBy.get(call.from)) chain.push(call)
  return chain.reverse()
}

/** The single components that a selector means; a container means all inside it. */
function select(system: System, policy: Policy, selector: Selector): ReadonlySet<number> {
  const { model } = system
  const { components } = model
  const matches = components.filter((component) => isMeant(model, selector, component))
  const single = matches.flatMap((component) =>
    isContainer(component) ? componentsIn(components, component.id) : [component.id],
  )
  return new Set(single.filter((id) => isInScope(model, policy, id)))
}

function isInScope({ components }: Model, { within }: Policy, id: number): boolean {
  return within < 0 || isWithin(components, id, within)
}

function isMeant(model: Model, selector: Selector, component: Component): boolean {
  switch (selector.kind) {
    case 'everything':
      return true
    case 'kind':
      return component.lineage.includes(selector.name)
    case 'component':
      return component.id === selector.component
    case 'tag': {
      const { attributes } = component
      return [...wordsIn(attributes, 'tags'), ...wordsIn(attributes, 'data')].includes(selector.tag)
    }
    case 'flow': {
      const { scope } = model.flows[selector.flow]!
      return (
        scope.kind === 'edges' &&
        scope.edges.some(({ from, to }) => from === component.id || to === component.id)
      )
    }
  }
}
