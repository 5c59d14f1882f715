// The oracle of load: requests sent out from where they begin and followed hop by hop, flow by flow, wave after wave,
// until nothing is left on the way. What is still on its way after thousands of waves never ends. It takes the model
// alone and shares no code with src/analysis. It is past 250 lines because waves and what reaches them are one story.

import { numberIn } from '#src/model/attributes.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { componentOf, isClient } from './containment.ts'
import type { Failures } from './copies.ts'
import { isConsumption } from './ends.ts'
import { startsOf } from './flows.ts'
import { meanOf } from './load-demand.ts'
import { hopsOf, roadOf } from './load-hops.ts'
import type { Hop, Road } from './load-road.ts'

export interface ExpectedLoad {
  readonly mean: Pair
  readonly peak: Pair
  readonly isKnown: boolean
  readonly isAtLeast: boolean
  readonly isUnbounded: boolean
  /** What of it arrives by each flow. */
  readonly byFlow: ReadonlyMap<Flow, { readonly mean: number; readonly peak: number }>
}

export interface Pair {
  readonly reads: number
  readonly writes: number
}

interface Packet {
  readonly mean: Pair
  readonly peak: Pair
  /** Whether some of its reads, or writes, may be fewer. */
  readonly guessed: { readonly reads: boolean; readonly writes: boolean }
}

/** What is known alone: caches that do not say what they hold answer everything, and calls that nobody counts are none. */
export function expectedSureLoads(model: Model, failures: Failures): readonly ExpectedLoad[] {
  const components = model.components.map((one) => {
    if ((one.builtin !== 'cache' && one.builtin !== 'cdn') || one.attributes.has('hit')) return one
    const value = { kind: 'number', value: 1, dimension: 'ratio' } as const
    const hit = { name: 'hit', value, written: true, at: one.at }
    return { ...one, attributes: new Map([...one.attributes, ['hit', hit]]) }
  })
  return expectedLoads({ ...model, components }, failures, 'left out')
}

/** What is on its way: by flow and component. */
type Wave = ReadonlyMap<
  string,
  { readonly flow: Flow; readonly at: number; readonly packet: Packet }
>

const mostWaves = 6000

/** `guesses`: whether what nobody counts is carried, or not at all. */
export function expectedLoads(
  model: Model,
  failures: Failures,
  guesses: 'counted' | 'left out' = 'counted',
): readonly ExpectedLoad[] {
  const roads = new Map(model.flows.map((flow) => [flow, roadOf(model, flow, failures)]))
  const begun = beginnings(model)
  const silent = silentStarts(model, roads)
  const amounts = model.components.map(() => ({ mean: nothing, peak: nothing }))
  const byFlow = model.components.map(() => new Map<Flow, { mean: number; peak: number }>())
  const guessed = new Set<number>()
  // What arrives in the last waves, and in as many before them: what does not shrink never ends.
  const late = [new Map<number, number>(), new Map<number, number>()] as const
  const known = new Map<string, readonly Taker[]>()
  const takersAt = (flow: Flow, at: number): readonly Taker[] => {
    const key = `${flow.id} ${at}`
    const all = known.get(key) ?? takers(model, roads, flow, at)
    known.set(key, all)
    return all
  }
  let wave: Wave = begun
  let first = true
  for (let count = 0; count < mostWaves && wave.size > 0; count++) {
    for (const { flow, at, packet } of wave.values()) {
      if (packet.guessed.reads || packet.guessed.writes) guessed.add(at)
      if (first && isOutside(componentOf(model, at))) continue
      const { mean, peak } = amounts[at]!
      amounts[at] = { mean: sum(mean, packet.mean), peak: sum(peak, packet.peak) }
      const own = byFlow[at]!.get(flow) ?? { mean: 0, peak: 0 }
      byFlow[at]!.set(flow, {
        mean: own.mean + total(packet.mean),
        peak: own.peak + total(packet.peak),
      })
    }
    first = false
    wave = next(roads, takersAt, wave, guesses)
    const window = Math.floor((mostWaves - 1 - count) / 120)
    for (const { at, packet } of window < 2 ? wave.values() : []) {
      const size = total(packet.mean) + total(packet.peak)
      late[window]!.set(at, (late[window]!.get(at) ?? 0) + size)
    }
  }
  const lessKnown = reachedFrom(model, roads, silent)
  return model.components.map(({ id }) => ({
    ...amounts[id]!,
    byFlow: byFlow[id]!,
    isKnown: !guessed.has(id),
    isAtLeast: lessKnown.has(id),
    isUnbounded: (late[0].get(id) ?? 0) > 0 && late[0].get(id)! >= 0.999 * (late[1].get(id) ?? 0),
  }))
}

