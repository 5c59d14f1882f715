// The oracle of "serves": grammar/README.md, "What an edge means", read word by word. It takes the
// model alone, shares no code with src/analysis, and prefers the obvious to the quick: needs are
// formulas, units come from a closure, and serving grows from nothing until nothing changes.

import type { Component, Flow, Model } from '#src/model/model.ts'
import { reachable } from './oracle/closure.ts'
import { componentOf, isContainer } from './oracle/containment.ts'
import { type Failures, isUp, standingOf, type Use } from './oracle/copies.ts'
import { declaredLines, type Line, reachedBy } from './oracle/ends.ts'
import { flowLines, startsOf } from './oracle/flows.ts'
import { allOf, holds, mustHold, type Need } from './oracle/need.ts'
import { needsOf, needsOfStart, type Waived } from './oracle/needs.ts'

/** Answers for one flow, event set by event set. */
export type Served = (failures: Failures) => boolean

/** Whether the flow is served when the events with these keys (./oracle/copies.ts) have happened. */
export function served(model: Model, flow: Flow, failed: ReadonlySet<string>): boolean {
  return serving(model, flow)({ failed, held: new Set() })
}

/** Whether a need is met on the flow. */
export function meets(
  model: Model,
  flow: Flow,
  waived?: Waived,
): (need: Need, failures: Failures) => boolean {
  const lines = flowLines(model, flow)
  const graph = needGraph(model, (id) => needsOf(model, id, lines, waived))
  const standing = model.components.map((one) => standingOf(model, one))
  return (need, failures) =>
    holds(
      need,
      fixedPoint(graph, (id, use) => isUp(standing[id]!, use, failures)),
    )
}

/** Rule 5: every start serves, and what is neither client nor external has to be up itself. */
export function serving(model: Model, flow: Flow, waived?: Waived): Served {
  return servingAlong(model, flow, flowLines(model, flow), waived)
}

/** The same along some of the flow's lines alone. */
export function servingAlong(
  model: Model,
  flow: Flow,
  lines: readonly Line[],
  waived?: Waived,
): Served {
  const graph = needGraph(model, (id) => needsOf(model, id, lines, waived))
  const standing = model.components.map((one) => standingOf(model, one))
  const starts = startsOf(model, flow).map((id) => ({
    one: componentOf(model, id),
    need: allOf(needsOfStart(model, id, lines, waived)),
  }))
  return (failures) => {
    const up: Up = (id, use) => isUp(standing[id]!, use, failures)
    const isServing = fixedPoint(graph, up)
    return starts.every(({ one, need }) => startIsUp(one, up) && holds(need, isServing))
  }
}

/** What the flow leads to by its needs, alternatives included, as far as it serves with everything up. */
export function componentsServing(model: Model, flow: Flow): readonly Component[] {
  const lines = flowLines(model, flow)
  const graph = needGraph(model, (id) => needsOf(model, id, lines))
  const standing = model.components.map((one) => standingOf(model, one))
  const nothing: Failures = { failed: new Set(), held: new Set() }
  const serves = fixedPoint(graph, (id, use) => isUp(standing[id]!, use, nothing))
  const leaves = (need: Need): readonly number[] =>
    need.kind === 'one' ? [need.component] : need.of.flatMap(leaves)
  const starts = startsOf(model, flow)
  const first = starts.flatMap((id) => needsOfStart(model, id, lines).flatMap(leaves))
  const found = new Set([...starts.filter((id) => !isFreeStart(model, id)), ...first])
  for (const id of found)
    if (serves(id, 'reads'))
      for (const need of graph.needs.get(id)!) for (const one of leaves(need)) found.add(one)
  return [...found].filter((id) => serves(id, 'reads')).map((id) => componentOf(model, id))
}

function isFreeStart(model: Model, id: number): boolean {
  return ['client', 'external'].includes(componentOf(model, id).builtin)
}

/** Rule 7: members of each unit of two or more over everything declared, ascending. */
export function unitsOf(model: Model): readonly (readonly number[])[] {
  const lines = declaredLines(model)
  const { units } = needGraph(model, (id) => needsOf(model, id, lines))
  return [...new Set(units.values())].filter((unit) => unit.length > 1)
}

