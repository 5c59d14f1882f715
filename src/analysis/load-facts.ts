// What is computed about load: the part of the facts that src/analysis/load.ts and its neighbours make. Rates are per
// second, utilisation is 1 where something is full; all numbers are finite. It is past 250 lines because it is the one contract of load.

import type { Waiting } from '#src/graph/waiting-time.ts'
import type { Attributes, Edge, Flow } from '#src/model/model.ts'
import type { FailureEvent } from './copies.ts'
import type { Beginning } from './demand.ts'

export interface LoadFacts extends Omit<Loads, 'choices'> {
  /** False where no client and no flow says how much it asks for: then there is no load at all. */
  hasDemand(): boolean

  /** What begins where as it is, by flow and start; of implicit flows too. */
  begun(): readonly Beginning[]

  /** Load and utilisation after these failures, the demand multiplied; kept by nobody. */
  loadsUnder(condition: Condition): Loads

  /** What these failures fill that is not full without them, by what is known. */
  filledBy(failed: readonly FailureEvent[]): Filled

  /** How long requests wait for a free copy at peak, by Erlang's model; undefined where it is full or unknown. */
  waiting(component: number): Waiting | undefined

  /** Circles of edges that send back as many requests as they get, by what is written on them; shortest first. */
  amplifyingCycles(): readonly AmplifyingCycle[]

  /** Alternatives that a loss leaves with more than they can do, in the order of what is lost. */
  failoverOverloads(): Tried<FailoverOverload>

  /** Stores that are full once a cache before them is lost in part, or whole; by cache. */
  cacheLosses(): Tried<CacheLoss>

  /** The same, and with one of them lost, of the smallest shard; undefined where it does not serve without. By what is known alone where it would be too full otherwise. */
  withoutCopy(component: number): CopyLoss | undefined

  /** The zone whose loss leaves it fullest, by what is known alone where there is more; undefined where it carries the peak, or does not serve, without any. */
  withoutZone(component: number): ZoneLoss | undefined

  /** What the loss of a zone fills, by component, each with the zone that leaves it fullest, unless another loss tells it. */
  zoneOverloads(): Tried<ZoneOverload>

  /** The least number of copies, else of shards, that carry the peak as wanted, and its loss of a copy or a zone. */
  enoughCopies(component: number, wanted: Wanted): Enough | undefined

  /**
   * Copies that carry the peak without that zone, in its own zones or in all that it may lie in: of it alone, else of all
   * that share its requests; undefined where none do, or that is too much to try.
   */
  enoughWithoutZone(
    component: number,
    zone: number,
    place: 'own' | 'all',
  ): readonly Grown[] | undefined

  /** Groups of consumers that take out less than comes in, on average. */
  slowConsumers(): readonly SlowConsumers[]
}

export interface CopyLoss {
  /** With the copies that are written, and no autoscaling. */
  readonly before: Utilization
  readonly after: Utilization
}

export interface ZoneLoss {
  readonly zone: number
  /** Copies that it holds. */
  readonly held: number
  readonly after: Utilization
}

export interface ZoneOverload extends ZoneLoss {
  readonly component: number
  /** Of what else lies in the zone that whose part falls on it, ascending. */
  readonly others: readonly number[]
}

export interface Wanted {
  /** Copies that may be missing while it stays below. */
  readonly spare: 0 | 1
  /** Utilisation; 1 is full. */
  readonly below: number
  /** Which end of an `autoscale` counts; the upper one where this is not said. */
  readonly end?: 'least' | 'most'
  readonly by?: 'shards'
  /** Zones to lie in, in the place of its own. */
  readonly zones?: readonly number[]
  /** What grows alike. */
  readonly together?: ReadonlySet<number>
  /** What the peak is read from, in the place of what is usual. */
  readonly under?: Loads
}

export interface Enough {
  readonly copies: number
  /** Where copies alone are no help. */
  readonly shards?: number
}

/** So many copies of a component, in the place of those that it has. */
export interface Grown {
  readonly component: number
  readonly copies: number
}

/** Each loss is a computation of all that it reaches: where that is much the likeliest are tried, and the rest counted. */
export interface Tried<T> {
  readonly found: readonly T[]
  readonly untried: number
}

export interface Filled {
  /** The fullest first. */
  readonly full: readonly Utilization[]
  /** What may be full by the upper bound that its load is, and may not be without the failures. */
  readonly perhaps: readonly Utilization[]
  /** How many loads were computed for it. */
  readonly work: number
}

export interface Condition {
  readonly failed?: readonly FailureEvent[]
  /** Multiplies what begins everywhere. */
  readonly load?: number
  /** Whether what is a guess counts; it does where this is not said, and makes an upper bound. */
  readonly guesses?: 'counted' | 'left out'
}

export interface Loads {
  /** What arrives at a component; undefined where nothing says how much begins anywhere. */
  load(component: number): Load | undefined

  /** How busy it is at peak; undefined where its capacity or its load is unknown, or has no bound. */
  utilization(component: number): Utilization | undefined

