// What to write so that the copies of a component live through the loss of any one zone and any one region:
// zones of its own regions in turn, of all regions, and at last one of a region to be declared; the first
// of these that works. Nothing is proposed that was not tried.

import type { Fix } from '#grammar/diagnostic.ts'
import { shardsOf } from '#src/analysis/copies.ts'
import type { Component, Model } from '#src/model/model.ts'
import { enclosing } from '#src/model/tree.ts'
import { withAttributes } from './fixes.ts'
import { freeName } from './partners.ts'
import { copiesAtLeast, declarationWith } from './paste.ts'
import { spareOf, zonesFor } from './spreading.ts'
import { counted, named } from './words.ts'

/** What a finding says to write. */
interface Remedy {
  readonly help: string
  readonly fix: Fix | undefined
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']

const oneMore = (regions: number): string =>
  regions === 3
    ? 'declare a third region, since a majority cannot survive the loss of the fuller of two'
    : `declare a ${ordinals[regions - 1] ?? 'further'} region`

const runMore = (copies: number, line: string): string => `run ${copies} copies, spread so: ${line}`

const lacking = (name: string, spare: number): string =>
  `${named(name)} can spare ${counted(Math.max(1, spare), 'copy', 'copies')}, so no region may hold more: declare more regions, or let it need fewer copies`

/** What to write, and the fix that writes it where nothing has to be declared first. */
interface Remedy {
  readonly help: string
  readonly fix: Fix | undefined
}

/** Undefined where it can lie in one region alone, and where it lies in one whose zones are not enough. */
export function overRegions(model: Model, one: Component, copies = one.copies): Remedy | undefined {
  const all = zonesByRegion(model)
  const own = regionsWith(one.zones, all)
  if (own.length === 0 || regionsWith([...one.zones, ...zonesFor(model, one)], all).length < 2) {
    return undefined
  }
  // The component's own id stands for a zone of the region to be declared.
  const more: Zones = own.length < 2 ? [] : [[one.id, [one.id]]]
  for (const some of [own, all, [...own, ...more], [...all, ...more]]) {
    const found = tried(model, { ...one, copies }, inTurn(some))
    if (found) return remedy(model, one, found, some.length)
  }
  return own.length < 2
    ? undefined
    : { help: lacking(one.name, spareOf(model, { ...one, copies })), fix: undefined }
}

function remedy(model: Model, one: Component, found: Dealt, regions: number): Remedy {
  const isThere = !found.zones.includes(one.id)
  const region = freeName('elsewhere', new Set(model.components.map(({ name }) => name)))
  const given = attributesFor(model, one, found, `${region}.a`)
  const line = declarationWith(one, given)
  if (!isThere) {
    const help = `${oneMore(regions)}: region ${region} { zone a }  ${line}`
    return { help, fix: undefined }
  }
  const help = found.copies > one.copies ? runMore(found.copies, line) : `spread it: ${line}`
  return { help, fix: withAttributes(one, given) }
}

type Zones = readonly (readonly [region: number, zones: readonly number[]])[]

function zonesByRegion({ components }: Model): Zones {
  const zones = components.filter(({ builtin }) => builtin === 'zone').map(({ id }) => id)
  const regions = Map.groupBy(zones, (zone) => enclosing(components, zone, 'region'))
  regions.delete(-1)
  return [...regions]
}

function regionsWith(some: readonly number[], regions: Zones): Zones {
  return regions.filter(([, zones]) => zones.some((zone) => some.includes(zone)))
}

/** One zone of each region, then a second of each that has one, and so on. */
function inTurn(regions: Zones): readonly number[] {
  const most = Math.max(...regions.map(([, zones]) => zones.length))
  return Array.from({ length: most }, (_, turn) =>
    regions.flatMap(([, zones]) => zones.slice(turn, turn + 1)),
  ).flat()
}

interface Dealt {
  readonly copies: number
  readonly zones: readonly number[]
}

/** The copies that there are, or a few more, over as many of the zones as a shard has copies. */
function tried(model: Model, one: Component, zones: readonly number[]): Dealt | undefined {
  const shards = shardsOf(model, one).length
  for (const more of [0, 1, 2]) {
    const copies = one.copies + more * shards
    const dealt = { copies, zones: zones.slice(0, Math.ceil(copies / shards)) }
    if (livesOn(model, { ...one, ...dealt })) return dealt
  }
  return undefined
}

function livesOn(model: Model, one: Component): boolean {
  return shardsOf(model, one).every(({ copies, needed }) => {
    const spare = copies.length - needed
    const zones = Map.groupBy(copies, ({ zone }) => zone)
    const regions = Map.groupBy(copies, ({ zone, region }) => (zone === one.id ? zone : region))
    const isSpared = (some: readonly unknown[]) => some.length <= spare
    return (
      [...zones.values()].every(isSpared) &&
      (regions.size < 2 || [...regions.values()].every(isSpared))
    )
  })
}

function attributesFor(
  { components }: Model,
  one: Component,
  { copies, zones }: Dealt,
  declared = '',
): { readonly [attribute: string]: string } {
  const names = zones.map((zone) => (zone === one.id ? declared : components[zone]!.name))
  const more = copies === one.copies ? {} : copiesAtLeast(one, copies)
  return { ...more, zones: `[${names.join(', ')}]` }
}
