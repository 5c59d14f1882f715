// What a component gets as one of several among which requests are divided, and how much that is once it weighs more or
// less: with a copy more it draws from the others, with one lost they take what it leaves.

import { mostTraffic, type Traffic } from '#src/graph/traffic.ts'
import type { Choice } from './divided.ts'
import type { Rates } from './load-facts.ts'
import type { Transfer } from './transfers.ts'

export interface Shared {
  readonly choice: Choice
  /** What comes by it at peak. */
  readonly kind: 'reads' | 'writes'
  readonly amount: number
}

/** Nodes of reads have even numbers. */
interface Arc {
  readonly from: number
  readonly to: number
  readonly gain: number
  readonly waits: boolean
  readonly transfer: Transfer | undefined
}

/** By component. O(arcs). */
export function sharingIn(
  arcs: readonly Arc[],
  mean: Traffic,
  peak: Traffic,
): ReadonlyMap<number, readonly Shared[]> {
  const found = new Map<number, Shared[]>()
  for (const { from, to, gain, waits, transfer } of arcs) {
    const choice = transfer?.choice
    if (!choice || choice.others === 0 || !choice.countsCopies) continue
    const amount = (waits ? peak : mean).amounts[from]! * gain
    if (amount === 0) continue
    const one: Shared = { choice, kind: to % 2 === 0 ? 'reads' : 'writes', amount }
    const known = found.get(transfer.to)
    if (known) known.push(one)
    else found.set(transfer.to, [one])
  }
  return found
}

/** The rates with so many copies more, or less where negative, that weights count. */
export function withMoreCopies(rates: Rates, shared: readonly Shared[], moreCopies: number): Rates {
  const more = (kind: Shared['kind']): number =>
    shared.reduce((sum, one) => (one.kind === kind ? sum + moreOf(one, moreCopies) : sum), 0)
  const bounded = (amount: number): number => Math.max(0, Math.min(mostTraffic, amount))
  const reads = bounded(rates.reads + more('reads'))
  const writes = bounded(rates.writes + more('writes'))
  return { total: Math.min(mostTraffic, reads + writes), reads, writes }
}

function moreOf({ choice: { weight, others }, amount }: Shared, moreCopies: number): number {
  const after = Math.max(0, weight + moreCopies)
  if (weight === 0 || after + others === 0) return 0
  return amount * ((after * (weight + others)) / (weight * (after + others)) - 1)
}
