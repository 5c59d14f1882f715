// Which units break a root when they alone are down. Units are taken from the root downwards; the failure
// of one spreads to those that need it, nearest first. Where all of it runs through a single unit, the
// answer is that unit's (the immediate dominator of a flow graph, carried over to needs), and where it
// meets a unit that is known to break the root it stops. So a unit costs what its failure touches up to
// there: near-linear in all but contrived graphs. Cycles through alternatives are solved on the spot.
// One analysis serves all roots of a graph with the same working arrays; each root pays for its part alone.

import { type Cycles, cyclesOf, solveCycle } from './cycles.ts'
import { minimumHeap } from './minimum-heap.ts'
import type { NeedGraph } from './needs.ts'

export interface FailureAnalysis {
  /** The spread of failures towards one root, a node. */
  of(root: number): FailureSpread
  /**
   * Units of the whole graph that stop serving when all these are down, those among them that served included;
   * in no order. It costs what the failure touches.
   */
  lostWith(units: Iterable<number>): readonly number[]
}

export interface FailureSpread {
  /** False where the root does not serve with everything up; nothing breaks it then. */
  readonly served: boolean
  /** Serving units that the root leads to, the root first. */
  readonly units: readonly number[]
  /**
   * Whether the root stops serving when all these units are down, the groups in `spared` being served
   * whatever fails; one that never serves stays so.
   */
  breaks(units: Iterable<number>, spared?: ReadonlySet<number>): boolean
  /** A number that ascends from what is needed to who needs it; units of one circle share it. */
  rank(unit: number): number
  /** Units that break the root alone, ascending; the root's own unit included. */
  singlePoints(): readonly number[]
}

const none: ReadonlySet<number> = new Set()

const unserved: FailureSpread = {
  served: false,
  units: [],
  breaks: () => false,
  rank: () => 0,
  singlePoints: () => [],
}

/** `up`: units that serve with everything up. O(units + members), and then for each root its part. */
export function failureAnalysis(graph: NeedGraph, up: Uint8Array): FailureAnalysis {
  const spare = spareMembers(graph, up)
  const cycles = cyclesOf(graph, up)
  const run = spreader(graph, up, spare, cycles)
  return {
    of(root) {
      const rootUnit = graph.unitOf[root]!
      if (!up[rootUnit]) return unserved
      const units = unitsFrom(graph, up, rootUnit)
      return {
        served: true,
        units,
        breaks: (lost, spared = none) => run.together(rootUnit, units, lost, spared),
        rank: (unit) => cycles.of[unit]!,
        singlePoints: () => run.alone(rootUnit, units).sort((a, b) => a - b),
      }
    },
    lostWith: (units) => run.lost(units),
  }
}

/** How many serving members of each group may be lost before it is; groups that ask for none never are. */
function spareMembers(graph: NeedGraph, up: Uint8Array): Int32Array {
  const { atLeast, memberOffsets, members } = graph
  return Int32Array.from(atLeast, (least, g) => {
    if (least <= 0) return members.length
    let serving = -least
    for (let m = memberOffsets[g]!; m < memberOffsets[g + 1]!; m++) serving += up[members[m]!]!
    return serving
  })
}

function unitsFrom(graph: NeedGraph, up: Uint8Array, root: number): readonly number[] {
  const found = new Set([root])
  for (const u of found) {
    for (let m = firstMember(graph, u); m < lastMember(graph, u); m++) {
      const w = graph.members[m]!
      if (up[w]) found.add(w)
    }
  }
  return [...found]
}

/** Groups of a unit lie side by side, and so do their members. */
function firstMember({ groupOffsets, memberOffsets }: NeedGraph, unit: number): number {
  return memberOffsets[groupOffsets[unit]!]!
}

function lastMember({ groupOffsets, memberOffsets }: NeedGraph, unit: number): number {
  return memberOffsets[groupOffsets[unit + 1]!]!
}

