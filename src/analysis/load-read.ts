// What a solved network of traffic says of components and edges: how much arrives, how sure that is, and what it comes
// from. A component is read off the places that it has, one in each layer that leads to it; these may be of several
// networks, where one has been solved anew in part.

import { digraph, reachable } from '#src/graph/digraph.ts'
import { mostTraffic, type Traffic } from '#src/graph/traffic.ts'
import type { Component, Flow } from '#src/model/model.ts'
import { carriedBy } from './carried.ts'
import type { Arc, Placed, SolvedNetwork } from './load.ts'
import type { Carried, FlowLoad, Guess, Load, Rates } from './load-facts.ts'
import { memo, once } from './once.ts'
import { type Shared, sharingIn } from './sharing.ts'
import { amountOf } from './transfers.ts'

export interface LoadNetwork {
  load(component: number): Load
  readonly places: readonly Placed[]
  /** The places of a component, by layer. */
  placesOf(component: number): readonly Place[]
  carried(): readonly Carried[]
  /** What each of several alternatives gets at peak from one caller, by component. */
  choices(): readonly ReadonlyMap<number, number>[]
  /** What components get at peak as one of several. */
  sharing(): ReadonlyMap<number, readonly Shared[]>
}

/** A component in one layer of a network. */
export interface Place {
  readonly placed: Placed
  /** The first of its two nodes. */
  readonly node: number
  readonly view: View
}

interface View {
  readonly network: SolvedNetwork
  /** By node: whether calls that nobody counted lead there. */
  guessed(): Uint8Array
  /** By node: whether starts that do not say how much they ask for lead there. */
  silent(): Uint8Array
  /** Stores of which some edge says neither reads nor writes, by layer. */
  readUnsaid(): ReadonlyMap<Placed, ReadonlySet<number>>
  back(): ReadonlyMap<number, readonly Arc[]>
  /** By node: whether what begins for the flow leads there. */
  broughtBy(flow: Flow): Uint8Array
}

export function readOff(components: readonly Component[], network: SolvedNetwork): LoadNetwork {
  const { places, arcs, mean, peak } = network
  const view = viewOf(network)
  const byComponent = once(() => {
    const found = new Map<number, Place[]>()
    for (const placed of places) {
      for (const [id, node] of placed.nodes) {
        const known = found.get(id)
        if (known) known.push({ placed, node, view })
        else found.set(id, [{ placed, node, view }])
      }
    }
    return found
  })
  const placesOf = (id: number): readonly Place[] => byComponent().get(id) ?? []
  return {
    places,
    load: (id) => loadAt(components[id]!, placesOf(id)),
    placesOf,
    carried: () => carriedBy(arcs, mean, peak),
    choices: () => choicesIn(places, mean, peak),
    sharing: () => sharingIn(arcs, mean, peak),
  }
}

function viewOf(network: SolvedNetwork): View {
  const { nodeCount, arcs, mean } = network
  const carries = ({ from }: Arc): boolean => mean.amounts[from]! > 0 || mean.unbounded[from] === 1
  const carrying = once(() => arcs.filter(carries))
  const over = (some: readonly Arc[]) =>
    digraph(
      nodeCount,
      some.map(({ from }) => from),
      some.map(({ to }) => to),
    )
  return {
    network,
    guessed: once(() => {
      const seeds = carrying().filter(({ transfer }) => (transfer?.guesses.length ?? 0) > 0)
      return reachable(
        over(carrying()),
        seeds.map(({ to }) => to),
      )
    }),
    silent: once(() =>
      reachable(
        over(arcs),
        network.silent.flatMap((node) => [node, node + 1]),
      ),
    ),
    readUnsaid: once(() => {
      const found = new Map<Placed, Set<number>>()
      for (const { transfer, placed } of carrying()) {
        if (!transfer?.countsAsReads) continue
        const known = found.get(placed)
        if (known) known.add(transfer.to)
        else found.set(placed, new Set([transfer.to]))
      }
      return found
    }),
    back: once(() => Map.groupBy(carrying(), ({ to }) => to)),
    broughtBy: memo((flow: Flow) => reachable(over(carrying()), network.begins.get(flow) ?? [])),
  }
}

