// How much arrives at each component, on average and at peak. Each flow is a layer of its own, since its edges and
// their attributes are its own; all implicit flows share one over every declared edge. What passes from layer to
// layer is what one flow brings to the start of another. All layers are one network of traffic equations.
// It is past 250 lines because the network and what is read off it share one numbering.

import { digraph, reachable } from '#src/graph/digraph.ts'
import { mostTraffic, type Traffic, trafficNetwork } from '#src/graph/traffic.ts'
import type { Flow } from '#src/model/model.ts'
import type { Demand } from './demand.ts'
import { partsOf } from './demand.ts'
import type { Layer, TransferGround } from './layer.ts'
import type { Carried, FlowLoad, Guess, Load, Rates } from './load-facts.ts'
import { once } from './once.ts'
import { type Shared, sharingIn } from './sharing.ts'
import { amountOf, type Transfer, transfersFrom } from './transfers.ts'

export interface LoadNetwork {
  load(component: number): Load
  carried(): readonly Carried[]
  /** What each of several alternatives gets at peak from one caller, by component. */
  choices(): readonly ReadonlyMap<number, number>[]
  /** What components get at peak as one of several. */
  sharing(): ReadonlyMap<number, readonly Shared[]>
}

/** A layer with the flows that it stands for and the components that they reach. */
interface Placed {
  readonly layer: Layer
  readonly flows: readonly Flow[]
  readonly out: ReadonlyMap<number, readonly Transfer[]>
  /** The first of two nodes, reads and writes, of each component. */
  readonly nodes: ReadonlyMap<number, number>
  /** Components at which something arrives, or begins at a rate of its own. */
  readonly entered: ReadonlySet<number>
}

/** A part of what arrives at a node that goes on to another; without a transfer, from flow to flow. */
interface Arc {
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
  /** Nodes at which more begins than is known, wherever others bring nothing there. */
  readonly silent: readonly number[]
}

/** `factor` multiplies what begins. O(edges of all flows), circles apart. */
export function loadNetwork(
  ground: TransferGround,
  layers: readonly { readonly layer: Layer; readonly flows: readonly Flow[] }[],
  demand: Demand,
  factor: number,
): LoadNetwork {
  const network = networkOf(ground, layers, demand, factor)
  const { mean, peak } = solved(network)
  return readOff(ground, network, mean, peak)
}

