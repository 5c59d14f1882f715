// Choices that do not help: one event takes so many targets of a `|` or `k of` that it no longer serves, and the
// flow breaks by that alone. Asked of the flow's own needs: the event breaks it with its single points of
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
    if (choices.length === 0) continue
    for (const event of eventsOf(failures(flow), needs)) {
      for (const group of rescuing(needs, choices, event.all)) {
        const key = `${group} ${event.by}`
        const known = found.get(key) ?? { group, by: event.by, flows: [], targets: [], lost: [] }
        found.set(key, {
          ...known,
          flows: [...known.flows, flow],
          targets: [...known.targets, ...targetsLost(needs, group, event.all)],
          lost: [...known.lost, ...event.lost],
        })
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
  readonly flows: readonly Flow[]
  readonly targets: readonly number[]
  readonly lost: readonly number[]
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

/** Choices that the flow's root leads to, by number. */
function choicesOn({ many, root }: FlowNeeds, byUnit: GroupsByUnit): readonly number[] {
  const groups = many.failures.of(root).units.flatMap((unit) => byUnit.get(unit) ?? [])
  return distinct(groups).sort((a, b) => a - b)
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

/**
 * Groups of which each would save the flow by being served. Where a set of them together would not, none of the
 * set does, so halves are tried first.
 */
function rescuing(
  { many, root, choices }: FlowNeeds,
  among: readonly number[],
  lost: readonly number[],
): readonly number[] {
  const { groupOf } = many.graph
  const spread = many.failures.of(root)
  const placesOf = (group: number) => choices.get(group)!.places.map((place) => groupOf[place]!)
  const search = (groups: readonly number[]): readonly number[] => {
    if (groups.length === 0 || spread.breaks(lost, new Set(groups.flatMap(placesOf)))) return []
    if (groups.length === 1) return groups
    const half = groups.length >> 1
    return [...search(groups.slice(0, half)), ...search(groups.slice(half))]
  }
  return search(among)
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
