// Why a load is an upper bound, as what to write to know it: `write calls on s -> pay2`. What is written for one
// component is said once.

import type { Load } from '#src/analysis/load-facts.ts'
import type { Model } from '#src/model/model.ts'

/** Nothing where the load is known. */
export function guessesText({ components, edges }: Model, load: Load): readonly string[] {
  if (load.isKnown) return []
  const nameOf = (id: number): string => components[id]!.name
  return load.guesses().map((guess) => {
    if (guess.kind === 'hit') return `write hit on ${nameOf(guess.cache)}`
    const { from, arrow, to } = edges[guess.edge]!
    return `write calls on ${nameOf(from)} ${arrow} ${nameOf(to)}`
  })
}
