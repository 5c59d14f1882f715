// Choices that do not help: one event takes so many targets of a `|` or `k of` that it no longer serves, and the
// flow breaks by that alone; of choices inside each other the innermost. Asked of the flow's own needs: the event breaks it with its single points of
// failure held up, and would not, single points and all, if this one group were served whatever fails.

import type { Flow } from '#src/model/model.ts'
import type { SharedFate } from './facts.ts'
import type { FlowFailures } from './failures.ts'
import type { FlowNeeds } from './flow-needs.ts'
import { unitsOf } from './places.ts'
import type { Reliability } from './serving.ts'

/** By group, then event. */
export function sharedFatesOf(
  reliability: Reliability,
  failures: (flow: Flow) => FlowFailures,
): readonly SharedFate[] {
  const { components, groups, flows } = reliability.system.model
  const found = new Map<string, Found>()
  const byUnit = new Map<FlowNeeds['choices'], GroupsByUnit>()
  for (const flow of flows) {
    const needs = reliability.needs.of(flow)
    if (needs.choices.size === 0 || !failures(flow).served) continue
    const known = byUnit.get(needs.choices) ?? groupsByUnit(needs)
    byUnit.set(needs.choices, known)
    const choices = choicesOn(needs, known)
    if (choices.ranked.length === 0) continue
    for (const event of eventsOf(failures(flow), needs)) {
      const group = nearestRescuing(needs, choices, event.all)
      if (group !== undefined) {
        const key = `${group} ${event.by}`
        const known: Found = found.get(key) ?? {
          ...{ group, by: event.by },
          ...{ flows: [], targets: [], lost: [] },
        }
        found.set(key, known)
        known.flows.push(flow)
        known.targets.push(...targetsLost(needs, group, event.all))
        known.lost.push(...event.lost)
      }
    }
  }
  return [...found.values()]
    .sort((a, b) => a.group - b.group || a.by - b.by)
    .map(({ group, by, flows, targets, lost }) => ({
      group: groups[group]!,
      event: components[by]!,
      flows,
      targets: distinct(targets).map((id) => components[id]!),
      lost: distinct(lost)
        .sort((a, b) => a - b)
        .map((id) => components[id]!),
    }))
}

interface Found {
  readonly group: number
  readonly by: number
  readonly flows: Flow[]
  readonly targets: number[]
  readonly lost: number[]
}

/** An event that breaks the flow, what it takes down, and the units of all that. */
interface Event {
  readonly by: number
  readonly lost: readonly number[]
  readonly all: readonly number[]
}

type GroupsByUnit = ReadonlyMap<number, readonly number[]>

/** Choices by the unit that they belong to; made once for all flows that share them. */
function groupsByUnit({ many, choices }: FlowNeeds): GroupsByUnit {
  const found = new Map<number, number[]>()
  const { groupOf, owner } = many.graph
  for (const [group, { places }] of choices) {
    for (const unit of new Set(places.map((place) => owner[groupOf[place]!] ?? -1))) {
      found.set(unit, [...(found.get(unit) ?? []), group])
    }
  }
  return found
}

/** The choices of a flow, what is needed before who needs it, and where all of them stand in the graph. */
interface Choices {
  readonly ranked: readonly Ranked[]
  readonly places: ReadonlySet<number>
}

interface Ranked {
  readonly group: number
  readonly rank: number
}

/** Those that the flow's root leads to. */
function choicesOn(needs: FlowNeeds, byUnit: GroupsByUnit): Choices {
  const { units, rank } = needs.many.failures.of(needs.root)
  const ranks = new Map(
    units.flatMap((unit) => (byUnit.get(unit) ?? []).map((group) => [group, rank(unit)] as const)),
  )
  const ranked = [...ranks]
    .map(([group, rank]) => ({ group, rank }))
    .sort((a, b) => a.rank - b.rank || a.group - b.group)
  return { ranked, places: placesOf(needs, ranked) }
}

/**
 * The group that would save the flow by being served; of several, which then follow each other, the one nearest to
 * the event. Where a set of them together would not, none of the set does, so that halves are tried first, of
 * ever larger sets away from the event.
 */
function nearestRescuing(
  needs: FlowNeeds,
  { ranked, places }: Choices,
  lost: readonly number[],
): number | undefined {
  const { many, root } = needs
  const spread = many.failures.of(root)
  if (spread.breaks(lost, places)) return undefined
  const saves = (groups: readonly Ranked[]) => !spread.breaks(lost, placesOf(needs, groups))
  const search = (groups: readonly Ranked[]): Ranked | undefined => {
    if (groups.length === 0 || !saves(groups)) return undefined
    if (groups.length === 1) return groups[0]
    const half = groups.length >> 1
    return search(groups.slice(0, half)) ?? search(groups.slice(half))
  }
  const lowest = lost.reduce((least, unit) => Math.min(least, spread.rank(unit)), Infinity)
  let first: Ranked | undefined
  let from = ranked.findIndex(({ rank }) => rank >= lowest)
  for (let size = 1; !first && from >= 0 && from < ranked.length; size *= 2) {
    first = search(ranked.slice(from, from + size))
    from += size
  }
  if (!first) return undefined
  // In a circle of choices the one that falls though the others are served.
  const round = ranked.filter((one) => one.rank === first.rank && (one === first || saves([one])))
  if (round.length === 1) return first.group
  const inner = round.find((one) => {
    const others = round.filter((other) => other !== one)
    return falls(needs, one.group, lost, placesOf(needs, others))
  })
  return (inner ?? first).group
}

function placesOf({ many, choices }: FlowNeeds, groups: readonly Ranked[]): ReadonlySet<number> {
  const places = groups.flatMap(({ group }) => choices.get(group)!.places)
  return new Set(places.map((place) => many.graph.groupOf[place]!))
}

/** Whether too few of its targets serve. */
function falls(
  { many, choices }: FlowNeeds,
  group: number,
  lost: readonly number[],
  spared: ReadonlySet<number>,
): boolean {
  const { places, targets } = choices.get(group)!
  const left = [...targets.values()].filter((node) => {
    const spread = many.failures.of(node)
    return spread.served && !spread.breaks(lost, spared)
  })
  return left.length < many.graph.atLeast[many.graph.groupOf[places[0]!]!]!
}

function eventsOf(failures: FlowFailures, needs: FlowNeeds): readonly Event[] {
  const { outages, lostTo, lostHolding } = failures.places()
  const ofPlaces = outages.map((by) => ({
    by,
    lost: lostHolding(by).map(({ component }) => component),
    all: unitsOf(needs, lostTo(by)),
  }))
  const ofManaged = failures.managed.map((by) => ({ by, lost: [by], all: [needs.readUnit(by)] }))
  return [...ofPlaces, ...ofManaged]
}

/** Targets that no longer serve; none is missed for being down by itself. */
function targetsLost(needs: FlowNeeds, group: number, lost: readonly number[]): readonly number[] {
  const { many, choices } = needs
  return [...choices.get(group)!.targets]
    .filter(([, node]) => many.failures.of(node).breaks(lost))
    .map(([target]) => target)
}

function distinct(ids: readonly number[]): number[] {
  return [...new Set(ids)]
}
