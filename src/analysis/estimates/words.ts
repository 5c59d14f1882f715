// The texts of arithmetic: terms joined by `+` with the largest first where there are many, and the numbers in them as
// people write them.

import { showNumber, showRate } from '#src/model/show-quantity.ts'
import { finite } from './estimate.ts'

export interface Term {
  readonly amount: number
  readonly text: string
}

/** A sum may name so many terms; of more the largest are named and the rest is summed up. */
const mostTerms = 6

/** Terms that are nothing are left out; `show` is for what is summed up. */
export function sumText(
  terms: readonly Term[],
  show: (amount: number) => string,
  nothing: string,
): string {
  const present = terms.filter(({ amount }) => amount > 0)
  if (present.length === 0) return nothing
  if (present.length <= mostTerms) return present.map(({ text }) => text).join(' + ')
  const largest = [...present].sort((a, b) => b.amount - a.amount).slice(0, mostTerms - 1)
  const named = new Set(largest)
  const others = present.filter((term) => !named.has(term))
  const rest = others.reduce((sum, { amount }) => finite(sum + amount), 0)
  const texts = present.filter((term) => named.has(term)).map(({ text }) => text)
  return [...texts, `${show(rest)} from ${others.length} others`].join(' + ')
}

/** ` × 3`; nothing where it is 1, but for what rounding adds. */
export function timesText(factor: number): string {
  const cleaned = Number(factor.toPrecision(12))
  return cleaned === 1 ? '' : ` × ${showNumber(cleaned)}`
}

/** A sum in brackets, where something is done to it. */
export function bracketed(text: string): string {
  return text.includes(' + ') || text.includes(' − ') ? `(${text})` : text
}

/** `2.3k/s × 2`, of the rate that it is a part of. */
export function partText(rate: number, of: number, name: string): string {
  if (of <= 0) return `${showRate(rate)} ${name}`
  return `${showRate(of)} ${name}${timesText(rate / of)}`
}

/** Names of components, so many of them. */
export function namesText(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most)
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}
