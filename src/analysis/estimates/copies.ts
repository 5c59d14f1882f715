// How busy a component is at peak, and how many copies would be enough to be 70 % busy then. More copies do not help a
// store whose writes alone fill it, since every copy applies all writes of its shard: then it is shards that are needed.

import { copiesBelow } from '#src/analysis/enough-copies.ts'
import type { Utilization } from '#src/analysis/load-facts.ts'
import { evenly } from '#src/analysis/utilization.ts'
import { isWritten, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import { showNumber, showRate } from '#src/model/show-quantity.ts'
import { assumed, type Bound, boundOf, type Entry, line, ofComponent } from './estimate.ts'
import type { Situation } from './situation.ts'

/** How busy copies may be at peak. */
const busy = 0.7
/** What is just that busy is not busier by what rounding adds. */
const below = busy * (1 + 1e-9)

export function* copiesOf(situation: Situation, component: Component): Iterable<Entry> {
  const { id, name, builtin, attributes } = component
  const load = situation.loads.load(id)
  if (!load || load.isUnbounded || load.peak.total === 0) return
  if (isContainer(component) || builtin === 'client' || builtin === 'monitor') return
  const capacity = numberIn(attributes, 'capacity')
  const used = situation.loads.utilization(id)
  // A dns is asked once in a while, and nobody runs out of it.
  if (capacity === undefined && builtin === 'dns') return
  if (capacity === undefined || !used) {
    yield { kind: 'lack', text: 'utilization and copies need `capacity`', name }
    return
  }
  if (capacity === 0) {
    const text = 'no number of copies is enough at a `capacity` of 0'
    yield { kind: 'lack', text, name }
    return
  }
  const of = ofComponent(id)
  const bound = boundOf(load)
  const busyness = line(of, 'utilization', used.peak, busyText(component, used), bound)
  const isSaid = isWritten(attributes, 'replicas') || isWritten(attributes, 'autoscale')
  const isAssumed = !component.managed && component.copies === 1 && !isSaid
  yield isAssumed ? assumed(busyness) : busyness
  if (component.managed) return
  if (isAssumed) yield { kind: 'default', text: 'one copy', replacedBy: 'replicas', name }
  const enough = copiesBelow(situation.loads, component, below)
  const room = `(${showRate(capacity)} × 70 %)`
  if (enough !== undefined) {
    const text = isDivided(situation, component, enough) ? shared : enoughText(used, room, enough)
    yield line(of, 'copies-needed', enough, text, bound)
    return
  }
  const led = ledReads(component, used)
  if (led !== undefined) {
    yield withLeaders(component, used, led, room, bound)
    return
  }
  const { text, atOnce } = shardsText(used)
  const count = rounded(atOnce / (capacity * busy))
  const metric = used.store ? 'shards-needed' : 'copies-needed'
  yield line(of, metric, count, `${text} ÷ ${room}, rounded up`, bound)
}

/** Up, but for what rounding adds. */
function rounded(count: number): number {
  return Math.ceil(Number(count.toPrecision(12)))
}

function busyText({ managed }: Component, { load, copies, capacity, store }: Utilization): string {
  const { peak } = load
  if (managed) return `${showRate(peak.total)} ÷ ${showRate(capacity)}`
  if (!store) return `${showRate(peak.total)} ÷ (${copies} × ${showRate(capacity)})`
  return `${storeText(load.peak, store)} ÷ ${showRate(capacity)}`
}

function storeText(
  { reads, writes }: Utilization['load']['peak'],
  { readers, shards }: NonNullable<Utilization['store']>,
): string {
  const ofReads = readers === 1 ? showRate(reads) : `${showRate(reads)} ÷ ${readers}`
  const ofWrites = shards === 1 ? showRate(writes) : `${showRate(writes)} ÷ ${shards}`
  if (writes === 0) return ofReads
  return reads === 0 ? ofWrites : `(${ofReads} reads + ${ofWrites} writes)`
}

/** Each copy needs room for the writes of its shard; where copies share with others, more of them get more. */
const shared =
  'by trial, while the others keep theirs: with more copies it also gets more of what it shares'
const sharded = 'by trial: the smallest shard gets as many reads as the others'

/** With so many copies it gets another part than now. */
function isDivided({ loads }: Situation, component: Component, copies: number): boolean {
  const { id, attributes } = component
  // The lower end of a range stays, and with it what it weighs.
  if (attributes.has('autoscale') && !attributes.has('replicas')) return false
  const now = loads.utilization(id)?.load.peak.total ?? 0
  const more = copies - component.copies
  const then = loads.utilizationWith(id, evenly(component, copies), more)?.load.peak.total ?? now
  return Math.abs(then - now) > 1e-9 * now
}

function enoughText(used: Utilization, room: string, enough: number): string {
  const { load, store, capacity } = used
  const { reads, writes } = load.peak
  const forWrites = store && writes > 0 ? writes / store.shards : 0
  const each = capacity * busy - forWrites
  const plain = store && writes > 0 ? reads / each : load.peak.total / (capacity * busy)
  const shards = store?.shards ?? 1
  if (shards > 1 && enough === shards) return `one for each of ${shards} shards`
  const isPlain = Math.max(1, rounded(plain)) === enough
  if (store && reads === 0) return 'one, for the writes'
  if (!isPlain) return shards > 1 ? sharded : shared
  if (forWrites === 0) return `${showRate(load.peak.total)} ÷ ${room}, rounded up`
  const shard = store!.shards === 1 ? showRate(writes) : `${showRate(writes)} ÷ ${store!.shards}`
  return `${showRate(reads)} reads ÷ (${room.slice(1, -1)} − ${shard} writes), rounded up`
}

/** What each leader answers, where their number is written: more shards take no reads from them. */
function ledReads({ attributes }: Component, { load, store }: Utilization): number | undefined {
  const isLed = wordIn(attributes, 'consistency') === 'strong' && attributes.has('leaders')
  return store && isLed && load.peak.reads > 0 ? load.peak.reads / store.readers : undefined
}

function withLeaders(
  { id, name, attributes }: Component,
  { load, store, capacity }: Utilization,
  led: number,
  room: string,
  bound: Bound,
): Entry {
  const { reads, writes } = load.peak
  const left = capacity * busy - led
  const leaders = numberIn(attributes, 'leaders')
  if (left <= 0 || writes === 0) {
    const text = `no number of shards is enough with \`leaders: ${leaders}\`; write more leaders`
    return { kind: 'lack', text, name }
  }
  const { readers } = store!
  const ofReads = readers === 1 ? showRate(reads) : `${showRate(reads)} ÷ ${readers}`
  const text = `${showRate(writes)} ÷ (${room.slice(1, -1)} − ${ofReads} reads), rounded up`
  return line(ofComponent(id), 'shards-needed', rounded(writes / left), text, bound)
}

/** What one shard gets, if there were one, with as many copies for its reads as shards have now. */
function shardsText({ load, store }: Utilization) {
  const { reads, writes, total } = load.peak
  if (!store) return { text: showRate(total), atOnce: total }
  const each = store.readers / store.shards
  const ofReads = each === 1 ? showRate(reads) : `${showRate(reads)} ÷ ${showNumber(each)}`
  const text = reads === 0 ? showRate(writes) : `(${ofReads} reads + ${showRate(writes)} writes)`
  return { text, atOnce: reads / each + writes }
}
