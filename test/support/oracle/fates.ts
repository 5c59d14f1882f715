// Regions and choices by brute force: each event happens alone, with and without the flow's single points held
// up, and with each group in turn counted as served whatever fails.

import type { Flow, Group, Model } from '#src/model/model.ts'
import { componentsServing, meets, type Served, serving } from '../serves.ts'
import { componentOf, spreads } from './containment.ts'
import { eventsOf, type FailureEvent, keyOf, standingOf } from './copies.ts'
import { failing } from './facts.ts'
import { flowLines, startsOf } from './flows.ts'
import { needsOfTargets } from './needs.ts'

export interface RegionOutage {
  readonly region: number
  readonly flows: readonly number[]
}

export interface SharedFate {
  readonly group: number
  readonly event: number
  readonly flows: readonly number[]
  readonly targets: readonly number[]
}

/** Regions that break a flow of which what it leads to lies in two. */
export function regionOutages(model: Model): readonly RegionOutage[] {
  const regions = eventsOf(model).filter(({ kind }) => kind === 'region')
  return regions
    .map((event) => ({
      region: event.component,
      flows: model.flows
        .filter((flow) => regionsUsed(model, flow).length > 1)
        .filter((flow) => breaks(model, serving(model, flow), event))
        .map(({ id }) => id),
    }))
    .filter(({ flows }) => flows.length > 0)
}

function breaks(model: Model, isServed: Served, event: FailureEvent): boolean {
  return isServed(failing(model, [])) && !isServed(failing(model, [event]))
}

function regionsUsed(model: Model, flow: Flow): readonly FailureEvent[] {
  const keys = componentsServing(model, flow).flatMap((one) =>
    standingOf(model, one).shards.flatMap(({ copies }) => copies.flat()),
  )
  return eventsOf(model).filter(
    (event) => event.kind === 'region' && keys.includes(keyOf(model, event)),
  )
}

/** Groups that an event but a copy's takes from a flow, which would be served if the group were. */
export function sharedFates(model: Model): readonly SharedFate[] {
  const groups = model.groups.filter(
    ({ needed, from }) => needed !== 'all' && !spreads(componentOf(model, from)),
  )
  const found = model.flows.flatMap((flow) => {
    const isServed = serving(model, flow)
    const alone = eventsOf(model).filter((event) => breaks(model, isServed, event))
    const held = alone.filter(({ kind }) => kind === 'copy')
    return alone
      .filter((event) => event.kind !== 'copy')
      .filter((event) => event.kind === 'managed' || !isServed(failing(model, [event], held)))
      .flatMap((event) =>
        groups
          .filter(({ id }) =>
            serving(model, flow, (other) => other === id)(failing(model, [event])),
          )
          .map((group) => ({ group, event, flow, targets: lost(model, flow, group, event) }))
          // A group that never served is not what the event takes.
          .filter(({ targets }) => targets.length > 0),
      )
  })
  return groups.flatMap((group) =>
    eventsOf(model).flatMap((event) => {
      const alike = found.filter(
        (one) => one.group === group && one.event.component === event.component,
      )
      if (alike.length === 0 || event.kind === 'copy') return []
      const targets = new Set(alike.flatMap((one) => one.targets))
      return [
        {
          group: group.id,
          event: event.component,
          flows: alike.map(({ flow }) => flow.id),
          targets: [...targets].sort((a, b) => a - b),
        },
      ]
    }),
  )
}

/** Targets of the group that serve until the event happens. */
function lost(model: Model, flow: Flow, group: Group, event: FailureEvent): readonly number[] {
  const lines = flowLines(model, flow)
  const isStart = (id: number): boolean => startsOf(model, flow).includes(id)
  const isMet = meets(model, flow)
  return needsOfTargets(model, group.id, lines, isStart)
    .filter(({ need }) => isMet(need, failing(model, [])) && !isMet(need, failing(model, [event])))
    .map(({ target }) => target)
}
