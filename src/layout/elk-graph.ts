// Scene to the graph that ELK lays out: layered, orthogonal, all levels at once.
// The `careful` profile keeps the author's order, so that a small edit moves little; `plain` leaves the
// order to ELK and is the one to fall back to. Keeping the order is an option of the root and of parts
// that are laid out by themselves: on a container, or as a global option, it makes ELK fail. A graph is
// made anew for every layout.

import type { Direction, Scene, SceneNode } from '#src/view/scene.ts'
import type { Plate } from './drawing.ts'
import type { ElkEdge, ElkGraph, ElkNode, ElkOptions } from './elk-types.ts'
import { withParts } from './packing.ts'
import { freeParts } from './parts.ts'
import type { Content } from './pieces.ts'

export type Profile = 'careful' | 'plain'

export interface Sized {
  readonly scene: Scene
  readonly contents: readonly Content[]
  /** By edge: its label on a plate that has no place yet. */
  readonly plates: readonly (Plate | undefined)[]
  /** By edge: whether it leads back; such a one is laid out the other way round. */
  readonly back: readonly boolean[]
}

const common: ElkOptions = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.json.edgeCoords': 'CONTAINER',
  'elk.json.shapeCoords': 'PARENT',
  'elk.randomSeed': '1',
  'elk.aspectRatio': '1.78',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
}

const spacing: ElkOptions = {
  'elk.spacing.nodeNode': '30',
  'elk.spacing.edgeNode': '15',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '6',
  'elk.spacing.labelLabel': '6',
  'elk.spacing.componentComponent': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '40',
  'elk.layered.spacing.edgeNodeBetweenLayers': '15',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
}

const keepOrder: ElkOptions = {
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'true',
}

/** Past this many nodes side by side, keeping their order strictly takes longer than a person waits. */
const crowd = 400
/** Past this many, keeping it at all does. */
const throng = 800

const keepOrderLoosely: ElkOptions = {
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
}

/** Past this many edges the repeated sweeps against crossings cost more than they bring. */
const manyEdges = 250

const hurried: ElkOptions = {
  'elk.layered.thoroughness': '1',
  'elk.layered.crossingMinimization.greedySwitch.type': 'OFF',
  'elk.layered.crossingMinimization.greedySwitchHierarchical.type': 'OFF',
}

export const padding = 18
const portPitch = 14
const minimumWidth = 104

export function elkGraph(sized: Sized, profile: Profile): ElkGraph {
  const { scene } = sized
  const options: ElkOptions = {
    ...common,
    ...spacing,
    'elk.direction': scene.direction.toUpperCase(),
    ...(profile === 'careful' ? orderOptions(scene) : {}),
    ...(profile === 'plain' || scene.edges.length > manyEdges ? hurried : {}),
  }
  return {
    id: 'root',
    layoutOptions: options,
    children: elkNodes(sized, options),
    edges: scene.edges.map((_, index) => elkEdge(sized, index)),
  }
}

function orderOptions({ nodes }: Scene): ElkOptions {
  const siblings = new Map<number, number>()
  for (const { parent } of nodes) siblings.set(parent, (siblings.get(parent) ?? 0) + 1)
  const most = [...siblings.values()].reduce((a, b) => Math.max(a, b), 0)
  if (most > throng) return {}
  return most > crowd ? keepOrderLoosely : keepOrder
}

export function nodeId(index: number): string {
  return `n${index}`
}

function elkNodes(sized: Sized, options: ElkOptions): readonly ElkNode[] {
  const { scene } = sized
  const degrees = degreesOf(sized)
  const free = freeParts(scene)
  const childrenOf = new Map<number, ElkNode[]>()
  const packed = (container: number): readonly ElkNode[] =>
    withParts(
      container,
      childrenOf.get(container)?.reverse() ?? [],
      free.get(container)?.map((part) => part.map(nodeId)),
      options,
    )
  for (let index = scene.nodes.length - 1; index >= 0; index--) {
    const node = scene.nodes[index]!
    const siblings = childrenOf.get(node.parent) ?? []
    siblings.push(elkNode(sized, index, degrees[index]!, packed(index)))
    childrenOf.set(node.parent, siblings)
  }
  return packed(-1)
}

function elkNode(
  sized: Sized,
  index: number,
  degree: Degree,
  children: readonly ElkNode[],
): ElkNode {
  const node = sized.scene.nodes[index]!
  const content = sized.contents[index]!
  const id = nodeId(index)
  if (children.length === 0) {
    const constraint = isFirst(node, degree)
      ? { layoutOptions: { ...spacing, 'elk.layered.layering.layerConstraint': 'FIRST' } }
      : {}
    return { id, ...boxSize(content, degree, sized.scene.direction), ...constraint }
  }
  return {
    id,
    children,
    layoutOptions: {
      ...spacing,
      'elk.padding': paddingOf(content),
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${content.width},${content.height})`,
    },
  }
}

function paddingOf({ inset }: Content): string {
  return `[top=${inset.y},left=${inset.x},bottom=${padding},right=${padding}]`
}

/** Clients begin the picture where nothing leads to them. */
function isFirst(node: SceneNode, degree: Degree): boolean {
  return node.kind === 'client' && node.parent < 0 && degree.in === 0 && degree.out > 0
}

/** Room for the content, and for every edge to have an end of its own. */
export function boxSize(
  content: Content,
  degree: Degree,
  direction: Direction,
): { readonly width: number; readonly height: number } {
  const ports = Math.max(degree.in, degree.out) * portPitch + content.stack
  const width = Math.max(content.width, minimumWidth)
  const sideways = direction === 'right' || direction === 'left'
  return sideways
    ? { width, height: Math.max(content.height, ports) }
    : { width: Math.max(width, ports), height: content.height }
}

export interface Degree {
  readonly in: number
  readonly out: number
}

/** Ends of edges by node, as the layout has them. */
export function degreesOf(sized: Sized): readonly Degree[] {
  const degrees = sized.scene.nodes.map(() => ({ in: 0, out: 0 }))
  for (const index of sized.scene.edges.keys()) {
    const [from, to] = endsOf(sized, index)
    degrees[from]!.out++
    degrees[to]!.in++
  }
  return degrees
}

function elkEdge(sized: Sized, index: number): ElkEdge {
  const [from, to] = endsOf(sized, index)
  const plate = sized.plates[index]
  const edge: ElkEdge = { id: `e${index}`, sources: [nodeId(from)], targets: [nodeId(to)] }
  if (!plate) return edge
  const { width, height } = plate.box
  const layoutOptions = {
    'elk.edgeLabels.inline': 'true',
    'elk.edgeLabels.placement': 'CENTER',
    ...(sized.scene.edges[index]!.choice === undefined ? {} : nearSource(sized.back[index]!)),
  }
  return { ...edge, labels: [{ id: `l${index}`, text: plate.text, width, height, layoutOptions }] }
}

/** Alternatives are marked where they leave, which is the other end of an edge that is turned round. */
function nearSource(isBack: boolean): ElkOptions {
  const place = isBack ? 'HEAD_LAYER' : 'TAIL_LAYER'
  return { 'elk.layered.edgeLabels.centerLabelPlacementStrategy': place }
}

function endsOf({ scene, back }: Sized, index: number): readonly [from: number, to: number] {
  const { from, to } = scene.edges[index]!
  return back[index] ? [to, from] : [from, to]
}
