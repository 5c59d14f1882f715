// Where else the data of a store lies: what it copies to by `=>`, directly or by way of others, and whether
// two components lie apart, so that no event of one zone or region reaches a copy of both (rule 9).

import type { Component, Model } from '#src/model/model.ts'
import { regionOf, shardsOf } from './copies.ts'

/** Everything that gets its data by `copiesTo`, itself left out, ascending. */
export function copiedFrom(
  component: number,
  copiesTo: (component: number) => readonly number[],
): readonly number[] {
  const found = new Set([component])
  for (const id of found) for (const copy of copiesTo(id)) found.add(copy)
  found.delete(component)
  return [...found].sort((a, b) => a - b)
}

interface Places {
  readonly zones: ReadonlySet<number>
  readonly regions: ReadonlySet<number>
}

/**
 * Zones decide where both have them, else regions. Where neither has either nothing is known, and they do
 * not lie apart.
 */
export function lieApart(model: Model, one: number, other: number): boolean {
  const [a, b] = [placesOf(model, one), placesOf(model, other)]
  const zoned = a.zones.size > 0 && b.zones.size > 0
  if (zoned) return areDisjoint(a.zones, b.zones)
  const isPlaced = [a, b].some(({ zones, regions }) => zones.size + regions.size > 0)
  return isPlaced && areDisjoint(a.regions, b.regions)
}

function placesOf(model: Model, id: number): Places {
  const component = model.components[id]!
  if (component.managed) return { zones: new Set(), regions: known([regionOf(model, component)]) }
  return placesOfCopies(model, component)
}

function placesOfCopies(model: Model, component: Component): Places {
  const copies = shardsOf(model, component).flatMap((shard) => shard.copies)
  return {
    zones: known(copies.map(({ zone }) => zone)),
    regions: known(copies.map(({ region }) => region)),
  }
}

function known(places: readonly number[]): ReadonlySet<number> {
  return new Set(places.filter((place) => place >= 0))
}

function areDisjoint(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return ![...one].some((id) => other.has(id))
}
