// A failure structure in which what fails the top by itself stands nowhere else. The top fails where x does or where
// f(x) does: then it fails where x does or where f(never) does, so that of x nothing is left among the alternatives
// below. Before that, an input that all inputs of a gate share is drawn out of it: `k of (r or a, r or b, …)` is
// `r or k of (a, b, …)`. The top's function stays as it was; that of other gates need not.

import { type Gate, gateOrder, isRing, type Structure } from './structure.ts'

/** Gates may be added at the end; the top may be another. O(gates + inputs). */
export function absorbed(structure: Structure): Structure {
  return withoutRepeats(withCommonDrawnOut(structure))
}

function withCommonDrawnOut(structure: Structure): Structure {
  const { eventCount, gates, top } = structure
  const made: Gate[] = gates.slice()
  for (const [gate, { atLeast, inputs }] of gates.entries()) {
    if (atLeast < 2 || atLeast > inputs.length) continue
    const parts = inputs.map((input) => gates[input - eventCount])
    const common = commonTo(parts)
    if (common.length === 0) continue
    const rests = parts.map((part): number => {
      const rest = part!.inputs.filter((input) => !common.includes(input))
      return eventCount + made.push({ atLeast: 1, inputs: rest }) - 1
    })
    const core = eventCount + made.push({ atLeast, inputs: rests }) - 1
    made[gate] = { atLeast: 1, inputs: [...common, core] }
  }
  return { eventCount, gates: made, top }
}

/** Inputs of all these gates, each of which fails with any one of its inputs. */
function commonTo(parts: readonly (Gate | undefined)[]): readonly number[] {
  const [first, ...others] = parts
  if (!first || parts.some((part) => part?.atLeast !== 1)) return []
  return [...new Set(first.inputs)].filter((input) =>
    others.every((part) => part!.inputs.includes(input)),
  )
}

function withoutRepeats(structure: Structure): Structure {
  const { eventCount, gates, top } = structure
  if (top < eventCount) return structure
  const { blocks } = gateOrder(structure)
  const inRing = new Uint8Array(gates.length)
  for (const block of blocks) {
    if (isRing(structure, block)) for (const gate of block) inRing[gate] = 1
  }
  // What fails the top by itself: the inputs of gates that fail with any one of theirs, from the top down.
  const alone = new Set<number>()
  const open = [top]
  for (let input = open.pop(); input !== undefined; input = open.pop()) {
    if (alone.has(input)) continue
    alone.add(input)
    const gate = gates[input - eventCount]
    if (gate?.atLeast === 1)
      for (let i = gate.inputs.length - 1; i >= 0; i--) open.push(gate.inputs[i]!)
  }
  const passes = (input: number): boolean =>
    input >= eventCount && gates[input - eventCount]!.atLeast === 1 && !inRing[input - eventCount]
  // A gate of a ring may hold itself down, and so is never taken for working.
  const never = new Uint8Array(eventCount + gates.length)
  for (const input of alone) if (input < eventCount || !inRing[input - eventCount]) never[input] = 1
  const made: Gate[] = gates.slice()
  for (const block of blocks) {
    for (const gate of block) {
      const { atLeast, inputs } = gates[gate]!
      const left = inputs.filter((input) => never[input] === 0)
      made[gate] = { atLeast, inputs: left }
      if (atLeast > left.length) never[eventCount + gate] = 1
    }
  }
  const leaves = [...alone].filter((input) => !passes(input))
  const any: Gate = { atLeast: 1, inputs: leaves }
  return { eventCount, gates: [...made, any], top: eventCount + made.length }
}
