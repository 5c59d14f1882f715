// The lines about a store: what is held now, what comes in a day, a month and a year, what is there after a year or at
// the end of its retention, that on all copies, and when they are full. A month is 30 days, a year 365.

import { isWritten, numberIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { showDuration, showSize } from '#src/model/show-quantity.ts'
import {
  assumed,
  type Bound,
  type Entry,
  finite,
  type Line,
  line,
  ofComponent,
} from './estimate.ts'
import type { Growth, Storage } from './storage.ts'
import { bracketed } from './words.ts'

const daySeconds = 86_400

/** What a store holds in the end, before copies: what the lines on all copies and the totals are made of. */
export interface Held {
  readonly bytes: number
  readonly bound: Bound
  readonly line: Line
}

export function* storageLines(storage: Storage): Iterable<Entry> {
  const { component, size, growth, retention } = storage
  const of = ofComponent(component.id)
  if (size !== undefined) yield line(of, 'storage-now', size, 'as written')
  if (growth.kind === 'unknown') {
    if (growth.needs) {
      yield { kind: 'lack', text: needed[growth.needs], name: growth.name }
    }
  } else if (isSilent(growth)) {
    return
  } else {
    yield* growing(component, growth)
    if (growth.bytesPerSecond > 0 && retention === undefined) {
      const text = 'storage at the end of its retention needs `retention`'
      yield { kind: 'lack', text, name: component.name }
    }
  }
  const held = heldBy(storage)
  if (!held) return
  if (growth.kind === 'growth' && held.line.metric !== 'storage-per-year') yield held.line
  const all = onAllCopies(storage, held.bytes)
  if (all.times !== 1) yield line(of, 'storage-on-all-copies', all.bytes, all.text, held.bound)
  if (!component.managed && component.copies === 1 && !isSaid(component)) {
    yield { kind: 'default', text: 'one copy', replacedBy: 'replicas', name: component.name }
  }
  yield* fullness(storage, growth.kind === 'growth' ? growth : undefined, held)
}

/** Nothing comes, as far as it is said. */
function isSilent({ bytesPerSecond, bound }: Growth): boolean {
  return bytesPerSecond === 0 && (bound === 'at-least' || bound === 'about')
}

const needed = {
  record: 'storage needs `record`',
  writes: 'storage needs `writes` (and `reads`) on the edges that lead there',
} as const

function isSaid({ attributes }: Component): boolean {
  return isWritten(attributes, 'replicas') || isWritten(attributes, 'autoscale')
}

function* growing({ id }: Component, growth: Growth): Iterable<Entry> {
  const of = ofComponent(id)
  const { day, month, year } = perPeriod(growth)
  const { bound } = growth
  if (day === 0) {
    yield line(of, 'storage-per-day', 0, growth.text, bound)
    return
  }
  yield line(of, 'storage-per-day', day, `${bracketed(growth.text)} × 86 400 s`, bound)
  yield line(of, 'storage-per-month', month, `${showSize(day)} a day × 30 days`, bound)
  yield line(of, 'storage-per-year', year, `${showSize(day)} a day × 365 days`, bound)
}

export function perPeriod({ bytesPerSecond }: Growth) {
  const day = finite(bytesPerSecond * daySeconds)
  return { day, month: finite(day * 30), year: finite(day * 365) }
}

/** At the end of its retention nothing is left of what is there now; without one, what comes is added to it. */
export function heldBy({ component, size, growth, retention }: Storage): Held | undefined {
  const of = ofComponent(component.id)
  if (growth.kind === 'unknown') {
    if (size === undefined) return undefined
    return { bytes: size, bound: 'exact', line: line(of, 'storage-now', size, 'as written') }
  }
  const { day, year } = perPeriod(growth)
  const { bound } = growth
  if (typeof retention === 'number' && growth.bytesPerSecond > 0) {
    const bytes = finite(growth.bytesPerSecond * (retention / 1000))
    const text = `${showSize(day)} a day × ${showDuration(retention)}`
    return { bytes, bound, line: line(of, 'storage-retained', bytes, text, bound) }
  }
  if (size === undefined || size === 0)
    return { bytes: year, bound, line: line(of, 'storage-per-year', year, '', bound) }
  const bytes = finite(size + year)
  const text = `${showSize(size)} now + ${showSize(year)} a year`
  return { bytes, bound, line: line(of, 'storage-after-a-year', bytes, text, bound) }
}

export function onAllCopies({ copies, shards }: Storage, bytes: number) {
  const times = copies / shards
  const divided = shards === 1 ? '' : ` ÷ ${shards} shards`
  const text = `${showSize(bytes)} × ${copies} copies${divided}`
  return { times, bytes: finite(bytes * times), text }
}

/** `max-size` is of one copy, which holds one shard. */
function* fullness(storage: Storage, growth: Growth | undefined, held: Held): Iterable<Entry> {
  const { component, size, shards } = storage
  const each = numberIn(component.attributes, 'max-size')
  if (each === undefined) return
  const of = ofComponent(component.id)
  const most = finite(each * shards)
  const room = shards === 1 ? showSize(each) : `(${showSize(each)} × ${shards} shards)`
  const isGrowing = growth !== undefined && growth.bytesPerSecond > 0
  const isEnding = held.line.metric === 'storage-retained' && held.bytes <= most
  if (!isGrowing || isEnding) {
    const fullest = fullestOf(size ?? 0, held)
    const text = `${fullest.text} ÷ ${room}`
    if (most > 0) yield line(of, 'max-size-used', fullest.bytes / most, text, fullest.bound)
    return
  }
  if (size === undefined) {
    yield { kind: 'default', text: 'empty now', replacedBy: 'size', name: component.name }
  }
  const left = Math.max(0, most - (size ?? 0))
  const text =
    left === 0
      ? `${showSize(size ?? 0)} now are ${room} or more`
      : `${size ? `(${room} − ${showSize(size)})` : room} ÷ ${showSize(perPeriod(growth).day)} a day`
  const ms = (left / growth.bytesPerSecond) * 1000
  const until = line(of, 'max-size-reached', ms, text, turned(growth.bound))
  yield size === undefined ? assumed(until) : until
}

/** What is held now may be more than what is kept in the end. */
function fullestOf(size: number, { bytes, bound }: Held) {
  if (size <= bytes) return { bytes, text: showSize(bytes), bound }
  const isMore = bound === 'at-least' || bound === 'about'
  const now: Bound = isMore ? 'at-least' : 'exact'
  return { bytes: size, text: `${showSize(size)} now`, bound: now }
}

/** The faster it fills, the sooner it is full. */
function turned(bound: Bound): Bound {
  if (bound === 'at-most') return 'at-least'
  return bound === 'at-least' ? 'at-most' : bound
}
