// A client that talks to a store itself, straight or through a dns. Whoever holds the client then holds
// the way to the data, and no code of one's own stands between. Stores that are made to be open to
// clients (blob, search, stream, topic) and messages to any store are no finding.

import type { Attributes, Component, Facts, Finding, Model } from '#src/lint/rule.ts'
import { defineRule, named } from '#src/lint/rule.ts'

const direct = (client: Component, store: Component): string =>
  `client ${named(client.name)} calls ${store.builtin} ${named(store.name)} itself`

const why = (client: Component): string =>
  `what ${named(client.name)} may do, everyone who holds it may do, and nothing checks or limits it on the way`

export default defineRule({
  id: 'client-to-store',
  category: 'security',
  severity: 'error',
  lowered: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a client calls a database, cache, lock or queue directly',
  options: {},
  yieldsTo: ['policy-violated'],
  *check({ model, facts }) {
    for (const client of model.components) {
      if (client.builtin === 'client') yield* callsToStores(client, model, facts)
    }
  },
})

function* callsToStores(client: Component, model: Model, facts: Facts): Iterable<Finding> {
  for (const { call, through } of facts.callsThroughDns(client.id)) {
    const store = model.components[call.to]!
    if (!isClosed(store, call.edge.attributes)) continue
    const path = [client, ...through.map((id) => model.components[id]!), store]
    yield {
      message: direct(client, store),
      at: call.edge.at,
      subjects: [client.name, store.name],
      edges: [call.edge.id],
      notes: [why(client)],
      help: between(client, store, model, facts),
      witness: { path: path.map(({ name }) => name) },
      lowered: store.managed && [store.attributes, call.edge.attributes].some(asksWhoCalls),
    }
  }
}

/** A warehouse is read by people's tools: it is closed only where it is said to ask nobody. */
function isClosed(store: Component, edge: Attributes): boolean {
  if (store.builtin === 'warehouse') return asksNobody(store.attributes) || asksNobody(edge)
  return ['database', 'cache', 'lock', 'queue'].includes(store.builtin)
}

function asksNobody(attributes: Attributes): boolean {
  const auth = attributes.get('auth')?.value
  return auth?.kind === 'word' && auth.word === 'none'
}

function asksWhoCalls(attributes: Attributes): boolean {
  return attributes.has('auth') && !asksNobody(attributes)
}

/** The way through a service that calls the store already, else through a new one. */
function between(client: Component, store: Component, model: Model, facts: Facts): string {
  const service = facts
    .edgesInto(store.id)
    .map(({ from }) => model.components[from]!)
    .find(({ builtin }) => builtin === 'service')
  const name = service?.name ?? `${store.name.split('.').at(-1)}-api`
  const declared = service ? '' : `service ${name}  `
  return `let a service stand between instead: ${declared}${client.name} -> ${name} -> ${store.name}`
}