/** Members of a unit that need each other on a flow, with the flows; the largest such sets alone, by their ids. */
export function circlesOf(
  model: Model,
  unit: readonly number[],
): readonly { readonly members: readonly number[]; readonly flows: readonly number[] }[] {
  if (model.flows.every(({ scope }) => scope.kind === 'everything')) {
    return [{ members: unit, flows: [] }]
  }
  const found = model.flows.flatMap((flow) =>
    onFlow(model, unit, flow).map((members) => ({ members, flow: flow.id })),
  )
  const holds = (more: readonly number[], some: readonly number[]): boolean =>
    some.every((id) => more.includes(id))
  const distinct = found.filter(
    ({ members }, index) =>
      found.findIndex((other) => other.members.join() === members.join()) === index,
  )
  return distinct
    .filter(
      ({ members }) =>
        !distinct.some(
          (other) => other.members.length > members.length && holds(other.members, members),
        ),
    )
    .map(({ members }) => ({
      members,
      flows: [
        ...new Set(found.filter((one) => holds(members, one.members)).map(({ flow }) => flow)),
      ],
    }))
    .sort((a, b) => a.members[0]! - b.members[0]! || a.members[1]! - b.members[1]!)
}

function onFlow(model: Model, unit: readonly number[], flow: Flow): readonly (readonly number[])[] {
  const lines = flowLines(model, flow)
  if (flow.scope.kind === 'everything') {
    const next = (id: number): readonly number[] =>
      lines.filter(({ from }) => from === id).flatMap((line) => reachedBy(model, line))
    const reached = reachable(flow.scope.client, next)
    return unit.some((id) => reached.has(id)) ? [unit] : []
  }
  const { units } = needGraph(model, (id) => needsOf(model, id, lines))
  return [...new Set(unit.map((id) => units.get(id)!))]
    .map((one) => one.filter((id) => unit.includes(id)))
    .filter((one) => one.length > 1)
}

interface NeedGraph {
  /** What must hold for each component. */
  readonly needs: ReadonlyMap<number, readonly Need[]>
  /** The unit of each component, itself included. */
  readonly units: ReadonlyMap<number, readonly number[]>
}

function needGraph(model: Model, needsOfComponent: (id: number) => readonly Need[]): NeedGraph {
  const ids = model.components.filter((one) => !isContainer(one)).map((one) => one.id)
  const needs = new Map(ids.map((id) => [id, needsOfComponent(id).flatMap(mustHold)]))
  const reached = new Map(ids.map((id) => [id, reachable(id, (at) => singleNeeds(needs.get(at)!))]))
  const units = new Map<number, readonly number[]>()
  for (const id of ids) {
    const unit = ids.filter(
      (other) => other === id || (reached.get(id)!.has(other) && reached.get(other)!.has(id)),
    )
    units.set(id, units.get(unit[0]!) ?? unit)
  }
  return { needs, units }
}

function singleNeeds(needs: readonly Need[]): readonly number[] {
  return needs.flatMap((need) => (need.kind === 'one' ? [need.component] : []))
}

type Up = (component: number, use: Use) => boolean

/** Grows the set of components whose needs are met, from none, until it stays as it is. */
function fixedPoint({ needs, units }: NeedGraph, up: Up): Up {
  const met = new Set<number>()
  const isServing: Up = (id, use) => met.has(id) && up(id, use)
  let size = -1
  while (met.size > size) {
    size = met.size
    for (const [id, unit] of units) {
      if (met.has(id)) continue
      if (unit.every((member) => needs.get(member)!.every((need) => holdsIn(unit, need))))
        met.add(id)
    }
  }
  return isServing

  function holdsIn(unit: readonly number[], need: Need): boolean {
    if (need.kind === 'one' && unit.includes(need.component)) return up(need.component, need.use)
    return holds(need, isServing)
  }
}

function startIsUp(one: Component, up: Up): boolean {
  if (one.builtin === 'client' || one.builtin === 'external') return true
  return up(one.id, 'reads') && up(one.id, 'writes')
}
