// What to write so that a component lives through the loss of any one zone: its copies over all zones
// that there are, a few copies more, a zone more; the first of these that works, by the arithmetic of
// needed copies. Nothing is proposed that was not tried. `spreadLine` puts it into words.

import { shardsOf } from '#src/analysis/copies.ts'
import { wordIn } from '#src/model/attributes.ts'
import type { Component, Model } from '#src/model/model.ts'
import { copiesAtLeast, declarationWith } from './paste.ts'
import { counted, named } from './words.ts'

export interface Spreading {
  /** How many copies; those that it has where that is enough. */
  readonly copies: number
  /** Zones to declare beside those that there are. */
  readonly newZones: 0 | 1
}

/** What was tried and works, from so many copies on; where nothing did, what the component lacks. */
export function spreadLine(model: Model, one: Component, copies = one.copies): string {
  const found = spreadingOf(model, { ...one, copies })
  if (!found) return lacking(model, { ...one, copies })
  const more = found.copies === one.copies ? {} : copiesAtLeast(one, found.copies)
  const line = declarationWith(one, { ...more, zones: 'all' })
  if (found.newZones === 1) return `${oneMoreZone(model, one)}, and spread over all: ${line}`
  if (found.copies > one.copies) return `run ${found.copies} copies, spread over all zones: ${line}`
  return one.zones.length > 0
    ? `spread it: ${line}`
    : `spread it, beyond the zone around it: ${line}`
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']

function oneMoreZone(model: Model, one: Component): string {
  const there = zonesFor(model, one).length
  const next = `declare a ${ordinals[there] ?? 'further'} zone`
  if (there !== 2 || !needsMajority(one)) return next
  return `${next}, since a majority cannot survive the loss of the fuller of two`
}

function needsMajority({ attributes }: Component): boolean {
  return wordIn(attributes, 'needs') === 'quorum' || wordIn(attributes, 'replication') === 'quorum'
}

function lacking(model: Model, one: Component): string {
  const spare = Math.max(1, spareOf(model, one))
  const most = counted(spare, 'copy', 'copies')
  return `${named(one.name)} can spare ${most}, so no zone may hold more: declare more zones, or let it need fewer copies`
}

/** Undefined where neither a few copies nor a zone more are enough. */
export function spreadingOf(model: Model, component: Component): Spreading | undefined {
  const there = zonesFor(model, component)
  const shards = shardsOf(model, component).length
  for (const newZones of [0, 1] as const) {
    // The component's own id stands for a zone to be declared: it need only differ from the others.
    const zones = newZones === 0 ? there : [...there, component.id]
    for (const more of [0, 1, 2]) {
      const copies = component.copies + more * shards
      if (zones.length > 0 && survivesZones(model, { ...component, copies, zones })) {
        return { copies, newZones }
      }
    }
  }
  return undefined
}

/** Copies that it can lose of its tightest shard. */
export function spareOf(model: Model, component: Component): number {
  const spare = shardsOf(model, component).map(({ copies, needed }) => copies.length - needed)
  return spare.reduce((least, one) => Math.min(least, one), component.copies)
}

/** What `zones: all` means to it: the zones of the nearest container that has some. */
export function zonesFor({ components }: Model, { parent }: Component): readonly number[] {
  const zones = components.filter(({ builtin }) => builtin === 'zone')
  for (let at = parent; at >= 0; at = components[at]!.parent) {
    const inside = zones.filter(({ id }) => lies(components, id, at)).map(({ id }) => id)
    if (inside.length > 0) return inside
  }
  return zones.map(({ id }) => id)
}

function lies(components: Model['components'], id: number, container: number): boolean {
  for (let at = components[id]!.parent; at >= 0; at = components[at]!.parent) {
    if (at === container) return true
  }
  return false
}

function survivesZones(model: Model, component: Component): boolean {
  return shardsOf(model, component).every(({ copies, needed }) => {
    const byZone = Map.groupBy(copies, ({ zone }) => zone)
    return [...byZone.values()].every((lost) => copies.length - lost.length >= needed)
  })
}