/** What arrives at a component in all of its places. */
export function loadAt(component: Component, places: readonly Place[]): Load {
  const either = (holds: (view: View, node: number) => unknown): boolean =>
    places.some(({ view, node }) => holds(view, node) || holds(view, node + 1))
  return {
    mean: ratesAt(component, places, 'mean'),
    peak: ratesAt(component, places, 'peak'),
    isKnown: !either((view, node) => view.guessed()[node]),
    isAtLeast: either((view, node) => view.silent()[node]),
    isUnbounded: isUnboundedAt(places),
    countsAsReads: places.some(({ view, placed }) =>
      view.readUnsaid().get(placed)?.has(component.id),
    ),
    guesses: () => guessesBehind(places),
    leftOut: () => [],
    byFlow: () =>
      places
        .filter(isReached)
        .map(
          (place): FlowLoad => ({
            flows: bringing(place),
            mean: ratesAt(component, [place], 'mean').total,
            peak: ratesAt(component, [place], 'peak').total,
          }),
        )
        .filter((one) => one.mean > 0 || isUnboundedAt(places))
        .sort((a, b) => b.peak - a.peak || a.flows[0]!.id - b.flows[0]!.id),
  }
}

function isReached({ view: { network }, node }: Place): boolean {
  const { amounts, unbounded } = network.mean
  return [node, node + 1].some((one) => amounts[one]! > 0 || unbounded[one] === 1)
}

/** Implicit flows are one layer, and yet each brings only what its own client leads to. */
function bringing({ placed: { flows }, view, node }: Place): readonly Flow[] {
  if (flows.length < 2) return flows
  return flows.filter((flow) => view.broughtBy(flow)[node] || view.broughtBy(flow)[node + 1])
}

/** The same amounts without what is known of them: what they are not an upper bound of is not asked. */
export function boundAt(component: Component, places: readonly Place[]): Load {
  const peak = ratesAt(component, places, 'peak')
  return {
    mean: peak,
    peak,
    isKnown: false,
    isAtLeast: false,
    isUnbounded: isUnboundedAt(places),
    countsAsReads: false,
    guesses: () => [],
    leftOut: () => [],
    byFlow: () => [],
  }
}

function isUnboundedAt(places: readonly Place[]): boolean {
  return places.some(
    ({
      view: {
        network: { mean, peak },
      },
      node,
    }) => [node, node + 1].some((one) => mean.unbounded[one] || peak.unbounded[one]),
  )
}

function ratesAt({ role }: Component, places: readonly Place[], at: 'mean' | 'peak'): Rates {
  const isSending = role === 'source' || role === 'external'
  const sum = (offset: number): number =>
    places.reduce((total, { view: { network }, node }) => {
      const begun = at === 'mean' ? network.begunMean : network.begunPeak
      // What is sent by something from outside does not arrive at it.
      const sent = isSending ? begun[node + offset]! : 0
      const arriving = Math.max(0, network[at].amounts[node + offset]! - sent)
      return Math.min(mostTraffic, total + arriving)
    }, 0)
  const [reads, writes] = [sum(0), sum(1)]
  return { total: Math.min(mostTraffic, reads + writes), reads, writes }
}

/** Why there is no more than an upper bound, by walking back along what arrives. */
function guessesBehind(places: readonly Place[]): readonly Guess[] {
  const found = new Map<string, Guess>()
  const byView = Map.groupBy(places, ({ view }) => view)
  for (const [view, own] of byView) {
    const seen = new Set(own.flatMap(({ node }) => [node, node + 1]))
    for (const node of seen) {
      for (const { from, transfer } of view.back().get(node) ?? []) {
        seen.add(from)
        for (const guess of transfer?.guesses ?? []) found.set(JSON.stringify(guess), guess)
      }
    }
  }
  return [...found.values()]
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
