// Where an edge enters a container (rule 8): the parts that no edge from inside reaches. A part is a
// component, or a pool as a whole; clients, schedulers, monitors and what only consumes from brokers are
// no entries. Containers are treated from the inside out, since an edge into an inner one reaches its
// entries. Linear in edges times depth.

import type { Arrow } from '#grammar/ast.ts'
import { isBroker, isContainer } from './roles.ts'
import { componentsIn, isWithin, type Node } from './tree.ts'

export interface End {
  readonly from: number
  readonly to: number
  readonly arrow: Arrow
}

/** Entries by container id, ascending, for every container that is the target of an edge. */
export type Entries = ReadonlyMap<number, readonly number[]>

export function entriesOf(nodes: readonly Node[], declared: readonly End[]): Entries {
  const targets = new Set<number>()
  for (const edge of declared) if (isBox(nodes, edge.to)) targets.add(edge.to)
  const entries = new Map<number, readonly number[]>()
  if (targets.size === 0) return entries

  const edges = declared.flatMap((edge) => fromComponents(nodes, edge))
  const reached = new Map<number, Set<number>>([...targets].map((target) => [target, new Set()]))
  const intoBoxes: End[] = []
  for (const edge of edges) {
    if (isBox(nodes, edge.to)) intoBoxes.push(edge)
    else if (isConsumption(nodes, edge)) markReached(nodes, reached, edge.to, edge.from)
    else markReached(nodes, reached, edge.from, edge.to)
  }
  const consumers = mereConsumers(nodes, edges)
  const into = new Map<number, End[]>()
  for (const edge of intoBoxes) {
    const list = into.get(edge.to)
    if (list) list.push(edge)
    else into.set(edge.to, [edge])
  }
  const innermostFirst = [...targets].sort((a, b) => depth(nodes, b) - depth(nodes, a) || a - b)
  for (const container of innermostFirst) {
    const unreached = partsOf(nodes, container).filter((part) => !reached.get(container)!.has(part))
    const found = unreached.filter((part) => !startsWork(nodes, part) && !consumers.has(part))
    entries.set(container, found)
    for (const edge of into.get(container) ?? []) {
      for (const part of found) markReached(nodes, reached, edge.from, part)
    }
  }
  return entries
}

/** An edge from a container leaves every component in it, clients and monitors apart; to watch is no way in. */
function fromComponents(nodes: readonly Node[], edge: End): readonly End[] {
  if (nodes[edge.from]!.builtin === 'monitor') return []
  if (!isContainer(nodes[edge.from]!)) return [edge]
  return componentsIn(nodes, edge.from)
    .filter((id) => nodes[id]!.builtin !== 'client' && nodes[id]!.builtin !== 'monitor')
    .filter((id) => id !== edge.to && !isWithin(nodes, id, edge.to))
    .map((from) => ({ ...edge, from }))
}

/** A container other than a pool: what has entries. */
function isBox(nodes: readonly Node[], id: number): boolean {
  const node = nodes[id]!
  return isContainer(node) && node.builtin !== 'pool'
}

function depth(nodes: readonly Node[], id: number): number {
  let levels = 0
  for (let at = nodes[id]!.parent; at >= 0; at = nodes[at]!.parent) levels++
  return levels
}

/** Components and outermost pools inside a container. */
function partsOf(nodes: readonly Node[], container: number): readonly number[] {
  const parts: number[] = []
  const stack = [...nodes[container]!.children].reverse()
  while (stack.length > 0) {
    const node = nodes[stack.pop()!]!
    if (isBox(nodes, node.id)) stack.push(...[...node.children].reverse())
    else parts.push(node.id)
  }
  return parts.sort((a, b) => a - b)
}

/** Marks what `to` is a part of as reached in every container that the source has a place inside of. */
function markReached(
  nodes: readonly Node[],
  reached: ReadonlyMap<number, Set<number>>,
  from: number,
  to: number,
): void {
  if (from === to) return
  // The part that `to` belongs to changes at each pool on the way out.
  let part = to
  for (let at = nodes[to]!.parent; at >= 0; at = nodes[at]!.parent) {
    if (nodes[at]!.builtin === 'pool') {
      part = at
      continue
    }
    const marks = reached.get(at)
    if (!marks) continue
    const isOwn = from === part || isWithin(nodes, from, part)
    if (isWithin(nodes, from, at) && !isOwn) marks.add(part)
  }
}

function startsWork(nodes: readonly Node[], part: number): boolean {
  const { builtin } = nodes[part]!
  return builtin === 'client' || builtin === 'scheduler' || builtin === 'monitor'
}

/** Parts that take work from brokers and are entered by nothing else; a pool, where no member is entered. */
function mereConsumers(nodes: readonly Node[], edges: readonly End[]): ReadonlySet<number> {
  const consumes = new Set<number>()
  const entered = new Set<number>()
  const mark = (set: Set<number>, id: number, by: number) => {
    set.add(id)
    for (let at = nodes[id]!.parent; at >= 0; at = nodes[at]!.parent) {
      if (nodes[at]!.builtin === 'pool' && !isWithin(nodes, by, at)) set.add(at)
    }
  }
  for (const edge of edges) {
    if (edge.from === edge.to) continue
    if (isConsumption(nodes, edge)) {
      mark(consumes, edge.from, edge.to)
      continue
    }
    mark(isBroker(nodes[edge.from]!) ? consumes : entered, edge.to, edge.from)
  }
  return new Set([...consumes].filter((id) => !entered.has(id)))
}

/** `->` from a worker or function to a broker: it takes from there. */
export function isConsumption(nodes: readonly Node[], edge: End): boolean {
  const { builtin } = nodes[edge.from]!
  return (
    edge.arrow === '->' &&
    (builtin === 'worker' || builtin === 'function') &&
    isBroker(nodes[edge.to]!)
  )
}
