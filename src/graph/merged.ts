// A failure structure without gates that say the same twice: gates with the same threshold and inputs are one, and
// a gate that repeats its only input is that input. Values stay as they were, those of rings among them, since
// equal equations have equal solutions. Numbers are kept: what was merged into another feeds nothing.

import { gateOrder, type Structure } from './structure.ts'

/** O(gates + inputs), but for sorting the inputs of each gate. */
export function merged(structure: Structure): Structure {
  const { eventCount, gates, top } = structure
  const stands = new Int32Array(eventCount + gates.length)
  for (let input = 0; input < stands.length; input++) stands[input] = input
  const standsFor = (input: number): number => {
    let at = input
    while (stands[at] !== at) at = stands[at]!
    return at
  }
  const known = new Map<number, { readonly gate: number; readonly inputs: Int32Array }[]>()
  let count = 0
  for (const block of gateOrder(structure).blocks) {
    for (const gate of block) {
      const { atLeast, inputs } = gates[gate]!
      const sorted = Int32Array.from(inputs, standsFor).sort()
      const [only = -1] = sorted
      if (atLeast === 1 && sorted.length === 1 && only !== eventCount + gate) {
        stands[eventCount + gate] = only
        count++
        continue
      }
      const key = hashOf(atLeast, sorted)
      const alike = known.get(key) ?? []
      const same = alike.find(
        (one) => gates[one.gate]!.atLeast === atLeast && isSame(one.inputs, sorted),
      )
      if (same) {
        stands[eventCount + gate] = eventCount + same.gate
        count++
      } else if (alike.push({ gate, inputs: sorted }) === 1) known.set(key, alike)
    }
  }
  if (count === 0) return structure
  return {
    eventCount,
    gates: gates.map(({ atLeast, inputs }) => ({ atLeast, inputs: inputs.map(standsFor) })),
    top: standsFor(top),
  }
}

function hashOf(atLeast: number, inputs: Int32Array): number {
  let hash = atLeast
  for (const input of inputs) hash = Math.imul(hash ^ input, 0x9e3779b1) ^ (hash >>> 15)
  return hash
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((input, index) => input === b[index])
}
