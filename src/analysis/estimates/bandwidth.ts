// Bytes per second: the `size` of what an edge carries, times how often it is carried, along each edge, into and out
// of each component; and how full an edge is that says what `bandwidth` it has. A flow may give an edge another size.

import type { Carried } from '#src/analysis/load-facts.ts'
import { numberIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { showBandwidth, showRate, showSize } from '#src/model/show-quantity.ts'
import { type Along, boundAlong } from './along.ts'
import { type Bound, type Entry, finite, line, ofComponent, together } from './estimate.ts'
import type { Situation } from './situation.ts'
import { sumText, type Term } from './words.ts'

type When = 'mean' | 'peak'

const whens = [
  ['mean', 'average'],
  ['peak', 'peak'],
] as const

/** Into and out of a component; what circles without end has no number. */
export function* bandwidthOf(situation: Situation, { id }: Component): Iterable<Entry> {
  if (situation.loads.load(id)?.isUnbounded) return
  for (const [way, edges] of [
    ['in', situation.into(id)],
    ['out', situation.outOf(id)],
  ] as const) {
    const sized = edges.filter((one) => sizeOf(one) !== undefined)
    if (sized.length === 0) continue
    const bound = boundOfAll(situation, edges)
    for (const [when, word] of whens) {
      const terms = termsOf(situation, sized, when, way === 'in' ? 'from' : 'to')
      const text = sumText(terms, showBandwidth, 'nothing')
      yield line(ofComponent(id), `bandwidth-${way}-${word}`, amountOf(terms), text, bound)
    }
  }
}

/** Along one edge. */
export function* bandwidthAlong(situation: Situation, along: Along): Iterable<Entry> {
  const { of, carried } = along
  const sized = carried.filter((one) => sizeOf(one) !== undefined)
  yield* unsized(situation, carried)
  if (sized.length === 0) return
  const bound = boundOfAll(situation, carried)
  const most = numberIn(of.edge.attributes, 'bandwidth')
  for (const [when, word] of whens) {
    const terms = termsOf(situation, sized, when)
    const text = sumText(terms, showBandwidth, 'nothing')
    yield line(of, `bandwidth-${word}`, amountOf(terms), text, bound)
  }
  const peak = amountOf(termsOf(situation, sized, 'peak'))
  if (most === 0 && peak > 0) {
    const name = edgeName(situation, carried[0]!)
    yield { kind: 'lack', text: 'nothing fits through a `bandwidth` of 0', name }
  }
  if (!most) return
  yield line(
    of,
    'bandwidth-used',
    peak / most,
    `${showBandwidth(peak)} ÷ ${showBandwidth(most)}`,
    bound,
  )
}

function* unsized(situation: Situation, carried: readonly Carried[]): Iterable<Entry> {
  const [first] = carried.filter((one) => sizeOf(one) === undefined && one.mean.total > 0)
  if (first)
    yield { kind: 'lack', text: 'bandwidth needs `size`', name: edgeName(situation, first) }
}

export function sizeOf({ attributes }: Carried): number | undefined {
  return numberIn(attributes, 'size')
}

/** `926/s × 2 KB` for all of one size, with the name at the other end where several are meant. */
export function termsOf(
  { model: { components } }: Situation,
  edges: readonly Carried[],
  when: When,
  end?: 'from' | 'to',
): readonly Term[] {
  const alike = Map.groupBy(edges, (one) => `${end ? one[end] : ''} ${sizeOf(one)}`)
  return [...alike.values()].map((same) => {
    const size = sizeOf(same[0]!) ?? 0
    const rate = same.reduce((sum, one) => finite(sum + one[when].total), 0)
    const name = end ? ` ${components[same[0]![end]]!.name}` : ''
    return { amount: finite(rate * size), text: `${showRate(rate)}${name} × ${showSize(size)}` }
  })
}

export function amountOf(terms: readonly Term[]): number {
  return terms.reduce((sum, { amount }) => finite(sum + amount), 0)
}

/** What says no size adds more, however much that is. */
export function boundOfAll(situation: Situation, edges: readonly Carried[]): Bound {
  const sized = edges.filter((one) => sizeOf(one) !== undefined)
  const isOpen = edges.some((one) => sizeOf(one) === undefined && one.mean.total > 0)
  return together([boundAlong(situation, sized), isOpen ? 'at-least' : 'exact'])
}

function edgeName({ model: { components } }: Situation, { from, to, edge }: Carried): string {
  const arrow = `${components[from]!.name} ${edge.arrow} ${components[to]!.name}`
  return edge.label === undefined ? arrow : `${arrow} "${edge.label}"`
}
