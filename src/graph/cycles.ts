// Units that lead back to themselves through alternatives. Losses inside such a cycle cannot be counted
// group by group, since its members may keep each other up without a leg to stand on: the cycle is solved
// as a whole, as the least fixed point.

import { digraph } from './digraph.ts'
import type { NeedGraph } from './needs.ts'
import { strongComponents } from './strong-components.ts'

export interface Cycles {
  /** The strong component of each unit over members that serve; numbers ascend towards who needs. */
  readonly of: Int32Array
  /** Units of each strong component of two or more. */
  readonly members: ReadonlyMap<number, readonly number[]>
}

export function cyclesOf(graph: NeedGraph, up: Uint8Array): Cycles {
  const { unitCount, owner, memberOffsets, members } = graph
  const sources: number[] = []
  const targets: number[] = []
  for (let g = 0; g < owner.length; g++) {
    for (let m = memberOffsets[g]!; m < memberOffsets[g + 1]!; m++) {
      if (!up[members[m]!]) continue
      sources.push(owner[g]!)
      targets.push(members[m]!)
    }
  }
  const { of, count } = strongComponents(digraph(unitCount, sources, targets))
  const sizes = new Int32Array(count)
  for (const c of of) sizes[c]!++
  const found = new Map<number, number[]>()
  for (let u = 0; u < unitCount; u++) {
    const c = of[u]!
    if (sizes[c]! < 2) continue
    const known = found.get(c)
    if (known) known.push(u)
    else found.set(c, [u])
  }
  return { of, members: found }
}

/** Fails what no longer serves in one cycle, given what has failed by now; groups in `spared` count as serving. */
export function solveCycle(
  graph: NeedGraph,
  up: Uint8Array,
  cycles: Cycles,
  cycle: number,
  failed: Uint8Array,
  fail: (unit: number) => void,
  spared: ReadonlySet<number>,
): void {
  const serves = new Set<number>()
  const groupServes = (g: number) => {
    if (graph.atLeast[g]! <= 0 || spared.has(g)) return true
    let missing = graph.atLeast[g]!
    for (let m = graph.memberOffsets[g]!; m < graph.memberOffsets[g + 1]!; m++) {
      const w = graph.members[m]!
      const isGood = cycles.of[w] === cycle ? serves.has(w) : up[w] === 1 && !failed[w]
      if (isGood) missing--
    }
    return missing <= 0
  }
  const unitServes = (u: number) => {
    for (let g = graph.groupOffsets[u]!; g < graph.groupOffsets[u + 1]!; g++) {
      if (!groupServes(g)) return false
    }
    return true
  }
  let waiting = cycles.members.get(cycle)!.filter((u) => !failed[u])
  for (let grew = true; grew; ) {
    const still = waiting.filter((u) => {
      if (!unitServes(u)) return true
      serves.add(u)
      return false
    })
    grew = still.length < waiting.length
    waiting = still
  }
  for (const u of waiting) fail(u)
}
