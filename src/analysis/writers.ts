// On which calls a store is written to by the author's own word: `writes` above 0, on the declared edge or
// on the edge as a flow has it. Copying by `=>` is no write of its source.

import { isWritten, numberIn } from '#src/model/attributes.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import type { Call } from './facts.ts'

/** The calls by target, one for each edge and pair of ends; declared edges come before those of flows. */
export function writingCalls(system: System): ReadonlyMap<number, readonly Call[]> {
  const onFlows = system.model.flows.flatMap(({ scope }) =>
    scope.kind === 'edges' ? [...flowOut(system, scope.edges).values()] : [],
  )
  const byTarget = new Map<number, Map<string, Call>>()
  for (const { edge, from, to } of [...system.out, ...onFlows].flat().filter(writes)) {
    for (const target of system.targetsOf(to)) {
      const calls = byTarget.get(target) ?? new Map<string, Call>()
      byTarget.set(target, calls)
      const key = `${edge.id} ${from}`
      if (!calls.has(key)) calls.set(key, { edge, from, to: target })
    }
  }
  return new Map([...byTarget].map(([target, calls]) => [target, [...calls.values()]]))
}

function writes({ arrow, attributes }: RunEdge): boolean {
  return (
    arrow !== '=>' && isWritten(attributes, 'writes') && (numberIn(attributes, 'writes') ?? 0) > 0
  )
}
