// Oracle against analysis on what redundancy is worth: regions that break flows, choices that one event takes,
// single entries to several regions, and chains of calls. Says the first thing on which they differ.

import type { Facts } from '#src/analysis/facts.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { isChain, longestChain } from './oracle/chains.ts'
import { singleEntriesOf } from './oracle/entries.ts'
import { regionOutages, sharedFates } from './oracle/fates.ts'

/** The first difference; undefined where the two agree. */
export function differenceInRedundancy(model: Model, facts: Facts): string | undefined {
  return (
    unlike(
      'region outages',
      regionOutages(model),
      facts.regionOutages.map(({ region, flows }) => ({ region: region.id, flows: ids(flows) })),
    ) ??
    unlike(
      'shared fates',
      sharedFates(model),
      facts.sharedFates.map(({ group, event, flows, targets }) => ({
        group: group.id,
        event: event.id,
        flows: ids(flows),
        targets: ids(targets).sort((a, b) => a - b),
      })),
    ) ??
    unlike(
      'single entries',
      singleEntriesOf(model),
      facts.singleEntries.map(({ region, entries, alternatives, flows }) => ({
        region: region.id,
        entries: ids(entries),
        alternatives: ids(alternatives),
        flows: ids(flows),
      })),
    ) ??
    differenceInChains(model, facts)
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
