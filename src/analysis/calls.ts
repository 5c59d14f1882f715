// Declared edges → the edges that single components have at run time (rule 8). From a container, and from
// a monitor to one, an edge stands for every component inside; a target stays whole, since a container is
// one target: `targetsOf` opens it. The same holds for the edges of a flow, which are fewer and narrower.

import { type Entries, entriesOf, isConsumption } from '#src/model/entries.ts'
import type { Attributes, Edge, FlowEdge, Model } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { componentsIn, isWithin } from '#src/model/tree.ts'
import { memo } from './once.ts'

/** An edge from one component; the target may be a container. */
export interface RunEdge {
  readonly edge: Edge
  readonly arrow: Edge['arrow']
  readonly from: number
  readonly to: number
  readonly attributes: Attributes
}

export interface System {
  readonly model: Model
  readonly entries: Entries
  /** Every declared edge, by source component. */
  readonly out: readonly (readonly RunEdge[])[]
  /** Members of a pool: the components inside that can serve. */
  membersOf(pool: number): readonly number[]
  /** The single components that an edge to this target goes to. */
  targetsOf(target: number): readonly number[]
  isConsumption(edge: RunEdge): boolean
  /** The run-time edges of these edges of a flow, by source; found once for each flow, since much is asked of them. */
  takenBy(edges: readonly FlowEdge[]): RunEdges
}

type RunEdges = ReadonlyMap<number, readonly RunEdge[]>

export function systemOf(model: Model): System {
  const { components } = model
  const entries = entriesOf(components, model.edges)
  const members = new Map<number, readonly number[]>()
  const membersOf = (pool: number): readonly number[] => {
    let known = members.get(pool)
    if (!known) {
      known = componentsIn(components, pool).filter((id) => canServe(model, id))
      members.set(pool, known)
    }
    return known
  }
  const targetsOf = (target: number): readonly number[] => {
    const component = components[target]!
    if (!isContainer(component)) return [target]
    if (component.builtin === 'pool') return membersOf(target)
    return (entries.get(target) ?? []).flatMap(targetsOf)
  }
  const out: RunEdge[][] = components.map(() => [])
  for (const edge of model.edges) {
    expand(model, edge, edge, (one) => out[one.from]!.push(one))
  }
  return {
    model,
    entries,
    out,
    membersOf,
    targetsOf,
    isConsumption: (edge) => isConsumption(components, edge),
    takenBy: memo((edges: readonly FlowEdge[]) => runEdgesOf(model, edges)),
  }
}

/** The run-time edges of a flow, by source. */
export function flowOut(system: System, edges: readonly FlowEdge[]): RunEdges {
  return system.takenBy(edges)
}

export function runEdgesOf(model: Model, edges: readonly FlowEdge[]): RunEdges {
  const out = new Map<number, RunEdge[]>()
  const take = (one: RunEdge) => {
    const list = out.get(one.from)
    if (list) list.push(one)
    else out.set(one.from, [one])
  }
  for (const taken of edges) expand(model, model.edges[taken.edge]!, taken, take)
  return out
}

/** The ends and attributes that a declared edge has by itself, or on a flow. */
type Taken = Pick<RunEdge, 'from' | 'to' | 'attributes'>

function expand(
  model: Model,
  edge: Edge,
  { from, to, attributes }: Taken,
  take: (one: RunEdge) => void,
): void {
  const { components } = model
  const { arrow } = edge
  const source = components[from]!
  if (isContainer(source)) {
    const inside = componentsIn(components, from).filter(
      (id) => isCaller(model, id) && id !== to && !isWithin(components, id, to),
    )
    for (const id of inside) take({ edge, arrow, from: id, to, attributes })
  } else if (source.builtin === 'monitor' && isContainer(components[to]!)) {
    const watched = componentsIn(components, to).filter((id) => isCaller(model, id))
    for (const id of watched) take({ edge, arrow, from, to: id, attributes })
  } else {
    take({ edge, arrow, from, to, attributes })
  }
}

/** What an edge of a container stands for: everything in it but clients and monitors. */
function isCaller(model: Model, id: number): boolean {
  const { builtin } = model.components[id]!
  return builtin !== 'client' && builtin !== 'monitor'
}

function canServe(model: Model, id: number): boolean {
  return isCaller(model, id) && model.components[id]!.builtin !== 'scheduler'
}
