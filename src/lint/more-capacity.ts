// What to write so that a component carries its load: more copies, shards where every copy has all the writes, or a
// capacity to order where a provider runs it; what others run is theirs to change. The numbers are computed from the load, never guessed.

import type { Facts } from '#src/analysis/facts.ts'
import type { Enough, Utilization, Wanted } from '#src/analysis/load-facts.ts'
import type { Component } from '#src/model/model.ts'
import { showRate } from '#src/model/show-quantity.ts'
import { copiesAtLeast, declarationWith } from './paste.ts'
import { counted } from './words.ts'

/** Copies, or shards, that carry the peak as wanted, in a sentence with the line to write. */
export function moreCapacity(
  facts: Facts,
  component: Component,
  wanted: Wanted,
): string | undefined {
  const utilization = facts.utilization(component.id)
  if (!utilization) return undefined
  const enough = facts.enoughCopies(component.id, wanted)
  if (enough) return withEnough(component, wanted, enough)
  return orderedCapacity(facts, component, utilization, wanted)
}

/** As many shards as bring the writes of each below what one copy can do. */
export function moreShards(facts: Facts, component: Component, wanted: Wanted): string | undefined {
  const enough = facts.enoughCopies(component.id, { ...wanted, by: 'shards' })
  return enough && declarationWith(component, shardsOf(enough))
}

/** The line for copies, or shards, that were found to be enough. */
function withEnough(
  component: Component,
  { spare, end }: Pick<Wanted, 'spare' | 'end'>,
  enough: Enough,
): string {
  const { copies, shards } = enough
  const line = enoughLine(component, enough, end)
  if (shards !== undefined) return `cut it into ${shards} shards: ${line}`
  const inZones = new Set(component.zones).size > 1 ? ', enough without any one zone' : ''
  const rest = spare === 1 ? `, of which ${copies - 1} carry the peak` : ''
  return `run ${counted(copies, 'copy', 'copies')}${inZones || rest}: ${line}`
}

/** The declaration alone. */
export function enoughLine(component: Component, enough: Enough, end: Wanted['end']): string {
  const { copies, shards } = enough
  if (shards !== undefined) return declarationWith(component, shardsOf(enough))
  const given = end === 'least' ? copiesAtLeast(component, copies) : copiesUpTo(component, copies)
  return declarationWith(component, given)
}

/** `replicas`, or the upper end of an `autoscale` that it has in its place. */
function copiesUpTo(
  { attributes }: Component,
  copies: number,
): { readonly [attribute: string]: string } {
  const range = attributes.get('autoscale')?.value
  if (attributes.has('replicas') || range?.kind !== 'range') return { replicas: String(copies) }
  return { autoscale: `${range.low}..${Math.max(copies, range.low)}` }
}

function shardsOf({ shards, copies }: Enough): { readonly [attribute: string]: string } {
  return { shards: String(shards), replicas: String(copies) }
}

/** More than this is no rate that can be ordered. */
const mostOrdered = 1e12

/** What each copy has to do, with a copy or a zone lost as well. */
function orderedCapacity(
  facts: Facts,
  component: Component,
  { perCopy }: Utilization,
  { below }: Pick<Wanted, 'below'>,
): string | undefined {
  const after = [facts.withoutCopy(component.id)?.after, facts.withoutZone(component.id)?.after]
  const wanted = roundedUp(
    Math.max(perCopy / below, ...after.map((one) => one?.perCopy ?? 0)) / 0.9,
  )
  if (!(wanted < mostOrdered)) return undefined
  if (component.builtin === 'external')
    return `send it less, or agree with whoever runs it on ${showRate(wanted)}`
  const line = declarationWith(component, { capacity: showRate(wanted).replace(' ', '') })
  return `let it do more, or send it less: ${line}`
}

/** To two digits, upwards. */
function roundedUp(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1)
  return Math.ceil(value / unit) * unit
}
