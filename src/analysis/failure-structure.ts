// What one flow fails by, as a failure structure (src/graph/structure.ts) with the probabilities of its events:
// needs turned round, and below them the copies of each component. Copies that no event tells apart are
// counted, not listed: "two of them are lost" is one event where only that number matters. Where the places matter
// too, there is an event for what each number of lost places leaves to be lost (pooled-copies.ts); in a chain, of which
// each is worse than the one before. Zones and regions are events like any other.
// It is past 250 lines because everything that stands below a component is made in one place.

import { binomialTail } from '#src/graph/binomial.ts'
import { failureProbability } from '#src/graph/failure-probability.ts'
import type { Gate, Structure } from '#src/graph/structure.ts'
import { defaultAvailability } from '#src/kinds/default-availability.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component, Survivable } from '#src/model/model.ts'
import { type Copy, canFail, regionOf, type Shard } from './copies.ts'
import { type Happened, nothing } from './events.ts'
import type { FlowNeeds } from './flow-needs.ts'
import {
  casesOf,
  leastMore,
  lostIn,
  enough as mostBad,
  type SortOfShard,
  sortsOf,
  type Taken,
  type Taker,
} from './pooled-copies.ts'
import type { Reliability } from './serving.ts'

export interface FlowStructure {
  readonly structure: Structure
  /** What happens, by event of the structure. */
  readonly events: readonly LossEvent[]
  /** By event; in a chain, given that those before it have happened. */
  readonly probabilities: Float64Array
  /** By event, how many copies it takes away; 1 for places and managed components. */
  readonly weights: Int32Array
  /** Components whose own losses bear on it, and those of them whose first copy matters by itself. */
  readonly components: ReadonlySet<number>
  readonly written: ReadonlySet<number>
}

export interface LossEvent {
  /** A component, zone or region. */
  readonly component: number
  /** The copies of which some fail, indexes from 0; undefined where the component or place fails whole. */
  readonly copies?: readonly number[]
  /** True where it does not matter in which places these lie. */
  readonly anywhere?: true
}

/** What is asked of a structure beside "how probably does it fail": all unwritten for the plain one. */
export interface Circumstances {
  /** What has happened already: it is no event any more. */
  readonly failed?: Happened
  /** The one kind of event that there is; the others never happen. */
  readonly kind?: Survivable
  /** Cut sets up to this order are asked for, and no probability: what weighs more is left out. */
  readonly order?: number
}

/** Of a flow, or any other root of needs; O(needs of the root + copies). */
export function failureStructure(
  reliability: Reliability,
  needs: FlowNeeds,
  circumstances: Circumstances,
): FlowStructure {
  const { model } = reliability.system
  const { graph, componentsOf } = needs.many
  const parts = partsBuilder(reliability, circumstances)
  const gateOf = new Map<number, number>()
  const open: number[] = []
  const unitGate = (unit: number): number => {
    const known = gateOf.get(unit)
    if (known !== undefined) return known
    const gate = parts.reserve()
    gateOf.set(unit, gate)
    open.push(unit)
    return gate
  }
  const top = unitGate(graph.unitOf[needs.root]!)
  for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
    const inputs: number[] = []
    for (const id of componentsOf(unit)) {
      if (!canFail(model.components[id]!)) continue
      if (needs.readUnit(id) === unit) inputs.push(parts.readsLost(id))
      if (needs.writeUnit(id) === unit) inputs.push(parts.firstLost(id))
    }
    for (let group = graph.groupOffsets[unit]!; group < graph.groupOffsets[unit + 1]!; group++) {
      const members = graph.members
        .subarray(graph.memberOffsets[group]!, graph.memberOffsets[group + 1]!)
        .values()
      const lost = [...members].map(unitGate)
      const atLeast = lost.length - graph.atLeast[group]! + 1
      inputs.push(lost.length === 1 && atLeast === 1 ? lost[0]! : parts.gate(atLeast, lost))
    }
    parts.fill(gateOf.get(unit)!, { atLeast: 1, inputs })
  }
  return parts.finish(top)
}

