// The probability that an undirected network falls apart: its edges fail independently, and it works while its
// terminals stay connected. Edges are taken one by one; of what was decided so far only the partition of the
// frontier matters (the nodes with edges on both sides), so that equal partitions are merged (Hardy, Lucet
// and Limnios, IEEE Trans. Reliability 56, 2007). Exponential in the width of the frontier, not in the network.

import { digraph, reachable } from './digraph.ts'

export interface Network {
  /** Nodes are 0 … nodeCount - 1; they never fail. */
  readonly nodeCount: number
  readonly edges: readonly NetworkEdge[]
  /** Nodes that must stay connected; with fewer than two nothing can fail. */
  readonly terminals: readonly number[]
}

export interface NetworkEdge {
  readonly from: number
  readonly to: number
  /** 0…1. */
  readonly unavailability: number
}

export const defaultStateBudget = 200_000

/** Steps of work for each partition allowed, before it counts as too much. */
const stepsPerState = 16

/** Nodes of a frontier; there are far more partitions of so many than can be counted. */
const widest = 1000

/** Undefined where more partitions than the budget would stand side by side, or all work is out of proportion. */
export function networkUnavailability(
  network: Network,
  stateBudget: number = defaultStateBudget,
): number | undefined {
  const terminals = new Set(network.terminals)
  const [start] = terminals
  if (start === undefined || terminals.size < 2) return 0
  const there = reached(network, start)
  if ([...terminals].some((terminal) => !there[terminal])) return 1
  const edges = sweep(network, start).filter(({ from }) => there[from])
  let failed = 0
  let work = stateBudget * stepsPerState
  let states: States = new Map([['', 1]])
  for (const step of stepsOf(edges, terminals, network.nodeCount)) {
    const next: Map<string, number> = new Map()
    const { unavailability } = step.edge
    for (const [state, probability] of states) {
      for (let works = 0; works < 2; works++) {
        const weight = probability * (works === 1 ? 1 - unavailability : unavailability)
        if (weight === 0) continue
        const after = advance(state, step, works === 1)
        if (after === apart) failed += weight
        else if (after !== together) next.set(after, (next.get(after) ?? 0) + weight)
      }
    }
    work -= states.size
    if (step.stays.length > widest) return undefined
    if (next.size > stateBudget || work < 0) return undefined
    states = next
  }
  return Math.min(1, failed)
}

/** By partition of the frontier, how probable it is: a letter for each node, its block · 2 + 1 where that holds terminals. */
type States = ReadonlyMap<string, number>

const apart = 'apart'
const together = 'together'

function reached({ nodeCount, edges }: Network, start: number): Uint8Array {
  const sources = edges.flatMap(({ from, to }) => [from, to])
  const targets = edges.flatMap(({ from, to }) => [to, from])
  return reachable(digraph(nodeCount, sources, targets), [start])
}

/** One edge, and what it does to the frontier; places are in the frontier with its ends in it. */
interface Step {
  readonly edge: NetworkEdge
  /** For each node that enters, 1 where it is a terminal. */
  readonly entering: readonly number[]
  readonly from: number
  readonly to: number
  /** By place, 1 where the node stays. */
  readonly stays: readonly number[]
  /** Terminals that have not entered yet. */
  readonly ahead: number
}

/** One by one, since all of them would take as much room as the network is wide for each edge. */
function* stepsOf(
  edges: readonly NetworkEdge[],
  terminals: ReadonlySet<number>,
  nodeCount: number,
): Generator<Step> {
  const last = new Int32Array(nodeCount)
  for (const [index, { from, to }] of edges.entries()) last[from] = last[to] = index
  let ahead = terminals.size
  let frontier: readonly number[] = []
  for (const [index, edge] of edges.entries()) {
    const { from, to } = edge
    const fresh = [...new Set([from, to])].filter((node) => !frontier.includes(node))
    const all = [...frontier, ...fresh]
    ahead -= fresh.filter((node) => terminals.has(node)).length
    frontier = all.filter((node) => last[node]! > index)
    yield {
      edge,
      entering: fresh.map((node) => (terminals.has(node) ? 1 : 0)),
      from: all.indexOf(from),
      to: all.indexOf(to),
      stays: all.map((node) => (last[node]! > index ? 1 : 0)),
      ahead,
    }
  }
}

/** The partition after an edge that works or not, or how that decides the network. */
function advance(
  state: string,
  { entering, from, to, stays, ahead }: Step,
  works: boolean,
): string {
  const blocks: number[] = []
  for (let place = 0; place < state.length; place++) blocks.push(state.charCodeAt(place))
  // Blocks are numbered from 0 on, so that the number of places is a new one.
  for (const terminal of entering) blocks.push(2 * blocks.length + terminal)
  if (works) unite(blocks, blocks[from]!, blocks[to]!)
  const holding = new Set(blocks.filter((block) => block % 2 === 1))
  if (ahead === 0 && holding.size === 1) return together
  const names = new Map<number, number>()
  let after = ''
  for (let place = 0; place < blocks.length; place++) {
    if (stays[place] === 0) continue
    const block = blocks[place]!
    const name = names.get(block) ?? 2 * names.size + (block % 2)
    names.set(block, name)
    after += String.fromCharCode(name)
  }
  for (const block of holding) if (!names.has(block)) return apart
  return after
}

function unite(blocks: number[], one: number, other: number): void {
  if (one === other) return
  const union = one - (one % 2) + ((one % 2) | (other % 2))
  for (let place = 0; place < blocks.length; place++) {
    if (blocks[place] === one || blocks[place] === other) blocks[place] = union
  }
}

/** Edges in the order in which a breadth-first walk from a terminal closes them, which keeps the frontier narrow. */
function sweep({ nodeCount, edges }: Network, start: number): readonly NetworkEdge[] {
  const neighbours: number[][] = Array.from({ length: nodeCount }, () => [])
  for (const { from, to } of edges) {
    neighbours[from]!.push(to)
    neighbours[to]!.push(from)
  }
  const order = new Int32Array(nodeCount).fill(-1)
  const queue = [start]
  order[start] = 0
  for (const node of queue) {
    for (const next of neighbours[node]!) if (order[next] === -1) order[next] = queue.push(next) - 1
  }
  const late = ({ from, to }: NetworkEdge): number => Math.max(order[from]!, order[to]!)
  const early = ({ from, to }: NetworkEdge): number => Math.min(order[from]!, order[to]!)
  return edges.toSorted((x, y) => late(x) - late(y) || early(x) - early(y))
}
