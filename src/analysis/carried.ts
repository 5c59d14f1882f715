// What the edges of each flow carry, read off the solved network of load: reads and writes, on average and at peak.

import { mostTraffic, type Traffic } from '#src/graph/traffic.ts'
import type { Flow } from '#src/model/model.ts'
import type { Carried, Rates } from './load-facts.ts'
import type { Transfer } from './transfers.ts'

/** A part of what arrives at one node that goes on to another; a component has two, for reads and for writes. */
interface CarryingArc {
  readonly from: number
  readonly to: number
  readonly gain: number
  readonly waits: boolean
  readonly transfer: Transfer | undefined
  /** The layer, and the flows that it stands for. */
  readonly placed: { readonly flows: readonly Flow[] }
}

export function carriedBy(
  arcs: readonly CarryingArc[],
  mean: Traffic,
  peak: Traffic,
): readonly Carried[] {
  const sums = new Map<CarryingArc['placed'], Map<string, Carried>>()
  for (const { transfer, from, to, gain, waits, placed } of arcs) {
    if (!transfer) continue
    const { edge } = transfer
    const key = `${edge.edge.id} ${transfer.from} ${transfer.to}`
    const ofPlace = sums.get(placed) ?? new Map<string, Carried>()
    sums.set(placed, ofPlace)
    const known = ofPlace.get(key) ?? {
      edge: edge.edge,
      attributes: edge.attributes,
      from: transfer.from,
      to: transfer.to,
      mean: none,
      peak: none,
      waits,
      flows: placed.flows,
      guesses: transfer.guesses,
      countsAsReads: transfer.countsAsReads,
    }
    // Of the two nodes of a component the first is for reads.
    const use = to % 2 === 0 ? 'reads' : 'writes'
    ofPlace.set(key, {
      ...known,
      mean: withMore(known.mean, use, mean.amounts[from]! * gain),
      peak: withMore(known.peak, use, (waits ? peak : mean).amounts[from]! * gain),
    })
  }
  return [...sums.values()].flatMap((ofPlace) => [...ofPlace.values()])
}

const none: Rates = { total: 0, reads: 0, writes: 0 }

function withMore(rates: Rates, use: 'reads' | 'writes', more: number): Rates {
  const sum = (amount: number): number => Math.min(mostTraffic, amount + more)
  return { ...rates, [use]: sum(rates[use]), total: sum(rates.total) }
}
