// The oracle of "serves": grammar/README.md, "What an edge means", read word by word. It takes the
// model alone, shares no code with src/analysis, and prefers the obvious to the quick: needs are
// formulas, units come from a closure, and serving grows from nothing until nothing changes.

import type { Component, Flow, Model } from '#src/model/model.ts'
import { reachable } from './oracle/closure.ts'
import { componentOf, isContainer } from './oracle/containment.ts'
import { type Failures, isUp, standingOf, type Use } from './oracle/copies.ts'
import { declaredLines, type Line } from './oracle/ends.ts'
import { flowLines, startsOf } from './oracle/flows.ts'
import { allOf, holds, mustHold, type Need } from './oracle/need.ts'
import { needsOf, needsOfStart } from './oracle/needs.ts'

/** Answers for one flow, event set by event set. */
export type Served = (failures: Failures) => boolean

/** Whether the flow is served when the events with these keys (./oracle/copies.ts) have happened. */
export function served(model: Model, flow: Flow, failed: ReadonlySet<string>): boolean {
  return serving(model, flow)({ failed, held: new Set() })
}

/** Rule 5: every start serves, and what is neither client nor external has to be up itself. */
export function serving(model: Model, flow: Flow): Served {
  const lines = flowLines(model, flow)
  const graph = needGraph(model, (id) => needsOf(model, id, lines))
  const standing = model.components.map((one) => standingOf(model, one))
  const starts = startsOf(model, flow).map((id) => ({
    one: componentOf(model, id),
    need: allOf(needsOfStart(model, id, lines)),
  }))
  return (failures) => {
    const up: Up = (id, use) => isUp(standing[id]!, use, failures)
    const isServing = fixedPoint(graph, up)
    return starts.every(({ one, need }) => startIsUp(one, up) && holds(need, isServing))
  }
}

/** Whether each component serves along the lines, its own copies and what it needs. */
export function servingAlong(
  model: Model,
  lines: readonly Line[],
): (failures: Failures) => (component: number, use: Use) => boolean {
  const graph = needGraph(model, (id) => needsOf(model, id, lines))
  const standing = model.components.map((one) => standingOf(model, one))
  return (failures) => fixedPoint(graph, (id, use) => isUp(standing[id]!, use, failures))
}

/** Rule 7: members of each unit of two or more over everything declared, ascending. */
export function unitsOf(model: Model): readonly (readonly number[])[] {
  const lines = declaredLines(model)
  const { units } = needGraph(model, (id) => needsOf(model, id, lines))
  return [...new Set(units.values())].filter((unit) => unit.length > 1)
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
