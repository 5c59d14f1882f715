// How large a cache should be: its `working-set` where that is written; else a fifth of what is read in a day, by the
// rule of thumb that a fifth of the data gets most of the requests, and no more than a fifth of what its store holds.
// That is said to be an assumption.

import { shardCount } from '#src/analysis/copies.ts'
import { componentIn, numberIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { showRate, showSize } from '#src/model/show-quantity.ts'
import {
  assumed,
  type Bound,
  boundOf,
  type Entry,
  finite,
  type Line,
  line,
  ofComponent,
} from './estimate.ts'
import type { Situation } from './situation.ts'

const hotPart = 0.2

export function* cacheLines(situation: Situation, component: Component): Iterable<Entry> {
  const { attributes, builtin, id, name, managed } = component
  const written = numberIn(attributes, 'working-set')
  if (builtin !== 'cache' && written === undefined) return
  const size =
    written === undefined
      ? assumedSize(situation, component)
      : { bytes: written, text: 'the working set, as written', bound: 'exact' as const }
  if (!size) {
    yield { kind: 'lack', text: 'cache size needs `working-set`', name }
    return
  }
  const of = ofComponent(id)
  const mark = (one: Line): Line => (written === undefined ? assumed(one) : one)
  yield mark(line(of, 'cache-size', size.bytes, size.text, size.bound))
  if (written === undefined) {
    const text = 'a cache holds a fifth of what is read in a day, by rule of thumb'
    yield { kind: 'default', text, replacedBy: 'working-set', name }
  }
  const shards = managed ? 1 : shardCount(component)
  const copies = managed ? 1 : component.copies
  if (copies !== shards) {
    const text = `${showSize(size.bytes)} × ${copies} copies${shards === 1 ? '' : ` ÷ ${shards} shards`}`
    const bytes = (size.bytes * copies) / shards
    yield mark(line(of, 'cache-size-on-all-copies', bytes, text, size.bound))
  }
  const most = numberIn(attributes, 'max-size')
  if (most === undefined || most === 0) return
  const room = shards === 1 ? showSize(most) : `(${showSize(most)} × ${shards} shards)`
  const text = `${showSize(size.bytes)} ÷ ${room}`
  yield mark(line(of, 'max-size-used', size.bytes / finite(most * shards), text, size.bound))
}

interface Size {
  readonly bytes: number
  readonly text: string
  readonly bound: Bound
}

/** From what is written of the cache and the store that it is for; the least of what is known. */
function assumedSize({ model, loads }: Situation, { attributes, id }: Component): Size | undefined {
  const store = componentIn(attributes, 'for')
  const shielded = store === undefined ? undefined : model.components[store]!.attributes
  const record = numberIn(attributes, 'record') ?? (shielded && numberIn(shielded, 'record'))
  const held = shielded && numberIn(shielded, 'size')
  const load = loads.load(id)
  const sizes: Size[] = []
  if (record !== undefined && load && !load.isUnbounded && load.mean.reads > 0) {
    const bytes = finite(load.mean.reads * record * 86_400 * hotPart)
    const text = `20 % × ${showRate(load.mean.reads)} × ${showSize(record)} × 86 400 s`
    sizes.push({ bytes, text, bound: boundOf(load) })
  }
  if (held !== undefined) {
    const text = `20 % × ${showSize(held)} of ${model.components[store!]!.name}`
    sizes.push({ bytes: held * hotPart, text, bound: 'exact' })
  }
  return sizes.sort((a, b) => a.bytes - b.bytes)[0]
}
