// Changes of one component or edge as candidates to be tried: more copies, copies over more zones, a copy that takes
// over. Each carries what to write, and the same as attributes for a copy of the model.

import { shardCount, shardsOf, spareCopies } from '#src/analysis/copies.ts'
import { mostCopies } from '#src/analysis/enough-copies.ts'
import { wordIn } from '#src/model/attributes.ts'
import { attribute, type Changes, copiesSaid } from '#src/model/changed.ts'
import type { Attribute, Component, Edge, Value } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import type { Candidate } from './answers.ts'
import { pasteable } from './attributes.ts'
import type { State } from './state.ts'

function isMajority({ attributes }: Component): boolean {
  return wordIn(attributes, 'needs') === 'quorum' || wordIn(attributes, 'replication') === 'quorum'
}

export function word(text: string): Value {
  return { kind: 'word', word: text }
}

export function change(
  one: Component,
  what: string,
  attributes: Readonly<Record<string, Value>>,
): Candidate {
  const given = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, pasteable(value)]),
  )
  const made = new Map(
    Object.entries(attributes).map(([name, value]) => attribute(name, value, one)),
  )
  const changes: Changes = { components: [{ component: one.id, attributes: made }] }
  return { changes, what, at: { component: one.id }, given }
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']

/** One more of each shard, and two more; of what needs a majority of an odd number two, and four. */
export function moreCopies(one: Component): readonly Candidate[] {
  const each = copiesOfEach(one)
  const step = isMajority(one) ? 2 : 1
  const first = each + (each % 2 === 1 ? step : 1)
  return [first, first + step].flatMap((count) => copiesEach(one, count))
}

/** So many more of each shard that so many may be lost; nothing where that is what it has. */
export function copiesToLose(one: Component, lost: number): readonly Candidate[] {
  const shards = shardCount(one)
  const spareOf = (each: number): number => spareCopies({ ...one, copies: each * shards })
  const now = copiesOfEach(one)
  let each = now
  for (let step = lost - spareOf(each); step > 0 && each <= mostCopies; ) {
    each += step
    step = lost - spareOf(each)
  }
  return each > now ? copiesEach(one, each) : []
}

function copiesOfEach(one: Component): number {
  return Math.ceil(one.copies / shardCount(one))
}

function copiesEach(one: Component, each: number): readonly Candidate[] {
  const shards = shardCount(one)
  const count = each * shards
  if (count > mostCopies) return []
  const now = copiesOfEach(one)
  const run =
    shards > 1 || each - now > 1 || now >= ordinals.length
      ? `run ${count} copies of ${one.name}`
      : `run a ${ordinals[now]} copy of ${one.name}`
  const toldTo = standsIn(one)
  const what = 'failover' in toldTo ? `${run}, and let another take over` : run
  return [change(one, what, { ...copiesSaid(one, count), ...toldTo })]
}

/** What takes over has to be told to, where it was told not to. */
function standsIn({ attributes }: Component): Readonly<Record<string, Value>> {
  const failover = wordIn(attributes, 'failover')
  return failover === undefined || failover === 'auto' ? {} : { failover: word('auto') }
}

/**
 * With the copies that it has, or with as many as it takes to serve from some zones when so many are lost. Of what is
 * meant for each zone once already, more copies are all that changes.
 */
export function overZones(state: State, one: Component, lost = 1): readonly Candidate[] {
  const zones = zonesAround(state, one)
  if (zones.length < 2) return []
  const shards = shardsOf(state.model, one)
  const used = new Set(shards.flatMap((shard) => shard.copies.map(({ zone }) => zone)))
  if (used.size >= zones.length && one.copies >= zones.length) return []
  const least = (isMajority(one) ? 2 * lost + 1 : lost + 1) * shards.length
  if (least > mostCopies) return []
  const count = Math.max(one.copies, least)
  if (isForEach(one, zones)) {
    return count > one.copies ? copiesEach(one, Math.ceil(count / shards.length)) : []
  }
  const more = count > one.copies ? copiesSaid(one, count) : {}
  const what =
    count > one.copies
      ? `run ${count} copies of ${one.name}, over all zones`
      : `spread ${one.name} over all zones`
  return [change(one, what, { ...more, zones: word('all') })]
}

function isForEach(one: Component, zones: readonly number[]): boolean {
  return one.zones.length === zones.length && zones.every((zone) => one.zones.includes(zone))
}

/** Zones of the nearest container around that has some. */
function zonesAround({ model }: State, { parent }: Component): readonly number[] {
  const { components } = model
  const zones = components.filter(({ builtin }) => builtin === 'zone')
  const around = (id: number): readonly number[] => {
    const parents: number[] = []
    for (let at = components[id]!.parent; at >= 0; at = components[at]!.parent) parents.push(at)
    return [...parents, -1]
  }
  for (let at = parent; ; at = components[at]!.parent) {
    const inside = zones.filter(({ id }) => around(id).includes(at))
    if (inside.length > 0) return inside.map(({ id }) => id)
    if (at < 0) return []
  }
}

export function takingOver(one: Component): readonly Candidate[] {
  const failover = wordIn(one.attributes, 'failover')
  if (!isStore(one) || failover === undefined || failover === 'auto' || one.copies < 2) return []
  return [change(one, `let another copy of ${one.name} take over`, { failover: word('auto') })]
}

export function onEdge(
  edge: Edge,
  what: string,
  name: string,
  value: Attribute['value'],
  text: string,
): Candidate {
  return {
    changes: { edges: [{ edge: edge.id, attributes: new Map([attribute(name, value, edge)]) }] },
    what,
    at: { edge: edge.id },
    given: { [name]: text },
  }
}
