// Databases that copy to each other by `=>` (rule 6): which can stand in for which. A set is one source,
// or a cycle of sources, and every database that only it reaches; what several sources copy to holds a
// merge of them and is a set of its own. Sets belong to the declared model, whatever a flow names.

import { digraph } from '#src/graph/digraph.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import { wordIn } from '#src/model/attributes.ts'
import type { System } from './calls.ts'

export interface ReplicaSet {
  readonly members: readonly number[]
  readonly sources: readonly number[]
}

export interface ReplicaSets {
  /** The set of a database that is in one with others; undefined for everything else. */
  of(component: number): ReplicaSet | undefined
  /** Failover in effect of a store. */
  failsOver(component: number): boolean
}

/** Where the writes go of who calls these: to the sources among them, and where none is, to any source. */
export function sourcesFor({ sources }: ReplicaSet, called: readonly number[]): readonly number[] {
  const own = sources.filter((source) => called.includes(source))
  return own.length > 0 ? own : sources
}

export function replicaSets(system: System): ReplicaSets {
  const { components } = system.model
  const sources: number[] = []
  const targets: number[] = []
  for (const edges of system.out) {
    for (const { arrow, from, to } of edges) {
      if (arrow !== '=>' || components[from]!.builtin !== 'database') continue
      for (const target of system.targetsOf(to)) {
        if (target === from || components[target]!.builtin !== 'database') continue
        sources.push(from)
        targets.push(target)
      }
    }
  }
  const sets =
    sources.length === 0
      ? new Map<number, ReplicaSet>()
      : setsOf(components.length, sources, targets)
  return {
    of: (component) => sets.get(component),
    failsOver(id) {
      const { attributes, copies } = components[id]!
      const written = wordIn(attributes, 'failover')
      if (written !== undefined) return written === 'auto'
      if (wordIn(attributes, 'replication') === 'quorum') return true
      return copies + (sets.get(id)?.members.length ?? 1) - 1 >= 2
    },
  }
}

function setsOf(
  count: number,
  sources: readonly number[],
  targets: readonly number[],
): ReadonlyMap<number, ReplicaSet> {
  const graph = digraph(count, sources, targets)
  const { of, count: cycles } = strongComponents(graph)
  const involved = [...new Set([...sources, ...targets])].sort((a, b) => a - b)
  const copied = new Set<number>()
  for (let i = 0; i < sources.length; i++) {
    if (of[sources[i]!] !== of[targets[i]!]) copied.add(of[targets[i]!]!)
  }
  // The source cycle that reaches each cycle: its number, -1 for none yet, -2 for several. Numbers fall along edges.
  const origin = new Int32Array(cycles).fill(-1)
  const ordered = [...involved].sort((a, b) => of[b]! - of[a]! || a - b)
  for (const id of ordered) if (!copied.has(of[id]!)) origin[of[id]!] = of[id]!
  for (const id of ordered) {
    const from = origin[of[id]!]!
    for (let i = graph.offsets[id]!; i < graph.offsets[id + 1]!; i++) {
      const to = of[graph.targets[i]!]!
      if (to === of[id]) continue
      origin[to] = origin[to] === -1 || origin[to] === from ? from : -2
    }
  }
  const byOrigin = new Map<number, number[]>()
  for (const id of involved) {
    const from = origin[of[id]!]!
    if (from < 0) continue
    const list = byOrigin.get(from)
    if (list) list.push(id)
    else byOrigin.set(from, [id])
  }
  const sets = new Map<number, ReplicaSet>()
  for (const [from, members] of byOrigin) {
    if (members.length < 2) continue
    const set = { members, sources: members.filter((id) => of[id] === from) }
    for (const id of members) sets.set(id, set)
  }
  return sets
}
