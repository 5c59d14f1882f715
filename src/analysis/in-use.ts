// What is in use: the components that a declared flow touches, what these copy to by `=>`, and all that their
// dead letters, the alerts of monitors and the implicit flows of clients lead to. One search for all
// components, where `flowsOf` answers for one.

import { isBroker } from '#src/model/roles.ts'
import type { System } from './calls.ts'
import { flowOut } from './calls.ts'
import type { Call } from './facts.ts'
import type { Walks } from './walks.ts'

export function componentsInUse(system: System, walks: Walks): ReadonlySet<number> {
  const touched = new Set(declaredEnds(system))
  // A set that grows while it is gone through is a search.
  for (const id of touched) {
    for (const { edge, to } of walks.edgesOf(id)) if (edge.arrow === '=>') touched.add(to)
  }
  const led = new Set([...implicitClients(system), ...alerted(system, walks)])
  for (const id of touched) {
    for (const { edge, to } of walks.edgesOf(id)) if (edge.implicit) led.add(to)
  }
  for (const id of led) for (const next of onward(system, walks, id)) led.add(next)
  return new Set([...touched, ...led])
}

function declaredEnds(system: System): readonly number[] {
  return system.model.flows.flatMap(({ scope }) => {
    if (scope.kind === 'everything') return []
    const edges = [...flowOut(system, scope.edges).values()].flat()
    return edges.flatMap(({ from, to }) => [from, ...system.targetsOf(to)])
  })
}

function implicitClients({ model }: System): readonly number[] {
  return model.flows.flatMap(({ scope }) => (scope.kind === 'everything' ? [scope.client] : []))
}

const alertRoutes: readonly string[] = ['external', 'client', 'queue', 'topic']

function alerted({ model }: System, walks: Walks): readonly number[] {
  const monitors = model.components.filter(({ builtin }) => builtin === 'monitor')
  // What lies in a container that it has an edge to is watched.
  const single = ({ edge, to }: Call): boolean => edge.to === to
  const calls = monitors.flatMap(({ id }) => walks.edgesOf(id)).filter(single)
  const targets = calls.map(({ to }) => to)
  return targets.filter((id) => alertRoutes.includes(model.components[id]!.builtin))
}

/** Where its edges lead; from a broker also to what polls it. */
function onward(system: System, walks: Walks, id: number): readonly number[] {
  const called = walks.edgesOf(id).map(({ to }) => to)
  if (!isBroker(system.model.components[id]!)) return called
  const pollers = walks
    .edgesInto(id)
    .filter(({ edge, from, to }) => system.isConsumption({ ...edge, edge, from, to }))
  return [...called, ...pollers.map(({ from }) => from)]
}