function spreader(graph: NeedGraph, up: Uint8Array, spare: Int32Array, cycles: Cycles) {
  const { owner, inOffsets, inGroups } = graph
  const lost = new Int32Array(owner.length)
  const failed = new Uint8Array(graph.unitCount)
  // 0 outside the root's part or unknown yet, 1 harmless, 2 breaks the root, 3 in the part and unknown.
  const status = new Uint8Array(graph.unitCount)
  const touched: number[] = []
  const failures: number[] = []
  // Units whose failure is known and not yet passed on, and cycles to be solved, by cycle number.
  const waiting = minimumHeap()
  const dirty = new Set<number>()
  let spared = none
  let open = 0
  const isInPart = (u: number): boolean => status[u] !== 0
  const isServing = (u: number): boolean => up[u] === 1
  // The root whose part is marked as unknown in `status`, so that it is not marked anew for each question.
  let marked: { readonly root: number; readonly units: readonly number[] } | undefined

  const mark = (root: number, units: readonly number[]) => {
    if (marked?.root === root) return
    unmark()
    for (const u of units) status[u] = 3
    marked = { root, units }
  }

  const unmark = () => {
    for (const u of marked?.units ?? []) status[u] = 0
    marked = undefined
  }

  const reset = () => {
    for (const g of touched) lost[g] = 0
    for (const u of failures) failed[u] = 0
    touched.length = 0
    failures.length = 0
    waiting.clear()
    dirty.clear()
    open = 0
  }

  const fail = (u: number) => {
    if (failed[u]) return
    failed[u] = 1
    failures.push(u)
    waiting.push(cycles.of[u]!, u)
  }

  /** Passes the failure of u on to the groups that it is a member of, as far as `reaches` holds for their owners. */
  const passOn = (u: number, reaches: (owner: number) => boolean) => {
    for (let i = inOffsets[u]!; i < inOffsets[u + 1]!; i++) {
      const g = inGroups[i]!
      const o = owner[g]!
      if (!reaches(o) || spared.has(g)) continue
      if (lost[g] === 0) touched.push(g)
      lost[g]!++
      // A group counts as open from its first loss until it fails.
      if (lost[g] === 1) open++
      if (lost[g] === spare[g]! + 1) {
        open--
        fail(o)
      }
      const c = cycles.of[o]!
      if (failed[o] || dirty.has(c) || !cycles.members.has(c)) continue
      dirty.add(c)
      waiting.push(c, -1)
    }
  }

  const solveNext = () => {
    const c = waiting.popped()
    dirty.delete(c)
    solveCycle(graph, up, cycles, c, failed, fail, spared)
  }

  /** Spreads until nothing more fails; true as soon as the root is known to break. */
  const spread = (root: number): boolean => {
    while (waiting.size() > 0) {
      const u = waiting.popNode()
      if (u === -1) {
        solveNext()
        continue
      }
      if (u === root || status[u] === 2) return true
      if (status[u] === 1 && waiting.size() === 0 && open === 0) return false
      passOn(u, isInPart)
    }
    return false
  }

  return {
    /** Units that break the root alone. */
    alone(root: number, units: readonly number[]): number[] {
      mark(root, units)
      // Cycle numbers ascend towards the root: go down from it.
      const order = [...units].sort((a, b) => cycles.of[b]! - cycles.of[a]! || a - b)
      for (const u of order) {
        fail(u)
        status[u] = spread(root) ? 2 : 1
        reset()
      }
      const breaking = units.filter((u) => status[u] === 2)
      unmark()
      return breaking
    },
    together(
      root: number,
      units: readonly number[],
      down: Iterable<number>,
      without: ReadonlySet<number>,
    ): boolean {
      spared = without
      mark(root, units)
      for (const u of down) if (status[u] === 3) fail(u)
      const isBroken = spread(root)
      reset()
      spared = none
      return isBroken
    },
    lost(down: Iterable<number>): readonly number[] {
      for (const u of down) if (isServing(u)) fail(u)
      while (waiting.size() > 0) {
        const u = waiting.popNode()
        if (u === -1) solveNext()
        else passOn(u, isServing)
      }
      const lost = [...failures]
      reset()
      return lost
    },
  }
}
