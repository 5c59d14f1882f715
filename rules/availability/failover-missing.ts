// A store that has other copies, and is told not to let one of them take over: what writes to it waits
// until somebody has done that by hand. Copies are its own and the databases of its replica set. Only
// where a flow writes to it: what is read goes on with the copies that are left.

import type { Component, Facts, Finding, Flow, Model } from '#src/lint/rule.ts'
import {
  declarationWith,
  defineRule,
  flowNames,
  hasSpareCopies,
  isStore,
  isWritten,
  listed,
  named,
  wordIn,
} from '#src/lint/rule.ts'

const stops = (one: Component, flows: readonly string[]): string =>
  `losing the ${hasSpareCopies(one) ? 'first' : 'one'} copy of ${named(one.name)} stops the writes of ${flowNames(flows)}`

const why = (one: Component, standIns: readonly Component[]): string => {
  const told = `its failover is \`${wordIn(one.attributes, 'failover')}\``
  if (hasSpareCopies(one)) return `${told}, so another copy takes over by hand alone`
  return `${told}, so ${listed(standIns.map(({ name }) => named(name)))} can take over by hand alone`
}

export default defineRule({
  id: 'failover-missing',
  category: 'availability',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a store with copies that is written to lets none of them take over',
  options: {},
  yieldsTo: ['quorum-unsafe'],
  *check({ model, facts }) {
    for (const store of model.components.filter(staysDown)) {
      const standIns = facts.standInsOf(store.id).map((id) => model.components[id]!)
      if (!hasSpareCopies(store) && standIns.length === 0) continue
      const flows = facts.flowsWriting(store.id)
      if (flows.length > 0) yield stopped(store, standIns, flows, model, facts)
    }
  },
})

function staysDown(store: Component): boolean {
  if (!isStore(store) || store.managed || !isWritten(store.attributes, 'failover')) return false
  return wordIn(store.attributes, 'failover') !== 'auto'
}

function stopped(
  store: Component,
  standIns: readonly Component[],
  flows: readonly Flow[],
  model: Model,
  facts: Facts,
): Finding {
  const names = flows.map(({ name }) => name)
  const written = store.attributes.get('failover')
  const among = (some: readonly string[]) => flows.filter(({ name }) => some.includes(name))
  return {
    message: stops(store, names),
    at: store.at,
    subjects: [store.name],
    ...(written ? { related: [{ message: 'told so here', at: written.at }] } : {}),
    notes: [why(store, standIns)],
    help: `let another take over: ${declarationWith(store, { failover: 'auto' })}${alsoCalled(store, standIns, model, facts)}`,
    witness: { flows: names, copies: store.copies, standIns: standIns.length },
    narrow: (rest) => stopped(store, standIns, among(rest.flows), model, facts),
  }
}

/** Another database takes over only for a caller that calls it. */
function alsoCalled(
  store: Component,
  [standIn]: readonly Component[],
  model: Model,
  facts: Facts,
): string {
  if (!standIn || hasSpareCopies(store)) return ''
  const callers = facts.edgesInto(store.id).filter(({ edge }) => edge.arrow === '->')
  const unaware = callers.find(({ from }) =>
    facts.edgesOf(from).every(({ edge, to }) => edge.arrow !== '->' || to !== standIn.id),
  )
  if (!unaware) return ''
  return `, and call it too: ${model.components[unaware.from]!.name} -> ${standIn.name}`
}
