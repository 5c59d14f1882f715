// Services that call each other one inside the other: each waits for all that follow, so that times and failures
// add up. Counted on one flow, from service to service; what hands a request on between two of them, a dns, cdn,
// lb or gateway, is no link of the chain.

import type { Component, Facts, Finding, Flow, Model } from '#src/lint/rule.ts'
import { counted, defineRule, flowNames, percent } from '#src/lint/rule.ts'

const tooDeep = (flows: readonly string[], hops: number, limit: number): string =>
  `${flowNames(flows)} ${flows.length === 1 ? 'waits' : 'wait'} for ${counted(hops, 'call', 'calls')} from service to service, one inside the other, more than ${limit}`

const path = (names: readonly string[]): string => names.join(' -> ')

const why = (count: number): string =>
  `the times of all ${count} add up, and where each answers 99.9 % of the time all of them do ${percent(0.999 ** count)} of it`

export default defineRule({
  id: 'deep-synchronous-chain',
  category: 'latency',
  severity: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'many services wait for each other in a row on one flow',
  options: {
    max: {
      default: 4,
      minimum: 1,
      description: 'calls from service to service that may follow each other on one flow',
    },
  },
  yieldsTo: ['synchronous-cycle'],
  *check({ model, facts, options: { max } }) {
    for (const [, flows] of chainsPast(max, model, facts)) {
      const ids = facts.chainOn(flows[0]!).components
      yield deepChain(
        ids.map((id) => model.components[id]!),
        flows,
        facts,
        max,
      )
    }
  },
})

/** Flows of which the longest chain is too long, by that chain. */
function chainsPast(
  limit: number,
  model: Model,
  facts: Facts,
): ReadonlyMap<string, readonly Flow[]> {
  const long = model.flows
    .map((flow) => ({ flow, chain: facts.chainOn(flow).components }))
    .filter(({ chain }) => chain.length - 1 > limit)
  const byChain = Map.groupBy(long, ({ chain }) => chain.join())
  return new Map([...byChain].map(([key, alike]) => [key, alike.map(({ flow }) => flow)]))
}

function deepChain(
  chain: readonly Component[],
  flows: readonly Flow[],
  facts: Facts,
  limit: number,
): Finding {
  const names = chain.map(({ name }) => name)
  const flowsOf = flows.map(({ name }) => name)
  const calls = chain.slice(1).map((to, place) => callBetween(chain[place]!, to, facts))
  const [before, tooFar] = [chain[limit]!, chain[limit + 1]!]
  return {
    message: tooDeep(flowsOf, chain.length - 1, limit),
    at: calls[limit]?.at ?? tooFar.at,
    subjects: names,
    edges: calls.flatMap((edge) => (edge ? [edge.id] : [])),
    related: calls
      .slice(0, limit)
      .flatMap((edge, place) =>
        edge ? [{ message: `call ${place + 1} of ${chain.length - 1}`, at: edge.at }] : [],
      ),
    notes: [path(names), why(chain.length)],
    help: `answer first and let the rest follow by a message: ${before.name} ~> ${tooFar.name}`,
    witness: { flows: flowsOf, path: names, hops: chain.length - 1, limit },
  }
}

/** The edge from one to the next, or the one by which the next is called in its place. */
function callBetween(from: Component, to: Component, facts: Facts) {
  const calls = facts.edgesInto(to.id).filter(({ edge }) => edge.arrow === '->')
  return (calls.find((call) => call.from === from.id) ?? calls[0])?.edge
}
