// Model → load: layers of edges, demand, and what follows from them as it is, and after failures. Nothing is computed
// before it is asked for, and nothing at all where nobody says how much begins.

import { isWritten } from '#src/model/attributes.ts'
import type { Flow } from '#src/model/model.ts'
import { isStore } from '#src/model/roles.ts'
import { flowOut, type RunEdge, type System } from './calls.ts'
import type { FailureEvent } from './copies.ts'
import { type Demand, demandOf, hasDemand } from './demand.ts'
import type { Layer, TransferGround } from './layer.ts'
import { type LoadNetwork, loadNetwork } from './load.ts'
import type { Condition, Loads, Utilization } from './load-facts.ts'
import { once } from './once.ts'
import type { Reliability } from './serving.ts'
import { withMoreCopies } from './sharing.ts'
import { standing } from './standing.ts'
import { utilizationOf } from './utilization.ts'

export interface LoadAnalysis {
  hasDemand(): boolean
  /** As everything works. */
  usual(): Loads
  under(condition: Condition): Loads
  /** Over all declared edges. */
  everything(): Layer
  ground(failed: readonly FailureEvent[]): TransferGround
}

export function loadAnalysis(reliability: Reliability): LoadAnalysis {
  const { system } = reliability
  const asked = once(() => hasDemand(system.model))
  const demand = once(() => demandOf(system))
  const shared = once(() => sharedGround(system))
  const everything = once(() => everythingOf(system))
  const layers = once(() => layersOf(system, everything))
  const ground = (failed: readonly FailureEvent[]): TransferGround => ({
    reliability,
    standing: standing(reliability, failed),
    ...shared(),
  })
  const under = ({ failed = [], load = 1 }: Condition): Loads =>
    asked() ? loadsIn(ground(failed), layers(), demand(), load) : noLoads
  return {
    hasDemand: asked,
    usual: once(() => under({})),
    under,
    everything,
    ground,
  }
}

const noLoads: Loads = {
  load: () => undefined,
  utilization: () => undefined,
  utilizationWith: () => undefined,
  saturations: () => [],
  carried: () => [],
  choices: () => [],
}

function loadsIn(
  ground: TransferGround,
  layers: readonly { readonly layer: Layer; readonly flows: readonly Flow[] }[],
  demand: Demand,
  factor: number,
): Loads {
  const { components } = ground.reliability.system.model
  const network = once((): LoadNetwork => loadNetwork(ground, layers, demand, factor))
  const utilizations = once(() =>
    components.map((component) =>
      component.attributes.has('capacity')
        ? utilizationOf(component, network().load(component.id), ground.standing)
        : undefined,
    ),
  )
  const sharing = once(() => network().sharing())
  return {
    load: (id) => network().load(id),
    utilization: (id) => utilizations()[id],
    saturations: once(() =>
      utilizations()
        .filter((one): one is Utilization => one !== undefined && one.peak > 0)
        .sort((a, b) => b.peak - a.peak || a.component - b.component),
    ),
    utilizationWith: (id, working, moreCopies) => {
      const load = network().load(id)
      const peak = withMoreCopies(load.peak, sharing().get(id) ?? [], moreCopies)
      return utilizationOf(components[id]!, { ...load, peak }, ground.standing, working)
    },
    carried: once(() => network().carried()),
    choices: once(() => network().choices()),
  }
}

function layersOf(
  system: System,
  everything: () => Layer,
): readonly { readonly layer: Layer; readonly flows: readonly Flow[] }[] {
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

function everythingOf(system: System): Layer {
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

function sharedGround(system: System): Pick<TransferGround, 'consumersOf' | 'isWrittenTo'> {
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
