// Regions and choices by brute force: each event happens alone, with and without the flow's single points held
// up, and with each group in turn counted as served whatever fails.

import type { Flow, Group, Model } from '#src/model/model.ts'
import { componentsServing, meets, type Served, serving } from '../serves.ts'
import { componentOf, spreads } from './containment.ts'
import { eventsOf, type FailureEvent, keyOf, standingOf } from './copies.ts'
import { failing } from './facts.ts'
import { flowLines, startsOf } from './flows.ts'
import { needsOfTargets, type Waived } from './needs.ts'

export interface RegionOutage {
  readonly region: number
  readonly flows: readonly number[]
}

export interface Taken {
  readonly group: Group
  /** Targets that the event takes. */
  readonly targets: readonly number[]
}

export interface SharedFate {
  readonly flow: number
  readonly event: number
  /** Of several, any one explains it. */
  readonly groups: readonly Taken[]
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

/** What events but those of copies take from flows that would be served if one group were. */
export function sharedFates(model: Model): readonly SharedFate[] {
  const groups = model.groups.filter(
    ({ needed, from }) => needed !== 'all' && !spreads(componentOf(model, from)),
  )
  return model.flows.flatMap((flow) => {
    const isServed = serving(model, flow)
    const alone = eventsOf(model).filter((event) => breaks(model, isServed, event))
    const held = alone.filter(({ kind }) => kind === 'copy')
    return alone
      .filter((event) => event.kind !== 'copy')
      .filter((event) => event.kind === 'managed' || !isServed(failing(model, [event], held)))
      .map((event) => ({
        flow: flow.id,
        event: event.component,
        groups: innermost(model, flow, event, savingGroups(model, flow, event, groups)),
      }))
      .filter((fate) => fate.groups.length > 0)
  })
}

/** A group that never served is not what the event takes. */
function savingGroups(
  model: Model,
  flow: Flow,
  event: FailureEvent,
  groups: readonly Group[],
): readonly Taken[] {
  return groups
    .filter(({ id }) => serving(model, flow, (other) => other === id)(failing(model, [event])))
    .map((group) => ({ group, targets: lost(model, flow, group, event) }))
    .filter(({ targets }) => targets.length > 0)
}

/** Those that fall though all the others are served; in a circle, where each falls by another, all. */
function innermost(
  model: Model,
  flow: Flow,
  event: FailureEvent,
  saving: readonly Taken[],
): readonly Taken[] {
  const inner = saving.filter(({ group }) => {
    const others = (id: number): boolean =>
      id !== group.id && saving.some((one) => one.group.id === id)
    const still = targetsOf(model, flow, group, event, others)
    return still.filter(({ isMet }) => isMet).length < Number(group.needed)
  })
  return inner.length > 0 ? inner : saving
}

/** Targets of the group that serve until the event happens. */
function lost(model: Model, flow: Flow, group: Group, event: FailureEvent): readonly number[] {
  return targetsOf(model, flow, group, event)
    .filter(({ isMet, wasMet }) => wasMet && !isMet)
    .map(({ target }) => target)
}

function targetsOf(
  model: Model,
  flow: Flow,
  group: Group,
  event: FailureEvent,
  waived?: Waived,
): readonly { readonly target: number; readonly wasMet: boolean; readonly isMet: boolean }[] {
  const lines = flowLines(model, flow)
  const isStart = (id: number): boolean => startsOf(model, flow).includes(id)
  const meet = meets(model, flow, waived)
  return needsOfTargets(model, group.id, lines, isStart).map(({ target, need }) => ({
    target,
    wasMet: meet(need, failing(model, [])),
    isMet: meet(need, failing(model, [event])),
  }))
}