function next(
  roads: ReadonlyMap<Flow, Road>,
  takersAt: (flow: Flow, at: number) => readonly Taker[],
  wave: Wave,
  guesses: 'counted' | 'left out',
): Wave {
  const ahead = new Map<string, { flow: Flow; at: number; packet: Packet }>()
  const send = (flow: Flow, packet: Packet, hop: Hop): void => {
    if (guesses === 'left out' && !hop.isKnown) return
    const carried = alongHop(packet, hop)
    if (total(carried.mean) + total(carried.peak) < 1e-13) return
    const key = `${flow.id} ${hop.to}`
    const known = ahead.get(key)?.packet
    const packets = known ? merged(known, carried) : carried
    ahead.set(key, { flow, at: hop.to, packet: packets })
  }
  for (const { flow, at, packet } of wave.values()) {
    for (const hop of hopsOf(roads.get(flow)!, at)) send(flow, packet, hop)
    for (const [taker, hop, part] of takersAt(flow, at)) {
      send(taker, scaled(packet, part), hop)
    }
  }
  return ahead
}

function alongHop(packet: Packet, hop: Hop): Packet {
  const carry = ({ reads, writes }: Pair): Pair => ({
    reads: Math.min(1e200, reads * hop.perRead.reads + writes * hop.perWrite.reads),
    writes: Math.min(1e200, reads * hop.perRead.writes + writes * hop.perWrite.writes),
  })
  const guesses = (kind: keyof Pair): boolean =>
    (packet.mean.reads * hop.perRead[kind] > 0 && (packet.guessed.reads || !hop.isKnown)) ||
    (packet.mean.writes * hop.perWrite[kind] > 0 && (packet.guessed.writes || !hop.isKnown))
  return {
    mean: carry(packet.mean),
    peak: carry(hop.waits ? packet.peak : packet.mean),
    guessed: { reads: guesses('reads'), writes: guesses('writes') },
  }
}

type Taker = readonly [flow: Flow, hop: Hop, part: number]

/** Flows that begin where this one brings something, on an edge that it does not take itself. */
function takers(
  model: Model,
  roads: ReadonlyMap<Flow, Road>,
  flow: Flow,
  at: number,
): readonly Taker[] {
  const takes = [...roads.values()].filter((road) => takesWhatComes(model, road, at))
  if (takes.every((road) => road.flow === flow)) return []
  const own = takenAt(model, roads.get(flow)!, at)
  return takes
    .filter((road) => road.flow !== flow)
    .flatMap((road) =>
      hopsOf(road, at)
        .filter(({ edge }) => !own.has(edge))
        .map((hop): Taker => {
          const rivals = takes.filter((one) =>
            hopsOf(one, at).some(({ edge }) => edge === hop.edge),
          )
          return [
            road.flow,
            hop,
            shareAmong(
              rivals.map((one) => one.flow),
              road.flow,
            ),
          ]
        }),
    )
}

/** Edges of the flow that leave the component, or by which it is polled. */
function takenAt(model: Model, { lines }: Road, at: number): ReadonlySet<number> {
  const own = lines.filter(
    (line) => line.from === at || (isConsumption(model, line) && line.to === at),
  )
  return new Set(own.map(({ edge }) => edge.id))
}

function takesWhatComes(model: Model, { flow, starts }: Road, at: number): boolean {
  if (flow.scope.kind === 'everything' || isClient(componentOf(model, at))) return false
  if (!starts.includes(at)) return false
  return (
    flow.attributes.get('rate') === undefined ||
    starts.some((id) => isClient(componentOf(model, id)))
  )
}

function shareAmong(flows: readonly Flow[], flow: Flow): number {
  const written = (one: Flow): number | undefined => numberIn(one.attributes, 'share')
  const own = written(flow)
  if (own !== undefined) return own
  const taken = flows.reduce((all, one) => all + (written(one) ?? 0), 0)
  return Math.max(0, 1 - taken) / flows.filter((one) => written(one) === undefined).length
}

/** Clients share out what they ask for; other starts begin at the flow's rate. */
function beginnings(model: Model): Wave {
  const wave = new Map<string, { flow: Flow; at: number; packet: Packet }>()
  const begin = (flow: Flow, at: number, mean: number, peak: number): void => {
    if (mean === 0 && peak === 0) return
    const packet = {
      mean: { reads: mean, writes: 0 },
      peak: { reads: peak, writes: 0 },
      guessed: { reads: false, writes: false },
    }
    wave.set(`${flow.id} ${at}`, { flow, at, packet })
  }
  for (const flow of model.flows) {
    const starts = startsOf(model, flow)
    const clients = starts.filter((id) => isClient(componentOf(model, id)))
    const rate = numberIn(flow.attributes, 'rate')
    if (rate !== undefined && clients.length === 0)
      for (const start of starts) begin(flow, start, rate / starts.length, rate / starts.length)
    for (const client of clients) {
      const one = componentOf(model, client)
      const times = numberIn(one.attributes, 'peak') ?? 1
      const mean = meanOf(model, flow, one, clients)
      if (mean !== undefined) begin(flow, client, mean, mean * times)
    }
  }
  return wave
}