/** Unavailability of a component by its own events and its places', for its reads. */
export function downAlone(reliability: Reliability, component: number): number {
  if (!canFail(reliability.system.model.components[component]!)) return 0
  const parts = partsBuilder(reliability, {})
  const { structure, probabilities, weights } = parts.finish(parts.readsLost(component))
  // Bounds from cut sets are for few events: of three out of many there are too many sets to list.
  const order = structure.eventCount > mostForTriples ? 1 : 3
  return failureProbability(structure, probabilities, { weights, order, nodeBudget }).value
}

const mostForTriples = 50

/** One component takes thousands of nodes, or hundreds of thousands that it is not worth. */
const nodeBudget = 100_000

/** Gates and events as they come; numbers of gates are made final at the end, when all events are known. */
function partsBuilder(reliability: Reliability, { failed = nothing, kind, order }: Circumstances) {
  const { model } = reliability.system
  const canHappen = (event: Survivable | 'managed'): boolean =>
    kind === undefined || kind === event || (kind === 'component' && event === 'managed')
  const events: LossEvent[] = []
  const probabilities: number[] = []
  const weights: number[] = []
  const gates: Gate[] = []
  const wholes = new Map<number, number>()
  const losses = new Map<number, Losses>()
  const written = new Set<number>()

  // An event is its number, a gate its number from -1 downwards.
  const event = (what: LossEvent, probability: number, weight: number): number => {
    probabilities.push(probability)
    weights.push(weight)
    return events.push(what) - 1
  }
  const gate = (atLeast: number, inputs: readonly number[]): number =>
    -gates.push({ atLeast, inputs })
  /** The gate itself where there is one alone. */
  const anyOf = (inputs: readonly number[]): number =>
    inputs.length === 1 ? inputs[0]! : gate(1, inputs)

  const certain = (): number => gate(0, [])
  const impossible = (): number => gate(1, [])
  const isImpossible = (input: number): boolean =>
    input < 0 && gates[-input - 1]!.atLeast > gates[-input - 1]!.inputs.length

  const whole = (id: number, sort: Survivable | 'managed'): number => {
    let made = wholes.get(id)
    if (made !== undefined) return made
    if (failed({ component: id })) made = certain()
    else if (!canHappen(sort)) made = impossible()
    else made = event({ component: id }, unavailabilityOf(model.components[id]!).value, 1)
    wholes.set(id, made)
    return made
  }
  const places = ({ zone, region }: Pick<Copy, 'zone' | 'region'>): readonly number[] => [
    ...(zone < 0 ? [] : [whole(zone, 'zone')]),
    ...(region < 0 ? [] : [whole(region, 'region')]),
  ]

  const lossesOf = (id: number): Losses => {
    let known = losses.get(id)
    if (!known) {
      known = model.components[id]!.managed ? managedLosses(id) : copyLosses(id)
      losses.set(id, known)
    }
    return known
  }
  const managedLosses = (id: number): Losses => {
    const region = regionOf(model, model.components[id]!)
    const lost = anyOf([whole(id, 'managed'), ...places({ zone: -1, region })])
    return { reads: lost, first: lost }
  }
  const copyLosses = (id: number): Losses => {
    const { value: q } = unavailabilityOf(model.components[id]!)
    const apart = reliability.writesDiffer(id)
    const firsts: number[] = []
    const alike =
      !apart && order === undefined && kind === undefined ? alikeShards(id, q) : undefined
    if (alike !== undefined) return { reads: alike, first: alike }
    const shards = reliability.shards(id).map((whole) => {
      const shard = leftOf(whole, ({ index }) => failed({ component: id, copy: index }))
      const classes = classesOf(shard, apart ? whole.copies[0] : undefined)
      const lost = shardLost(id, shard, classes, q)
      if (apart) firsts.push(shard.copies[0] === whole.copies[0] ? lost.first : certain())
      return lost.enough
    })
    return { reads: anyOf(shards), first: apart ? anyOf(firsts) : anyOf(shards) }
  }

  const shardLost = (
    id: number,
    { copies, needed }: Shard,
    classes: readonly (readonly Copy[])[],
    q: number,
  ): { readonly enough: number; readonly first: number } => {
    const atLeast = copies.length - needed + 1
    if (copies.length === 0) return { enough: gate(atLeast, []), first: certain() }
    if (atLeast <= 0 || atLeast > copies.length) {
      const [first] = copies
      const lost = () => lostOneByOne(id, [first!], q)[0]!
      return { enough: gate(atLeast, []), first: reliability.writesDiffer(id) ? lost() : certain() }
    }
    const lostOf = (members: readonly Copy[], lost: number): number => {
      if (kind === 'component') return whole(id, 'component')
      if (!canHappen('copy')) return impossible()
      const what = { component: id, copies: members.map(({ index }) => index) }
      return event(what, binomialTail(members.length, q, lost), lost)
    }
    if (classes.length === 1) {
      const [all = []] = classes
      const enough = anyOf([lostOf(all, atLeast), ...places(all[0]!)])
      return { enough, first: enough }
    }
    if (atLeast === copies.length) {
      const each = classes.map((members) =>
        anyOf([lostOf(members, members.length), ...places(members[0]!)]),
      )
      return { enough: gate(each.length, each), first: each[0]! }
    }
    const counts = pooledLoss(id, classes, atLeast, q)
    if (counts) return counts
    const counted = classes.map((members) => lostOneByOne(id, members, q))
    return { enough: gate(atLeast, counted.flat()), first: counted[0]![0]! }
  }

  /** Where the places can be counted; undefined where they are too many to. */
  const pooledLoss = (
    id: number,
    classes: readonly (readonly Copy[])[],
    atLeast: number,
    q: number,
  ): { readonly enough: number; readonly first: number } | undefined => {
    const [firsts = [], ...others] = classes
    const isFirst = ({ index }: Copy): boolean =>
      reliability.shards(id).some(({ copies }) => copies[0]?.index === index)
    const apart = reliability.writesDiffer(id) && firsts.some(isFirst)
    const rest = apart ? others : classes
    const first = apart ? lostOneByOne(id, firsts, q)[0]! : certain()
    const takers: Taker[] = rest.flatMap((members) => {
      const around = places(members[0]!).filter((place) => !isImpossible(place))
      return around.length === 0
        ? []
        : [{ input: anyOf(around), counts: [members.length], besides: 0 }]
    })
    if (apart && !isImpossible(first)) takers.push({ input: first, counts: [1], besides: 1 })
    const copies = rest.flat()
    const enough = pooled(id, copies, takers, [{ shards: 1, copies: copies.length, atLeast }], q)
    return enough === undefined ? undefined : { enough, first }
  }

  /** Of shards none of whose copies matters by itself: those with as many copies in each place count together. */
  const alikeShards = (id: number, q: number): number | undefined => {
    const shards = reliability
      .shards(id)
      .map((whole) => leftOf(whole, ({ index }) => failed({ component: id, copy: index })))
    const alike = sortsOf(shards)
    if (!alike) return undefined
    const takers = alike.placed.flatMap(({ copy, counts }): Taker[] => {
      const around = places(copy)
      return around.length === 0 ? [] : [{ input: anyOf(around), counts, besides: 0 }]
    })
    const all = shards.flatMap(({ copies }) => copies)
    return pooled(id, all, takers, alike.sorts, q)
  }

  const pooled = (
    id: number,
    members: readonly Copy[],
    takers: readonly Taker[],
    sorts: readonly SortOfShard[],
    q: number,
  ): number | undefined => {
    const badness = (taken: Taken): number => {
      const left = leastMore(sorts, taken)
      if (left === undefined) return 0
      if (left <= 0) return mostBad
      // Of what there is more to lose is less bad.
      if (kind === 'component') return 1
      if (!canHappen('copy')) return 0
      if (order !== undefined) return left > order ? 0 : 1 / left
      return lostIn(sorts, taken, q)
    }
    const cases = casesOf(takers, sorts.length, order ?? Number.POSITIVE_INFINITY, badness)
    if (!cases) return undefined
    const copies = members.map(({ index }) => index)
    const worsts = [...new Set(cases.map(({ badness }) => badness))].sort((a, b) => b - a)
    const inputs = new Map<number, number>()
    let before = 1
    let worse: number | undefined
    for (const worst of worsts) {
      if (worst === mostBad) continue
      const what: LossEvent = { component: id, copies, anywhere: true }
      if (kind === 'component') inputs.set(worst, whole(id, 'component'))
      else if (order !== undefined) {
        const lost = Math.round(1 / worst)
        inputs.set(worst, event(what, binomialTail(copies.length, q, lost), lost))
      } else {
        const one = event(what, worst > Number.MIN_VALUE ? worst / before : 0, 1)
        worse = worse === undefined ? one : gate(2, [worse, one])
        inputs.set(worst, worse)
        before = worst
      }
    }
    return gate(
      1,
      cases.map(({ lost, badness }) => {
        const together = lost.map(({ atLeast, inputs }) =>
          inputs.length === 1 ? inputs[0]! : gate(atLeast, inputs),
        )
        const rest = inputs.get(badness)
        const all = rest === undefined ? together : [...together, rest]
        return all.length === 1 ? all[0]! : gate(all.length, all)
      }),
    )
  }

  /** For each number of copies of the class, whether so many of them are lost. */
  const lostOneByOne = (id: number, members: readonly Copy[], q: number): readonly number[] => {
    const around = places(members[0]!)
    const copies = members.map(({ index }) => index)
    let before = 1
    let chain: number | undefined
    if (kind === 'component') return members.map(() => whole(id, 'component'))
    if (!canHappen('copy')) return members.map(() => anyOf([impossible(), ...around]))
    return members.map((_, index) => {
      const tail = binomialTail(members.length, q, index + 1)
      const one = event({ component: id, copies }, before === 0 ? 0 : tail / before, 1)
      before = tail
      chain = chain === undefined ? one : gate(2, [chain, one])
      return anyOf([chain, ...around])
    })
  }

  return {
    gate,
    reserve: (): number => gate(1, []),
    fill(reserved: number, made: Gate): void {
      gates[-reserved - 1] = made
    },
    readsLost: (id: number): number => lossesOf(id).reads,
    firstLost(id: number): number {
      if (reliability.writesDiffer(id)) written.add(id)
      return lossesOf(id).first
    },
    finish(top: number): FlowStructure {
      const final = (input: number): number => (input < 0 ? events.length - input - 1 : input)
      const structure: Structure = {
        eventCount: events.length,
        gates: gates.map(({ atLeast, inputs }) => ({ atLeast, inputs: inputs.map(final) })),
        top: final(top),
      }
      return {
        structure,
        events,
        probabilities: Float64Array.from(probabilities),
        weights: Int32Array.from(weights),
        components: new Set(losses.keys()),
        written,
      }
    },
  }
}

