// How much arrives at each component, on average and at peak. Each flow is a layer of its own, since its edges and
// their attributes are its own; all implicit flows share one over every declared edge. What passes from layer to
// layer is what one flow brings to the start of another. All layers are one network of traffic equations.

import { mostTraffic, type Traffic, trafficNetwork } from '#src/graph/traffic.ts'
import type { Flow } from '#src/model/model.ts'
import type { Demand } from './demand.ts'
import { partsOf } from './demand.ts'
import type { Layer } from './layer.ts'
import { amountOf, type Transfer } from './transfers.ts'

/** A layer, and the flows that it stands for. */
export interface FlowLayer {
  readonly layer: Layer
  readonly flows: readonly Flow[]
}

/** A layer with the flows that it stands for and the components that they reach. */
export interface Placed extends FlowLayer {
  readonly out: ReadonlyMap<number, readonly Transfer[]>
  /** The first of two nodes, reads and writes, of each component. */
  readonly nodes: ReadonlyMap<number, number>
  /** Components at which something arrives, or begins at a rate of its own. */
  readonly entered: ReadonlySet<number>
}

/** A part of what arrives at a node that goes on to another; without a transfer, from flow to flow. */
export interface Arc {
  readonly from: number
  readonly to: number
  readonly gain: number
  readonly waits: boolean
  readonly transfer: Transfer | undefined
  readonly placed: Placed
}

export interface Network {
  readonly places: readonly Placed[]
  readonly nodeCount: number
  readonly arcs: readonly Arc[]
  readonly begunMean: Float64Array
  readonly begunPeak: Float64Array
  /** By flow, the nodes at which something begins for it. */
  readonly begins: ReadonlyMap<Flow, readonly number[]>
  /** Nodes at which more begins than is known, wherever others bring nothing there. */
  readonly silent: readonly number[]
}

export interface SolvedNetwork extends Network {
  readonly mean: Traffic
  readonly peak: Traffic
}

export type TransfersOf = (layer: Layer, from: number) => readonly Transfer[]

/** `factor` multiplies what begins. O(edges of all flows), circles apart. */
export function solvedNetwork(
  transfersOf: TransfersOf,
  layers: readonly FlowLayer[],
  demand: Demand,
  factor: number,
): SolvedNetwork {
  const network = networkOf(transfersOf, layers, demand, factor)
  return { ...network, ...solved(network) }
}

export function networkOf(
  transfersOf: TransfersOf,
  layers: readonly FlowLayer[],
  demand: Demand,
  factor: number,
): Network {
  let nodeCount = 0
  const node = (): number => {
    nodeCount += 2
    return nodeCount - 2
  }
  const startsOf = Map.groupBy(
    [...demand.begun, ...demand.silent, ...demand.taking],
    ({ flow }) => flow,
  )
  const rated = Map.groupBy(demand.begun, ({ flow }) => flow)
  const places = layers.map(({ layer, flows }): Placed => {
    const starts = flows.flatMap((flow) => startsOf.get(flow) ?? []).map(({ start }) => start)
    const out = new Map<number, readonly Transfer[]>()
    const nodes = new Map(starts.map((start) => [start, -1]))
    const entered = new Set(
      flows.flatMap((flow) => rated.get(flow) ?? []).map(({ start }) => start),
    )
    for (const id of nodes.keys()) {
      nodes.set(id, node())
      const transfers = transfersOf(layer, id)
      out.set(id, transfers)
      for (const { to, perRead, perWrite } of transfers) {
        if (amountOf(perRead) + amountOf(perWrite) === 0) continue
        entered.add(to)
        if (!nodes.has(to)) nodes.set(to, -1)
      }
    }
    return { layer, flows, out, nodes, entered }
  })
  const arcs: Arc[] = []
  for (const placed of places) {
    for (const [id, transfers] of placed.out) {
      for (const transfer of transfers) pass(placed, placed.nodes.get(id)!, transfer, 1, arcs)
    }
  }
  const placedOf = new Map(places.flatMap((placed) => placed.flows.map((flow) => [flow, placed])))
  const silent = demand.silent.map(({ flow, start }) => placedOf.get(flow)!.nodes.get(start)!)
  silent.push(...handOver(places, placedOf, demand, node, arcs))
  const begunMean = new Float64Array(nodeCount)
  const begunPeak = new Float64Array(nodeCount)
  const begins = new Map<Flow, number[]>()
  for (const { flow, start, rate } of demand.begun) {
    const place = placedOf.get(flow)!.nodes.get(start)!
    if (rate.mean > 0) begins.set(flow, [...(begins.get(flow) ?? []), place])
    begunMean[place]! = Math.min(mostTraffic, begunMean[place]! + rate.mean * factor)
    begunPeak[place]! = Math.min(mostTraffic, begunPeak[place]! + rate.peak * factor)
  }
  return { places, nodeCount, arcs, begunMean, begunPeak, begins, silent }
}

