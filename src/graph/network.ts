// The probability that an undirected network falls apart: its edges fail independently, and it works while its
// terminals stay connected. Edges are taken one by one; of what was decided so far only the partition of the
// frontier matters (the nodes with edges on both sides), so that equal partitions are merged (Hardy, Lucet
// and Limnios, IEEE Trans. Reliability 56, 2007). Exponential in the width of the frontier, not in the network.

export interface Network {
  readonly nodeCount: number
  readonly edges: readonly {
    readonly from: number
    readonly to: number
    readonly unavailability: number
  }[]
  /** Nodes that must stay connected; with fewer than two nothing can fail. */
  readonly terminals: readonly number[]
}

export const defaultStateBudget = 200_000

/** Undefined where more partitions than the budget would stand side by side. */
export function networkUnavailability(
  network: Network,
  stateBudget: number = defaultStateBudget,
): number | undefined {
  const { nodeCount } = network
  const edges = sweep(network)
  const terminals = new Set(network.terminals)
  if (terminals.size < 2) return 0
  const last = new Int32Array(nodeCount).fill(-1)
  for (const [index, { from, to }] of edges.entries()) last[from] = last[to] = index
  if ([...terminals].some((terminal) => last[terminal] === -1)) return 1
  let failed = 0
  let states = new Map<string, State>([['', { blocks: [], probability: 1 }]])
  for (const [index, { from, to, unavailability }] of edges.entries()) {
    const next = new Map<string, State>()
    for (const state of states.values()) {
      for (const works of [true, false]) {
        const probability = state.probability * (works ? 1 - unavailability : unavailability)
        if (probability === 0) continue
        const entered = enter(enter(state.blocks, from, terminals), to, terminals)
        const joined = works ? join(entered, from, to) : entered
        const left = leave(joined, index, last, terminals.size)
        if (left === 'apart') failed += probability
        else if (left !== 'together') add(next, left, probability)
      }
    }
    if (next.size > stateBudget) return undefined
    states = next
  }
  return failed
}

/** Edges in the order in which a breadth-first walk from a terminal closes them, which keeps the frontier narrow. */
function sweep({ nodeCount, edges, terminals }: Network): Network['edges'] {
  const neighbours: number[][] = Array.from({ length: nodeCount }, () => [])
  for (const { from, to } of edges) {
    neighbours[from]!.push(to)
    neighbours[to]!.push(from)
  }
  const order = new Map<number, number>()
  const walk = [...terminals, ...neighbours.keys()]
  for (const root of walk) {
    if (order.has(root)) continue
    const queue = [root]
    order.set(root, order.size)
    for (const node of queue) {
      for (const next of neighbours[node]!) {
        if (order.has(next)) continue
        order.set(next, order.size)
        queue.push(next)
      }
    }
  }
  const ends = (edge: Network['edges'][number]): readonly [number, number] => {
    const a = order.get(edge.from)!
    const b = order.get(edge.to)!
    return a < b ? [b, a] : [a, b]
  }
  return edges.toSorted((x, y) => {
    const [lateX, earlyX] = ends(x)
    const [lateY, earlyY] = ends(y)
    return lateX - lateY || earlyX - earlyY
  })
}

/** Nodes of the frontier that are connected, with how many terminals hang on them. */
interface Block {
  readonly nodes: readonly number[]
  readonly terminals: number
}

interface State {
  readonly blocks: readonly Block[]
  readonly probability: number
}

function enter(
  blocks: readonly Block[],
  node: number,
  terminals: ReadonlySet<number>,
): readonly Block[] {
  if (blocks.some(({ nodes }) => nodes.includes(node))) return blocks
  return [...blocks, { nodes: [node], terminals: terminals.has(node) ? 1 : 0 }]
}

function join(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const a = blocks.find(({ nodes }) => nodes.includes(from))!
  const b = blocks.find(({ nodes }) => nodes.includes(to))!
  if (a === b) return blocks
  const both: Block = {
    nodes: [...a.nodes, ...b.nodes].sort((x, y) => x - y),
    terminals: a.terminals + b.terminals,
  }
  return [...blocks.filter((block) => block !== a && block !== b), both]
}

/** Without nodes that no later edge has; terminals that are left behind by the others decide. */
function leave(
  blocks: readonly Block[],
  index: number,
  last: Int32Array,
  terminalCount: number,
): readonly Block[] | 'together' | 'apart' {
  if (blocks.some(({ terminals }) => terminals === terminalCount)) return 'together'
  const left: Block[] = []
  for (const { nodes, terminals } of blocks) {
    const staying = nodes.filter((node) => last[node]! > index)
    if (staying.length > 0) left.push({ nodes: staying, terminals })
    else if (terminals > 0) return 'apart'
  }
  return left
}

function add(states: Map<string, State>, blocks: readonly Block[], probability: number): void {
  const sorted = [...blocks].sort((a, b) => a.nodes[0]! - b.nodes[0]!)
  const key = sorted.map(({ nodes, terminals }) => `${nodes.join(',')}:${terminals}`).join(' ')
  const known = states.get(key)
  states.set(key, { blocks: sorted, probability: probability + (known?.probability ?? 0) })
}
