// Which units break a root when they alone are down. Units are taken from the root downwards; the failure
// of one spreads to those that need it, nearest first. Where all of it runs through a single unit, the
// answer is that unit's (the immediate dominator of a flow graph, carried over to needs), and where it
// meets a unit that is known to break the root it stops. So a unit costs what its failure touches up to
// there: near-linear in all but contrived graphs. Cycles through alternatives are solved on the spot.

import { type LocalGraph, localGraph } from './local-graph.ts'
import { minimumHeap } from './minimum-heap.ts'
import type { NeedGraph } from './needs.ts'
import { serving } from './needs.ts'

export interface FailureSpread {
  /** Whether the root stops serving when all these units are down. */
  breaks(units: Iterable<number>): boolean
  /** Units that break the root alone, ascending; the root's own unit included. */
  singlePoints(): readonly number[]
  /** False where the root does not serve with everything up; nothing breaks it then. */
  readonly served: boolean
  /** Serving units that the root leads to, the root first. */
  readonly units: ArrayLike<number> & Iterable<number>
}

/** Failure analysis of one root; building it is O(units + members). */
export function failureSpread(graph: NeedGraph, root: number, base?: Uint8Array): FailureSpread {
  const up = base ?? serving(graph, new Uint8Array(graph.unitCount))
  const rootUnit = graph.unitOf[root]!
  if (!up[rootUnit]) {
    return { served: false, breaks: () => false, singlePoints: () => [], units: [] }
  }
  const local = localGraph(graph, up, rootUnit)
  const run = spreader(local)
  let known: readonly number[] | undefined
  const points = () => {
    if (known) return known
    const breaking = run.allAlone()
    known = [...local.unit.filter((_, v) => breaking[v] === 1)].sort((a, b) => a - b)
    return known
  }
  return {
    served: true,
    units: local.unit,
    singlePoints: points,
    breaks: (units) => run.together(units),
  }
}

function spreader(local: LocalGraph) {
  const lost = new Int32Array(local.owner.length)
  const failed = new Uint8Array(local.count)
  const touchedGroups: number[] = []
  const failedNodes: number[] = []
  // Units whose failure is known and not yet passed on, and cycles to be solved, by cycle number.
  const waiting = minimumHeap()
  const dirty = new Set<number>()
  let open = 0

  const reset = () => {
    for (const g of touchedGroups) lost[g] = 0
    for (const v of failedNodes) failed[v] = 0
    touchedGroups.length = 0
    failedNodes.length = 0
    waiting.clear()
    dirty.clear()
    open = 0
  }

  const fail = (v: number) => {
    if (failed[v]) return
    failed[v] = 1
    failedNodes.push(v)
    waiting.push(local.cycle[v]!, v)
  }

  /** Passes the failure of v on to the groups that it is a member of. */
  const passOn = (v: number) => {
    for (let i = local.inOffsets[v]!; i < local.inOffsets[v + 1]!; i++) {
      const g = local.inGroups[i]!
      const o = local.owner[g]!
      if (lost[g] === 0) touchedGroups.push(g)
      lost[g]!++
      // A group counts as open from its first loss until it fails.
      if (lost[g] === 1) open++
      if (lost[g] === local.spare[g]! + 1) {
        open--
        fail(o)
      }
      const c = local.cycle[o]!
      if (!failed[o] && local.cycles.has(c) && !dirty.has(c)) {
        dirty.add(c)
        waiting.push(c, -1)
      }
    }
  }

  /** Spreads until nothing more fails; true as soon as the root is known to break. */
  const spread = (status: Uint8Array | undefined): boolean => {
    while (waiting.size() > 0) {
      const v = waiting.popNode()
      const c = waiting.popped()
      if (v === -1) {
        dirty.delete(c)
        solveCycle(local, c, failed, fail)
        continue
      }
      if (v === local.root || status?.[v] === 2) return true
      if (status && waiting.size() === 0 && open === 0 && status[v] === 1) return false
      passOn(v)
    }
    return failed[local.root] === 1
  }

  return {
    /** By local number: 1 for each unit that breaks the root alone. */
    allAlone(): Uint8Array {
      // 0 unknown, 1 harmless, 2 breaks the root. Cycle numbers ascend towards the root: go down from it.
      const status = new Uint8Array(local.count)
      const order = Array.from({ length: local.count }, (_, v) => v)
      order.sort((a, b) => local.cycle[b]! - local.cycle[a]! || a - b)
      for (const v of order) {
        fail(v)
        status[v] = spread(status) ? 2 : 1
        reset()
      }
      return status.map((one) => (one === 2 ? 1 : 0))
    },
    together(units: Iterable<number>): boolean {
      for (const unit of units) {
        const v = local.number.get(unit)
        if (v !== undefined) fail(v)
      }
      const broken = spread(undefined)
      reset()
      return broken
    },
  }
}

/** Least fixed point inside one cycle of alternatives, with what is failed by now; fails what no longer serves. */
function solveCycle(
  local: LocalGraph,
  cycle: number,
  failed: Uint8Array,
  fail: (v: number) => void,
): void {
  const nodes = local.cycles.get(cycle)!
  const serves = new Set<number>()
  const groupServes = (g: number) => {
    let missing = local.memberOffsets[g + 1]! - local.memberOffsets[g]! - local.spare[g]!
    for (let m = local.memberOffsets[g]!; m < local.memberOffsets[g + 1]!; m++) {
      const w = local.members[m]!
      if (local.cycle[w] === cycle ? serves.has(w) : !failed[w]) missing--
    }
    return missing <= 0
  }
  const nodeServes = (v: number) => {
    for (let g = local.groupOffsets[v]!; g < local.groupOffsets[v + 1]!; g++) {
      if (!groupServes(g)) return false
    }
    return true
  }
  let waiting = nodes.filter((v) => !failed[v])
  for (let grew = true; grew; ) {
    const still = waiting.filter((v) => {
      if (!nodeServes(v)) return true
      serves.add(v)
      return false
    })
    grew = still.length < waiting.length
    waiting = still
  }
  for (const v of waiting) fail(v)
}
