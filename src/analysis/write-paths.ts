// On which flows a store is asked for writes, and which databases hold the same (rule 6). A write goes by
// an edge that the author did not mark as dispensable: not `=>`, which copies; not what a dead-letter
// queue receives; not what a worker takes from a broker, nor what a monitor watches. Who writes to one of
// a replica set writes to its sources, and of several to those that it calls, if it calls any. A flow goes
// where its messages go, so a worker's writes are its own.

import type { Edge, Flow } from '#src/model/model.ts'
import { flowOut, type RunEdge } from './calls.ts'
import { sourcesFor } from './replica-sets.ts'
import type { Reliability } from './serving.ts'
import { useOf } from './use.ts'
import type { Walks } from './walks.ts'

export interface WritePaths {
  flowsWriting(store: number): readonly Flow[]
  standInsOf(store: number): readonly number[]
}

export function writePathsOf(reliability: Reliability, walks: Walks): WritePaths {
  const { system, sets } = reliability
  const { components, flows } = system.model

  const isWrite = (edge: RunEdge): boolean => {
    if (edge.arrow === '=>' || edge.edge.implicit || useOf(edge.attributes) === 'reads')
      return false
    if (components[edge.from]!.builtin === 'monitor') return false
    return !reliability.freedom.isFree(edge) && !system.isConsumption(edge)
  }

  /** What a write to this component is a write to; `own`: the edges of who writes. */
  const written = (id: number, own: readonly RunEdge[]): readonly number[] => {
    const set = sets.of(id)
    if (!set) return [id]
    const called = own.filter(({ arrow }) => arrow === '->')
    return sourcesFor(set, [id, ...called.flatMap(({ to }) => system.targetsOf(to))])
  }

  /** What one caller writes to along its edges. */
  const writtenAlong = (own: readonly RunEdge[]): readonly number[] =>
    own
      .filter(isWrite)
      .flatMap(({ to }) => system.targetsOf(to))
      .flatMap((id) => written(id, own))

  let declared: ReadonlyMap<number, ReadonlySet<Flow>> | undefined
  const declaredWriting = (): ReadonlyMap<number, ReadonlySet<Flow>> => {
    const found = new Map<number, Set<Flow>>()
    for (const flow of flows) {
      if (flow.scope.kind !== 'edges') continue
      const callers = [...flowOut(system, flow.scope.edges).values()]
      for (const id of callers.flatMap(writtenAlong)) {
        const known = found.get(id)
        if (known) known.add(flow)
        else found.set(id, new Set([flow]))
      }
    }
    return found
  }

  /** Sources of the edges by which anything declared writes to it. */
  const writersOf = (store: number): readonly number[] => {
    const set = sets.of(store)
    if (set && !set.sources.includes(store)) return []
    return (set?.members ?? [store]).flatMap((member) =>
      walks
        .edgesInto(member)
        .filter(({ edge, from }) => isWrite(asRun(edge, from)))
        .filter(({ from }) => written(member, system.out[from]!).includes(store))
        .map(({ from }) => from),
    )
  }

  const implicit = new Map<number, Flow>()
  for (const flow of flows)
    if (flow.scope.kind === 'everything') implicit.set(flow.scope.client, flow)

  /** Implicit flows that lead to one of these. */
  const implicitThrough = (writers: readonly number[]): readonly Flow[] => {
    if (implicit.size === 0) return []
    const seen = new Set(writers)
    for (const id of seen) for (const { from } of walks.edgesInto(id)) seen.add(from)
    return [...seen].flatMap((id) => implicit.get(id) ?? [])
  }

  return {
    flowsWriting(store) {
      declared ??= declaredWriting()
      const all = [...(declared.get(store) ?? []), ...implicitThrough(writersOf(store))]
      return all.sort((a, b) => a.id - b.id)
    },
    standInsOf(store) {
      const set = sets.of(store)
      if (!set?.sources.includes(store)) return []
      return set.members.filter((member) => member !== store)
    },
  }
}

/** A declared edge, its target as written, from one component. */
function asRun(edge: Edge, from: number): RunEdge {
  const { arrow, to, attributes } = edge
  return { edge, arrow, from, to, attributes }
}