export function networkOf(
  ground: TransferGround,
  layers: readonly { readonly layer: Layer; readonly flows: readonly Flow[] }[],
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
      const transfers = transfersFrom(ground, layer, id)
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
  for (const { flow, start, rate } of demand.begun) {
    const place = placedOf.get(flow)!.nodes.get(start)!
    begunMean[place]! = Math.min(mostTraffic, begunMean[place]! + rate.mean * factor)
    begunPeak[place]! = Math.min(mostTraffic, begunPeak[place]! + rate.peak * factor)
  }
  return { places, nodeCount, arcs, begunMean, begunPeak, silent }
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

function readOff(
  { reliability }: TransferGround,
  network: Network,
  mean: Traffic,
  peak: Traffic,
): LoadNetwork {
  const { places, nodeCount, arcs, begunMean, begunPeak } = network
  const { components } = reliability.system.model
  const carries = ({ from }: Arc): boolean => mean.amounts[from]! > 0 || mean.unbounded[from] === 1
  const carrying = arcs.filter(carries)
  const over = (some: readonly Arc[]) =>
    digraph(
      nodeCount,
      some.map(({ from }) => from),
      some.map(({ to }) => to),
    )
  const guessed = once(() => {
    const seeds = carrying.filter(({ transfer }) => (transfer?.guesses.length ?? 0) > 0)
    return reachable(
      over(carrying),
      seeds.map(({ to }) => to),
    )
  })
  const silent = once(() =>
    reachable(
      over(arcs),
      network.silent.flatMap((node) => [node, node + 1]),
    ),
  )
  const readUnsaid = once(
    () =>
      new Set(carrying.flatMap(({ transfer }) => (transfer?.countsAsReads ? [transfer.to] : []))),
  )
  const back = once(() => Map.groupBy(carrying, ({ to }) => to))
  const byComponent = once(() => {
    const found = new Map<number, number[]>()
    for (const { nodes } of places) {
      for (const [id, node] of nodes) {
        const known = found.get(id)
        if (known) known.push(node)
        else found.set(id, [node])
      }
    }
    return found
  })

  /** What is sent by something from outside does not arrive at it. */
  const arriving = (
    id: number,
    node: number,
    { amounts }: Traffic,
    begun: Float64Array,
  ): number => {
    const { role } = components[id]!
    const sent = role === 'source' || role === 'external' ? begun[node]! : 0
    return Math.max(0, amounts[node]! - sent)
  }
  const ratesAt = (
    id: number,
    own: readonly number[],
    traffic: Traffic,
    begun: Float64Array,
  ): Rates => {
    const sum = (offset: number): number =>
      own.reduce(
        (total, node) => Math.min(mostTraffic, total + arriving(id, node + offset, traffic, begun)),
        0,
      )
    const [reads, writes] = [sum(0), sum(1)]
    return { total: Math.min(mostTraffic, reads + writes), reads, writes }
  }

  const load = (id: number): Load => {
    const own = byComponent().get(id) ?? []
    const both = own.flatMap((node) => [node, node + 1])
    const isUnbounded = both.some((node) => mean.unbounded[node] || peak.unbounded[node])
    return {
      mean: ratesAt(id, own, mean, begunMean),
      peak: ratesAt(id, own, peak, begunPeak),
      isKnown: !both.some((node) => guessed()[node]),
      isAtLeast: both.some((node) => silent()[node]),
      isUnbounded,
      countsAsReads: readUnsaid().has(id),
      guesses: () => guessesBehind(both, back()),
      leftOut: () => [],
      byFlow: () =>
        places
          .filter(({ nodes }) => nodes.has(id))
          .map(({ flows, nodes }): FlowLoad => {
            const at = [nodes.get(id)!]
            return {
              flows,
              mean: ratesAt(id, at, mean, begunMean).total,
              peak: ratesAt(id, at, peak, begunPeak).total,
            }
          })
          .filter((one) => one.mean > 0)
          .sort((a, b) => b.peak - a.peak || a.flows[0]!.id - b.flows[0]!.id),
    }
  }
  return {
    load,
    carried: () => carriedBy(arcs, mean, peak),
    choices: () => choicesIn(places, mean, peak),
    sharing: () => sharingIn(arcs, mean, peak),
  }
}

/** Why the nodes have no more than an upper bound, by walking back along what arrives. */
function guessesBehind(
  nodes: readonly number[],
  back: ReadonlyMap<number, readonly Arc[]>,
): readonly Guess[] {
  const found = new Map<string, Guess>()
  const seen = new Set(nodes)
  for (const node of seen) {
    for (const { from, transfer } of back.get(node) ?? []) {
      seen.add(from)
      for (const guess of transfer?.guesses ?? []) found.set(JSON.stringify(guess), guess)
    }
  }
  return [...found.values()]
}

function carriedBy(arcs: readonly Arc[], mean: Traffic, peak: Traffic): readonly Carried[] {
  const sums = new Map<string, { one: Arc; mean: number; peak: number; flows: Set<Flow> }>()
  for (const arc of arcs) {
    const { transfer, from, gain, waits, placed } = arc
    if (!transfer) continue
    const key = `${transfer.edge.edge.id} ${transfer.from} ${transfer.to}`
    const sum = sums.get(key) ?? { one: arc, mean: 0, peak: 0, flows: new Set() }
    const onAverage = mean.amounts[from]! * gain
    const atPeak = (waits ? peak : mean).amounts[from]! * gain
    if (onAverage > 0) for (const flow of placed.flows) sum.flows.add(flow)
    sums.set(key, {
      ...sum,
      mean: Math.min(mostTraffic, sum.mean + onAverage),
      peak: Math.min(mostTraffic, sum.peak + atPeak),
    })
  }
  return [...sums.values()].map(({ one, flows, ...amounts }) => {
    const { edge, from, to } = one.transfer!
    return { edge: edge.edge, from, to, ...amounts, flows: [...flows] }
  })
}

function choicesIn(
  places: readonly Placed[],
  mean: Traffic,
  peak: Traffic,
): readonly ReadonlyMap<number, number>[] {
  return places.flatMap(({ out, nodes }) =>
    [...out].flatMap(([from, transfers]) => {
      const node = nodes.get(from)!
      const choices = Map.groupBy(
        transfers.filter(({ choice }) => choice?.takesOver),
        ({ choice }) => choice!.name,
      )
      return [...choices.values()].flatMap((members) => {
        const found = new Map<number, number>()
        for (const { to, perRead, perWrite, waits } of members) {
          const { amounts } = waits ? peak : mean
          const atPeak =
            amounts[node]! * amountOf(perRead) + amounts[node + 1]! * amountOf(perWrite)
          found.set(to, Math.min(mostTraffic, (found.get(to) ?? 0) + atPeak))
        }
        return found.size > 1 ? [found] : []
      })
    }),
  )
}
