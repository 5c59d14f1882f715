// One flow's numbers: availability, what breaks it together, what matters most, how long it takes.

import type { CutSet, Loss } from '#src/analysis/availability-facts.ts'
import type { Facts } from '#src/analysis/facts.ts'
import { partsIn } from '#src/analysis/losses.ts'
import { lossesText } from '#src/analysis/requirements/losses-text.ts'
import type { Flow, Model } from '#src/model/model.ts'
import type { ContributorOutcome, CutSetOutcome, FlowOutcome } from './outcome.ts'
import { toleranceOf } from './tolerance.ts'

const mostSets = 50
const mostContributors = 20
/** Of larger flows sets of three events are too many to be looked for each time. */
const mostForTriples = 400
/** Of larger flows the importance of every component costs more than it tells. */
export const mostMeasured = 2000

export function flowOutcome(model: Model, facts: Facts, flow: Flow, order?: number): FlowOutcome {
  const { unavailability, defaults, leftOut } = facts.availability(flow)
  const bearing = facts.bearingOn(flow)
  const cutSetOrder = order ?? (bearing.length > mostForTriples ? 2 : 3)
  const found = facts.cutSets(flow, cutSetOrder)
  const { sets, truncated } = found
  const latency = facts.latency(flow)
  const byDefault = new Set([...defaults, ...leftOut])
  const isTimed = latency.path.length > 0 && (latency.budgetMs > 0 || !latency.atLeast)
  return {
    name: flow.name,
    unavailability: unavailability.value,
    method: unavailability.method,
    ...(unavailability.method === 'exact'
      ? {}
      : { low: unavailability.low, high: unavailability.high }),
    defaults: [...byDefault].sort((a, b) => a - b).map((id) => model.components[id]!.name),
    contributors: contributorsOf(facts, flow, sets).map(
      ([id, share]): ContributorOutcome => ({
        name: model.components[id]!.name,
        share,
        isDefault: byDefault.has(id),
      }),
    ),
    cutSets: sets.slice(0, mostSets).map((set) => cutSetOutcome(model, set, byDefault)),
    cutSetCount: sets.length,
    cutSetOrder,
    cutSetsTruncated: truncated,
    tolerance: toleranceOf(model, facts, flow, found),
    ...(isTimed ? { latency: { ms: latency.budgetMs, atLeast: latency.atLeast } } : {}),
  }
}

/** By the part that would go with a perfect one, the largest first; of large flows by the cut sets that it is in. */
function contributorsOf(
  facts: Facts,
  flow: Flow,
  sets: readonly CutSet[],
): readonly (readonly [component: number, share: number])[] {
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
      for (const [id, part] of partsIn(losses)) {
        shares.set(id, Math.min(1, (shares.get(id) ?? 0) + (probability * part) / value))
      }
    }
  }
  return [...shares]
    .filter(([, share]) => share > 1e-9)
    .sort(([a, one], [b, other]) => other - one || a - b)
    .slice(0, mostContributors)
}

function cutSetOutcome(
  model: Model,
  { losses, ways, probability }: CutSet,
  byDefault: ReadonlySet<number>,
): CutSetOutcome {
  return {
    events: losses.flatMap((loss) => eventNames(model, loss)),
    text: lossesText(model, losses, 'list'),
    ways,
    probability,
    isDefault: losses.some(({ component }) => byDefault.has(component)),
  }
}

/** Of one way. */
function eventNames({ components }: Model, { component, copies, zones }: Loss): readonly string[] {
  if (zones) return zones.of.slice(0, zones.lost).map((id) => components[id]!.name)
  const { name, copies: count } = components[component]!
  if (!copies || count === 1) return [name]
  return copies.of.slice(0, copies.lost).map((index) => `${name}#${index + 1}`)
}
