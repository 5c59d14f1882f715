// What comes into a store, and in how many copies it is kept. Every write adds a `record`, and so does every write of
// what copies to it by `=>`: a component that is a copy has numbers of its own. Copies of a shard hold the same.

import { shardCount } from '#src/analysis/copies.ts'
import type { Carried } from '#src/analysis/load-facts.ts'
import { memo } from '#src/analysis/once.ts'
import { numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { isBroker } from '#src/model/roles.ts'
import { showRate, showSize } from '#src/model/show-quantity.ts'
import { boundOfUse } from './along.ts'
import { type Bound, boundOf, finite, together } from './estimate.ts'
import type { Situation } from './situation.ts'
import { sumText, type Term } from './words.ts'

export interface Storage {
  readonly component: Component
  /** What is held now, as written. */
  readonly size: number | undefined
  readonly growth: Growth | Unknown
  /** In milliseconds; `forever` where the author says so, undefined where nothing is said. */
  readonly retention: number | 'forever' | undefined
  /** Copies that hold the same, shard by shard; 1 of what a provider keeps. */
  readonly copies: number
  readonly shards: number
}

export interface Growth {
  readonly kind: 'growth'
  readonly bytesPerSecond: number
  readonly text: string
  readonly bound: Bound
}

/** What would have to be written, of the component named; nothing where the load is unknown, which is said elsewhere. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly needs: 'record' | 'writes' | undefined
  readonly name: string
}

/** Kinds that are made to keep what is written; queues and topics do where they say how large a message is. */
const keeping: readonly string[] = ['database', 'search', 'warehouse', 'blob', 'stream']

export function keeps({ builtin, attributes }: Component): boolean {
  if (builtin === 'queue' || builtin === 'topic')
    return attributes.has('record') || attributes.has('size')
  return keeping.includes(builtin)
}

export function storages(situation: Situation): (component: Component) => Storage {
  const writing = memo((id: number) => writesInto(situation, id))
  const sources = memo((model: Situation['model']) => sourcesIn(model.components, situation))
  return memo((component: Component): Storage => {
    const { id, attributes, managed } = component
    const shards = managed ? 1 : shardCount(component)
    const own = numberIn(attributes, 'record')
    const parts = [id, ...(sources(situation.model).get(id) ?? [])].map((from) => ({
      from: situation.model.components[from]!,
      writes: writing(from),
    }))
    return {
      component,
      size: numberIn(attributes, 'size'),
      growth: growthOf(component, parts, own),
      retention:
        wordIn(attributes, 'retention') === 'none' ? 'forever' : numberIn(attributes, 'retention'),
      copies: managed ? 1 : component.copies,
      shards,
    }
  })
}

interface Writes {
  readonly perSecond: number
  readonly bound: Bound
  /** True where something is asked of it, and nobody says whether that is written. */
  readonly isUnsaid: boolean
}

interface Part {
  readonly from: Component
  readonly writes: Writes | undefined
}

function growthOf(
  component: Component,
  parts: readonly Part[],
  own: number | undefined,
): Growth | Unknown {
  const unknown = (needs: Unknown['needs'], { name }: Component): Unknown => ({
    kind: 'unknown',
    needs,
    name,
  })
  const terms: Term[] = []
  const bounds: Bound[] = []
  for (const { from, writes } of parts) {
    if (!writes) return unknown(undefined, from)
    if (writes.isUnsaid) return unknown('writes', from)
    bounds.push(writes.bound)
    if (writes.perSecond === 0) continue
    const record = own ?? numberIn(from.attributes, 'record')
    if (record === undefined) return unknown('record', from)
    const source = from === component ? '' : ` ${from.name}`
    const text = `${showRate(writes.perSecond)}${source} × ${showSize(record)}`
    terms.push({ amount: finite(writes.perSecond * record), text })
  }
  const bytesPerSecond = terms.reduce((sum, { amount }) => finite(sum + amount), 0)
  const text = sumText(terms, (amount) => `${showSize(amount)}/s`, 'nothing is written')
  return { kind: 'growth', bytesPerSecond, text, bound: together(bounds) }
}

/** What is put into a broker is a message, whatever the edge says of it; a store keeps reads and writes apart. */
function writesInto(situation: Situation, id: number): Writes | undefined {
  const load = situation.loads.load(id)
  if (!load || load.isUnbounded) return undefined
  if (situation.isUnfed(id)) return { perSecond: 0, bound: 'at-least', isUnsaid: false }
  const into = situation.into(id)
  if (!isBroker(situation.model.components[id]!)) {
    const isUnsaid = into.some((one) => one.countsAsReads && one.mean.total > 0)
    return { perSecond: load.mean.writes, bound: boundOfUse(situation, id, 'writes'), isUnsaid }
  }
  const read = into.reduce((sum, one) => sum + readsOf(one), 0)
  return { perSecond: Math.max(0, load.mean.total - read), bound: boundOf(load), isUnsaid: false }
}

function readsOf({ countsAsReads, mean }: Carried): number {
  return countsAsReads ? 0 : mean.reads
}

/** For each component what copies to it, directly or by way of others. */
function sourcesIn(components: readonly Component[], { facts }: Situation) {
  const found = new Map<number, number[]>()
  for (const { id } of components) {
    if (facts.copiesTo(id).length === 0) continue
    for (const target of facts.copiedFrom(id)) {
      const known = found.get(target)
      if (known) known.push(id)
      else found.set(target, [id])
    }
  }
  return found
}
