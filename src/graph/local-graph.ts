// The part of a graph of needs that one root leads to, numbered anew: what failure analysis of that root
// works on, so that a graph of many roots costs each of them its own part alone.

import { digraph } from './digraph.ts'
import type { NeedGraph } from './needs.ts'
import { strongComponents } from './strong-components.ts'

export interface LocalGraph {
  readonly count: number
  readonly root: number
  /** Local number → unit, and back. */
  readonly unit: Int32Array
  readonly number: ReadonlyMap<number, number>
  readonly groupOffsets: Int32Array
  readonly owner: Int32Array
  /** How many members of a group may be lost before it is. */
  readonly spare: Int32Array
  readonly memberOffsets: Int32Array
  readonly members: Int32Array
  readonly inOffsets: Int32Array
  readonly inGroups: Int32Array
  /** Strong component through alternatives; equal numbers, same cycle. Ascending towards the root. */
  readonly cycle: Int32Array
  /** Members of each cycle of two or more. */
  readonly cycles: ReadonlyMap<number, readonly number[]>
}

/** `up`: units that serve with everything up; others are left out. O(units + members) of the part. */
export function localGraph(graph: NeedGraph, up: Uint8Array, rootUnit: number): LocalGraph {
  // A map, not an array: a graph of many roots would pay for all its units at each of them.
  const number = new Map([[rootUnit, 0]])
  const found: number[] = [rootUnit]
  for (let i = 0; i < found.length; i++) {
    const u = found[i]!
    for (let g = graph.groupOffsets[u]!; g < graph.groupOffsets[u + 1]!; g++) {
      for (let m = graph.memberOffsets[g]!; m < graph.memberOffsets[g + 1]!; m++) {
        const w = graph.members[m]!
        if (!up[w] || number.has(w)) continue
        number.set(w, found.length)
        found.push(w)
      }
    }
  }
  const count = found.length
  const groupOffsets = new Int32Array(count + 1)
  const owner: number[] = []
  const spare: number[] = []
  const memberOffsets: number[] = [0]
  const members: number[] = []
  const sources: number[] = []
  for (let v = 0; v < count; v++) {
    const u = found[v]!
    for (let g = graph.groupOffsets[u]!; g < graph.groupOffsets[u + 1]!; g++) {
      if (graph.atLeast[g]! <= 0) continue
      const before = members.length
      for (let m = graph.memberOffsets[g]!; m < graph.memberOffsets[g + 1]!; m++) {
        const w = number.get(graph.members[m]!)
        if (w === undefined) continue
        members.push(w)
        sources.push(v)
      }
      owner.push(v)
      spare.push(members.length - before - graph.atLeast[g]!)
      memberOffsets.push(members.length)
    }
    groupOffsets[v + 1] = owner.length
  }
  const groupOfMember = new Int32Array(members.length)
  for (let g = 0; g + 1 < memberOffsets.length; g++) {
    groupOfMember.fill(g, memberOffsets[g]!, memberOffsets[g + 1]!)
  }
  const incoming = digraph(count, members, groupOfMember)
  const { of: cycle } = strongComponents(digraph(count, sources, members))
  return {
    count,
    root: 0,
    unit: Int32Array.from(found),
    number,
    groupOffsets,
    owner: Int32Array.from(owner),
    spare: Int32Array.from(spare),
    memberOffsets: Int32Array.from(memberOffsets),
    members: Int32Array.from(members),
    inOffsets: incoming.offsets,
    inGroups: incoming.targets,
    cycle,
    cycles: cyclesOf(cycle, count),
  }
}

function cyclesOf(cycle: Int32Array, count: number): ReadonlyMap<number, readonly number[]> {
  const sizes = new Int32Array(count)
  for (let v = 0; v < count; v++) sizes[cycle[v]!]!++
  const cycles = new Map<number, number[]>()
  for (let v = 0; v < count; v++) {
    const c = cycle[v]!
    if (sizes[c]! < 2) continue
    const list = cycles.get(c)
    if (list) list.push(v)
    else cycles.set(c, [v])
  }
  return cycles
}
