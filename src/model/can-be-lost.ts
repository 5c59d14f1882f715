// Whether what a scenario loses can fail at all: clients and monitors never do, nor does a group of nothing else.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import type { Component } from './model.ts'
import { isContainer } from './roles.ts'
import { cannotFail, holdsNothing } from './statement-messages.ts'
import { componentsIn } from './tree.ts'

interface Surroundings {
  readonly components: readonly Component[]
  readonly report: (diagnostic: Diagnostic) => void
}

/** Reports what cannot. */
export function canBeLost(one: Component, at: Span, { components, report }: Surroundings): boolean {
  const { name, builtin } = one
  if (isEmpty(one, components)) {
    report(holdsNothing(at, name))
    return false
  }
  if (!neverFails(one)) return true
  report(cannotFail(at, name, builtin))
  return false
}

/** Zones and regions fail by themselves; of other containers that which lies in them. */
function isEmpty(one: Component, components: readonly Component[]): boolean {
  if (!isContainer(one) || one.builtin === 'zone' || one.builtin === 'region') return false
  return componentsIn(components, one.id).every((id) => neverFails(components[id]!))
}

function neverFails({ builtin }: Component): boolean {
  return builtin === 'client' || builtin === 'monitor'
}
