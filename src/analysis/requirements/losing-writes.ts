// The worst loss of writes to a store by one event: 0 where a copy outlives it that has every write (synchronous,
// or of a majority), else the least of what does outlive it: the lag of a `=>` copy, the interval of the backup.
// An event that leaves the copy that takes the writes loses none. A backup is taken to lie elsewhere.

import { regionOf, type Shard } from '#src/analysis/copies.ts'
import { happened } from '#src/analysis/events.ts'
import { lossOf } from '#src/analysis/serving.ts'
import { numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import type { Measured } from './answers.ts'
import { known } from './measured.ts'
import type { State } from './state.ts'

/** Milliseconds; Infinity where everything is lost. */
export function measureLostWrites(state: State, id: number): Measured {
  const losses = eventsOn(state, id).map((event) => lossBy(state, id, event))
  const low = losses.reduce((most, loss) => Math.max(most, loss.low), 0)
  const high = losses.reduce((most, loss) => Math.max(most, loss.high), 0)
  const missing = [...new Set(losses.flatMap((loss) => loss.missing))]
  const worst = losses.find((loss) => loss.low === low && low > 0)
  const contributors = () => (worst ? [{ component: worst.event, share: 1 }] : [])
  return known(low, { high, missing: low === high ? [] : missing, contributors })
}

/** A component for its own event or its first copy's, zones and regions. */
function eventsOn({ model, reliability }: State, id: number): readonly number[] {
  const component = model.components[id]!
  const copies = component.managed
    ? [{ zone: -1, region: regionOf(model, component) }]
    : reliability.shards(id).flatMap((shard) => shard.copies)
  const places = copies.flatMap(({ zone, region }) => [zone, region]).filter((at) => at >= 0)
  return [id, ...[...new Set(places)].sort((a, b) => a - b)]
}

interface LostBy {
  readonly event: number
  readonly low: number
  readonly high: number
  readonly missing: readonly string[]
}

function lossBy(state: State, id: number, event: number): LostBy {
  const component = state.model.components[id]!
  const own = component.managed
    ? ofManaged(component, event)
    : worstOf(state.reliability.shards(id).map((shard) => ofShard(component, shard, event)))
  if (own === 0) return { event, low: 0, high: 0, missing: [] }
  const outer = outliving(state, id, event)
  const backup = backupOf(component)
  const options = [...outer.lags, ...(backup.every === undefined ? [] : [backup.every])]
  const high = options.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY)
  const missing = [
    ...(own === 'unknown' ? [`replication of ${component.name}`] : []),
    ...outer.missing,
    ...backup.missing,
  ]
  const mayBeLess = own !== 'all' || outer.missing.length > 0
  const isKnown = missing.length === 0 && own === 'all'
  if (isKnown || (!mayBeLess && Number.isFinite(high)))
    return { event, low: high, high, missing: [] }
  return { event, low: 0, high, missing: own === 'some' ? [lagOf(component), ...missing] : missing }
}

/** What the store's own copies say: nothing is lost, what lags behind is, all is, or nobody knows. */
type OwnLoss = 0 | 'some' | 'all' | 'unknown'

const ranks: readonly OwnLoss[] = [0, 'some', 'unknown', 'all']

function worstOf(losses: readonly OwnLoss[]): OwnLoss {
  return ranks.findLast((rank) => losses.includes(rank)) ?? 0
}

function ofManaged({ id, attributes }: Component, event: number): OwnLoss {
  if (event !== id) return 'all'
  const replication = wordIn(attributes, 'replication')
  if (replication === undefined) return 'unknown'
  if (replication === 'async') return 'some'
  return replication === 'none' ? 'all' : 0
}

function ofShard({ id, attributes }: Component, { copies }: Shard, event: number): OwnLoss {
  const lost = copies.filter(
    ({ zone, region }, place) =>
      zone === event || region === event || (event === id && place === 0),
  )
  if (!lost.includes(copies[0]!)) return 0
  if (lost.length === copies.length) return 'all'
  const replication = wordIn(attributes, 'replication')
  const majority = Math.floor(copies.length / 2) + 1
  if (replication === 'sync') return 0
  if (replication === 'quorum') return lost.length < majority ? 0 : 'some'
  if (replication === undefined) return 'unknown'
  return replication === 'async' ? 'some' : 'all'
}

const lagOf = ({ name }: Component): string => `how far the copies of ${name} lag behind`

function backupOf({ attributes, name }: Component) {
  const every = numberIn(attributes, 'backup')
  const isSaid = attributes.has('backup')
  return { every, missing: isSaid ? [] : [`backup of ${name}`] }
}

/** The lags of what it copies to and what outlives the event, along every way. */
function outliving({ model, reliability, facts }: State, id: number, event: number) {
  const failed = happened(model, [{ component: event }])
  const lags: number[] = []
  const missing: string[] = []
  const seen = new Set([id])
  const open = [{ at: id, lag: 0 }]
  for (let one = open.pop(); one; one = open.pop()) {
    for (const { edge, to } of facts.edgesOf(one.at)) {
      if (edge.arrow !== '=>' || seen.has(to)) continue
      seen.add(to)
      const lag = numberIn(edge.attributes, 'lag')
      const isLost = lossOf(reliability, model.components[to]!, failed).reads
      const names = `${model.components[one.at]!.name} => ${model.components[to]!.name}`
      if (lag === undefined) {
        if (!isLost) missing.push(`lag of ${names}`)
        continue
      }
      if (!isLost) lags.push(one.lag + lag)
      open.push({ at: to, lag: one.lag + lag })
    }
  }
  return { lags, missing }
}
