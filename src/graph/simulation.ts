// How often a structure fails in random states: for structures too large for a diagram. 32 states are tried at
// once, a bit each; a rare event is placed by the distance to its next occurrence and costs nothing between.
// The interval is Wilson's (J. Am. Stat. Assoc. 22, 1927), which holds its 95 % for rare failures too.

import { randomFrom } from './random.ts'
import { ringOf, settle } from './rings.ts'
import { gateOrder, isRing, type Structure } from './structure.ts'

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
  const logs = Float64Array.from({ length: eventCount }, (_, event) =>
    Math.log1p(-Math.min(1, probabilities[event]!)),
  )
  /** Samples until the next occurrence: 0 for what is certain, Infinity for what never happens. */
  const gapTo = (event: number): number => {
    if (logs[event] === 0) return Number.POSITIVE_INFINITY
    return Math.floor(Math.log1p(-random()) / logs[event]!)
  }
  const next = Float64Array.from({ length: eventCount }, (_, event) => gapTo(event))
  return (words) => {
    for (let event = 0; event < eventCount; event++) {
      let word = 0
      let at = next[event]!
      while (at < 32) {
        word |= 1 << at
        at += 1 + gapTo(event)
      }
      next[event] = at - 32
      words[event] = word
    }
  }
}

/** Brings the words of all gates in line with those of the events; nothing is allocated. */
function settler(structure: Structure, words: Int32Array): () => void {
  const { gates, eventCount } = structure
  const blocks = gateOrder(structure).blocks.map((block) =>
    isRing(structure, block) ? ringOf(structure, block) : block[0]!,
  )
  const inputs = gates.map((gate) => Int32Array.from(gate.inputs))
  const most = inputs.reduce((greatest, one) => Math.max(greatest, one.length), 0)
  const digits = new Int32Array(33 - Math.clz32(most))
  const evaluate = (gate: number): boolean => {
    const before = words[eventCount + gate]
    const after = failing(gates[gate]!.atLeast, inputs[gate]!, words, digits)
    words[eventCount + gate] = after
    return after !== before
  }
  return () => {
    for (let index = 0; index < blocks.length; index++) {
      const block = blocks[index]!
      if (typeof block === 'number') {
        evaluate(block)
        continue
      }
      for (let i = 0; i < block.gates.length; i++) words[eventCount + block.gates[i]!] = -1
      settle(block, evaluate)
    }
  }
}

/** The states in which at least so many inputs have failed: the counts stand as binary digits across words. */
function failing(
  atLeast: number,
  inputs: Int32Array,
  words: Int32Array,
  digits: Int32Array,
): number {
  const { length } = inputs
  if (atLeast <= 0) return -1
  if (atLeast > length) return 0
  let word = atLeast === 1 ? 0 : -1
  if (atLeast === 1) for (let i = 0; i < length; i++) word |= words[inputs[i]!]!
  else if (atLeast === length) for (let i = 0; i < length; i++) word &= words[inputs[i]!]!
  else word = counted(atLeast, inputs, words, digits)
  return word
}

function counted(
  atLeast: number,
  inputs: Int32Array,
  words: Int32Array,
  digits: Int32Array,
): number {
  const places = 32 - Math.clz32(inputs.length)
  for (let place = 0; place < places; place++) digits[place] = 0
  for (let i = 0; i < inputs.length; i++) {
    let carry = words[inputs[i]!]!
    for (let place = 0; place < places && carry !== 0; place++) {
      const digit = digits[place]!
      digits[place] = digit ^ carry
      carry &= digit
    }
  }
  let greater = 0
  let equal = -1
  for (let place = places - 1; place >= 0; place--) {
    const wanted = (atLeast >> place) & 1 ? -1 : 0
    greater |= equal & digits[place]! & ~wanted
    equal &= ~(digits[place]! ^ wanted)
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
