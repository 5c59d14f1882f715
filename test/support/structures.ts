// Random failure structures and the brute force that judges what src/graph says of them: every state of the
// events is tried, and gates are settled from "has failed" downwards until nothing changes.

import type { Gate, Structure } from '#src/graph/structure.ts'

/** Gates may take any input, later gates among them, so that rings come up; the top is any input. */
export function randomStructure(random: () => number, rings: 'rings' | 'none'): Structure {
  const below = (count: number): number => Math.floor(random() * count)
  const eventCount = 1 + below(10)
  const gateCount = 1 + below(10)
  const gates = Array.from({ length: gateCount }, (_, gate): Gate => {
    const reach = rings === 'rings' ? eventCount + gateCount : eventCount + gate
    const inputs = Array.from({ length: 1 + below(4) }, () => below(reach))
    const atLeast = random() < 0.05 ? below(7) : 1 + below(inputs.length)
    return { atLeast, inputs }
  })
  const top = random() < 0.95 ? eventCount + gateCount - 1 : below(eventCount + gateCount)
  return { eventCount, gates, top }
}

/** Whether the top has failed where exactly the events marked in `failed` have. */
export function topFails(
  { eventCount, gates, top }: Structure,
  failed: readonly boolean[],
): boolean {
  const state = [...failed, ...gates.map(() => true)]
  for (let changed = true; changed; ) {
    changed = false
    for (const [gate, { atLeast, inputs }] of gates.entries()) {
      const after = inputs.filter((input) => state[input]).length >= atLeast
      if (after !== state[eventCount + gate]) changed = true
      state[eventCount + gate] = after
    }
  }
  return state[top]!
}

/** Every state of so many events. */
export function* states(eventCount: number): Generator<readonly boolean[]> {
  for (let bits = 0; bits < 1 << eventCount; bits++) {
    yield Array.from({ length: eventCount }, (_, event) => ((bits >> event) & 1) === 1)
  }
}

/** The sum over all states. */
export function summed(structure: Structure, probabilities: readonly number[]): number {
  let sum = 0
  for (const failed of states(structure.eventCount)) {
    if (!topFails(structure, failed)) continue
    sum += failed.reduce(
      (p, one, event) => p * (one ? probabilities[event]! : 1 - probabilities[event]!),
      1,
    )
  }
  return sum
}

/** Minimal sets of events that make the top fail, up to an order, each found by trying all. */
export function triedCutSets(structure: Structure, order: number): readonly string[] {
  const failing = [...states(structure.eventCount)].filter((failed) => topFails(structure, failed))
  const sets = failing.map((failed) => failed.flatMap((one, event) => (one ? [event] : [])))
  const isMinimal = (set: readonly number[]): boolean =>
    !sets.some((other) => other.length < set.length && other.every((event) => set.includes(event)))
  return sets
    .filter((set) => set.length <= order && isMinimal(set))
    .map((set) => set.join(' '))
    .sort()
}
