// Parts of a level that no edge connects, neither with each other nor with what lies outside. A layered
// layout would put them into one endless column; they are laid out one by one and packed side by side.

import type { Scene } from '#src/view/scene.ts'
import { type Level, levelsOf } from './levels.ts'

/** By container (-1 for the picture itself): its free parts in the order written, where there are several. */
export function freeParts(scene: Scene): ReadonlyMap<number, readonly (readonly number[])[]> {
  const free = new Map<number, readonly (readonly number[])[]>()
  for (const [container, level] of levelsOf(scene)) {
    const parts = connectedParts(level).filter((part) => !part.some((one) => level.tied.has(one)))
    if (parts.length >= few) free.set(container, parts)
  }
  return free
}

/** Fewer stand well in a column. */
const few = 4

function connectedParts({ members, edges }: Level): readonly (readonly number[])[] {
  const neighbours = new Map<number, number[]>(members.map((member) => [member, []]))
  for (const { from, to } of edges) {
    neighbours.get(from)!.push(to)
    neighbours.get(to)!.push(from)
  }
  const seen = new Set<number>()
  return members.flatMap((member) => {
    if (seen.has(member)) return []
    const part = [member]
    seen.add(member)
    for (const one of part) {
      for (const next of neighbours.get(one)!) {
        if (seen.has(next)) continue
        seen.add(next)
        part.push(next)
      }
    }
    return [part.sort((a, b) => a - b)]
  })
}
