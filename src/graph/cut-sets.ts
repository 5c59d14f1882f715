// Minimal cut sets of a failure structure up to an order: the smallest sets of events that make the top fail.
// Families of sets are built from the inputs upwards, module by module: above, a module is one event as light as
// its lightest set, and its sets are put in its place at the end (Dutuit and Rauzy, IEEE Trans. Reliability 45,
// 1996). A ring starts from "has failed" and shrinks until nothing changes.

import { certain, empty, type Family, familyAlgebra, isSameFamily } from './cut-set-families.ts'
import { lean } from './lean.ts'
import { modulesOf } from './modules.ts'
import { ringOf, settle } from './rings.ts'
import { gateOrder, isRing, type Structure } from './structure.ts'

export interface CutSetOptions {
  /** Greatest weight of a set, from 1. */
  readonly order: number
  /** By event, how many single failures it stands for ("all three copies"), from 1; 1 where unwritten. */
  readonly weights?: ArrayLike<number>
  /** Most sets of any one gate; more are cut off. 100,000 where unwritten. */
  readonly limit?: number
}

export interface CutSets {
  /** Events in ascending order; the sets by their weight, then by their events. */
  readonly sets: readonly (readonly number[])[]
  /** True where sets of this order may be missing, because there were more than the limit, or too many to try. */
  readonly truncated: boolean
}

export function minimalCutSets(structure: Structure, options: CutSetOptions): CutSets {
  const small = lean(structure)
  const found = cutSetsOf(small, options)
  if (!found.truncated || found.sets.length > 0) return found
  // Where there is too much to try for this order, a low one may still be told.
  for (let order = Math.min(2, options.order - 1); order > 0; order--) {
    const { sets } = cutSetsOf(small, { ...options, order })
    if (sets.length > 0) return { sets, truncated: true }
  }
  return found
}

/** Of a lean structure, and of this order alone: where there was too much to try, little or nothing is found. */
export function cutSetsOf(structure: Structure, options: CutSetOptions): CutSets {
  const { order, limit = 100_000 } = options
  const { eventCount, gates, top } = structure
  const { blocks } = gateOrder(structure)
  const isModule = modulesOf(structure, blocks)
  const weights = new Float64Array(eventCount + gates.length)
  for (let event = 0; event < eventCount; event++) weights[event] = options.weights?.[event] ?? 1
  const algebra = familyAlgebra(order, limit, weights)
  const made: Family[] = new Array<Family>(eventCount + gates.length).fill(empty)
  /** By module: the sets that it stands for. */
  const below = new Map<number, Family>()
  const single = (input: number): Family => made[input]!
  for (let event = 0; event < eventCount; event++) made[event] = algebra.single(event)
  const change = (gate: number): boolean => {
    const before = made[eventCount + gate]!
    const after = algebra.gate(gates[gate]!, single)
    made[eventCount + gate] = after
    return !isSameFamily(before, after)
  }
  for (const block of blocks) {
    if (isRing(structure, block)) {
      for (const gate of block) made[eventCount + gate] = certain
      settle(ringOf(structure, block), (gate) => !algebra.truncated() && change(gate))
      // Only what has settled is true; sets that were cut off on the way leave nothing to be sure of.
      if (algebra.truncated()) for (const gate of block) made[eventCount + gate] = empty
      continue
    }
    const input = eventCount + block[0]!
    change(block[0]!)
    const [lightest] = made[input]!
    if (!isModule[block[0]!] || input === top || lightest === undefined) continue
    if (lightest.length === 0 || made[input]!.length === 1) continue
    below.set(input, made[input]!)
    weights[input] = algebra.weightOf(lightest)
    made[input] = algebra.single(input)
  }
  return spreadOut(made[top]!, below, order, limit, algebra)
}

/** The sets with those of each module in its place; sets that become too heavy fall away. */
function spreadOut(
  family: Family,
  below: ReadonlyMap<number, Family>,
  order: number,
  limit: number,
  { weightOf, truncated, cutOff, sorted, afford }: ReturnType<typeof familyAlgebra>,
): CutSets {
  const done: (readonly number[])[] = []
  const open = [...family].reverse()
  for (let set = open.pop(); set !== undefined; set = open.pop()) {
    const module = set.findLast((input) => below.has(input))
    if (module === undefined) {
      done.push(set)
      if (done.length > 8 * limit) break
      continue
    }
    if (!afford(1)) break
    const rest = set.filter((input) => input !== module)
    const room = order - weightOf(rest)
    for (const part of below.get(module)!) {
      if (weightOf(part) > room) break
      open.push([...rest, ...part].sort((a, b) => a - b))
    }
  }
  if (open.length > 0) cutOff()
  const sets = sorted(done)
  if (sets.length > limit) cutOff()
  return { sets: sets.slice(0, limit), truncated: truncated() }
}
