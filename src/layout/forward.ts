// Which edges a picture is read along, and which lead back. A layered layout has to turn the edges of a
// cycle round somewhere; where is decided here, from the clients on and in the order written, so that
// what calls stands before what it calls and a callback does not turn the picture round.
// Every level is decided by itself: the parts of a container, each with all that it holds.

import type { Scene } from '#src/view/scene.ts'
import { type Level, levelsOf } from './levels.ts'

/** By edge: does it lead back? */
export function backEdges(scene: Scene): readonly boolean[] {
  const people = peopleOf(scene)
  const back = scene.edges.map(() => false)
  for (const level of levelsOf(scene).values()) {
    for (const edge of backOnLevel(level, people)) back[edge] = true
  }
  return back
}

/** Depth first from clients, then entries, then what nothing leads to; an edge to what is open leads back. */
function backOnLevel({ members, entries, edges }: Level, people: ReadonlySet<number>): number[] {
  const calling = new Set(edges.map(({ from }) => from))
  const called = new Set(edges.map(({ to }) => to))
  const isFirst = (node: number) => people.has(node) && calling.has(node)
  const back: number[] = []
  const outOf = new Map<number, { readonly edge: number; readonly to: number }[]>()
  for (const { edge, from, to } of edges) {
    if (isFirst(to) && !isFirst(from)) back.push(edge)
    else outOf.set(from, [...(outOf.get(from) ?? []), { edge, to }])
  }
  const roots = [
    ...members.filter(isFirst),
    ...members.filter((node) => entries.has(node)),
    ...members.filter((node) => !called.has(node)),
    ...members,
  ]
  const state = new Map<number, 'open' | 'done'>()
  for (const root of roots) {
    if (state.has(root)) continue
    state.set(root, 'open')
    const stack = [{ node: root, next: 0 }]
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const way = outOf.get(top.node)?.[top.next++]
      if (!way) {
        state.set(top.node, 'done')
        stack.pop()
      } else if (state.get(way.to) === 'open') back.push(way.edge)
      else if (!state.has(way.to)) {
        state.set(way.to, 'open')
        stack.push({ node: way.to, next: 0 })
      }
    }
  }
  return back
}

/** Clients, and containers that hold nothing else. */
function peopleOf({ nodes }: Scene): ReadonlySet<number> {
  const others = new Set<number>()
  const holding = new Set(nodes.map(({ parent }) => parent))
  for (let node = nodes.length - 1; node >= 0; node--) {
    const { kind, parent } = nodes[node]!
    if (others.has(node) || (kind !== 'client' && !holding.has(node))) others.add(node).add(parent)
  }
  return new Set([...nodes.keys()].filter((node) => !others.has(node)))
}
