// How the gates of a ring settle: each is evaluated again where an input of it has changed, until nothing does. In
// the order of `gateOrder` most rings take two rounds; a value that can change k times makes at most k rounds.

import type { Structure } from './structure.ts'

export interface Ring {
  /** Gates of the ring, in the order in which they are evaluated. */
  readonly gates: Int32Array
  /** Places in `gates` that gate i feeds: fed[offsets[i] … offsets[i + 1] - 1]. */
  readonly offsets: Int32Array
  readonly fed: Int32Array
  /** By place, 1 where it is to be evaluated; all 0 between two uses. */
  readonly waiting: Uint8Array
}

/** O(gates of the ring + their inputs). */
export function ringOf({ gates, eventCount }: Structure, block: readonly number[]): Ring {
  const places = new Map(block.map((gate, place) => [eventCount + gate, place]))
  const offsets = new Int32Array(block.length + 1)
  const feeders = block.map((gate) =>
    gates[gate]!.inputs.flatMap((input) => places.get(input) ?? []),
  )
  for (const feeder of feeders) for (const place of feeder) offsets[place + 1]!++
  for (let i = 0; i < block.length; i++) offsets[i + 1]! += offsets[i]!
  const next = offsets.slice(0, block.length)
  const fed = new Int32Array(offsets.at(-1)!)
  for (const [place, feeder] of feeders.entries())
    for (const from of feeder) fed[next[from]!++] = place
  return { gates: Int32Array.from(block), offsets, fed, waiting: new Uint8Array(block.length) }
}

/** `evaluate` says whether the gate's value has changed by it. Nothing is allocated. */
export function settle(ring: Ring, evaluate: (gate: number) => boolean): void {
  const { gates, offsets, fed, waiting } = ring
  waiting.fill(1)
  for (let left = gates.length; left > 0; ) {
    for (let place = 0; place < gates.length; place++) {
      if (waiting[place] === 0) continue
      waiting[place] = 0
      left--
      if (!evaluate(gates[place]!)) continue
      for (let i = offsets[place]!; i < offsets[place + 1]!; i++) {
        if (waiting[fed[i]!] === 1) continue
        waiting[fed[i]!] = 1
        left++
      }
    }
  }
}