  /**
   * The same with these copies in the place of those that it has, and no autoscaling; of what is divided among several
   * it gets its part by so many copies more or fewer.
   */
  utilizationWith(component: number, working: Working, moreCopies: number): Utilization | undefined

  /** What is in use, the fullest first; the first is the bottleneck. */
  saturations(): readonly Utilization[]

  /** What is full by what is known, though it may get more, the fullest first. */
  full(): readonly Utilization[]

  /** What is not, and may be by the upper bound that its load is, the fullest first. */
  perhapsFull(): readonly Utilization[]

  /** What the edges carry, by flow, edge and single ends; implicit flows together. */
  carried(): readonly Carried[]

  /** What each of several alternatives gets at peak from one caller on one flow, by component. */
  choices(): readonly ReadonlyMap<number, number>[]
}

export interface Load {
  readonly mean: Rates
  readonly peak: Rates
  /** False where the load is an upper bound (guard 6): nobody counts some calls, or a cache does not say what it holds. */
  readonly isKnown: boolean
  /** True where some client or start that leads here does not say how much it asks for: then it is more. */
  readonly isAtLeast: boolean
  /** True where the circle that it is in, or behind, sends back all that it gets: then the rates are 0 and say nothing. */
  readonly isUnbounded: boolean
  /** True for a store of which some edge says neither `reads` nor `writes`: these count as reads. */
  readonly countsAsReads: boolean
  /** What makes it an upper bound. */
  guesses(): readonly Guess[]
  /** What was not counted, where it is what is known alone: then it may be more. */
  leftOut(): readonly Guess[]
  /** Of each flow, or of the implicit ones that lead here together, the most first; of those that have no end 0. */
  byFlow(): readonly FlowLoad[]
}

export interface FlowLoad {
  readonly flows: readonly Flow[]
  readonly mean: number
  readonly peak: number
}

/** Requests; of a store reads and writes. */
export interface Rates {
  readonly total: number
  readonly reads: number
  readonly writes: number
}

export interface Utilization {
  readonly component: number
  /** At peak, and on average; at most 1e300, as where the capacity is 0. */
  readonly peak: number
  readonly mean: number
  /** What one copy gets at peak and can do; of what a provider runs, the whole. */
  readonly perCopy: number
  readonly capacity: number
  /** Copies that share the work: the upper end of `autoscale`. */
  readonly copies: number
  readonly store: StoreUse | undefined
  /** Whether the load is known, and the capacity written. */
  readonly isKnown: boolean
  readonly load: Load
}

/** Of a store with copies: how many of them answer reads, each shard counted as the smallest, and how many shards share the writes. */
export interface StoreUse {
  readonly readers: number
  readonly shards: number
  /** Copies of the smallest shard. */
  readonly fewest: number
}

/** Copies that share the work, and how many of them the smallest shard has. */
export interface Working {
  readonly copies: number
  readonly shards: number
  readonly fewest: number
}

export interface Carried {
  readonly edge: Edge
  /** Those of the edge as the flow has it. */
  readonly attributes: Attributes
  readonly from: number
  readonly to: number
  readonly mean: Rates
  readonly peak: Rates
  /** False where the caller does not wait: then the mean goes on and no peak. */
  readonly waits: boolean
  readonly flows: readonly Flow[]
  readonly guesses: readonly Guess[]
  /** True for calls to a store that say neither `reads` nor `writes`. */
  readonly countsAsReads: boolean
}

export interface AmplifyingCycle {
  /** Single components in the order of the circle, and the edge that leads on from each. */
  readonly components: readonly number[]
  readonly edges: readonly Edge[]
  /** What comes back for each request. */
  readonly gain: number
  /** How many each edge carries on for one, caches and division counted. */
  readonly factors: readonly number[]
}

export interface FailoverOverload {
  /** What is lost: a region, a managed component, an external, or what has one copy. */
  readonly lost: number
  /** Those that it takes some of and leaves some of, all of them, ascending. */
  readonly alternatives: readonly number[]
  /** What takes over, or is behind that, and is full then, the fullest first. */
  readonly overloaded: readonly {
    readonly component: number
    readonly before: Utilization
    readonly after: Utilization
    /** Of each that is full so many copies, or shards, carry it; undefined where none do. */
    readonly enough: Enough | undefined
  }[]
}

export interface CacheLoss {
  readonly cache: number
  /** Copies that it has, and that are left. */
  readonly copies: number
  readonly left: number
  /** The part of the reads that it then still answers. */
  readonly hitAfter: number
  readonly store: number
  readonly before: Utilization
  readonly after: Utilization
}

export interface SlowConsumers {
  readonly broker: number
  /** Consumers that share the work, ascending. */
  readonly consumers: readonly number[]
  /** What arrives for them on average, and what all of them can take. */
  readonly arrives: number
  readonly takes: number
  /** What arrives at the broker, for all that take from it. */
  readonly load: Load
  /** Where `partitions` hold back more copies than there are. */
  readonly partitions: number | undefined
}

/** What an upper bound rests on: calls along an edge that nobody counts, a cache that does not say what it holds. */
export type Guess =
  | { readonly kind: 'calls'; readonly edge: number }
  | { readonly kind: 'hit'; readonly cache: number }
