// Parts without a connection as nodes of the graph that ELK lays out: each part is a layered graph of its
// own, and a node around them packs them into rows. Where one part is larger than all others together,
// it stays by itself and the small ones stand beside it.

import type { ElkNode, ElkOptions } from './elk-types.ts'

/** Rows of about the shape of a screen, in the order written. */
const packing: ElkOptions = {
  'elk.algorithm': 'rectpacking',
  'elk.hierarchyHandling': 'SEPARATE_CHILDREN',
  'elk.aspectRatio': '1',
  'elk.spacing.nodeNode': '30',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
}

/** One large part, and the small ones packed beside it. */
const stacking: ElkOptions = {
  'elk.hierarchyHandling': 'SEPARATE_CHILDREN',
  'elk.separateConnectedComponents': 'false',
}

/** Free parts move into a node of their own, which packs them; each is laid out by itself. */
export function withParts(
  container: number,
  children: readonly ElkNode[],
  parts: readonly (readonly string[])[] | undefined,
  options: ElkOptions,
): readonly ElkNode[] {
  if (!parts) return children
  const nodeOf = new Map(children.map((child) => [child.id, child]))
  const packed = parts.map((part, i): ElkNode => {
    const members = part.map((id) => nodeOf.get(id)!)
    const isLeaf = members.length === 1 && !members[0]!.children
    if (isLeaf) return members[0]!
    return { id: `p${container}.${i}`, children: members, layoutOptions: options }
  })
  const moved = new Set(parts.flat())
  const rest = children.filter(({ id }) => !moved.has(id))
  const pack = (id: string, nodes: readonly ElkNode[], layoutOptions: ElkOptions): ElkNode => ({
    id: `${id}${container}`,
    children: nodes,
    layoutOptions,
  })
  const largest = dominant(parts)
  if (largest < 0) return [...rest, pack('p', packed, packing)]
  const others = pack('o', packed.toSpliced(largest, 1), {
    ...packing,
    'elk.aspectRatio': /RIGHT|LEFT/.test(options['elk.direction']!) ? '4' : '0.25',
  })
  const column = { ...options, ...stacking }
  return [...rest, pack('p', [packed[largest]!, others], column)]
}

/** The part that is larger than all others together, or -1. */
function dominant(parts: readonly (readonly string[])[]): number {
  const all = parts.flat().length
  return parts.findIndex((part) => part.length * 2 > all && part.length > 4)
}