/** Starts of which nobody says how much begins there, and to which nothing leads. */
function silentStarts(
  model: Model,
  roads: ReadonlyMap<Flow, Road>,
): readonly (readonly [Flow, number, number | undefined])[] {
  return model.flows.flatMap((flow) =>
    startsOf(model, flow).flatMap((start): (readonly [Flow, number, number | undefined])[] => {
      const one = componentOf(model, start)
      if (isClient(one)) {
        const clients = startsOf(model, flow).filter((id) => isClient(componentOf(model, id)))
        return meanOf(model, flow, one, clients) === undefined ? [[flow, start, undefined]] : []
      }
      if (!takesWhatComes(model, roads.get(flow)!, start)) return []
      const edges = new Set(hopsOf(roads.get(flow)!, start).map(({ edge }) => edge))
      return [...edges]
        .filter((edge) => !isBrought(model, roads, start, edge))
        .map((edge) => [flow, start, edge] as const)
    }),
  )
}

function isBrought(
  model: Model,
  roads: ReadonlyMap<Flow, Road>,
  start: number,
  edge: number,
): boolean {
  return model.flows.some((other) => {
    const road = roads.get(other)!
    if (takenAt(model, road, start).has(edge)) return false
    const starts = startsOf(model, other)
    const isRated =
      starts.includes(start) &&
      numberIn(other.attributes, 'rate') !== undefined &&
      !starts.some((id) => isClient(componentOf(model, id)))
    return (
      isRated || [...road.reached].some((id) => hopsOf(road, id).some(({ to }) => to === start))
    )
  })
}

/** Everything that would be asked if something began there, reads or writes. */
function reachedFrom(
  model: Model,
  roads: ReadonlyMap<Flow, Road>,
  starts: readonly (readonly [Flow, number, number | undefined])[],
): ReadonlySet<number> {
  const seen = new Set<string>()
  const found = new Set<number>()
  const open: (readonly [Flow, number, keyof Pair])[] = []
  const visit = (flow: Flow, at: number, what: keyof Pair): void => {
    const key = `${flow.id} ${at} ${what}`
    if (seen.has(key)) return
    seen.add(key)
    found.add(at)
    open.push([flow, at, what])
  }
  const follow = (flow: Flow, hop: Hop, what: keyof Pair): void => {
    const carried = what === 'reads' ? hop.perRead : hop.perWrite
    for (const kind of ['reads', 'writes'] as const)
      if (carried[kind] > 0) visit(flow, hop.to, kind)
  }
  for (const [flow, start, edge] of starts) {
    for (const what of ['reads', 'writes'] as const) {
      if (edge === undefined) visit(flow, start, what)
      for (const hop of hopsOf(roads.get(flow)!, start))
        if (hop.edge === edge) follow(flow, hop, what)
    }
  }
  for (let one = open.pop(); one; one = open.pop()) {
    const [flow, at, what] = one
    for (const hop of hopsOf(roads.get(flow)!, at)) follow(flow, hop, what)
    for (const [taker, hop, part] of takers(model, roads, flow, at))
      if (part > 0) follow(taker, hop, what)
  }
  return found
}

/** What it begins does not arrive at it. */
function isOutside({ builtin }: Component): boolean {
  return ['client', 'scheduler', 'external'].includes(builtin)
}

const nothing: Pair = { reads: 0, writes: 0 }

function total({ reads, writes }: Pair): number {
  return reads + writes
}

function sum(a: Pair, b: Pair): Pair {
  return { reads: a.reads + b.reads, writes: a.writes + b.writes }
}

function merged(a: Packet, b: Packet): Packet {
  return {
    mean: sum(a.mean, b.mean),
    peak: sum(a.peak, b.peak),
    guessed: {
      reads: a.guessed.reads || b.guessed.reads,
      writes: a.guessed.writes || b.guessed.writes,
    },
  }
}

function scaled({ mean, peak, guessed }: Packet, part: number): Packet {
  const times = ({ reads, writes }: Pair): Pair => ({ reads: reads * part, writes: writes * part })
  return { mean: times(mean), peak: times(peak), guessed }
}
