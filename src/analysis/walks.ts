// Facts about who calls whom, over single components: container ends opened, names of dns passed through.

import type { Flow } from '#src/model/model.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import type { Call } from './facts.ts'
import { startsOf } from './starts.ts'

export interface Walks {
  edgesOf(component: number): readonly Call[]
  edgesInto(component: number): readonly Call[]
  callsThroughDns(
    component: number,
  ): readonly { readonly call: Call; readonly through: readonly number[] }[]
  callersThroughDns(component: number): readonly number[]
  flowsOf(component: number): readonly Flow[]
  pathTo(flow: Flow, component: number): readonly number[]
}

export function walksOf(system: System): Walks {
  const { model } = system
  const { components } = model
  const opened = (edges: readonly RunEdge[]): readonly Call[] =>
    edges.flatMap(({ edge, from, to }) =>
      system.targetsOf(to).map((target) => ({ edge, from, to: target })),
    )

  const outgoing = new Map<number, readonly Call[]>()
  const edgesOf = (id: number): readonly Call[] => {
    let known = outgoing.get(id)
    if (!known) {
      known = opened(system.out[id] ?? [])
      outgoing.set(id, known)
    }
    return known
  }

  let incoming: readonly (readonly Call[])[] | undefined
  const edgesInto = (id: number): readonly Call[] => {
    incoming ??= turned(components.length, components.keys(), edgesOf)
    return incoming[id] ?? []
  }

  const throughDns = (id: number) => {
    const found: { call: Call; through: readonly number[] }[] = []
    const seen = new Set<number>()
    const open: { id: number; through: readonly number[] }[] = [{ id, through: [] }]
    while (open.length > 0) {
      const at = open.pop()!
      for (const call of edgesOf(at.id)) {
        if (call.edge.arrow !== '->') continue
        if (components[call.to]!.builtin !== 'dns') {
          found.push({ call, through: at.through })
        } else if (!seen.has(call.to)) {
          seen.add(call.to)
          open.push({ id: call.to, through: [...at.through, call.to] })
        }
      }
    }
    return found
  }

  /** Back from call to caller; of a dns, to its own. */
  const callersThroughDns = (id: number): readonly number[] => {
    const callers = new Set<number>()
    const passed = new Set([id])
    for (const at of passed) {
      for (const { edge, from } of edgesInto(at)) {
        if (edge.arrow !== '->') continue
        if (components[from]!.builtin === 'dns') passed.add(from)
        else callers.add(from)
      }
    }
    callers.delete(id)
    return [...callers].sort((a, b) => a - b)
  }

  let touching: ReadonlyMap<number, ReadonlySet<Flow>> | undefined
  const implicit = new Map<number, Flow>()
  for (const flow of model.flows) {
    if (flow.scope.kind === 'everything') implicit.set(flow.scope.client, flow)
  }

  return {
    edgesOf,
    edgesInto,
    callsThroughDns: throughDns,
    callersThroughDns,
    flowsOf(id) {
      touching ??= declaredFlows(system, opened)
      const flows = [...(touching.get(id) ?? [])]
      if (implicit.size === 0) return flows
      for (const client of reached(id, (at) => edgesInto(at).map((call) => call.from))) {
        const flow = implicit.get(client)
        if (flow) flows.push(flow)
      }
      return flows.sort((a, b) => a.id - b.id)
    },
    pathTo(flow, id) {
      const { scope } = flow
      if (scope.kind === 'everything') return shortest(startsOf(system, flow), id, edgesOf)
      const out = flowOut(system, scope.edges)
      const consumption = new Map<number, Call[]>()
      for (const edge of [...out.values()].flat()) {
        if (!system.isConsumption(edge)) continue
        const list = consumption.get(edge.to) ?? []
        list.push({ edge: edge.edge, from: edge.to, to: edge.from })
        consumption.set(edge.to, list)
      }
      return shortest(startsOf(system, flow), id, (at) => [
        ...opened(out.get(at) ?? []),
        ...(consumption.get(at) ?? []),
      ])
    },
  }
}

/** The declared flows that touch each component. */
function declaredFlows(
  system: System,
  opened: (edges: readonly RunEdge[]) => readonly Call[],
): ReadonlyMap<number, ReadonlySet<Flow>> {
  const touching = new Map<number, Set<Flow>>()
  for (const flow of system.model.flows) {
    if (flow.scope.kind === 'everything') continue
    for (const { from, to } of opened([...flowOut(system, flow.scope.edges).values()].flat())) {
      for (const id of [from, to]) {
        const known = touching.get(id)
        if (known) known.add(flow)
        else touching.set(id, new Set([flow]))
      }
    }
  }
  return touching
}

function turned(
  count: number,
  ids: Iterable<number>,
  edgesOf: (id: number) => readonly Call[],
): readonly (readonly Call[])[] {
  const into: Call[][] = Array.from({ length: count }, () => [])
  for (const id of ids) for (const call of edgesOf(id)) into[call.to]!.push(call)
  return into
}

function reached(start: number, next: (id: number) => readonly number[]): ReadonlySet<number> {
  const seen = new Set([start])
  for (const id of seen) for (const other of next(id)) seen.add(other)
  return seen
}

/** Breadth first, so that the shortest way is shown; ties go to the edge written first. */
function shortest(
  starts: readonly number[],
  goal: number,
  next: (id: number) => readonly Call[],
): readonly number[] {
  const before = new Map<number, number>(starts.map((start) => [start, -1]))
  for (const id of before.keys()) {
    if (id === goal) return wayTo(goal, before)
    for (const { to } of next(id)) if (!before.has(to)) before.set(to, id)
  }
  return []
}

function wayTo(goal: number, before: ReadonlyMap<number, number>): readonly number[] {
  const way: number[] = []
  for (let at = goal; at !== -1; at = before.get(at)!) way.push(at)
  return way.reverse()
}
