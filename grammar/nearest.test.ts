// What is close enough to be suggested, and what is not.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance, nearest } from './nearest.ts'

test.each([
  ['requir', 'require'],
  ['flwo', 'flow'],
  ['databse', 'database'],
  ['replcias', 'replicas'],
  ['Timeout', 'timeout'],
  ['blob', undefined],
  ['xyz', undefined],
])('%s is near %s', (word, expected) => {
  const known = ['require', 'flow', 'database', 'replicas', 'timeout', 'scenario']
  expect(nearest(word, known)).toBe(expected)
  expect(nearest(word, known.toReversed())).toBe(expected)
})

test('a tie goes to the first by code unit', () => {
  expect(nearest('cat', ['car', 'cap'])).toBe('cap')
})

test('the distance is that of the textbook recursion', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
  fc.assert(
    fc.property(word, word, (from, to) => {
      expect(distance(from, to, 9)).toBe(naive(from, to))
    }),
    { seed: 7 },
  )
})

/** Optimal string alignment, straight from its definition. */
function naive(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length
  const same = from.at(-1) === to.at(-1) ? 0 : 1
  const [shorter, other] = [from.slice(0, -1), to.slice(0, -1)]
  let edits = Math.min(naive(shorter, other) + same, naive(shorter, to) + 1, naive(from, other) + 1)
  const swapped = from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1)
  if (from.length > 1 && to.length > 1 && swapped) {
    edits = Math.min(edits, naive(from.slice(0, -2), to.slice(0, -2)) + 1)
  }
  return edits
}
