// Traffic equations of an open network: what arrives at a node is what begins there, and of what arrives at others
// the part that their edges carry on (J. R. Jackson, Networks of Waiting Lines, 1957). Solved part by part on the
// condensation; inside a strongly connected part the equations are solved together. A part that sends back as much
// as it gets has no solution: it is `unbounded`, and so is all that it leads to. No number is ever infinite.

import { digraph } from './digraph.ts'
import { strongComponents } from './strong-components.ts'

/** Amounts end here, so that sums of them stay finite. */
export const mostTraffic = 1e300

export interface Traffic {
  readonly amounts: Float64Array
  /** 1 where what arrives has no bound; the amount is 0 there. */
  readonly unbounded: Uint8Array
}

export interface TrafficNetwork {
  /** `unbounded`: nodes where more begins than can be said. O(nodes + edges), and the cube of small circles. */
  solve(begun: ArrayLike<number>, unbounded?: Uint8Array): Traffic
  /** Parts (numbered by `partOf`) that feed themselves as much as they get, whether or not anything arrives. */
  readonly partOf: Int32Array
  gainsAtLeastOne(part: number): boolean
}

/** Edges as parallel arrays, with the part of what arrives at `from` that goes on to `to`, 0 or more. */
export function trafficNetwork(
  nodeCount: number,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  parts: ArrayLike<number>,
): TrafficNetwork {
  // What carries nothing makes no circle.
  const kept = Array.from({ length: parts.length }, (_, edge) => edge).filter(
    (edge) => parts[edge]! > 0,
  )
  const from = Int32Array.from(kept, (edge) => sources[edge]!)
  const to = Int32Array.from(kept, (edge) => targets[edge]!)
  const gains = Float64Array.from(kept, (edge) => parts[edge]!)
  const { of, count } = strongComponents(digraph(nodeCount, from, to))
  const byPart = digraph(
    count,
    of,
    Int32Array.from(of, (_, node) => node),
  )
  const into = edgesInto(nodeCount, from, to, gains)
  const selfCarrying = new Uint8Array(count)
  for (let e = 0; e < from.length; e++)
    if (of[from[e]!] === of[to[e]!]) selfCarrying[of[from[e]!]!] = 1

  const membersOf = (part: number): Int32Array =>
    byPart.targets.subarray(byPart.offsets[part], byPart.offsets[part + 1])

  const partAt = (part: number): Part => ({
    members: membersOf(part),
    holds: (node) => of[node] === part,
    into,
  })

  const solve = (begun: ArrayLike<number>, seeds?: Uint8Array): Traffic => {
    const amounts = new Float64Array(nodeCount)
    const unbounded = new Uint8Array(nodeCount)
    for (let part = count - 1; part >= 0; part--) {
      const members = membersOf(part)
      let isUnbounded = false
      let isFed = false
      for (const node of members) {
        let sum = begun[node]!
        if (seeds?.[node]) isUnbounded = true
        for (let i = into.offsets[node]!; i < into.offsets[node + 1]!; i++) {
          const source = into.from[i]!
          if (of[source] === part) continue
          if (unbounded[source]) isUnbounded = true
          sum += amounts[source]! * into.gains[i]!
        }
        amounts[node] = Math.min(sum, mostTraffic)
        if (sum > 0) isFed = true
      }
      if (!isUnbounded && isFed && selfCarrying[part])
        isUnbounded = !solveTogether(partAt(part), amounts)
      if (!isUnbounded) continue
      for (const node of members) {
        unbounded[node] = 1
        amounts[node] = 0
      }
    }
    return { amounts, unbounded }
  }

  return {
    solve,
    partOf: of,
    gainsAtLeastOne(part) {
      if (!selfCarrying[part]) return false
      const ones = new Float64Array(nodeCount).fill(1)
      return !solveTogether(partAt(part), ones)
    },
  }
}

/** Nodes that lead to each other, and all edges into them. */
interface Part {
  readonly members: Int32Array
  readonly holds: (node: number) => boolean
  readonly into: Into
}

interface Into {
  readonly offsets: Int32Array
  readonly from: Int32Array
  readonly gains: Float64Array
}

function edgesInto(
  nodeCount: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  gains: ArrayLike<number>,
): Into {
  // The digraph from each target to the numbers of its edges.
  const numbers = Int32Array.from(to, (_, edge) => edge)
  const { offsets, targets: edges } = digraph(nodeCount, to, numbers)
  return {
    offsets,
    from: edges.map((edge) => from[edge]!),
    gains: Float64Array.from(edges, (edge) => gains[edge]!),
  }
}

/** A gain so near to 1 counts as 1. */
const nearlyNothing = 1e-9

/** Parts up to this size are eliminated exactly, larger ones by sweeps that grow towards the answer. */
const mostEliminated = 160
const mostSweeps = 2000

/** `amounts` holds what comes from outside, and then what arrives in all; false where that has no bound. */
function solveTogether(part: Part, amounts: Float64Array): boolean {
  return part.members.length <= mostEliminated ? eliminated(part, amounts) : swept(part, amounts)
}

/** Gauss without pivoting: I - A is solvable for amounts of 0 and more exactly when every pivot is positive. */
function eliminated({ members, holds, into }: Part, amounts: Float64Array): boolean {
  const size = members.length
  const place = new Map<number, number>()
  members.forEach((node, index) => void place.set(node, index))
  const rows = Array.from(members, (node, index) => {
    const row = new Float64Array(size + 1)
    row[index] = 1
    row[size] = amounts[node]!
    for (let i = into.offsets[node]!; i < into.offsets[node + 1]!; i++) {
      const source = into.from[i]!
      if (holds(source)) row[place.get(source)!]! -= into.gains[i]!
    }
    return row
  })
  for (let p = 0; p < size; p++) {
    const pivot = rows[p]!
    if (!(pivot[p]! > nearlyNothing)) return false
    for (let r = p + 1; r < size; r++) {
      const row = rows[r]!
      const factor = row[p]! / pivot[p]!
      if (factor === 0) continue
      for (let c = p; c <= size; c++) row[c]! -= factor * pivot[c]!
    }
  }
  for (let p = size - 1; p >= 0; p--) {
    const row = rows[p]!
    let sum = row[size]!
    for (let c = p + 1; c < size; c++) sum -= row[c]! * rows[c]![size]!
    row[size] = Math.min(mostTraffic, Math.max(0, sum / row[p]!))
    if (!Number.isFinite(row[size])) return false
  }
  members.forEach((node, index) => {
    amounts[node] = rows[index]![size]!
  })
  return true
}

/** Gauss and Seidel's sweeps grow to the least solution where there is one, and past every bound where not. */
function swept({ members, holds, into }: Part, amounts: Float64Array): boolean {
  const outside = Float64Array.from(members, (node) => amounts[node]!)
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let change = 0
    for (let m = 0; m < members.length; m++) {
      const node = members[m]!
      let sum = outside[m]!
      for (let i = into.offsets[node]!; i < into.offsets[node + 1]!; i++) {
        if (holds(into.from[i]!)) sum += amounts[into.from[i]!]! * into.gains[i]!
      }
      if (!(sum < mostTraffic)) return false
      if (sum > 0) change = Math.max(change, Math.abs(sum - amounts[node]!) / sum)
      amounts[node] = sum
    }
    if (change < 1e-14) return true
  }
  return false
}
