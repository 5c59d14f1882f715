// How many connections the callers of a store hold, all copies together, and how many of those that it accepts that is.

import { numberIn } from '#src/model/attributes.ts'
import type { Component } from '#src/model/model.ts'
import { type Entry, finite, line, ofComponent } from './estimate.ts'
import type { Situation } from './situation.ts'
import { bracketed, sumText, type Term } from './words.ts'

export function* connectionsOf(
  { model, facts }: Situation,
  { id, name, attributes }: Component,
): Iterable<Entry> {
  const holding = facts.edgesInto(id).flatMap(({ edge, from }) => {
    const each = numberIn(edge.attributes, 'connections')
    return each === undefined ? [] : [{ from: model.components[from]!, each }]
  })
  const most = numberIn(attributes, 'connections')
  if (holding.length === 0) {
    if (most === undefined) return
    const text = 'connections need `connections` on the edges, of one copy of the caller'
    yield { kind: 'lack', text, name }
    return
  }
  const terms = holding.map(({ from, each }): Term => {
    const copies = mostCopies(from)
    const text = `${copies} ${copies === 1 ? 'copy' : 'copies'} of ${from.name} × ${each}`
    return { amount: finite(copies * each), text }
  })
  const count = terms.reduce((sum, { amount }) => finite(sum + amount), 0)
  const of = ofComponent(id)
  yield line(of, 'connections', count, sumText(terms, String, 'none'))
  if (most === undefined) return
  yield line(of, 'connections-used', count / most, `${bracketed(String(count))} ÷ ${most}`)
}

/** Autoscaling brings as many as it may. */
function mostCopies({ attributes, copies, managed }: Component): number {
  const range = attributes.get('autoscale')?.value
  if (managed) return 1
  return range?.kind === 'range' ? Math.max(copies, range.high) : copies
}
