// Rule 6 over several databases: replica sets by `=>`, their sources, and whether a store fails over
// by itself. Sets are decided on everything that is declared, whatever a flow names.

import { wordIn } from '#src/model/attributes.ts'
import type { Component, Model } from '#src/model/model.ts'
import { reachable } from './closure.ts'
import { componentOf, isDatabase } from './containment.ts'
import { declaredLines, reachedBy } from './ends.ts'

export interface ReplicaSet {
  readonly members: readonly number[]
  /** Those that the others copy from: one, or all of a cycle. */
  readonly sources: readonly number[]
}

/** The set of a store; one that nothing copies to or from is a set by itself. */
export function replicaSetOf(model: Model, id: number): ReplicaSet {
  if (!isDatabase(componentOf(model, id))) return { members: [id], sources: [id] }
  const copies = copiesBetweenDatabases(model)
  const sources = sourcesOf(copies, id)
  if (sources === undefined) return { members: [id], sources: [id] }
  const members = model.components
    .map((one) => one.id)
    .filter((other) => sameMembers(sourcesOf(copies, other), sources))
  return { members, sources }
}

/** `auto` in effect: written, by majority, or unwritten with other copies to go to. */
export function failsOver(model: Model, one: Component): boolean {
  const written = wordIn(one.attributes, 'failover')
  if (written !== undefined) return written === 'auto'
  if (wordIn(one.attributes, 'replication') === 'quorum') return true
  const copies = one.managed ? 1 : one.copies
  return copies + replicaSetOf(model, one.id).members.length - 1 >= 2
}

/** What each component copies to by `=>`, container ends resolved. */
export function copiesTo(model: Model, id: number): readonly number[] {
  const targets = declaredLines(model)
    .filter((line) => line.edge.arrow === '=>' && line.from === id)
    .flatMap((line) => reachedBy(model, line))
  return [...new Set(targets)].sort((a, b) => a - b)
}

type Copies = ReadonlyMap<number, readonly number[]>

function copiesBetweenDatabases(model: Model): Copies {
  const databases = model.components.filter(isDatabase)
  return new Map(
    databases.map((one) => [
      one.id,
      copiesTo(model, one.id).filter((to) => isDatabase(componentOf(model, to))),
    ]),
  )
}

/**
 * The one source that reaches the database, with all that copy to each other there. Undefined where
 * several do: such data is a merge, for which no other database can stand.
 */
function sourcesOf(copies: Copies, id: number): readonly number[] | undefined {
  const upstream = [...copies.keys()].filter((other) => other === id || reaches(copies, other, id))
  const sources = upstream.filter((one) =>
    upstream.every((other) => !reaches(copies, other, one) || reaches(copies, one, other)),
  )
  const areOne = sources.every((a) => sources.every((b) => a === b || reaches(copies, a, b)))
  return areOne ? sources : undefined
}

function reaches(copies: Copies, from: number, to: number): boolean {
  return reachable(from, (id) => copies.get(id) ?? []).has(to)
}

function sameMembers(a: readonly number[] | undefined, b: readonly number[]): boolean {
  return a !== undefined && a.join() === b.join()
}
