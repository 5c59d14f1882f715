// Whether what a component passes on after a loss is as before, or nowhere more than before. Where nothing gets more
// from anybody, no load grows: amounts of traffic rise and fall with what edges carry.

import type { Transfer } from './transfers.ts'

export function isSame(before: readonly Transfer[], then: readonly Transfer[]): boolean {
  return (
    before.length === then.length &&
    before.every((one, index) => {
      const other = then[index]!
      return (
        one.edge === other.edge &&
        one.to === other.to &&
        isAtMost([one], [other]) &&
        isAtMost([other], [one])
      )
    })
  )
}

/** For each edge and end. */
export function isAtMost(then: readonly Transfer[], before: readonly Transfer[]): boolean {
  const bounds = sums(before)
  return [...sums(then)].every(([key, amounts]) => {
    const bound = bounds.get(key)
    return amounts.every((amount, index) => amount <= (bound?.[index] ?? 0))
  })
}

function sums(transfers: readonly Transfer[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>()
  for (const { edge, to, waits, perRead, perWrite } of transfers) {
    const key = `${edge.edge.id} ${to} ${waits}`
    const amounts = [perRead.reads, perRead.writes, perWrite.reads, perWrite.writes]
    const known = found.get(key)
    found.set(key, known ? known.map((amount, index) => amount + amounts[index]!) : amounts)
  }
  return found
}
