// The layers of a model: one for each declared flow, and one over all declared edges for the implicit ones; with what
// all of them share.

import { isWritten } from '#src/model/attributes.ts'
import { isStore } from '#src/model/roles.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import type { Layer, TransferGround } from './layer.ts'
import type { FlowLayer } from './load.ts'
import { once } from './once.ts'

export function layersOf(system: System, everything: () => Layer): readonly FlowLayer[] {
  const { flows } = system.model
  const implicit = flows.filter(({ scope }) => scope.kind === 'everything')
  const entrance = wayIn(system)
  const declared = flows.flatMap((flow) => {
    if (flow.scope.kind === 'everything') return []
    const out = flowOut(system, flow.scope.edges)
    const named = new Set(flow.scope.edges.filter((one) => one.named).map(({ edge }) => edge))
    const layer: Layer = {
      flow,
      out: (id) => out.get(id) ?? [],
      polling: pollingIn(system, out.values()),
      isCounted: (edge) => named.has(edge.edge.id) || isCounted(edge) || entrance.has(edge.from),
    }
    return [{ layer, flows: [flow] }]
  })
  return implicit.length === 0 ? declared : [...declared, { layer: everything(), flows: implicit }]
}

export function everythingOf(system: System): Layer {
  const entrance = wayIn(system)
  return {
    flow: undefined,
    out: (id) => system.out[id]!,
    polling: pollingIn(system, system.out),
    isCounted: (edge) => isCounted(edge) || entrance.has(edge.from),
  }
}

function isCounted({ attributes }: RunEdge): boolean {
  return ['calls', 'reads', 'writes'].some((name) => isWritten(attributes, name))
}

/** Clients and what they pass on the way to their entry: each request comes by once. */
function wayIn(system: System): ReadonlySet<number> {
  const { components } = system.model
  const passed = new Set(
    components.filter(({ builtin }) => builtin === 'client').map(({ id }) => id),
  )
  for (const id of passed) {
    for (const { arrow, to } of system.out[id]!) {
      if (arrow !== '->') continue
      for (const target of system.targetsOf(to)) {
        if (['dns', 'cdn', 'lb'].includes(components[target]!.builtin)) passed.add(target)
      }
    }
  }
  return passed
}

function pollingIn(
  system: System,
  out: Iterable<readonly RunEdge[]>,
): (broker: number) => readonly RunEdge[] {
  const polling = once(() => {
    const found = new Map<number, RunEdge[]>()
    for (const edge of [...out].flat()) {
      if (!system.isConsumption(edge)) continue
      const known = found.get(edge.to)
      // A flow may name a container and what is in it.
      const isAgain = known?.some((one) => one.edge === edge.edge && one.from === edge.from)
      if (!known) found.set(edge.to, [edge])
      else if (!isAgain) known.push(edge)
    }
    return found
  })
  return (broker) => polling().get(broker) ?? []
}

export function sharedGround(system: System): Pick<TransferGround, 'consumersOf' | 'isWrittenTo'> {
  const { flows, components } = system.model
  const polling = pollingIn(system, system.out)
  const written = once(() => {
    const ofFlows = flows.flatMap(({ scope }) =>
      scope.kind === 'edges' ? [...flowOut(system, scope.edges).values()].flat() : [],
    )
    const writing = [...system.out.flat(), ...ofFlows].filter(({ attributes }) => {
      const value = attributes.get('writes')?.value
      return value?.kind === 'number' && value.value > 0
    })
    return new Set(writing.flatMap(({ to }) => system.targetsOf(to)))
  })
  return {
    consumersOf: (broker) => [...system.out[broker]!, ...polling(broker)],
    isWrittenTo: (cache) =>
      (isStore(components[cache]!) || components[cache]!.builtin === 'cdn') && written().has(cache),
  }
}
