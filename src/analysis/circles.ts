// The circles that are left of units where nobody waits for an external, which starts without us.

import { digraph } from '#src/graph/digraph.ts'
import { strongComponents } from '#src/graph/strong-components.ts'
import { componentIn } from '#src/model/attributes.ts'
import type { RunEdge } from './calls.ts'
import type { Spread, Unit } from './facts.ts'
import type { Reliability } from './serving.ts'
import { neededCalls } from './units.ts'

/** Units without externals, and of one with some the circles that need none of them. */
export function circlesOf(
  reliability: Reliability,
  units: readonly Unit[],
  spreads: readonly Spread[],
): readonly Unit[] {
  const { components } = reliability.system.model
  const isOutside = (id: number) => components[id]!.builtin === 'external'
  const isSpread = ({ from, to }: RunEdge) =>
    spreads.some(({ by, targets }) => by === from && targets.includes(to))
  return units.flatMap((unit) => {
    if (!unit.members.some(isOutside)) return [unit]
    const inside = unit.members.filter((id) => !isOutside(id))
    return circlesAmong(reliability, inside, (edge) => !isSpread(edge))
  })
}

function circlesAmong(
  reliability: Reliability,
  members: readonly number[],
  isAlone: (edge: RunEdge) => boolean,
): readonly Unit[] {
  const { system } = reliability
  const places = new Map(members.map((id, place) => [id, place]))
  const calls = members
    .flatMap((id) => neededCalls(reliability, system.out[id]!))
    .filter(({ edge, attributes }) => {
      const isChoice = system.model.groups[edge.group]!.needed !== 'all'
      return !isChoice && componentIn(attributes, 'fallback') === undefined
    })
    .filter(isAlone)
    .flatMap(({ edge, from, to }) => system.targetsOf(to).map((end) => ({ edge, from, end })))
    .filter(({ end }) => places.has(end))
  const { of, count } = strongComponents(
    digraph(
      members.length,
      calls.map(({ from }) => places.get(from)!),
      calls.map(({ end }) => places.get(end)!),
    ),
  )
  const circles = Array.from({ length: count }, (_, c) =>
    members.filter((_id, place) => of[place] === c),
  ).filter((circle) => circle.length > 1)
  return circles
    .map((circle) => {
      const within = calls.filter(({ from, end }) => circle.includes(from) && circle.includes(end))
      const edges = [...new Set(within.map(({ edge }) => edge))].sort((a, b) => a.id - b.id)
      return { members: circle, edges }
    })
    .sort((a, b) => a.members[0]! - b.members[0]!)
}
