// What to write so that a component lives through the loss of any one zone: its copies over all zones
// that there are, a few copies more, a zone more; the first of these that works, by the arithmetic of
// needed copies. Nothing is proposed that was not tried.

import { shardsOf } from '#src/analysis/copies.ts'
import type { Component, Model } from '#src/model/model.ts'

export interface Spreading {
  /** How many copies; those that it has where that is enough. */
  readonly copies: number
  /** Zones to declare beside those that there are. */
  readonly newZones: 0 | 1
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
