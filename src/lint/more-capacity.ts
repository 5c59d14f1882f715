// What to write so that a component carries its load: more copies, shards where every copy has all the writes, or a
// capacity to order where a provider runs it; what others run is theirs to change. The numbers are computed from the load, never guessed.

import type { Facts } from '#src/analysis/facts.ts'
import type { Utilization } from '#src/analysis/load-facts.ts'
import { wordIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { showRate } from '#src/model/show-quantity.ts'
import { declarationWith } from './paste.ts'
import { counted } from './words.ts'

/** Copies of which all but `spare` stay below that busy, in a sentence with the line to write. */
export function moreCapacity(
  facts: Facts,
  component: Component,
  { spare, below }: { readonly spare: 0 | 1; readonly below: number },
): string | undefined {
  const utilization = facts.utilization(component.id)
  if (!utilization) return undefined
  const copies = facts.enoughCopies(component.id, { spare, below })
  if (copies !== undefined) {
    const rest = spare === 1 ? `, of which ${copies - 1} carry the peak` : ''
    return `run ${counted(copies, 'copy', 'copies')}${rest}: ${declarationWith(component, copiesUpTo(component, copies))}`
  }
  const shards = shardsFor(component, utilization, below)
  if (shards)
    return `cut it into ${shards.shards} shards: ${declarationWith(component, shardsOf(shards))}`
  return orderedCapacity(component, utilization, below)
}

/** As many shards as bring the writes of each below what one copy can do. */
export function moreShards(
  component: Component,
  utilization: Utilization,
  below: number,
): string | undefined {
  const shards = shardsFor(component, utilization, below)
  return shards && declarationWith(component, shardsOf(shards))
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

interface Shards {
  readonly shards: number
  readonly replicas: number
}

const mostShards = 10_000

function shardsFor(
  component: Component,
  { store, capacity, load, copies }: Utilization,
  below: number,
): Shards | undefined {
  if (!store || component.managed) return undefined
  const { reads, writes } = load.peak
  const each = Math.max(1, Math.floor(copies / store.shards))
  const isStrong = wordIn(component.attributes, 'consistency') === 'strong'
  const fits = (shards: number): boolean =>
    reads / (isStrong ? shards : shards * each) + writes / shards < capacity * below
  let shards = store.shards
  while (!fits(shards) && shards <= mostShards) shards++
  return shards > mostShards || shards === store.shards
    ? undefined
    : { shards, replicas: shards * each }
}

function shardsOf({ shards, replicas }: Shards): { readonly [attribute: string]: string } {
  return { shards: String(shards), replicas: String(replicas) }
}

/** More than this is no rate that can be ordered. */
const mostOrdered = 1e12

function orderedCapacity(
  component: Component,
  { perCopy }: Utilization,
  below: number,
): string | undefined {
  const wanted = roundedUp(perCopy / below / 0.9)
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
