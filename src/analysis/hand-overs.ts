// Who puts work into a broker and who takes it out, over the declared edges. What polls takes: a `->` from a
// worker or function (rule 4), and one that writes `reads` alone. A `dlq` puts in and is not taking out; an
// edge of a monitor to a stream or a container watches, one to a queue or topic is its alert. A `fallback` puts in.

import { componentIn } from '#src/model/attributes.ts'
import { isConsumption } from '#src/model/entries.ts'
import { isBroker } from '#src/model/roles.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import type { Call } from './facts.ts'
import { once } from './once.ts'
import { useOf } from './use.ts'
import type { Walks } from './walks.ts'

export interface HandOvers {
  producersOf(broker: number): readonly number[]
  consumersOf(broker: number): readonly number[]
}

export function handOversOf(system: System, walks: Walks): HandOvers {
  const { components } = system.model
  const fallbacks = once(() => callersByFallback(system))

  const takesFrom = (call: Call): boolean =>
    isConsumption(components, { ...call, arrow: call.edge.arrow }) ||
    (call.edge.arrow === '->' && useOf(call.edge.attributes) === 'reads')

  const watches = ({ edge, from, to }: Call): boolean =>
    components[from]!.builtin === 'monitor' &&
    (components[to]!.builtin === 'stream' || edge.to !== to)

  return {
    producersOf(broker) {
      const into = walks.edgesInto(broker).filter(({ from }) => from !== broker)
      const senders = into.filter((call) => !takesFrom(call) && !watches(call))
      return ascending([...senders.map(({ from }) => from), ...(fallbacks().get(broker) ?? [])])
    },
    consumersOf(broker) {
      const pollers = walks.edgesInto(broker).filter(takesFrom)
      const handed = walks
        .edgesOf(broker)
        .filter(({ edge, to }) => !edge.implicit && components[to]!.builtin !== 'monitor')
      const takers = [...pollers.map(({ from }) => from), ...handed.map(({ to }) => to)]
      return ascending(takers.filter((id) => id !== broker))
    },
  }
}

/** Callers of which an edge, declared or as a flow has it, names the broker as its fallback. */
function callersByFallback(system: System): ReadonlyMap<number, readonly number[]> {
  const { model } = system
  const onFlows = model.flows.flatMap(({ scope }) =>
    scope.kind === 'edges' ? [...flowOut(system, scope.edges).values()].flat() : [],
  )
  const callers = new Map<number, number[]>()
  const look = ({ from, attributes }: RunEdge): void => {
    const fallback = componentIn(attributes, 'fallback')
    if (fallback === undefined || fallback === from || !isBroker(model.components[fallback]!))
      return
    const known = callers.get(fallback)
    if (known) known.push(from)
    else callers.set(fallback, [from])
  }
  for (const edges of [...system.out, onFlows]) edges.forEach(look)
  return callers
}

function ascending(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b)
}
