// How many copies carry what arrives at peak, with some to spare. What has more copies gets more of what it shares
// with alternatives, since these weigh as many as they have; a written weight makes the answer safe, not exact.

import type { Load, Loads, Rates, Utilization } from './load-facts.ts'

/** More copies than this are no remedy. */
const most = 10_000

export interface Wanted {
  readonly spare: 0 | 1
  /** Utilisation; 1 is full. */
  readonly below: number
}

/** The least number of copies of which all but `spare` are below that busy at peak; undefined where copies do not help. */
export function enoughCopies(
  loads: Loads,
  utilizationOf: (load: Load, copies: number) => Utilization | undefined,
  component: number,
  copiesNow: number,
  { spare, below }: Wanted,
): number | undefined {
  const load = loads.load(component)
  if (!load || load.isUnbounded || load.peak.total === 0) return undefined
  const shared = loads.choices().flatMap((members) => {
    const own = members.get(component) ?? 0
    const all = [...members.values()].reduce((sum, one) => sum + one, 0)
    return own > 0 && own < all ? [{ own, all }] : []
  })
  const carries = (copies: number): boolean => {
    const more = shared.reduce(
      (sum, { own, all }) => sum + growthOf(own, all, copiesNow, copies),
      0,
    )
    const factor = 1 + more / load.peak.total
    const found = utilizationOf({ ...load, peak: times(load.peak, factor) }, copies - spare)
    return found !== undefined && found.peak < below
  }
  let high = 1 + spare
  while (!carries(high)) {
    high *= 2
    if (high > most) return undefined
  }
  let low = Math.max(spare, Math.floor(high / 2))
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (carries(middle)) high = middle
    else low = middle
  }
  return high
}

/** What more it gets of all, when it weighs so many copies in the place of those that it has. */
function growthOf(own: number, all: number, before: number, after: number): number {
  const others = (before * (all - own)) / own
  return (all * after) / (after + others) - own
}

function times({ total, reads, writes }: Rates, factor: number): Rates {
  return { total: total * factor, reads: reads * factor, writes: writes * factor }
}
