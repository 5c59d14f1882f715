// A failure structure without the events that are sure to happen or not to, for these probabilities: they would be
// variables of a diagram that say nothing. Gates lose such inputs and, where that decides them, are inputs no more.

import { type Gate, gateOrder, type Structure } from './structure.ts'

const open = 0
const never = 1
const always = 2

/** Numbers are kept. O(gates + inputs); of a ring one pass decides what it can. */
export function withoutSure(structure: Structure, probabilities: ArrayLike<number>): Structure {
  const { eventCount, gates, top } = structure
  const known = new Uint8Array(eventCount + gates.length)
  let count = 0
  for (let event = 0; event < eventCount; event++) {
    const q = probabilities[event]!
    known[event] = q === 0 ? never : q === 1 ? always : open
    if (known[event] !== open) count++
  }
  if (count === 0) return structure
  const made: Gate[] = gates.slice()
  for (const block of gateOrder(structure).blocks) {
    for (const gate of block) {
      const inputs = gates[gate]!.inputs.filter((input) => known[input] === open)
      const sure = gates[gate]!.inputs.reduce(
        (sum, input) => sum + (known[input] === always ? 1 : 0),
        0,
      )
      const atLeast = gates[gate]!.atLeast - sure
      known[eventCount + gate] = atLeast <= 0 ? always : atLeast > inputs.length ? never : open
      made[gate] = { atLeast, inputs }
    }
  }
  // In a ring a gate may be decided after one that it feeds.
  const final = made.map(({ atLeast, inputs }): Gate => {
    const sure = inputs.reduce((sum, input) => sum + (known[input] === always ? 1 : 0), 0)
    return { atLeast: atLeast - sure, inputs: inputs.filter((input) => known[input] === open) }
  })
  if (known[top] === open || top >= eventCount) return { eventCount, gates: final, top }
  const constant: Gate = { atLeast: known[top] === always ? 0 : 1, inputs: [] }
  return { eventCount, gates: [...final, constant], top: eventCount + final.length }
}
