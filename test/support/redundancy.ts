// Oracle against analysis on what redundancy is worth: regions that break flows, choices that one event takes,
// single entries to several regions, and chains of calls. Says the first thing on which they differ.

import type { Facts } from '#src/analysis/facts.ts'
import type { Edge, Flow, Model } from '#src/model/model.ts'
import { isChain, longestChain } from './oracle/chains.ts'
import { componentOf } from './oracle/containment.ts'
import { isUp, standingOf } from './oracle/copies.ts'
import { singleEntriesOf } from './oracle/entries.ts'
import { failing } from './oracle/facts.ts'
import { regionOutages, sharedFates } from './oracle/fates.ts'
import { flowLines, startsOf } from './oracle/flows.ts'
import { servingAlong } from './serves.ts'

/** The first difference; undefined where the two agree. */
export function differenceInRedundancy(model: Model, facts: Facts): string | undefined {
  return (
    unlike(
      'region outages',
      regionOutages(model),
      facts.regionOutages().map(({ region, flows }) => ({ region: region.id, flows: ids(flows) })),
    ) ??
    differenceInCalls(model, facts) ??
    differenceInFates(model, facts) ??
    unlike(
      'single entries',
      singleEntriesOf(model),
      facts.singleEntries().map(({ region, entries, alternatives, flows }) => ({
        region: region.id,
        entries: ids(entries),
        alternatives: ids(alternatives),
        flows: ids(flows),
      })),
    ) ??
    differenceInChains(model, facts)
  )
}

/**
 * Calls that reach what a region takes: from what stands to what is down, and without them the flow goes on. (Not asked
 * where it starts inside, where databases stand for each other, and with fallbacks.)
 */
function differenceInCalls(model: Model, facts: Facts): string | undefined {
  for (const { region, flows, calls } of facts.regionOutages()) {
    const failures = failing(model, [{ kind: 'region', component: region.id }])
    const standing = model.components.map((one) => standingOf(model, one))
    const isDown = (id: number): boolean =>
      (['reads', 'writes'] as const).some((use) => !isUp(standing[id]!, use, failures))
    const mustStand = (id: number): boolean =>
      !['client', 'external'].includes(componentOf(model, id).builtin)
    const wrong = calls.filter(({ from, to }) => (mustStand(from) && isDown(from)) || !isDown(to))
    const found = unlike(`calls to what ${region.name} takes`, [], wrong)
    if (found) return found
    const [flow] = flows as readonly [Flow, ...Flow[]] // an outage breaks one
    const isCopied = model.edges.some(({ arrow }) => arrow === '=>')
    const isDouble = model.edges.some(({ attributes }) => attributes.has('fallback'))
    if (isCopied || isDouble || startsOf(model, flow).some(mustStand)) continue
    const left = flowLines(model, flow).filter(
      ({ edge, from }) =>
        !calls.some((call) => call.from === from && isAnswered(edge, call.edge, model)),
    )
    const goesOn = servingAlong(model, flow, left)(failures)
    const different = unlike(`${flow.name} without what ${region.name} takes`, true, goesOn)
    if (different) return different
  }
  return undefined
}

/** With one of a choice all of it. */
function isAnswered(edge: Edge, called: Edge, { groups }: Model): boolean {
  return edge === called || (edge.group === called.group && groups[edge.group]!.needed !== 'all')
}

/** The same events on the same flows, each by one of the groups that explain it, with all that it takes of that. */
function differenceInFates(model: Model, facts: Facts): string | undefined {
  const oracle = sharedFates(model)
  const found = facts
    .sharedFates()
    .flatMap(({ group, event, flows, targets }) =>
      flows.map((flow) => ({ flow: flow.id, event: event.id, group, targets: ids(targets) })),
    )
  const wrong = found.filter(({ flow, event, group, targets }) => {
    const fate = oracle.find((one) => one.flow === flow && one.event === event)
    const taken = fate?.groups.find((one) => one.group === group)
    return !taken?.targets.every((target) => targets.includes(target))
  })
  const key = ({ flow, event }: { readonly flow: number; readonly event: number }): string =>
    `event ${event} on flow ${flow}`
  return (
    unlike('shared fates', oracle.map(key).sort(), found.map(key).sort()) ??
    unlike('groups of shared fates', [], wrong.map(key))
  )
}

/** As long as the longest that there is, and each of it calls the next, if by way of what hands on. */
function differenceInChains(model: Model, facts: Facts): string | undefined {
  for (const flow of model.flows) {
    const { components } = facts.chainOn(flow)
    const different =
      unlike(`chain on ${flow.name}`, longestChain(model, flow), components.length) ??
      unlike(`calls of the chain on ${flow.name}`, true, isChain(model, flow, components))
    if (different) return different
  }
  return undefined
}

const ids = (all: readonly (Flow | Model['components'][number])[]): number[] =>
  all.map(({ id }) => id)

function unlike(what: string, oracle: unknown, analysis: unknown): string | undefined {
  const [a, b] = [JSON.stringify(oracle), JSON.stringify(analysis)]
  return a === b ? undefined : `${what}: oracle ${a}, analysis ${b}`
}