interface Losses {
  /** Too few copies are left. */
  readonly reads: number
  /** The first copy of some shard is lost. */
  readonly first: number
}

/** The shard without the copies that are lost; it needs as many as before. */
function leftOf({ copies, needed }: Shard, isLost: (copy: Copy) => boolean): Shard {
  return { copies: copies.filter((copy) => !isLost(copy)), needed }
}

/** Copies that no event tells apart; `first`, where it is given, matters by itself and comes first if it is there. */
function classesOf({ copies }: Shard, first: Copy | undefined): readonly (readonly Copy[])[] {
  const key = (copy: Copy): string => `${copy.zone} ${copy.region}${copy === first ? ' first' : ''}`
  return [...Map.groupBy(copies, key).values()]
}

/** Of one copy, or of a managed component, zone or region; `given` is false where it is a default. */
export function unavailabilityOf({ attributes, builtin, managed }: Component): {
  readonly value: number
  readonly given: boolean
} {
  const availability = numberIn(attributes, 'availability')
  if (availability !== undefined)
    return { value: Math.min(1, Math.max(0, 1 - availability)), given: true }
  const between = numberIn(attributes, 'mtbf')
  const repair = numberIn(attributes, 'mttr')
  if (between !== undefined && repair !== undefined && between + repair > 0) {
    return { value: repair / (between + repair), given: true }
  }
  if (builtin === 'zone' || builtin === 'region') return { value: 0, given: false }
  const by = managed ? 'managed' : 'unmanaged'
  return { value: 1 - defaultAvailability(builtin, by), given: false }
}
