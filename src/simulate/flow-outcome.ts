// One flow's numbers: availability, what breaks it together, what matters most, how long it takes, whether what is
// required of it holds.

import type { CutSet, Loss } from '#src/analysis/availability-facts.ts'
import type { Facts } from '#src/analysis/facts.ts'
import { lossesText } from '#src/analysis/requirements/losses-text.ts'
import type { Flow, Model } from '#src/model/model.ts'
import type { CutSetOutcome, FlowOutcome, Tolerance } from './outcome.ts'

const mostSets = 50
const mostContributors = 5
/** Of larger flows sets of three events are too many to be looked for each time. */
const mostForTriples = 400
/** Of larger flows the importance of every component costs more than it tells. */
export const mostMeasured = 2000

export function flowOutcome(model: Model, facts: Facts, flow: Flow): FlowOutcome {
  const { unavailability } = facts.availability(flow)
  const bearing = facts.bearingOn(flow)
  const cutSetOrder = bearing.length > mostForTriples ? 2 : 3
  const { sets, truncated } = facts.cutSets(flow, cutSetOrder)
  const latency = facts.latency(flow)
  return {
    name: flow.name,
    unavailability: unavailability.value,
    method: unavailability.method,
    ...(unavailability.method === 'exact'
      ? {}
      : { low: unavailability.low, high: unavailability.high }),
    contributors: contributorsOf(model, facts, flow, sets),
    cutSets: sets.slice(0, mostSets).map((set) => cutSetOutcome(model, set)),
    cutSetCount: sets.length,
    cutSetOrder,
    cutSetsTruncated: truncated,
    tolerance: toleranceOf(model, facts, flow, sets),
    ...(latency.atLeast || latency.path.length === 0 ? {} : { latencyMs: latency.budgetMs }),
  }
}

/** By the part that would go with a perfect one; of large flows by the cut sets that it is in. */
function contributorsOf(model: Model, facts: Facts, flow: Flow, sets: readonly CutSet[]) {
  const { value } = facts.availability(flow).unavailability
  const shares = new Map<number, number>()
  const bearing = facts.bearingOn(flow)
  const isSmall = bearing.length <= mostForTriples
  for (const id of isSmall ? bearing : []) {
    const importance = facts.importance(flow, id)
    if (importance) shares.set(id, importance.fussellVesely)
  }
  if (shares.size === 0 && value > 0) {
    for (const { losses, probability } of sets) {
      for (const id of new Set(losses.map(({ component }) => component))) {
        shares.set(id, Math.min(1, (shares.get(id) ?? 0) + probability / value))
      }
    }
  }
  return [...shares]
    .filter(([, share]) => share > 1e-9)
    .sort(([a, one], [b, other]) => other - one || a - b)
    .slice(0, mostContributors)
    .map(([id, share]) => ({ name: model.components[id]!.name, share }))
}

function cutSetOutcome(model: Model, { losses, probability }: CutSet): CutSetOutcome {
  return {
    events: losses.flatMap((loss) => eventNames(model, loss)),
    text: lossesText(model, losses, 'list'),
    probability,
  }
}

function eventNames({ components }: Model, { component, copies }: Loss): readonly string[] {
  const { name, copies: count } = components[component]!
  if (!copies || count === 1) return [name]
  return copies.of.slice(0, copies.lost).map((index) => `${name}#${index + 1}`)
}

function toleranceOf(
  { components }: Model,
  facts: Facts,
  flow: Flow,
  sets: readonly CutSet[],
): Tolerance {
  if (facts.tolerance(flow, 'any') === 0) return { copies: 0, zones: 0, regions: 0, any: 0 }
  const least = (isMeant: (loss: Loss) => boolean): number | null => {
    const sizes = sets
      .filter(({ losses }) => losses.every(isMeant))
      .map(({ losses }) => sizeOf(losses))
    return sizes.length === 0 ? null : Math.min(...sizes)
  }
  const isPlace = (kind: string) => (loss: Loss) => components[loss.component]!.builtin === kind
  return {
    copies: least(({ copies }) => copies !== undefined),
    zones: least(isPlace('zone')),
    regions: least(isPlace('region')),
    any: least(() => true),
  }
}

function sizeOf(losses: readonly Loss[]): number {
  return losses.reduce((sum, { copies }) => sum + (copies?.lost ?? 1), 0)
}