function pass(placed: Placed, from: number, transfer: Transfer, part: number, arcs: Arc[]): void {
  const { perRead, perWrite, waits } = transfer
  const to = placed.nodes.get(transfer.to)
  // Nothing goes to a standby.
  if (to === undefined) return
  const add = (source: number, target: number, gain: number): void => {
    const kept = Math.min(gain * part, mostTraffic)
    if (kept > 0) arcs.push({ from: source, to: target, gain: kept, waits, transfer, placed })
  }
  add(from, to, perRead.reads)
  add(from, to + 1, perRead.writes)
  add(from + 1, to, perWrite.reads)
  add(from + 1, to + 1, perWrite.writes)
}

/**
 * A flow that begins where others bring something takes it along each of its first edges, from every flow that does
 * not take that edge itself; flows that begin with the same edge share it. Nodes that nothing is brought to are
 * returned.
 */
function handOver(
  places: readonly Placed[],
  placedOf: ReadonlyMap<Flow, Placed>,
  { taking }: Demand,
  node: () => number,
  arcs: Arc[],
): readonly number[] {
  const starts = new Set(taking.map(({ start }) => start))
  const bringing = new Map<number, Placed[]>()
  for (const placed of places) {
    for (const id of placed.nodes.keys()) {
      if (!starts.has(id)) continue
      const known = bringing.get(id)
      if (known) known.push(placed)
      else bringing.set(id, [placed])
    }
  }
  const begins = Map.groupBy(
    taking.flatMap(({ flow, start }) =>
      [...new Set((placedOf.get(flow)!.out.get(start) ?? []).map(({ edge }) => edge.edge.id))].map(
        (edge) => ({ flow, start, edge }),
      ),
    ),
    ({ start, edge }) => `${start} ${edge}`,
  )
  const unfed: number[] = []
  for (const group of begins.values()) {
    const { start, edge } = group[0]!
    const takes = ({ layer }: Placed): boolean =>
      [...layer.out(start), ...layer.polling(start)].some((taken) => taken.edge.id === edge)
    const brought = node()
    const sources = (bringing.get(start) ?? []).filter((placed) => !takes(placed))
    for (const placed of sources) {
      const from = placed.nodes.get(start)!
      for (const amount of [0, 1]) {
        const ends = { from: from + amount, to: brought + amount }
        arcs.push({ ...ends, gain: 1, waits: true, transfer: undefined, placed })
      }
    }
    if (sources.every(({ entered }) => !entered.has(start))) unfed.push(brought)
    const parts = partsOf(group.map(({ flow }) => flow))
    group.forEach(({ flow }, index) => {
      const placed = placedOf.get(flow)!
      for (const transfer of placed.out.get(start)!) {
        if (transfer.edge.edge.id === edge) pass(placed, brought, transfer, parts[index]!, arcs)
      }
    })
  }
  return unfed
}

/** The mean along every arc; the peak along those on which somebody waits, and elsewhere the mean again. */
function solved({ nodeCount, arcs, begunMean, begunPeak }: Network): {
  readonly mean: Traffic
  readonly peak: Traffic
} {
  const networkOver = (some: readonly Arc[]) =>
    trafficNetwork(
      nodeCount,
      some.map(({ from }) => from),
      some.map(({ to }) => to),
      some.map(({ gain }) => gain),
    )
  const mean = networkOver(arcs).solve(begunMean)
  const begun = Float64Array.from(begunPeak)
  const unbounded = new Uint8Array(nodeCount)
  for (const { from, to, gain, waits } of arcs) {
    if (waits) continue
    if (mean.unbounded[from]) unbounded[to] = 1
    begun[to] = Math.min(mostTraffic, begun[to]! + mean.amounts[from]! * gain)
  }
  const peak = networkOver(arcs.filter(({ waits }) => waits)).solve(begun, unbounded)
  return { mean, peak }
}
