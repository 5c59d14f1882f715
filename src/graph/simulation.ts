// How often a structure fails in random states: for structures too large for a diagram. 32 states are tried at
// once, a bit each; a rare event is placed by the distance to its next occurrence and costs nothing between.
// The interval is Wilson's (J. Am. Stat. Assoc. 22, 1927), which holds its 95 % for rare failures too.

import { randomFrom } from './random.ts'
import { type Gate, gateOrder, isRing, type Structure } from './structure.ts'

export interface Simulated {
  /** Part of the samples in which the top had failed. */
  readonly value: number
  /** Where the probability lies, 95 times out of 100. */
  readonly low: number
  readonly high: number
  readonly samples: number
}

/** `samples` is rounded up to whole words of 32. The same seed gives the same samples. */
export function simulateFailures(
  structure: Structure,
  probabilities: ArrayLike<number>,
  samples: number,
  seed: number,
): Simulated {
  const rounds = Math.max(1, Math.ceil(samples / 32))
  const draw = sampler(structure.eventCount, probabilities, randomFrom(seed))
  const words = new Int32Array(structure.eventCount + structure.gates.length)
  const settle = settler(structure, words)
  let failures = 0
  for (let round = 0; round < rounds; round++) {
    draw(words)
    settle()
    failures += bitsIn(words[structure.top]!)
  }
  return { ...wilson(failures, rounds * 32), samples: rounds * 32 }
}

/** Fills the words of the events with their next 32 states. */
function sampler(
  eventCount: number,
  probabilities: ArrayLike<number>,
  random: () => number,
): (words: Int32Array) => void {
  const gapTo = (q: number): number =>
    q >= 1
      ? 0
      : q <= 0
        ? Number.POSITIVE_INFINITY
        : Math.floor(Math.log1p(-random()) / Math.log1p(-q))
  const next = Float64Array.from({ length: eventCount }, (_, event) => gapTo(probabilities[event]!))
  return (words) => {
    for (let event = 0; event < eventCount; event++) {
      let word = 0
      let at = next[event]!
      while (at < 32) {
        word |= 1 << at
        at += 1 + gapTo(probabilities[event]!)
      }
      next[event] = at - 32
      words[event] = word
    }
  }
}

function settler(structure: Structure, words: Int32Array): () => void {
  const { gates, eventCount } = structure
  const blocks = gateOrder(structure).blocks.map((block) => ({
    block,
    ring: isRing(structure, block),
  }))
  return () => {
    for (const { block, ring } of blocks) {
      if (ring) for (const gate of block) words[eventCount + gate] = -1
      for (let changed = true; changed; ) {
        changed = false
        for (const gate of block) {
          const after = failing(gates[gate]!, words)
          changed ||= ring && after !== words[eventCount + gate]
          words[eventCount + gate] = after
        }
      }
    }
  }
}

/** The states in which at least so many inputs have failed: the counts stand as binary digits across words. */
function failing({ atLeast, inputs }: Gate, words: Int32Array): number {
  if (atLeast <= 0) return -1
  if (atLeast > inputs.length) return 0
  if (atLeast === 1) return inputs.reduce((word, input) => word | words[input]!, 0)
  if (atLeast === inputs.length) return inputs.reduce((word, input) => word & words[input]!, -1)
  const digits = new Array<number>(32 - Math.clz32(inputs.length)).fill(0)
  for (const input of inputs) {
    let carry = words[input]!
    for (let i = 0; i < digits.length && carry !== 0; i++) {
      const digit = digits[i]!
      digits[i] = digit ^ carry
      carry &= digit
    }
  }
  let greater = 0
  let equal = -1
  for (let i = digits.length - 1; i >= 0; i--) {
    const wanted = (atLeast >> i) & 1 ? -1 : 0
    greater |= equal & digits[i]! & ~wanted
    equal &= ~(digits[i]! ^ wanted)
  }
  return greater | equal
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const z = 1.959963984540054

function wilson(failures: number, samples: number) {
  const value = failures / samples
  const middle = (value + (z * z) / (2 * samples)) / (1 + (z * z) / samples)
  const half =
    (z * Math.sqrt((value * (1 - value)) / samples + (z * z) / (4 * samples * samples))) /
    (1 + (z * z) / samples)
  return {
    value,
    low: failures === 0 ? 0 : middle - half,
    high: failures === samples ? 1 : middle + half,
  }
}
