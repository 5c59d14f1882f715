// Which declared edges break a policy (rule 12). `forbid A -> B`: no edge from A to B; `only A -> B`: no
// edge into B from outside A, where an edge inside B does not lead into it. With `path` the same holds for
// chains of edges of the policy's arrow, and the shortest chain that breaks it is the witness. An edge from or
// to a monitor is watching, which breaks a policy only where the policy itself names a monitor.

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
      ? shortestChain(system, walks, policy)
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

/** Breadth first from all sources at once, so that the chain found is as short as any. */
function shortestChain(system: System, walks: Walks, policy: Policy): readonly Call[] {
  const { isSource, isTarget } = sidesOf(system, policy)
  const callsBy = callsFor(system, walks, policy)
  const cameBy = new Map<number, Call | undefined>()
  for (const { id, role } of system.model.components) {
    if (role !== 'container' && isSource(id)) cameBy.set(id, undefined)
  }
  for (const id of cameBy.keys()) {
    for (const call of callsBy(id)) {
      if (isTarget(call.to)) return [...chainTo(id, cameBy), call]
      if (!cameBy.has(call.to)) cameBy.set(call.to, call)
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
