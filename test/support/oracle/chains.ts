// The longest chain of calls from service to service on a flow, by trying every way: services and functions
// count, dns, cdn, lb and gateway hand on, and what reaches each other counts once.

import type { Flow, Model } from '#src/model/model.ts'
import { reachable } from './closure.ts'
import { componentOf } from './containment.ts'
import { declaredLines, reachedBy } from './ends.ts'
import { flowLines } from './flows.ts'

const handsOn = ['dns', 'cdn', 'lb', 'gateway']
const counts = (model: Model, id: number): boolean =>
  ['service', 'function'].includes(componentOf(model, id).builtin)

/** How many services and functions; 0 where none calls another. */
export function longestChain(model: Model, flow: Flow): number {
  const next = callsOn(model, flow)
  const known = new Map<number, number>()
  const longestFrom = (id: number): number => {
    const before = known.get(id)
    if (before !== undefined) return before
    const circle = circleOf(model, next, id)
    const onwards = circle.flatMap(next).filter((to) => !circle.includes(to))
    const own = circle.some((one) => counts(model, one)) ? 1 : 0
    const length = own + Math.max(0, ...onwards.map(longestFrom))
    for (const one of circle) known.set(one, length)
    return length
  }
  const longest = Math.max(0, ...idsOn(model, flow).map(longestFrom))
  return longest < 2 ? 0 : longest
}

export function isChain(model: Model, flow: Flow, chain: readonly number[]): boolean {
  const next = callsOn(model, flow)
  return chain.every(
    (id, place) =>
      counts(model, id) &&
      (place === 0 || reachable(chain[place - 1]!, next).has(id)) &&
      (place === 0 || !reachable(id, next).has(chain[place - 1]!)),
  )
}

function callsOn(model: Model, flow: Flow): (id: number) => readonly number[] {
  const lines = flowLines(model, flow).filter((line) => line.edge.arrow === '->')
  const isPart = (id: number): boolean =>
    counts(model, id) || handsOn.includes(componentOf(model, id).builtin)
  return (id) =>
    isPart(id)
      ? lines
          .filter((line) => line.from === id)
          .flatMap((line) => reachedBy(model, line))
          .filter(isPart)
      : []
}

/** On an implicit flow what its client leads to, by any arrow. */
function idsOn(model: Model, flow: Flow): readonly number[] {
  if (flow.scope.kind === 'edges')
    return flowLines(model, flow).flatMap((line) => [line.from, ...reachedBy(model, line)])
  const lines = declaredLines(model)
  const next = (id: number): readonly number[] =>
    lines.filter((line) => line.from === id).flatMap((line) => reachedBy(model, line))
  return [...reachable(flow.scope.client, next)]
}

function circleOf(
  model: Model,
  next: (id: number) => readonly number[],
  id: number,
): readonly number[] {
  return model.components
    .map((one) => one.id)
    .filter((other) => other === id || (reaches(next, id, other) && reaches(next, other, id)))
}

function reaches(next: (id: number) => readonly number[], from: number, to: number): boolean {
  return reachable(from, next).has(to)
}
