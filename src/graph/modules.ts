// Modules of a failure structure: gates of which nothing below is used anywhere else, so that each can be
// solved by itself and stand above as one event of its own. Found from the dates of one depth-first
// traversal, as Dutuit and Rauzy do (IEEE Trans. Reliability 45, 1996); the gates of a ring are no modules,
// what a ring is part of may be.

import { isRing, type Structure } from './structure.ts'

/** 1 for each gate below the top that is a module, the top's own included; O(gates + inputs). */
export function modulesOf(
  structure: Structure,
  blocks: readonly (readonly number[])[],
): Uint8Array {
  const { gates, eventCount, top } = structure
  const isModule = new Uint8Array(gates.length)
  if (top < eventCount) return isModule
  const { first, last, left } = traversal(structure)
  // Of everything below: the earliest first date and the latest last one. Inputs come in earlier blocks.
  const earliest = new Int32Array(gates.length)
  const latest = new Int32Array(gates.length)
  for (const block of blocks) {
    let low = first.length * 1e3
    let high = -1
    for (const gate of block) {
      for (const input of gates[gate]!.inputs) {
        low = Math.min(low, first[input]!)
        high = Math.max(high, last[input]!)
        if (input < eventCount || block.includes(input - eventCount)) continue
        low = Math.min(low, earliest[input - eventCount]!)
        high = Math.max(high, latest[input - eventCount]!)
      }
    }
    for (const gate of block) {
      earliest[gate] = low
      latest[gate] = high
    }
    const [gate] = block
    if (gate === undefined || isRing(structure, block)) continue
    const whole = low > first[eventCount + gate]! && high < left[gate]!
    if (whole) isModule[gate] = 1
  }
  isModule[top - eventCount] = 1
  return isModule
}

interface Dates {
  /** By input: when it was first and last met. */
  readonly first: Int32Array
  readonly last: Int32Array
  /** By gate: when all below it had been seen. */
  readonly left: Int32Array
}

function traversal({ gates, eventCount, top }: Structure): Dates {
  const first = new Int32Array(eventCount + gates.length).fill(-1)
  const last = new Int32Array(eventCount + gates.length).fill(-1)
  const left = new Int32Array(gates.length)
  const next = new Int32Array(gates.length)
  const path: number[] = []
  let date = 0
  const meet = (input: number): void => {
    const isNew = first[input] === -1
    if (isNew) first[input] = date
    last[input] = date++
    if (isNew && input >= eventCount) path.push(input - eventCount)
  }
  meet(top)
  while (path.length > 0) {
    const gate = path.at(-1)!
    const { inputs } = gates[gate]!
    if (next[gate]! < inputs.length) meet(inputs[next[gate]!++]!)
    else {
      left[gate] = date++
      path.pop()
    }
  }
  return { first, last, left }
}
