// Rule 6 asked of flows: which of them write to a store, and which databases could take its writes over.
// One line at a time, over every flow by itself.

import { numberIn } from '#src/model/attributes.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { reachable } from './closure.ts'
import { componentOf, isMonitor } from './containment.ts'
import { isConsumption, type Line, reachedBy } from './ends.ts'
import { flowLines } from './flows.ts'
import { isFree } from './needs.ts'
import { replicaSetOf } from './replicas.ts'

/** Ids of the flows that ask the store, or what copies from it, for writes. */
export function flowsWriting(model: Model, store: number): readonly number[] {
  return model.flows.filter((flow) => writes(model, flow, store)).map(({ id }) => id)
}

/** The others of the replica set whose source it is. */
export function standInsOf(model: Model, store: number): readonly number[] {
  const { members, sources } = replicaSetOf(model, store)
  return sources.includes(store) ? members.filter((member) => member !== store) : []
}

function writes(model: Model, flow: Flow, store: number): boolean {
  if (!replicaSetOf(model, store).sources.includes(store)) return false
  const lines = flowLines(model, flow)
  const onFlow = taken(model, flow, lines)
  return lines.some(
    (line) =>
      onFlow(line.from) &&
      isWrite(model, line) &&
      reachedBy(model, line).some((id) => sourcesAsked(model, lines, line, id).includes(store)),
  )
}

/** The sources of what is written to, as far as the caller knows them; all where it knows none. */
function sourcesAsked(
  model: Model,
  lines: readonly Line[],
  { from }: Line,
  id: number,
): readonly number[] {
  const { sources } = replicaSetOf(model, id)
  const calls = lines.filter((line) => line.from === from && line.edge.arrow === '->')
  const known = sources.filter(
    (one) => one === id || calls.some((line) => reachedBy(model, line).includes(one)),
  )
  return known.length === 0 ? sources : known
}

/** An implicit flow takes what its client leads to; a declared one all that it names. */
function taken(model: Model, flow: Flow, lines: readonly Line[]): (id: number) => boolean {
  if (flow.scope.kind === 'edges') return () => true
  const { client } = flow.scope
  const next = (id: number): readonly number[] =>
    lines.filter((line) => line.from === id).flatMap((line) => reachedBy(model, line))
  const reached = reachable(client, next)
  return (id) => id === client || reached.has(id)
}

function isWrite(model: Model, line: Line): boolean {
  const { edge, attributes, from } = line
  if (edge.arrow === '=>' || edge.implicit || isMonitor(componentOf(model, from))) return false
  const readsAlone =
    (numberIn(attributes, 'reads') ?? 0) > 0 && !((numberIn(attributes, 'writes') ?? 0) > 0)
  return !readsAlone && !isFree(model, line) && !isConsumption(model, line)
}
