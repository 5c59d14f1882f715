// A scene by levels: the members of one container (or of the picture itself), the edges between them
// or between what they hold, and the members that edges tie to what lies outside.

import type { Scene } from '#src/view/scene.ts'

export interface Level {
  readonly members: readonly number[]
  /** Ends are members, each with all that it holds. */
  readonly edges: readonly LevelEdge[]
  /** Members at which edges from outside the container end. */
  readonly entries: ReadonlySet<number>
  /** Members from or to which edges cross or reach the border of the container. */
  readonly tied: ReadonlySet<number>
}

export interface LevelEdge {
  readonly edge: number
  readonly from: number
  readonly to: number
}

/** By container, -1 for the picture itself. */
export function levelsOf(scene: Scene): ReadonlyMap<number, Level> {
  const { nodes } = scene
  const levels = emptyLevels(scene)
  const levelOf = (member: number) => levels.get(nodes[member]!.parent)!
  for (const [edge, { from, to }] of scene.edges.entries()) {
    const [sources, targets] = [lineage(scene, from), lineage(scene, to)]
    let depth = 0
    while (sources[depth] === targets[depth] && depth < sources.length) depth++
    const [source, target] = [sources[depth], targets[depth]]
    const areSiblings = source !== undefined && target !== undefined
    if (areSiblings) levelOf(source).edges.push({ edge, from: source, to: target })
    const below = areSiblings ? depth + 1 : depth
    for (const inner of sources.slice(below)) levelOf(inner).tied.add(inner)
    for (const inner of targets.slice(below)) levelOf(inner).tied.add(inner)
    for (const inner of targets.slice(depth + 1)) levelOf(inner).entries.add(inner)
  }
  return levels
}

function emptyLevels({ nodes }: Scene) {
  const empty = () => ({
    members: [] as number[],
    edges: [] as LevelEdge[],
    entries: new Set<number>(),
    tied: new Set<number>(),
  })
  const levels = new Map<number, ReturnType<typeof empty>>()
  for (const [index, { parent }] of nodes.entries()) {
    const level = levels.get(parent) ?? empty()
    level.members.push(index)
    levels.set(parent, level)
  }
  return levels
}

/** The containers around a node, outermost first, and the node itself. */
function lineage({ nodes }: Scene, node: number): readonly number[] {
  const line: number[] = []
  for (let at = node; at >= 0; at = nodes[at]!.parent) line.push(at)
  return line.reverse()
}
