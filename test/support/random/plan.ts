// The skeleton of a random architecture before it is text: a tree of containers and components, hops
// between them, flows over the hops. Plain records that the steps of the generator add to.

export interface Node {
  readonly name: string
  readonly kind: string
  readonly parent: Node | undefined
  readonly children: Node[]
  /** `replicas: 2`, as written. */
  readonly attributes: string[]
  /** Copies written; 1 where none are. */
  copies: number
}

export type Arrow = '->' | '~>' | '=>'

export interface Aim {
  readonly node: Node
  readonly label: string | undefined
  readonly attributes: readonly string[]
}

/** One hop from each of the sources; a number means `k of`. */
export interface PlannedHop {
  readonly sources: readonly Node[]
  readonly arrow: Arrow
  readonly mode: 'all' | 'any' | number
  readonly aims: readonly Aim[]
}

export interface PlannedFlow {
  readonly name: string
  readonly attributes: readonly string[]
  /** Each line is one source and its targets, with their labels and attributes. */
  readonly lines: readonly FlowLine[]
}

export interface FlowLine {
  readonly from: Node
  readonly arrow: Arrow
  readonly aims: readonly Aim[]
}

export interface Plan {
  readonly nodes: Node[]
  readonly hops: PlannedHop[]
  readonly flows: PlannedFlow[]
  /** Other statements for the top of the file. */
  readonly statements: string[]
}

const containers = ['group', 'system', 'network', 'region', 'zone', 'pool']
const brokers = ['queue', 'topic', 'stream']
const stores = ['database', 'cache', 'search', 'warehouse', 'blob', ...brokers]

export const isContainer = (node: Node): boolean => containers.includes(node.kind)
export const isBroker = (node: Node): boolean => brokers.includes(node.kind)
export const isStore = (node: Node): boolean => stores.includes(node.kind)
export const isConsumer = (node: Node): boolean => ['worker', 'function'].includes(node.kind)

export function around(node: Node): readonly Node[] {
  return node.parent ? [node.parent, ...around(node.parent)] : []
}

export function isWithin(node: Node, container: Node): boolean {
  return around(node).includes(container)
}

export function inside(plan: Plan, container: Node): readonly Node[] {
  return plan.nodes.filter((node) => !isContainer(node) && isWithin(node, container))
}

/** Parts at which an edge enters, near enough: what the linker refuses is thrown away. */
export function entries(plan: Plan, container: Node): readonly Node[] {
  if (container.kind === 'pool') {
    const members = inside(plan, container)
    return members.filter((node) => !['client', 'monitor', 'scheduler'].includes(node.kind))
  }
  return parts(container).filter(
    (part) =>
      !['client', 'monitor', 'scheduler'].includes(part.kind) && isOpen(plan, container, part),
  )
}

function parts(container: Node): readonly Node[] {
  return container.children.flatMap((child) =>
    isContainer(child) && child.kind !== 'pool' ? parts(child) : [child],
  )
}

function isOpen(plan: Plan, container: Node, part: Node): boolean {
  const isPart = (node: Node): boolean => node === part || isWithin(node, part)
  const arriving = plan.hops.flatMap((hop) =>
    hop.sources.flatMap((source) =>
      hop.aims
        .map(({ node }) => node)
        .map((target) =>
          isConsumer(source) && isBroker(target) ? [target, source] : [source, target],
        )
        .filter(([from, to]) => isPart(to!) && !isPart(from!)),
    ),
  )
  const senders = arriving.map(([from]) => from!)
  if (senders.some((from) => from === container || isWithin(from, container))) return false
  return senders.length === 0 || !senders.every(isBroker)
}
