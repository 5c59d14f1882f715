// What makes two targets of a lb or dns alternatives of each other (rule 2): the same built-in kind, the
// same use and the same route.

import type { Attributes } from '#src/model/model.ts'
import type { RunEdge, System } from './calls.ts'
import { useOf } from './use.ts'

/** Targets of one lb or dns with the same key are alternatives. */
export function spreadKey(system: System, { to, attributes }: RunEdge): string {
  return `${kindOfTarget(system, to)} ${useOf(attributes)} ${routeOf(attributes) ?? ''}`
}

export function routeOf(attributes: Attributes): string | undefined {
  const route = attributes.get('route')?.value
  return route?.kind === 'text' ? route.text : undefined
}

/** A pool has the kind of its members, if they have one. */
function kindOfTarget(system: System, target: number): string {
  const { components } = system.model
  const { builtin } = components[target]!
  if (builtin !== 'pool') return builtin
  const kinds = new Set(system.membersOf(target).map((member) => components[member]!.builtin))
  return kinds.size === 1 ? [...kinds][0]! : builtin
}
