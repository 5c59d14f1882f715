// The network of traffic in parts that bring each other nothing, whatever fails: an island is what a start can lead to
// in one layer, with all that decides how it is divided, and every flow that begins with what another brings there. A
// loss changes the load of the islands alone in which something fails, so that these are solved without the others.

import { componentIn } from '#src/model/attributes.ts'
import { isBroker } from '#src/model/roles.ts'
import type { RunEdge } from './calls.ts'
import type { Demand, Taking } from './demand.ts'
import type { Layer, TransferGround } from './layer.ts'
import type { FlowLayer } from './load.ts'

export interface Islands {
  /** The island of a component in a layer; -1 where no start leads there. */
  of(layer: Layer, component: number): number
  /** Islands that one of the components is in. */
  touching(components: Iterable<number>): ReadonlySet<number>
  /** Callers in layers whose calls may be divided in another way where one of the components is another than before. */
  callersOf(components: Iterable<number>): readonly Caller[]
  /** Whether what arrives at a component in a layer may go on to one of these, or is for one. */
  leadingTo(components: Iterable<number>): (layer: Layer, component: number) => boolean
  /** Its components; one that it holds in several layers as often. */
  componentsIn(island: number): readonly number[]
  /** What of all layers and of the demand belongs to these. */
  part(islands: ReadonlySet<number>): {
    readonly layers: readonly FlowLayer[]
    readonly demand: Demand
  }
}

export interface Caller {
  readonly layer: Layer
  readonly id: number
}

/** Near-linear in the edges of all layers. */
export function islandsOf(
  ground: TransferGround,
  layers: readonly FlowLayer[],
  demand: Demand,
): Islands {
  const starts = Map.groupBy(
    [...demand.begun, ...demand.silent, ...demand.taking],
    ({ flow }) => flow,
  )
  const taken = new Set(demand.taking.map(({ start }) => start))
  const places: number[] = []
  const idOf: number[] = []
  const placesOf = new Map<number, number[]>()
  const callers = new Map<number, Set<Caller>>()
  const bears = (id: number, on: Caller): void => {
    const known = callers.get(id)
    if (known) known.add(on)
    else callers.set(id, new Set([on]))
  }
  const inLayer = layers.map(({ layer, flows }) => {
    const own = new Map<number, number>()
    const place = (id: number): number => {
      const known = own.get(id)
      if (known !== undefined) return known
      const made = places.push(places.length) - 1
      idOf.push(id)
      own.set(id, made)
      const others = placesOf.get(id)
      if (others) others.push(made)
      else placesOf.set(id, [made])
      return made
    }
    for (const flow of flows) for (const { start } of starts.get(flow) ?? []) place(start)
    for (const [id, at] of own) {
      const caller = { layer, id }
      bears(id, caller)
      for (const next of bearingOn(ground, layer, id)) {
        bears(next, caller)
        unite(places, at, place(next))
      }
    }
    return own
  })
  for (const { start } of demand.taking) {
    const [first, ...others] = placesOf.get(start) ?? []
    for (const other of others) unite(places, first!, other)
  }
  const byLayer = new Map(layers.map(({ layer }, index) => [layer, inLayer[index]!]))
  const layerOf = new Map(layers.flatMap(({ layer, flows }) => flows.map((flow) => [flow, layer])))
  const of = (layer: Layer, id: number): number => {
    const at = byLayer.get(layer)?.get(id)
    return at === undefined ? -1 : rootOf(places, at)
  }
  const held = Map.groupBy(
    inLayer.flatMap((own) => [...own]),
    ([, at]) => rootOf(places, at),
  )
  const islandOf = ({ flow, start }: Taking): number => of(layerOf.get(flow)!, start)
  const [begun, silent, taking] = [
    Map.groupBy(demand.begun, islandOf),
    Map.groupBy(demand.silent, islandOf),
    Map.groupBy(demand.taking, islandOf),
  ]
  const layersOn = Map.groupBy(
    layers.flatMap(({ flows }, index) => {
      const islands = flows.flatMap((flow) => (starts.get(flow) ?? []).map(islandOf))
      return [...new Set(islands)].map((island) => ({ index, island }))
    }),
    ({ island }) => island,
  )
  return {
    of,
    touching: (ids) =>
      new Set([...ids].flatMap((id) => (placesOf.get(id) ?? []).map((at) => rootOf(places, at)))),
    callersOf: (ids) => [...new Set([...ids].flatMap((id) => [...(callers.get(id) ?? [])]))],
    leadingTo: (ids) => {
      const found = new Set<number>([...ids].flatMap((id) => placesOf.get(id) ?? []))
      for (const at of found) {
        const id = idOf[at]!
        if (taken.has(id)) for (const other of placesOf.get(id)!) found.add(other)
        for (const caller of callers.get(id) ?? []) {
          const own = byLayer.get(caller.layer)!
          if (own.get(id) === at) found.add(own.get(caller.id)!)
        }
      }
      return (layer, id) => found.has(byLayer.get(layer)?.get(id) ?? -1)
    },
    componentsIn: (island) => held.get(island)!.map(([id]) => id),
    part(islands) {
      const asked = [...islands].sort((a, b) => a - b)
      const taken = <T>(from: ReadonlyMap<number, readonly T[]>): readonly T[] =>
        asked.flatMap((island) => from.get(island) ?? [])
      const indexes = new Set(taken(layersOn).map(({ index }) => index))
      return {
        layers: [...indexes].sort((a, b) => a - b).map((index) => layers[index]!),
        demand: { begun: taken(begun), silent: taken(silent), taking: taken(taking) },
      }
    },
  }
}

/** All that what arrives at a component may go on to, and all that decides how much of it goes where. */
function bearingOn(ground: TransferGround, layer: Layer, id: number): readonly number[] {
  const { system, sets } = ground.reliability
  const { components } = system.model
  const targets = ({ to, attributes }: RunEdge): readonly number[] => {
    const fallback = componentIn(attributes, 'fallback')
    const ends = fallback === undefined ? [to] : [to, fallback]
    return ends.flatMap((end) => [end, ...system.targetsOf(end)])
  }
  const called = layer.out(id).flatMap(targets)
  const copies = called.flatMap((one) => sets.of(one)?.members ?? [])
  if (!isBroker(components[id]!)) return [...called, ...copies]
  const consumers = [...layer.polling(id), ...ground.consumersOf(id)].flatMap((edge) => [
    ...[edge.from, edge.edge.from].flatMap((end) => [end, ...system.targetsOf(end)]),
    ...targets(edge),
  ])
  return [...called, ...copies, ...consumers]
}

function rootOf(parents: number[], at: number): number {
  let root = at
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]!]!
    root = parents[root]!
  }
  return root
}

function unite(parents: number[], one: number, other: number): void {
  const [a, b] = [rootOf(parents, one), rootOf(parents, other)]
  parents[Math.max(a, b)] = Math.min(a, b)
}
