// Which part of the requests goes where: of alternatives each takes one, by weight, and what cannot be had is had from
// elsewhere.

import { componentIn, numberIn } from '#src/model/attributes.ts'
import type { Attributes, Component, Model } from '#src/model/model.ts'
import { componentOf, isPool, membersOf, spreads } from './containment.ts'
import { entriesOf, type Line, reachedBy } from './ends.ts'
import { copiesOf, hasCopies, type Road, useOf, works } from './load-road.ts'
import { isFree, spreadKey } from './needs.ts'
import { failsOver, replicaSetOf } from './replicas.ts'

export interface Option {
  readonly name: string
  readonly weight: number
  readonly serves: boolean
  readonly isUp: boolean
}

export function option(
  road: Road,
  name: string,
  attributes: Attributes,
  targets: readonly number[],
  ends: readonly number[],
  isAnyEnough: boolean,
): Option {
  const hold = (holds: (id: number) => boolean): boolean =>
    isAnyEnough
      ? targets.some((to) => works(road, to, holds))
      : targets.every((to) => works(road, to, holds))
  const copies = ends.reduce((sum, id) => sum + copiesOf(road, id), 0)
  return {
    name,
    weight: numberIn(attributes, 'weight') ?? copies,
    serves: hold((id) => road.serves(id, useOf(attributes))),
    isUp: hold((id) => hasCopies(road, id)),
  }
}

export function partIn(options: readonly Option[], name: string): number {
  const good = options.some((one) => one.serves)
    ? options.filter((one) => one.serves)
    : options.some((one) => one.isUp)
      ? options.filter((one) => one.isUp)
      : options
  const own = good.find((one) => one.name === name)
  if (!own) return 0
  const sum = good.reduce((all, { weight }) => all + weight, 0)
  return sum === 0 ? 1 / good.length : own.weight / sum
}

/** Of alternatives each request takes one. */
export function partOf(road: Road, one: Component, line: Line, own: readonly Line[]): number {
  const { model } = road
  const rivals = rivalsOf(model, one, line, own)
  const names = [...new Set(rivals.map(({ edge }) => edge.id))]
  if (names.length < 2) return 1
  const options = names.map((id) => {
    const lines = rivals.filter(({ edge }) => edge.id === id)
    return option(
      road,
      `${id}`,
      lines[0]!.attributes,
      lines.map(({ to }) => to),
      lines.flatMap((each) => reachedBy(model, each)),
      isPool(componentOf(model, lines[0]!.edge.to)),
    )
  })
  return partIn(options, `${line.edge.id}`)
}

export function rivalsOf(
  model: Model,
  one: Component,
  line: Line,
  own: readonly Line[],
): readonly Line[] {
  const kind = classOf(model, one, line, own)
  if (kind === undefined) return [line]
  return own.filter((other) => classOf(model, one, other, own) === kind)
}

/** What lines that stand for each other have in common. */
export function classOf(
  model: Model,
  one: Component,
  line: Line,
  own: readonly Line[],
): string | undefined {
  const { needed } = model.groups[line.edge.group]!
  const spread = `like ${spreadKey(model, line)}`
  if (needed === 'all')
    return spreads(one) && line.edge.arrow === '->' && !isFree(model, line) ? spread : undefined
  if (needed > 1) return undefined
  const group = own.filter(({ edge }) => edge.group === line.edge.group)
  const isAlike = new Set(group.map((each) => spreadKey(model, each))).size === 1
  const joins =
    spreads(one) &&
    line.edge.arrow === '->' &&
    isAlike &&
    !group.every((each) => isFree(model, each))
  return joins ? spread : `group ${line.edge.group}`
}

export interface Arrival {
  readonly to: number
  readonly reads: number
  readonly writes: number
}

/** Single components at the end of a line, with their parts. */
export function arrivals(
  road: Road,
  line: Line,
  part: number,
  own: readonly Line[],
): readonly Arrival[] {
  const { model } = road
  const declared = componentOf(model, line.edge.to)
  // Of a pool of which the flow names members, those named remain.
  const named = road.lines
    .filter((other) => other.edge === line.edge && other.from === line.from)
    .map(({ to }) => to)
  const isCut = isPool(declared) && line.to !== declared.id
  const ends = isCut
    ? amongMembers(road, named, part).filter(({ to }) => to === line.to)
    : opened(road, line.to, part)
  return ends.flatMap((end) => moved(road, line, end, own))
}

export function opened(road: Road, target: number, part: number): readonly Arrival[] {
  const { model } = road
  const to = componentOf(model, target)
  if (isPool(to))
    return amongMembers(
      road,
      membersOf(model, target).map(({ id }) => id),
      part,
    )
  if (to.role !== 'container') return [{ to: target, reads: part, writes: part }]
  return entriesOf(model, target).flatMap((entry) => opened(road, entry.id, part))
}

export function amongMembers(
  road: Road,
  members: readonly number[],
  part: number,
): readonly Arrival[] {
  const options = members.map((id) => ({
    name: `${id}`,
    weight: copiesOf(road, id),
    serves: road.serves(id, 'reads'),
    isUp: hasCopies(road, id),
  }))
  return members
    .map((id) => ({ id, own: part * partIn(options, `${id}`) }))
    .filter(({ own }) => own > 0)
    .map(({ id, own }) => ({ to: id, reads: own, writes: own }))
}

/** What cannot be had there is had from the fallback, or from the replica set. */
export function moved(
  road: Road,
  line: Line,
  end: Arrival,
  own: readonly Line[],
): readonly Arrival[] {
  const { model, serves } = road
  if (!road.isHurt) return [end]
  const fallback = componentIn(line.attributes, 'fallback')
  const fails = !serves(end.to, useOf(line.attributes))
  if (fails && fallback !== undefined) return opened(road, fallback, end.reads)
  const { members, sources: all } = replicaSetOf(model, end.to)
  if (members.length < 2) return [end]
  const called = members.filter((member) =>
    own.some((other) => other.edge.arrow === '->' && reachedBy(model, other).includes(member)),
  )
  const known = all.filter((id) => id === end.to || called.includes(id))
  const sources = known.length === 0 ? all : known
  const readable = called.filter((id) => serves(id, 'reads'))
  const reads =
    serves(end.to, 'reads') || readable.length === 0
      ? [{ ...end, writes: 0 }]
      : amongMembers(road, readable, end.reads).map((one) => ({ ...one, writes: 0 }))
  if (serves(end.to, 'writes')) return [...reads, { ...end, reads: 0 }]
  const source = sources.find((id) => serves(id, 'writes'))
  const promoted = sources.some((id) => failsOver(model, componentOf(model, id)))
    ? readable[0]
    : undefined
  return [...reads, { to: source ?? promoted ?? end.to, reads: 0, writes: end.writes }]
}
